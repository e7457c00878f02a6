"""Sees keys, pointer, touch and pen where they arrive, and nothing else.

A filter on the application is handed every event of every widget: to build one screen some two thousand pass through
it, and each costs Python more than Qt. What a person does comes in at a window, and from there at whatever has the
keyboard (an input method writes to that alone): a filter on these two misses nothing of it.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid


class AtInput(QObject):
    """An event filter on every window that ever had the keyboard, and on what has it now, while `follow` holds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at: QObject | None = None
        self._is_following = False

    def follow(self) -> None:
        """Filter from now on."""
        app = QGuiApplication.instance()
        if self._is_following or not isinstance(app, QGuiApplication):
            return
        self._is_following = True
        app.focusWindowChanged.connect(self._to_window)
        app.focusObjectChanged.connect(self._to_object)
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)
        self._to_object(QGuiApplication.focusObject())

    def let_go(self) -> None:
        """Filter no longer."""
        app = QGuiApplication.instance()
        if not self._is_following or not isinstance(app, QGuiApplication):
            return
        self._is_following = False
        app.focusWindowChanged.disconnect(self._to_window)
        app.focusObjectChanged.disconnect(self._to_object)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
        self._to_object(None)

    def _to_window(self, window: QObject | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _to_object(self, focused: QObject | None) -> None:
        before, self._at = self._at, focused
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if focused is not None:
            focused.installEventFilter(self)
