"""What the tabs of a case have in common: the case, what is known of it already, and a page that scrolls."""

from typing import ClassVar

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.records.kind import Kind
from app.services.cases.casefile import CaseSheet
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.views.context.context import Surroundings
from app.views.context.places import NewRecord, RecordAt
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.case_words import unbroken
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.scrolled import scrolled
from app.views.widgets.words import words


class Tab(Page):
    """One part of a case, under its banner."""

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, parent)
        self.case_id = case_id
        self.sheet: CaseSheet | None = None
        self.heading.hide()
        self.body.setContentsMargins(0, 0, 0, 0)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Take what the banner has loaded."""
        self.sheet = sheet

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show nothing that tells who somebody is; most tabs never do."""

    def card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        """A frame with a heading."""
        frame, column = card(self.around.look, title, pad=0.8, gap=0.4)
        frame.setAccessibleName(title)
        return frame, column


class ScrollingTab(Tab):
    """A tab higher than the window: `column` is what scrolls."""

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        inside = QWidget()
        inside.setObjectName("page")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, around.look.pixels(0.5), 0)
        self.column.setSpacing(around.look.pixels(0.8))
        self.area = scrolled(inside)
        self.body.addWidget(self.area, 1)


class NewestTab(ScrollingTab):
    """What the newest record of a kind says, with the ways to a new one and to the record itself."""

    kind: ClassVar[Kind]

    def __init__(self, desk: Desk, around: Surroundings, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, around, case_id, parent)
        noun, self._noun = self.kind.title.lower(), self.kind.title.lower().split()[-1]
        self._newest = ""
        self.new = button(f"New {noun}", lambda: self.go(NewRecord(case_id, self.kind.code)), kind="primary")
        self.open = button(f"Open this {self._noun}", lambda: self.go(RecordAt(case_id, self._newest)))
        self.told = words("", "strong")
        self.column.addWidget(FlowRow(around.look.pixels(0.5), self.new, self.open))
        self.column.addWidget(self.told)
        self.show_newest(None)

    def focus_first(self) -> None:
        """Give the keyboard to what can be done."""
        self.first.setFocus()

    def show_newest(self, newest: RecordView | None) -> None:
        """Say which record it is."""
        self._newest = newest.provenance.id if newest else ""
        if newest:
            day = newest.sheet.event.show() if newest.sheet.event else "undated"
            by = newest.provenance.author.name
            self.told.setText(f"Newest {self._noun}: {unbroken(day)}, by {by}")
        self.first = self.open if newest else self.new
        for each in (self.open, self.told):
            each.setVisible(newest is not None)
