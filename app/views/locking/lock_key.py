"""Ctrl+L and F12 work wherever the keyboard is: Qt hands no shortcut of the window on while a dialog stands over it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_LOCK: Final = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
_HIDE: Final = (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)


class LockKey(QObject):
    """Takes these two keys from a dialog; `Idle` shows it every key."""

    lock_wanted = Signal()
    hiding_wanted = Signal()

    def takes(self, event: QEvent) -> bool:
        """Whether it was one of the two. Without a dialog the window's own commands have them."""
        if not isinstance(event, QKeyEvent):
            return False
        pressed = (event.key(), event.modifiers())
        if pressed not in {_LOCK, _HIDE} or QApplication.activeModalWidget() is None:
            return False
        if not event.isAutoRepeat():
            (self.lock_wanted if pressed == _LOCK else self.hiding_wanted).emit()
        return True
