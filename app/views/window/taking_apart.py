"""Takes apart what has gone out of sight, a screen at a time: all at once Qt stands for longer than a person sees."""

from collections import deque

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.views.context.tasks import Tasks
from app.views.context.timers import after
from app.views.widgets.page import Screen


def take_apart(top: QWidget, window: QWidget, tasks: Tasks) -> None:
    """Delete something with all that is in it, the innermost screens first; nothing in it hears of anything more."""
    top.hide()
    for timer in top.findChildren(QTimer):
        timer.stop()
    tasks.forget(top)
    parts = deque([*reversed(top.findChildren(Screen)), top])

    def take_next() -> None:
        while parts:
            part = parts.popleft()
            if isValid(part):
                part.deleteLater()
                after(window, 0, take_next)
                return

    # What stands in its place is painted first.
    after(window, 0, take_next)
