"""Work away from the window's thread, so that the window never stands still.

Whatever touches the vault runs on one thread, in the order it was asked for: SQLite has one writer, and a draft saved
before a lock is then saved before it. Anything else may run on a second one. Results come back through one queued
signal to a slot that lives in the window's thread; where the widget that asked has gone, they are dropped.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
Then = Callable[[Any], None]


@dataclass(eq=False)
class Task:
    """One piece of work under way; `cancel` asks it to stop at its next step and drops its result."""

    owner: QObject
    then: Then | None
    failed: Then | None
    step: Then | None = None
    is_cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask it to stop; what was asked of it is not told any more."""
        self.is_cancelled.set()


@dataclass(frozen=True)
class _News:
    task: Task
    call: str  # "then", "failed" or "step"
    value: Any
    ends: bool


class Tasks(QObject):
    """Runs services for widgets. `failed` is for failures that nobody asked about: a defect, or a forgotten handler."""

    failed = Signal(object)
    busy_changed = Signal(bool)
    _news = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = ThreadPoolExecutor(1, "vault")
        self._aside = ThreadPoolExecutor(1, "aside")
        self._live: set[Task] = set()
        self._has_ended = False
        self._news.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

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

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._live)

    def finish(self) -> None:
        """Wait for what is under way and end the threads; nothing is told any more, and nothing new is begun.

        A timer of a screen that is about to go may still ask for something.
        """
        self._has_ended = True
        for executor in (self._vault, self._aside):
            executor.shutdown(wait=True)

    def _start(self, task: Task, work: Callable[[], None], *, aside: bool) -> None:
        if self._has_ended:
            return
        executor: Executor = self._aside if aside else self._vault
        self._live.add(task)
        if len(self._live) == 1:
            self.busy_changed.emit(True)
        future: Future[None] = executor.submit(work)
        del future

    def _once(self, task: Task, work: Callable[[], Any]) -> None:
        try:
            value = work()
        except BaseException as failure:  # noqa: BLE001 - every failure is told, none is swallowed
            self._tell(_News(task, "failed", failure, ends=True))
        else:
            self._tell(_News(task, "then", value, ends=True))

    def _stepwise(self, task: Task, steps: Iterator[Any]) -> None:
        try:
            for each in steps:
                if task.is_cancelled.is_set():
                    break
                self._tell(_News(task, "step", each, ends=False))
        except BaseException as failure:  # noqa: BLE001
            self._tell(_News(task, "failed", failure, ends=True))
        else:
            self._tell(_News(task, "then", None, ends=True))

    def _tell(self, news: _News) -> None:
        if isValid(self):
            self._news.emit(news)

    @Slot(object)
    def _arrived(self, news: _News) -> None:
        task = news.task
        if news.ends:
            self._live.discard(task)
        try:
            if not task.is_cancelled.is_set() and isValid(task.owner):
                self._hand_over(task, news)
        finally:
            if news.ends and not self._live:
                self.busy_changed.emit(False)

    def _hand_over(self, task: Task, news: _News) -> None:
        told = getattr(task, news.call)
        if told is not None:
            told(news.value)
        elif news.call == "failed":
            self.failed.emit(news.value)
