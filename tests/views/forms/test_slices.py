"""A long form in slices: what is typed meanwhile comes before the next fields."""

import time

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.views.forms.slices import BUDGET, Slices


def test_after_something_long_the_keys_come_first(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    slices = Slices(owner)
    slices.add(owner, lambda: done.append("field"))
    # What is due a little later: without giving way, the field would be made before it.
    QTimer.singleShot(1, owner, lambda: done.append("key"))
    end = time.perf_counter() + 3 * BUDGET
    while time.perf_counter() < end:
        pass
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["key", "field"]


def test_jobs_are_done_in_order_and_what_one_adds_before_the_rest(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    slices = Slices(owner)

    def first() -> None:
        done.append("first")
        slices.add(owner, lambda: done.append("of the first"))

    slices.add(owner, first)
    slices.add(owner, lambda: done.append("last"))
    qtbot.waitUntil(lambda: slices.is_done)
    assert done == ["first", "of the first", "last"]
