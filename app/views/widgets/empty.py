"""What a screen says while there is nothing to show: what will be here, and the way to the first of it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import words

_WIDEST = 34
_ICON = 3.0


class EmptyState(QWidget):
    """Fills a whole screen: an icon, a title, a sentence or two, and perhaps the button that changes it."""

    def __init__(
        self, theme: Theme, icon: str, title: str, text: str, act: QPushButton | None = None
    ) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title, self._text = words(title, "h2"), words(text, "hint")
        column = vertical(self, 1, self._picture, pad=None)
        for each in (self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            # All the width there is, up to what reads well; aligned in its cell it would have one line and be cut.
            row = horizontal(None, 1, (each, 100), 1)
            column.addLayout(row)
        if act is not None:
            column.addSpacing(theme.pixels(0.6))
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        theme.follow(self._draw)

    def say(self, title: str, text: str) -> None:
        """Say something else, such as that a filter hides everything."""
        self._title.setText(title)
        self._text.setText(text)

    def _draw(self) -> None:
        theme = self._theme
        side = theme.pixels(_ICON)
        self._picture.setPixmap(theme.icon(self._icon, "muted", ems=_ICON).pixmap(QSize(side, side)))
        for each in (self._title, self._text):
            each.setMaximumWidth(theme.pixels(_WIDEST))


class EmptyPart(QFrame):
    """Stands where one part of a screen has nothing: a heading, a sentence or two, and at most one act."""

    def __init__(
        self, theme: Theme, title: str, text: str, act: str = "", do: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        pad = theme.pixels(1.4)
        column = vertical(self, words(title, "h2"), gap=theme.pixels(0.5), pad=pad)
        message = horizontal(None, (words(text, "hint"), 3), 1)
        column.addLayout(message)
        self.act = None
        if act and do is not None:
            self.act = button(act, do)
            column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
