"""Groups: each with its members and its sessions, and the forms in which these are stated."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.cases.group import Group, GroupSession
from app.domain.fields.declare import Target
from app.services.cases.groups import GroupListed
from app.services.desk import Desk
from app.services.facts.groups import SessionView
from app.services.records.citable import Citable
from app.services.writing.unfinished import Place as UnfinishedPlace
from app.views.context.context import Context
from app.views.context.places import GroupAt, GroupDayAt, GroupSessionAt, Place, RailPart
from app.views.forms.form_page import FormPage
from app.views.forms.form_view import AS_DECLARED, Laid
from app.views.forms.plan import Part, Section
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

_Offers = Mapping[Target, tuple[Citable, ...]]


class Groups(Page):
    """The groups."""

    title = "Groups"
    help = "groups"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.first = self.new = button("New group", partial(self.go, GroupAt()), kind="primary")
        self.at_foot(self.new)
        self.area = Scrolled()
        self.column = self.area.hold(gap=context.theme.pixels(0.6))
        self.body.addWidget(self.area, 1)

    def arrive(self) -> None:
        """Load them."""
        self.run(self.desk.groups.page, then=self._show)

    def _show(self, groups: tuple[GroupListed, ...]) -> None:
        empty_out(self.column)
        for each in groups:
            self._add(each)
        if not groups:
            self.column.addWidget(words(_NONE, "hint"))
        self.column.addStretch(1)

    def _add(self, group: GroupListed) -> None:
        frame, column = card(self.context.theme)
        gap = self.context.theme.pixels(0.8)
        change = self._link("Change", f"Change: {group.name}", GroupAt(group.id))
        new = self._link("New session", f"New session of: {group.name}", GroupSessionAt(group.id))
        column.addWidget(FlowRow(gap, words(group.name, "strong", wrap=False), new, change))
        members = ", ".join(group.members)
        column.addWidget(words(f"Members: {members}" if members else "No member yet", "small"))
        for each in group.sessions:
            column.addWidget(FlowRow(gap, *self._session(each)))
        self.column.addWidget(frame)

    def _session(self, held: SessionView) -> tuple[Link, ...]:
        said = held.session
        told = ", ".join(filter(None, (said.held_on.show() if said.held_on else "", said.theme)))
        return (self._link(told, f"Open the session of: {told}", GroupDayAt(held.id)),)

    def _link(self, text: str, name: str, place: Place) -> Link:
        link = Link(text, partial(self.go, place))
        link.setAccessibleName(name)
        return link


class _Stating(FormPage):
    """A form of one fact: loaded once, so that what is typed after that is not loaded over."""

    help = "groups"

    def __init__(self, desk: Desk, context: Context, save: str) -> None:
        super().__init__(desk, context)
        self.form: FormView | None = None
        self.acts.add(button("Cancel", self.cancel), button(save, self.state, kind="primary"))
        self.acts.setEnabled(False)

    def begin(self, cls: type, stated: Any, offers: _Offers, place: UnfinishedPlace, laid: Laid) -> None:
        """Show the form with what stands."""
        if self.form is not None:
            return
        self.field_context = replace(self.field_context, citable=offers)
        self.form = self.add_form(cls, stated, laid)
        self.column.addStretch(1)
        self.acts.setEnabled(True)
        self.keep_at(place)
        self.focus_first()

    def state(self) -> None:
        """Save it, if it is whole."""

    def cancel(self) -> None:
        """Go back without it."""
        self.is_over = True
        self.give_up()
        self.go(RailPart("groups"))

    def over(self, said: str, place: Place) -> None:
        """It is saved."""
        self.is_saving = False
        self.is_over = True
        self.keep_no_longer()
        self.saved.emit(said)
        self.go(place)


class GroupForm(_Stating):
    """A group: what it is called, and who is in it."""

    title = "Group"

    def __init__(self, desk: Desk, context: Context, group_id: str) -> None:
        super().__init__(desk, context, "Save the group")
        self._group_id = group_id

    def arrive(self) -> None:
        """Load what was stated."""
        if self.form is None:
            self.run(partial(_group, self.desk, self._group_id), then=self._loaded)

    def _loaded(self, loaded: tuple[Group, _Offers]) -> None:
        self.begin(Group, *loaded, UnfinishedPlace("group", self._group_id), AS_DECLARED)

    def state(self) -> None:
        """Save it, if it is whole."""
        if self.form is not None and not self.is_saving and self.is_ready(self.form):
            self.save(self.desk.groups.state, self.form.content(), self._group_id, then=self._kept)

    def _kept(self, _: str) -> None:
        self.over("Group saved", RailPart("groups"))


class GroupSessionForm(_Stating):
    """What a group did together on one day."""

    title = "Group session"

    def __init__(self, desk: Desk, context: Context, group_id: str, session_id: str) -> None:
        super().__init__(desk, context, "Save the session")
        self._group_id, self._session_id = group_id, session_id

    def arrive(self) -> None:
        """Load what was stated."""
        if self.form is None:
            self.run(partial(_session, self.desk, self._session_id), then=self._loaded)

    def _loaded(self, loaded: tuple[GroupSession, _Offers]) -> None:
        new = UnfinishedPlace("group-session-new", self._group_id)
        place = UnfinishedPlace("group-session", self._session_id) if self._session_id else new
        self.begin(GroupSession, *loaded, place, _LAID)

    def state(self) -> None:
        """Save it, if it is whole and tells of nobody."""
        if self.form is not None and not self.is_saving and self.is_ready(self.form):
            said = self.form.content()
            self.save(self.desk.groups.hold, said, self._group_id, self._session_id, then=self._kept)

    def cancel(self) -> None:
        """Go back without it."""
        if not self._session_id:
            super().cancel()
            return
        self.is_over = True
        self.give_up()
        self.go(GroupDayAt(self._session_id))

    def _kept(self, session_id: str) -> None:
        self.over("Session saved", GroupDayAt(session_id))


def _group(desk: Desk, group_id: str) -> tuple[Group, _Offers]:
    return desk.groups.read(group_id) if group_id else Group(), desk.groups.offers()


def _session(desk: Desk, session_id: str) -> tuple[GroupSession, _Offers]:
    return desk.groups.session(session_id) if session_id else GroupSession(), desk.groups.offers()


_LAID = Laid(
    lambda _: (
        Section(
            "",
            (
                Part(("held_on", "clock", "minutes"), 3, 12),
                Part(("theme", "done")),
                Part(("setting", "led_by"), 2),
            ),
        ),
    )
)
_NONE = (
    "No group yet. A group has its members and its sessions. What was done in common is written once; what was "
    "done with each stands in a session note of their own case, and tells of nobody else."
)
