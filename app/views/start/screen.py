"""What the screens before an open vault have in common: one readable column that scrolls."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.start.side import Side
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.page import Screen
from app.views.widgets.scrolled import Scrolled

_COLUMN, _LEFT = 600, 64
"""Pixels at 100 % text: the column is about as wide as a line may be to be read with ease."""
_NARROW = 900
"""A window that is narrower shows the column alone."""


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

    help = "start"
    takes_drops = True
    went_back = Signal()
    led_to = Signal(str, str)
    """The way on is to unlock the vault of a folder by hand, and this is to be said there."""

    def arrive(self) -> None:
        """Give the keyboard to what the screen is for. Called each time it comes to the front."""
        self.focus_first()

    def services_come(self) -> None:
        """Ask of the services what the screen is to show: from now on they are loaded, or being loaded."""

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
        theme = self.context.theme
        column, centre = QWidget(), QWidget()
        column.setMaximumWidth(theme.px(_COLUMN))
        # A little above the middle, as long as there is room for it.
        middle = vertical(None, 1, column, 2)
        row = horizontal(centre, pad=(theme.px(_LEFT), theme.px(24), theme.px(24), theme.px(24)))
        row.addLayout(middle, 1000)
        row.addStretch(1)
        self._area = Scrolled(centre)
        self._area.viewport().setAutoFillBackground(False)
        centre.setAutoFillBackground(False)
        self.side = Side(theme)
        horizontal(self, self.side, (self._area, 1), gap=0)
        return vertical(column, gap=theme.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the side where there is room for both."""
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= self.context.theme.px(_NARROW))
