"""Ctrl+L and F12 work wherever the keyboard is: Qt hands no shortcut of the window on while a dialog stands over it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_LOCK: Final = (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
_HIDE: Final = (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)


class LockKey(QObject):
    """Watches the keys of the whole program while `begin` holds, and takes these two out of it."""

    lock_wanted = Signal()
    hiding_wanted = Signal()

    def begin(self) -> None:
        """Watch from now on."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def end(self) -> None:
        """Watch no longer."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the two keys, whatever has the keyboard."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        pressed = (event.key(), event.modifiers())
        if pressed not in {_LOCK, _HIDE} or QApplication.activeModalWidget() is None:
            # Without a dialog the window's own commands have them.
            return False
        if not event.isAutoRepeat():
            (self.lock_wanted if pressed == _LOCK else self.hiding_wanted).emit()
        return True
