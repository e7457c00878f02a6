"""Measures how long the window's thread does not come back to its events."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class Stalls(QObject):
    """A timer that should fire every 5 ms; `longest` is by how many milliseconds it came late at worst."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Start to watch."""
        self._last = time.perf_counter()
        self._timer.start(TICK_MS)

    def end(self) -> None:
        """Stop watching."""
        self._timer.stop()

    def forget(self) -> None:
        """Forget what was seen, such as the time a test itself took."""
        self.longest, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - TICK_MS)
        self._last = now
