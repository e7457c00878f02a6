"""What was copied from the window does not lie about: it is cleared after half a minute, at a lock, and at the end."""

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_SECONDS: Final = 30
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
# Drawing into memory, there is no clipboard but the program's own, and Qt does not say whose it is.
_NO_SYSTEM: Final = frozenset({"offscreen", "minimal"})


def clear_ours() -> bool:
    """Clear what this program put on the clipboard, and marked on X11; tells whether there was any.

    What another program put there is not ours to clear.
    """
    clipboard = QGuiApplication.clipboard()
    ours = [mode for mode in _MODES if _is_ours(clipboard, mode)]
    for mode in ours:
        clipboard.clear(mode)
    return QClipboard.Mode.Clipboard in ours


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    owns = clipboard.ownsClipboard if mode is QClipboard.Mode.Clipboard else clipboard.ownsSelection
    ours = owns() or QGuiApplication.platformName() in _NO_SYSTEM
    # Where there is no such selection, there is nothing in it.
    held: QMimeData | None = clipboard.mimeData(mode)
    return ours and held is not None and bool(held.formats())


class CopyGuard(QObject):
    """Clears what was copied from the window after `KEPT_SECONDS`, and when the program ends."""

    message = Signal(str)
    """A line for the status: what was copied will be cleared, or has been; empty when neither is true any more."""

    def __init__(self, parent: QObject | None = None, *, seconds: float = KEPT_SECONDS) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.clear)
        self._clearing = self._promised = False
        QGuiApplication.clipboard().changed.connect(self._changed)
        app = QGuiApplication.instance()
        if app is not None:
            # Before X11's clipboard manager is handed what the program leaves.
            app.aboutToQuit.connect(self.clear)

    def clear(self) -> None:
        """Clear now what is still ours."""
        self._timer.stop()
        self._clearing = True
        cleared = clear_ours()
        self._clearing = self._promised = False
        if cleared:
            self.message.emit("What you copied has been cleared from the clipboard.")

    def _changed(self, mode: QClipboard.Mode) -> None:
        if self._clearing:
            return
        clipboard = QGuiApplication.clipboard()
        if mode in _MODES and _is_ours(clipboard, mode):
            self._timer.start()
        if mode is not QClipboard.Mode.Clipboard:
            return
        if _is_ours(clipboard, mode):
            self._promised = True
            self.message.emit(f"What you copied is cleared from the clipboard in {self._seconds:g} seconds.")
        elif self._promised:
            self._promised = False
            self.message.emit("")
