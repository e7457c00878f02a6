"""A part of a screen that scrolls when the window is too low for it: 200 % text never pushes the window open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.views.widgets.layouts import Pad, Part, vertical


class Scrolled(QScrollArea):
    """No stop of the Tab key, never sideways, no bar while everything fits."""

    def __init__(self, inside: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if inside is not None:
            self.setWidget(inside)

    def hold(self, *parts: Part, gap: int | None = None, pad: Pad = 0) -> QVBoxLayout:
        """Let parts stand in it one under another; gives their column."""
        inside = QWidget()
        inside.setObjectName("page")
        column = vertical(inside, *parts, gap=gap, pad=pad)
        self.setWidget(inside)
        return column
