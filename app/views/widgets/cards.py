"""Cards, and the column of a screen that they stand in."""

from typing import ClassVar, Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.views.context.context import Context
from app.views.theme.theme import Theme
from app.views.widgets.layouts import Part, vertical
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.words import words

FRAME: Final = 4
"""Pixels at 100 % text that the frame of what has the keyboard takes at each side."""


def card(
    theme: Theme, title: str = "", *parts: Part, pad: float = 0.9, gap: float | None = None
) -> tuple[QFrame, QVBoxLayout]:
    """A frame with a heading, if it has one, and the column in it."""
    frame = QFrame()
    frame.setObjectName("card")
    head = (words(title, "h2"),) if title else ()
    pixels = None if gap is None else theme.pixels(gap)
    return frame, vertical(frame, *head, *parts, gap=pixels, pad=theme.pixels(pad))


class ScrolledColumn(QWidget):
    """Parts one under another, no wider than is good to read; it scrolls when the window is low or the text large."""

    widest: ClassVar[float] = 46
    gap: ClassVar[float] = 0.7
    card_gap: ClassVar[float] = 0.4

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self.column = vertical(self._inside, 1, gap=context.theme.pixels(self.gap))
        self.area = Scrolled(self._inside)
        vertical(self, self.area)
        context.theme.follow(self._measure)

    def add(self, part: QWidget) -> None:
        """Put a part under the others."""
        self.column.insertWidget(self.column.count() - 1, part)

    def card(self, title: str = "", *parts: Part) -> QVBoxLayout:
        """A card with these parts under the others; gives its column."""
        frame, column = card(self.context.theme, title, *parts, gap=self.card_gap)
        # As far in as the frame of what has the keyboard takes.
        px = self.context.theme.px
        column.setContentsMargins(px(FRAME), px(8), px(FRAME), px(12))
        self.add(frame)
        return column

    def _measure(self) -> None:
        # Lines much longer than this are hard to read back from their end.
        self._inside.setMaximumWidth(self.context.theme.pixels(self.widest))
