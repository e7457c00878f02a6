"""What the tabs of a case have in common: the case, what is known of it already, and a page that scrolls."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.cases.casefile import CaseSheet
from app.services.desk import Desk
from app.views.context.context import Surroundings
from app.views.widgets.layouts import vertical
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
        look = self.around.look
        frame = QFrame()
        frame.setObjectName("card")
        frame.setAccessibleName(title)
        pad = look.pixels(0.8)
        column = vertical(frame, words(title, "h2"), gap=look.pixels(0.4), pad=pad)
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
