"""Supervision: whose cases can be gone through, and which notes await the member's own agreement."""

from functools import partial

from app.services.cases.supervision import SupervisionPage as Loaded
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.places import Place, RecordAt, SupervisionAt
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow
from app.views.widgets.link import Link
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import words


class SupervisionPage(Page):
    """With whom supervision is held."""

    title = "Supervision"
    help = "supervision"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self.area = Scrolled()
        self.column = self.area.hold(gap=context.theme.pixels(0.6))
        self.first = self.area
        self.body.addWidget(self.area, 1)

    def arrive(self) -> None:
        """Load them."""
        self.run(self.desk.supervision.page, then=self._show)

    def _show(self, loaded: Loaded) -> None:
        empty_out(self.column)
        self.column.addWidget(words("Caseloads", "h2"))
        for who in loaded.supervisees:
            place = SupervisionAt(who.id)
            self._add(who.name, f"Go through the cases of: {who.name}", place, who.role)
        if not loaded.supervisees:
            self.column.addWidget(words("No colleague works here yet.", "hint"))
        self.column.addWidget(words("Awaits your agreement", "h2"))
        for each in loaded.to_agree:
            on = each.on.show() if each.on else "an unknown day"
            name = f"{each.reference}, supervision of {on}"
            self._add(name, f"Read: {name}", RecordAt(each.case_id, each.record_id), f"by {each.by}")
        if not loaded.to_agree:
            self.column.addWidget(words(_NOTHING, "hint"))
        self.column.addStretch(1)

    def _add(self, text: str, name: str, place: Place, besides: str) -> None:
        link = Link(text, partial(self.go, place))
        link.setAccessibleName(name)
        gap = self.context.theme.pixels(0.8)
        self.column.addWidget(FlowRow(gap, link, words(besides, "small", wrap=False)))


_NOTHING = "No note of supervision awaits your word. It stands for both of you once each has signed."
