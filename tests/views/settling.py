"""Waits until a window is at rest: for its state and never for a time, so on a busy machine as on a quiet one."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.views.context.tasks import Tasks
from app.views.context.timers import pending
from app.views.widgets.page import Screen
from tests.views.stalls import not_counted, queued

PATIENCE_S = 10.0
_EQUAL_ROUNDS = 2
_ROUND_MS = 5
"""How long events are processed between two looks: the processor is left to others meanwhile."""

Geometry = list[tuple[str, int, int, int, int]]


def settle(window: QWidget, until: Callable[[], bool] = lambda: True, patience: float = PATIENCE_S) -> None:
    """Process events until nothing is pending, something holds, and two rounds leave everything where it is.

    What waits is named when that does not come.
    """
    began, in_queue = time.monotonic(), queued()
    before, equal = list[tuple[str, int, int, int, int]](), 0
    while equal < _EQUAL_ROUNDS:
        _work_on()
        with not_counted():
            waiting = _waiting(window)
            holds = not waiting and until()
            # Where all stands is looked at once nothing else is waited for: it takes as long as the rest.
            now = _geometry(window) if holds else []
        moved = [each for each in now if each not in before] if now != before else []
        equal = equal + 1 if holds and now == before else 0
        # What the machine kept for others is not the window's.
        if time.monotonic() - began - (queued() - in_queue) / 1000 > patience:
            raise AssertionError(f"did not come to rest: waits for {waiting}, moves {moved}, holds: {holds}")
        before = now


def quiet(owner: QObject, tasks: Tasks) -> bool:
    """Whether nothing more comes of what was asked: no work is under way, and no timer of the owner's is pending."""
    return not tasks.is_busy and not pending(owner)


def turn() -> None:
    """Let Qt do what is due now: what was posted, and timers of no length."""
    for _ in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _work_on() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_ROUND_MS, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _waiting(window: QWidget) -> list[str]:
    """What is under way in a window and everything over it."""
    found = [
        type(screen).__name__
        for screen in (window, *window.findChildren(Screen))
        if isinstance(screen, Screen) and screen.context.tasks.is_busy
    ]
    found += ["Tasks" for tasks in window.findChildren(Tasks) if tasks.is_busy]
    return found + [f"a timer of {type(timer.parent()).__name__}" for timer in pending(window)]


def _geometry(window: QWidget) -> Geometry:
    """Where everything in sight stands."""
    windows = [window, *(each for each in QApplication.topLevelWidgets() if each.parentWidget() is window)]
    return [
        (f"{type(each).__name__} {each.objectName()}", *each.geometry().getRect())
        for top in windows
        for each in (top, *top.findChildren(QWidget))
        if each.isVisible()
    ]
