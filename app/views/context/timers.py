"""Timers that fire once, each a child of what it works for: so it ends with that, and can be seen to be pending."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, SignalInstance

SETTLE_MS: Final = 150
"""After the last key, until what follows from what was typed is worked out and shown."""

LAID_OUT_MS: Final = 80
"""After something was put into a page, until Qt has laid out all that is around it."""

_SOON_MS: Final = 2_000
"""What waits for longer waits for a person, or for a disk that is full."""


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


def pending(owner: QObject) -> tuple[QTimer, ...]:
    """The timers of something, and of all that is in it, that fire soon and change what is shown."""
    return tuple(timer for timer in owner.findChildren(QTimer) if timer.isActive() and _fires_soon(timer))


def _fires_soon(timer: QTimer) -> bool:
    # One that repeats without a pause works in slices until it is done; any other is a clock.
    return timer.interval() == 0 or (timer.isSingleShot() and timer.interval() <= _SOON_MS)
