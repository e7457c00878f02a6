"""Panel meetings: every one that was stated, the newest first, and the form in which one is."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.domain.cases.meeting import Meeting
from app.domain.fields.declare import Target
from app.services.desk import Desk
from app.services.facts.meetings import MeetingView
from app.services.records.citable import Citable
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import MeetingAt, PanelDayAt, RailPart
from app.views.forms.form_page import FormPage
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.link import Link
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.forms.form_view import FormView

_Loaded = tuple[tuple[MeetingView, ...], Mapping[Target, tuple[Citable, ...]]]


class Panels(Page):
    """The meetings."""

    title = "Panels"
    help = "panels"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.first = self.new = button("New meeting", partial(self.go, MeetingAt()), kind="primary")
        self.at_foot(self.new)
        self.area = Scrolled()
        self.column = self.area.hold(gap=context.theme.pixels(0.6))
        self.body.addWidget(self.area, 1)

    def arrive(self) -> None:
        """Load them."""
        self.run(partial(_loaded, self.desk), then=self._show)

    def _show(self, loaded: _Loaded) -> None:
        meetings, offers = loaded
        references = {each.id: each.title for each in offers[Target.CASE]}
        empty_out(self.column)
        for each in meetings:
            frame, column = card(self.context.theme)
            open_it = Link("Open its day", partial(self.go, PanelDayAt(each.id)))
            open_it.setAccessibleName(f"Open the day of: {each.words}")
            change = Link("Change", partial(self.go, MeetingAt(each.id)))
            change.setAccessibleName(f"Change: {each.words}")
            name = words(each.words, "strong", wrap=False)
            column.addWidget(FlowRow(self.context.theme.pixels(0.8), name, open_it, change))
            said = each.meeting
            told = ", ".join(
                part for part in (said.place, f"chair {said.chair}" if said.chair else "") if part
            )
            agenda = [references.get(one, "a case unknown here") for one in said.agenda]
            heard = f"Agenda: {', '.join(agenda)}" if agenda else "No case on the agenda"
            for line in filter(None, (told, heard)):
                column.addWidget(words(line, "small"))
            self.column.addWidget(frame)
        if not meetings:
            self.column.addWidget(words(_NONE, "hint"))
        self.column.addStretch(1)


class MeetingForm(FormPage):
    """One meeting, stated before the day or again after it."""

    title = "Panel meeting"
    help = "panels"

    def __init__(self, desk: Desk, context: Context, meeting_id: str) -> None:
        super().__init__(desk, context)
        self.meeting_id = meeting_id
        self.form: FormView | None = None
        self.acts.add(button("Cancel", self._cancel), button("Save the meeting", self._save, kind="primary"))
        self.acts.setEnabled(False)

    def arrive(self) -> None:
        """Load what was stated, once: what is typed after that is not loaded over."""
        if self.form is None:
            self.run(partial(_loaded, self.desk), then=self._loaded)

    def _loaded(self, loaded: _Loaded) -> None:
        if self.form is not None:
            return
        meetings, offers = loaded
        stated = next((each.meeting for each in meetings if each.id == self.meeting_id), Meeting())
        self.field_context = replace(self.field_context, citable=offers)
        self.form = self.add_form(Meeting, stated)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(UnfinishedPlace("meeting", self.meeting_id))
        self.focus_first()

    def _save(self) -> None:
        if self.is_saving or self.form is None or not self.is_ready(self.form):
            return
        self.save(self.desk.meetings.hold, self.form.content(), self.meeting_id, then=self._kept)

    def _kept(self, _: str) -> None:
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit("Meeting saved")
        self.go(RailPart("panels"))

    def _cancel(self) -> None:
        self.is_over = True
        self.give_up()
        self.go(RailPart("panels"))


def _loaded(desk: Desk) -> _Loaded:
    return desk.meetings.page(), desk.pathway.offers("")


_NONE = (
    "No meeting yet. A meeting has its day, its agenda and who came; what was decided in each case is a record of that "
    "case, which names the meeting."
)
