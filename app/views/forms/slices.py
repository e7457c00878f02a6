"""Work in slices: a long form is made over several turns of the event loop, so that the window never stands still."""

from collections import deque
from collections.abc import Callable
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

Job = Callable[[], object]
BUDGET: Final = 0.008
"""Seconds that one turn may take; the last job of a turn and the layout come on top."""


class Slices(QObject):
    """Does jobs in order, a few a turn. What a job adds is done before what was waiting already: top to bottom."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[tuple[QObject, Job]] = deque()
        self._added: list[tuple[QObject, Job]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._ended = 0.0
        self._timer.timeout.connect(self._turn)

    @property
    def is_done(self) -> bool:
        """Whether nothing is waiting."""
        return not self._jobs

    def add(self, owner: QObject, job: Job) -> None:
        """Have a job done, unless its owner is gone by then."""
        if self._added is not None:
            self._added.append((owner, job))
            return
        self._jobs.append((owner, job))
        if not self._timer.isActive():
            self._ended = perf_counter()
            self._timer.start()

    def finish(self) -> None:
        """Do all that is waiting, now."""
        if self._added is not None:
            raise RuntimeError("a job may not wait for the jobs behind it")
        if self._jobs:
            while self._jobs:
                self._next()
            self._end()

    def _turn(self) -> None:
        began, ended = perf_counter(), self._ended
        self._ended = began
        if began - ended > BUDGET:
            # Something else took its time just now: the keys come first, and this in the next turn.
            return
        while self._jobs and perf_counter() - began < BUDGET:
            self._next()
        self._ended = perf_counter()
        if not self._jobs:
            self._end()

    def _next(self) -> None:
        owner, job = self._jobs.popleft()
        self._added = []
        try:
            if isValid(owner):
                job()
        finally:
            self._jobs.extendleft(reversed(self._added))
            self._added = None

    def _end(self) -> None:
        self._timer.stop()
        self.finished.emit()
