"""A part of a screen that scrolls when the window is too low for it: 200 % text never pushes the window open."""

from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.views.widgets.layouts import Pad, Part, vertical

_NO_FOCUS: Final = 0
"""Qt.FocusPolicy.NoFocus."""
_ALWAYS_OFF: Final = 1
"""Qt.ScrollBarPolicy.ScrollBarAlwaysOff."""


class Scrolled(QScrollArea):
    """No stop of the Tab key, never sideways, no bar while everything fits."""

    resized = Signal()
    """There is more or less room than before."""

    def __init__(self, inside: QWidget | None = None) -> None:
        super().__init__()
        # Its own, as Qt makes it. To ask for one of Qt's, of which Python knows nothing yet, has Python's side of every
        # kind of widget made until one fits, and the first page waits for that.
        shows = QWidget()
        shows.setAutoFillBackground(True)
        self.setViewport(shows)
        self.setWidgetResizable(True)
        # By their numbers: the first page does without Python's side of Qt's namespace, which takes long to make.
        self.setProperty("focusPolicy", _NO_FOCUS)
        self.setProperty("horizontalScrollBarPolicy", _ALWAYS_OFF)
        if inside is not None:
            self.setWidget(inside)

    def hold(self, *parts: Part, gap: int | None = None, pad: Pad = 0) -> QVBoxLayout:
        """Let parts stand in it one under another; gives their column."""
        inside = QWidget()
        inside.setObjectName("page")
        column = vertical(inside, *parts, gap=gap, pad=pad)
        self.setWidget(inside)
        return column

    def bring_place(self, part: QWidget, place: QRect, air: int) -> None:
        """Bring a place in a part of it into view, with so much air above and under it; no further than that."""
        inside = self.widget()
        if inside is None:
            return
        top = part.mapTo(inside, place.topLeft()).y() - air
        high, room, bar = place.height() + 2 * air, self.viewport().height(), self.verticalScrollBar()
        if high > room:
            bar.setValue(top + (high - room) // 2)
        else:
            bar.setValue(min(top, max(bar.value(), top + high - room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell what depends on the room."""
        super().resizeEvent(event)
        self.resized.emit()


def area_around(part: QWidget) -> Scrolled | None:
    """The nearest around it that scrolls."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, Scrolled):
        around = around.parentWidget()
    return around


def bring_into_view(part: QWidget, air: int) -> None:
    """Scroll what it stands in until it can be seen, with so much air."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(part, 0, air)
