"""Timers that fire once, each a child of what it works for: so it ends with that, and can be seen to be pending."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, SignalInstance

SETTLE_MS: Final = 150
"""After the last key, until what follows from what was typed is worked out and shown."""


def once(owner: QObject, milliseconds: int, act: Callable[[], object] | SignalInstance) -> QTimer:
    """A timer that does something that long after it was started last."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer


def after(owner: QObject, milliseconds: int, act: Callable[[], object]) -> None:
    """Do something that long from now."""
    timer = once(owner, milliseconds, act)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
