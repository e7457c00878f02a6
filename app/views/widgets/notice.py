"""A line that stays: what one must know of a record before reading it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import selectable, style_as, unbroken, words


class Notice(QFrame):
    """`kind` is "error", "care", "good" or "note"; hidden until it says something."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = selectable(words(""))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        across, down = theme.pixels(0.7), theme.pixels(0.4)
        self._row = horizontal(self, (self._words, 1), pad=(across, down, across, down))
        self.act: QPushButton | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self.accessibleName()

    def tell(self, text: str, kind: str) -> None:
        """Say it; an empty text hides it."""
        self._words.setText(unbroken(text))
        self.setAccessibleName(text)
        style_as(self, "bar", kind)
        self.setVisible(bool(text))

    def offer(self, text: str, act: Callable[[], None]) -> None:
        """Put a button beside the words."""
        self.act = button(text, act)
        self._row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop)
