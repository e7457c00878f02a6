"""Measures how long the window's thread does not come back to its events.

A machine that is busy with other things stops every program now and then, for longer than a person would forgive. Linux
tells how long each thread stood in the queue for a processor (proc(5), /proc/PID/schedstat): that much is the
machine's, and is taken off. What the window's thread computed itself is never taken off.
"""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5
_MOST_MS = 50.0
_BUSY_TIMES = 3


def most_ms() -> float:
    """How long the window may stand: 50 ms, where a person begins to see it.

    Where the machine has other work (tests run beside this one, or its load in the last minute is more than half its
    processors) the processors' own caches and clocks are shared with it, and the same work takes up to three times as
    long: so much is allowed. `make stalls` runs every journey alone.
    """
    is_alone = os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1") == "1"
    is_quiet = is_alone and os.getloadavg()[0] <= (os.cpu_count() or 1) / 2
    return _MOST_MS if is_quiet else _MOST_MS * _BUSY_TIMES


_THREADS = Path("/proc/self/task")
_WATCHING: "list[Stalls]" = []


class Stalls(QObject):
    """A timer that should fire every 5 ms; `longest` is by how many milliseconds it came late by its own fault."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = self.longest_seen = 0.0
        self.ticks = 0
        self._last: tuple[float, ...] = self._now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Start to watch."""
        _WATCHING.append(self)
        self._last = self._now()
        self._timer.start(TICK_MS)

    def end(self) -> None:
        """Stop watching."""
        _WATCHING.remove(self)
        self._timer.stop()

    @contextmanager
    def _put_off(self) -> Iterator[None]:
        # What was put off inside is part of the whole, and not to be taken off twice.
        last, before = self._last, self._now()
        yield
        self._last = tuple(
            then + after - began for then, after, began in zip(last, self._now(), before, strict=True)
        )

    def forget(self) -> None:
        """Forget what was seen, such as the time a test itself took."""
        self.longest = self.longest_seen = 0.0
        self._last = self._now()

    def _tick(self) -> None:
        now = self._now()
        wall, computed, queued = (after - before for after, before in zip(now, self._last, strict=True))
        # To look takes time as well, and no window's: beside a thread that computes, every file that is read waits.
        self._last = time.perf_counter() * 1000, time.thread_time() * 1000, now[2]
        self.ticks += 1
        self.longest_seen = max(self.longest_seen, wall - TICK_MS)
        self.longest = max(self.longest, max(wall - max(queued, 0.0), computed) - TICK_MS)

    def _now(self) -> tuple[float, float, float]:
        """Milliseconds: by the clock, computed by this thread, and spent in the queue by the program's threads."""
        return time.perf_counter() * 1000, time.thread_time() * 1000, queued()


@contextmanager
def not_counted() -> Iterator[None]:
    """What is done inside is the test's own work, such as to read the whole screen, and no stall of the window."""
    with ExitStack() as stack:
        for watch in _WATCHING:
            stack.enter_context(watch._put_off())
        yield


def queued() -> float:
    """Milliseconds that the threads of this program have stood in the queue for a processor."""
    waited = 0
    with suppress(OSError):
        for thread in os.listdir(_THREADS):  # noqa: PTH208 - two hundred times a second
            with suppress(OSError, ValueError, IndexError):
                waited += int((_THREADS / thread / "schedstat").read_text().split()[1])
    return waited / 1e6
