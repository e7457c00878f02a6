"""A line that stays: what one must know of a record before reading it."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.words import restyle, selectable, words

HYPHEN: Final = "\N{NON-BREAKING HYPHEN}"
_DATE: Final = re.compile(r"(\d{2})-([A-Z][a-z]{2})-(\d{4})")


def unbroken(text: str) -> str:
    """The text with its dates held together at the end of a line."""
    return _DATE.sub(rf"\1{HYPHEN}\2{HYPHEN}\3", text)


class Notice(QFrame):
    """`kind` is "error", "care", "good" or "note"; hidden until it says something."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = selectable(words("", "strong"))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        across, down = look.pixels(0.7), look.pixels(0.4)
        self._row.setContentsMargins(across, down, across, down)
        self._row.addWidget(self._words, 1)
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
        self.setProperty("bar", kind)
        restyle(self)
        self.setVisible(bool(text))

    def offer(self, text: str, act: Callable[[], None]) -> None:
        """Put a button beside the words."""
        self.act = button(text, act)
        self._row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop)
