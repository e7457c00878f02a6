"""Gives one part of a window all of the window, and the window all of the screen, and everything its place back."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid


class Alone:
    """Nothing moves to another parent: what stands around the part is hidden meanwhile.

    What has to be said meanwhile, such as that the vault is about to lock, shows itself as it always does.
    """

    def __init__(self) -> None:
        self._hidden: list[QWidget] = []
        self._window: QWidget | None = None
        self._before = Qt.WindowState.WindowNoState

    @property
    def is_on(self) -> bool:
        """Whether a part is alone."""
        return self._window is not None

    def begin(self, part: QWidget, *stay: QWidget) -> None:
        """Hide all but the part and what is to stay."""
        if self.is_on:
            return
        self._window = part.window()
        self._hidden = [each for each in _around(part) if each.isVisible() and each not in stay]
        for each in self._hidden:
            each.hide()
        self._before = self._window.windowState()
        self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)

    def end(self) -> None:
        """Show what was hidden, as far as it is still there."""
        window, self._window = self._window, None
        if window is None:
            return
        hidden, self._hidden = self._hidden, []
        for each in hidden:
            if isValid(each):
                each.show()
        if isValid(window):
            window.setWindowState(self._before & ~Qt.WindowState.WindowMinimized)


def _around(part: QWidget) -> Iterator[QWidget]:
    """What stands beside the part and beside everything that it stands in."""
    here: QWidget = part
    while (around := here.parentWidget()) is not None and not here.isWindow():
        if not isinstance(around, QStackedWidget):
            for each in around.children():
                if isinstance(each, QWidget) and each is not here and not each.isWindow():
                    yield each
        here = around
