"""What the screens before an open vault have in common: one readable column that scrolls."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.page import Screen
from app.views.widgets.scrolled import Scrolled

_COLUMN = 38
"""The column's width in ems, about as long as a line may be to be read with ease."""


@runtime_checkable
class Front(Protocol):
    """What can stand in front of the stack."""

    takes_drops: bool
    """Whether a file let go over it may lead elsewhere."""

    def arrive(self) -> None:
        """Give the keyboard to what it is for."""

    def leave(self) -> None:
        """Forget what should not stay."""

    def cover(self) -> None:
        """Hide what whoever comes next should not read."""


class StartScreen(Screen):
    """A screen; `body` takes its parts from the top."""

    takes_drops = True

    def arrive(self) -> None:
        """Give the keyboard to what the screen is for. Called each time it comes to the front."""
        self.setFocus()

    def cover(self) -> None:
        """Hide what whoever comes next should not read. Called when the screen locks."""

    def refused(self, failure: BaseException) -> None:
        """Say why it could not be done, in sight."""
        super().refused(failure)
        self.show_part(self.bar)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part."""
        self._area.ensureWidgetVisible(part)

    def _column(self) -> QVBoxLayout:
        look = self.context.look
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column, centre = QWidget(), QWidget()
        column.setMaximumWidth(look.pixels(_COLUMN))
        row = horizontal(centre, 1, pad=look.pixels(1.5))
        row.addWidget(column, 1000, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._area = Scrolled(centre)
        self._area.viewport().setAutoFillBackground(False)
        centre.setAutoFillBackground(False)
        vertical(self, self._area)
        return vertical(column, gap=look.pixels(0.8), pad=None)
