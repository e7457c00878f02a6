"""Work that takes longer than a moment: a bar, what is being done, and Cancel where it can be stopped."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QProgressBar

from app.views.context import voice
from app.views.context.timers import once
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import words

SHOWN_AFTER = 300
"""Milliseconds: what is done sooner needs no bar."""
_WHOLE = 100


class Waiting(QFrame):
    """Hidden until what it was told of takes longer than a moment."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(theme.pixels(10))
        self._words = words("")
        self._cancel: Callable[[], None] | None = None
        self.button = button("Cancel", self._cancelled)
        horizontal(self, self._bar, (self._words, 1), self.button, gap=theme.pixels(0.6))
        self._late = once(self, SHOWN_AFTER, self._show)
        self.hide()

    def begin(self, message: str, cancel: Callable[[], None] | None = None) -> None:
        """Something begins; `cancel` stops it, and without one it cannot be stopped."""
        self._words.setText(message)
        self._bar.setAccessibleName(message)
        self._cancel = cancel
        self._bar.setRange(0, 0)
        self.button.setVisible(cancel is not None)
        self._late.start()

    def show_far(self, done: int, total: int) -> None:
        """Say how much of it is done, where that is known."""
        self._bar.setRange(0, _WHOLE)
        self._bar.setValue(done * _WHOLE // max(1, total))

    def end(self) -> None:
        """It has ended, well or not."""
        self._late.stop()
        self._cancel = None
        self.hide()

    def _show(self) -> None:
        self.show()
        voice.say(self, self._words.text())

    def _cancelled(self) -> None:
        cancel = self._cancel
        self.end()
        if cancel is not None:
            cancel()
