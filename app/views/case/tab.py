"""What the tabs of a case have in common: the case, what is known of it already, and a page that scrolls."""

from collections.abc import Iterable
from typing import Any, ClassVar

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.records.kind import Kind
from app.services.cases.casefile import CaseSheet
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.context.context import Context
from app.views.context.places import NewRecord, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.emptying import empty_out
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.layouts import Part, vertical
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import selectable, unbroken, words


class Tab(Page):
    """One part of a case, under its banner."""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context)
        self.case_id = case_id
        self.sheet: CaseSheet | None = None
        self.heading.hide()
        px = context.theme.px
        self.body.setContentsMargins(px(24), px(12), px(12), 0)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Take what the banner has loaded."""
        self.sheet = sheet

    def renew(self, done: frozenset[str]) -> None:  # noqa: ARG002 - whatever it was
        """Load anew; a tab in which something is typed keeps that."""
        self.arrive()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show nothing that tells who somebody is; most tabs never do."""

    def card(self, title: str, *parts: Part) -> tuple[QFrame, QVBoxLayout]:
        """A frame with a heading and these parts, and its column."""
        frame, column = card(self.context.theme, title, *parts, pad=0.8, gap=0.4)
        frame.setAccessibleName(title)
        return frame, column

    def fact(self, label: str, text: str) -> FlowRow:
        """What something is called, and beside it what it is."""
        named, shown = words(label, "muted", wrap=False), selectable(Wide(text))
        return FlowRow(self.context.theme.pixels(0.5), named, shown, line_gap=0)


class ScrollingTab(Tab):
    """A tab higher than the window: `column` is what scrolls."""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        theme = context.theme
        self.area = Scrolled()
        self.column = self.area.hold(gap=theme.pixels(0.8), pad=(0, 0, theme.px(12), theme.px(12)))
        self.body.addWidget(self.area, 1)


class PagedTab(ScrollingTab):
    """Cards, the newest first, and a button for older ones. Names in them can be hidden."""

    at_once: ClassVar[int]
    """How many are asked for at a time."""

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        self.limit = self.at_once
        self.names_hidden, self.first = False, self.area
        self._page: Any = None
        self.shown = vertical(None, gap=context.theme.pixels(0.8))
        self._more = button("Show older ones", self._show_more)
        self._more.hide()
        self.column.addLayout(self.shown)
        self.column.addWidget(self._more)
        self.column.addStretch(1)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """What was said of somebody, and to whom, may name anybody."""
        if hidden != self.names_hidden:
            self.names_hidden = hidden
            if self._page is not None:
                self.show_page(self._page)

    def show_page(self, page: Any) -> None:
        """Show what was read."""
        self._page = page
        empty_out(self.shown)
        for each in self.cards(page):
            self.shown.addWidget(each)
        self._more.setVisible(page.total > len(page.rows))

    def cards(self, page: Any) -> Iterable[QWidget]:
        """The cards of a page, or what is said where there is none."""
        raise NotImplementedError

    def _show_more(self) -> None:
        self.limit += self.at_once
        self.arrive()


class NewestTab(ScrollingTab):
    """What the newest record of a kind says, with the ways to a new one and to the record itself."""

    kind: ClassVar[Kind]

    def __init__(self, desk: Desk, context: Context, case_id: str) -> None:
        super().__init__(desk, context, case_id)
        noun, self._noun = self.kind.title.lower(), self.kind.title.lower().split()[-1]
        self._newest = ""
        self.new = button(f"New {noun}", lambda: self.go(NewRecord(case_id, self.kind.code)), kind="primary")
        self.open = button(f"Open this {self._noun}", lambda: self.go(RecordAt(case_id, self._newest)))
        self.message = words("", "strong")
        self.at_foot(self.open, self.new)
        self.column.addWidget(self.message)
        self.show_newest(None)

    def show_newest(self, newest: RecordView | None) -> None:
        """Say which record it is."""
        self._newest = newest.provenance.id if newest else ""
        if newest:
            day = newest.sheet.event.show() if newest.sheet.event else "undated"
            by = newest.provenance.author.name
            self.message.setText(f"Newest {self._noun}: {unbroken(day)}, by {by}")
        self.first = self.open if newest else self.new
        for each in (self.open, self.message):
            each.setVisible(newest is not None)
