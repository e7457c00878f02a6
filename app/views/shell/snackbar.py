"""A line over the foot of the page for some seconds: what was done, and Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from app.views.context import voice
from app.views.context.timers import once
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import words

SECONDS = 8


class Snackbar(QFrame):
    """Lies over its parent; one message at a time, the newest."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("snack")
        self._theme = theme
        self._words = words("", wrap=False)
        self._undo: Callable[[], None] | None = None
        self.button = button("Undo", self._undone, hint="Undo (Ctrl+Z)")
        horizontal(self, (self._words, 1), self.button, pad=None)
        self._timer = once(self, SECONDS * 1000, self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    def offer(self, message: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; with `undo` a button offers to take it back."""
        self._words.setText(message)
        self._undo = undo
        self.button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        voice.say(self, f"{message}. Undo: Control Z" if undo else message)

    def dismiss(self) -> None:
        """Take it away."""
        self._timer.stop()
        self._undo = None
        self.hide()

    def take_back(self) -> bool:
        """Undo what it offers to undo; False when it offers nothing."""
        if self._undo is None:
            return False
        self._undone()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the parent, and stay while the keyboard is on the button."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _undone(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.adjustSize()
        self.resize(min(self.width(), parent.width() - self._theme.pixels(2)), self.height())
        gap = self._theme.pixels(1)
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - gap)
