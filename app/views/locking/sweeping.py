"""Takes away whatever stands over the window, so that nothing can keep a lock from happening.

Dialogs of the system itself cannot be closed by a program: the questions of this one are therefore Qt's own.
"""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDrag, QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from app.views.locking import clipboard

_MOST: Final = 200
"""Windows closed in one sweep: a program that opens more while they are closed is broken."""
_AGAIN: Final = 20
"""Sweeps after the first: what waited for an answer may ask the next question as soon as it has a refusal."""


def sweep(main_window: QMainWindow) -> None:
    """Close every popup, dialog and other window, however deep their loops are; clear undo and what was copied.

    Dialogs that were waited for give their caller a refusal as soon as this returns to the event loop.
    """
    _close_all(main_window)
    _forget_typing(main_window)
    clipboard.clear_ours()
    QTimer.singleShot(0, main_window, lambda: _sweep_again(main_window, _AGAIN))


def _sweep_again(main_window: QMainWindow, times: int) -> None:
    if not isValid(main_window):
        return
    if _close_all(main_window) and times:
        QTimer.singleShot(0, main_window, lambda: _sweep_again(main_window, times - 1))


def _close_all(main_window: QMainWindow) -> int:
    """Close what is over the window; gives how many there were."""
    closed = 0
    if QGuiApplication.mouseButtons():
        QDrag.cancel()
    QToolTip.hideText()
    while closed < _MOST:
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is None or over is main_window:
            break
        _close(over)
        closed += 1
    for window in QApplication.topLevelWidgets():
        if window is not main_window and isValid(window) and window.isVisible():
            _close(window)
            closed += 1
    return closed


def _close(window: QWidget) -> None:
    """Close a window whether it agrees or not."""
    if isinstance(window, QDialog):
        # The class's own: a dialog that asks before it closes is not asked.
        QDialog.done(window, QDialog.DialogCode.Rejected)
    else:
        window.close()
    if isValid(window) and window.isVisible():
        QWidget.setVisible(window, False)


def _forget_typing(main_window: QMainWindow) -> None:
    """Nothing can be undone after a lock: what was deleted before it stays deleted for whoever comes next."""
    for document in main_window.findChildren(QTextDocument):
        document.clearUndoRedoStacks()
    for line in main_window.findChildren(QLineEdit):
        if line.isUndoAvailable() or line.isRedoAvailable():
            line.blockSignals(True)
            line.setText(line.text())
            line.blockSignals(False)
