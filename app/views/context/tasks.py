"""Work away from the window's thread, so that the window never stands still.

Whatever touches the vault runs on one thread, in the order it was asked for: SQLite has one writer, and a draft saved
before a lock is then saved before it. Anything else may run on a second one. Results come back through one queued
signal to a slot that lives in the window's thread; where the widget that asked has gone, they are dropped.
"""

import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.errors import UserError
from app.views.context.timers import once

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_TURN_S: Final = 0.000_1
"""After so many seconds a thread that computes lets another have the interpreter, where Python usually takes 5 ms.

To lay out one page the window asks for it a hundred times: beside a list that was checked it stood for 600 ms.
"""
T = TypeVar("T")
Then = Callable[[Any], None]


class Task:
    """One piece of work under way; `cancel` asks it to stop at its next step and drops its result."""

    def __init__(
        self, owner: QObject, then: Then | None, failed: Then | None, step: Then | None = None
    ) -> None:
        self.owner = owner
        self.then, self.failed, self.step = then, failed, step
        self.is_cancelled = threading.Event()
        self.is_forgotten = False

    def cancel(self) -> None:
        """Ask it to stop; what was asked of it is not told any more."""
        self.is_cancelled.set()


class Tasks(QObject):
    """Runs services for widgets. `failed` is for failures that nobody asked about: a defect, or a forgotten handler."""

    failed = Signal(object)
    busy_changed = Signal(bool)
    _news = Signal(object, str, object, bool)
    """Of a task, what is to be called with which value: "then", "failed" or "step"; and whether that ends it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._live: set[Task] = set()
        self._has_ended = self._is_heard = False
        self._arrivals: deque[tuple[Task, str, object, bool]] = deque()
        self._turn = once(self, 0, self._hand_over_next)

    def run(
        self,
        work: Callable[..., T],
        *arguments: Any,
        owner: QObject,
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        aside: bool = False,
        **named: Any,
    ) -> Task:
        """Do a piece of work and tell its owner how it went; `aside` for what needs no vault.

        `then` and `failed` are called in the window's thread, and only while the owner lives and nobody cancelled.
        """
        task = Task(owner, then, failed)
        self._start(task, lambda: self._once(task, lambda: work(*arguments, **named)), aside=aside)
        return task

    def run_steps(
        self,
        work: Callable[..., Iterator[Any]],
        *arguments: Any,
        owner: QObject,
        step: Callable[[Any], None],
        then: Callable[[None], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        aside: bool = False,
    ) -> Task:
        """As `run`, for work that yields: each step is told, and between two of them it can be cancelled."""
        task = Task(owner, then, failed, step)
        self._start(task, lambda: self._stepwise(task, work(*arguments)), aside=aside)
        return task

    def told_by(self, tell: Callable[[str], object]) -> Callable[[BaseException], None]:
        """Hears of a failure: the sentence of one that a person can meet is told, any other is handed on."""

        def hear(failure: BaseException) -> None:
            if isinstance(failure, UserError):
                tell(str(failure))
            else:
                self.failed.emit(failure)

        return hear

    def forget(self, top: QObject) -> None:
        """Tell nothing more to what is in something that is about to go; its work goes on to its end."""
        for task in self._live:
            owner: QObject | None = task.owner if isValid(task.owner) else None
            while owner is not None and owner is not top:
                owner = owner.parent()
            task.is_forgotten = task.is_forgotten or owner is top

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._live)

    def finish(self) -> None:
        """Wait for what is under way and end the threads; nothing is told any more, and nothing new is begun.

        A timer of a screen that is about to go may still ask for something.
        """
        self._has_ended = True
        for executor in self._threads.values():
            executor.shutdown(wait=True)

    def _start(self, task: Task, work: Callable[[], None], *, aside: bool) -> None:
        if self._has_ended:
            return
        if not self._is_heard:
            self._is_heard = True
            self._news.connect(self._arrived, QtCore.Qt.ConnectionType.QueuedConnection)
        self._live.add(task)
        if len(self._live) == 1:
            self.busy_changed.emit(True)
        future: Future[None] = self._thread("aside" if aside else "vault").submit(work)
        del future

    def _thread(self, name: str) -> "ThreadPoolExecutor":
        if name not in self._threads:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the first page has no work to do

            sys.setswitchinterval(_TURN_S)
            self._threads[name] = ThreadPoolExecutor(1, name)
        return self._threads[name]

    def _once(self, task: Task, work: Callable[[], Any]) -> None:
        try:
            value = work()
        except BaseException as failure:  # noqa: BLE001 - every failure is told, none is swallowed
            self._tell(task, "failed", failure, ends=True)
        else:
            self._tell(task, "then", value, ends=True)

    def _stepwise(self, task: Task, steps: Iterator[Any]) -> None:
        try:
            for each in steps:
                if task.is_cancelled.is_set():
                    _take_back(steps)
                    break
                self._tell(task, "step", each, ends=False)
        except BaseException as failure:  # noqa: BLE001
            self._tell(task, "failed", failure, ends=True)
        else:
            self._tell(task, "then", None, ends=True)

    def _tell(self, task: Task, call: str, value: object, *, ends: bool) -> None:
        if isValid(self):
            self._news.emit(task, call, value, ends)

    @Slot(object, str, object, bool)
    def _arrived(self, task: Task, call: str, value: object, ends: bool) -> None:  # noqa: FBT001 - the shape of the signal
        # One at a time: what is drawn for two of them together may take longer than a person sees, and Qt comes back to
        # keys and painting between two timers, but not between two signals.
        self._arrivals.append((task, call, value, ends))
        self._turn.start()

    def _hand_over_next(self) -> None:
        task, call, value, ends = self._arrivals.popleft()
        if self._arrivals:
            self._turn.start()
        if ends:
            self._live.discard(task)
        try:
            if not task.is_cancelled.is_set() and not task.is_forgotten and isValid(task.owner):
                self._hand_over(task, call, value)
        finally:
            if ends and not self._live:
                self.busy_changed.emit(False)

    def _hand_over(self, task: Task, call: str, value: object) -> None:
        hear = getattr(task, call)
        if hear is not None:
            hear(value)
        elif call == "failed":
            self.failed.emit(value)


def _take_back(steps: Iterator[Any]) -> None:
    """Let work that is stopped half way take back now, on its own thread, what it began."""
    if isinstance(steps, Generator):
        steps.close()
