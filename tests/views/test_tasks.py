"""Work away from the window: in order, told in the window's thread, dropped where nobody waits."""

import threading
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import NotFound
from app.views.context.tasks import Tasks
from tests.views.settling import turn
from tests.views.stalls import Stalls


def test_vault_work_runs_in_the_order_it_was_asked_for(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[int] = []
    told: list[int] = []
    owner = QObject()

    def work(number: int) -> int:
        # Every second one takes longer than the next.
        sum(range(100_000 if number % 2 else 1))
        done.append(number)
        return number

    for number in range(20):
        tasks.run(work, number, owner=owner, then=told.append)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert done == told == list(range(20))


def test_is_told_in_the_windows_thread_and_works_in_another(tasks: Tasks, qtbot: QtBot) -> None:
    where: list[int] = []
    owner = QObject()
    tasks.run(
        threading.get_ident, owner=owner, then=lambda worker: where.extend((worker, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: len(where) == 2)
    assert where[0] != where[1] == threading.get_ident()


def test_what_a_person_can_meet_is_told_and_any_other_failure_is_handed_on(tasks: Tasks) -> None:
    told: list[str] = []
    handed_on: list[BaseException] = []
    tasks.failed.connect(handed_on.append)
    foreseen, unforeseen = NotFound(), ZeroDivisionError()
    hear = tasks.told_by(told.append)
    hear(foreseen)
    hear(unforeseen)
    assert told == [str(foreseen)]
    assert handed_on == [unforeseen]


def test_an_owner_that_has_gone_is_told_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[object] = []
    owner, last = QObject(), QObject()
    go_on = threading.Event()
    tasks.run(go_on.wait, owner=owner, then=told.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _lives(owner))
    go_on.set()
    finished: list[bool] = []
    tasks.run(lambda: True, owner=last, then=finished.append)
    qtbot.waitUntil(lambda: bool(finished))
    assert told == []


def _lives(each: QObject) -> bool:
    from shiboken6 import isValid  # noqa: PLC0415

    return isValid(each)


def test_a_failure_reaches_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    refused: list[BaseException] = []
    owner = QObject()

    def fail() -> None:
        raise NotFound

    tasks.run(fail, owner=owner, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], NotFound)


def test_a_failure_that_nobody_asked_about_is_not_swallowed(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(lambda: 1 / 0, owner=owner)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_work_in_steps_can_be_cancelled_between_two(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []
    reached: list[int] = []
    owner = QObject()
    go_on = threading.Event()

    def steps() -> Iterator[int]:
        for number in range(100):
            reached.append(number)
            yield number
            go_on.wait(1)

    task = tasks.run_steps(steps, owner=owner, step=seen.append)
    qtbot.waitUntil(lambda: seen == [0])
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert seen == [0]
    assert len(reached) <= 2


def test_says_when_it_is_busy_and_when_it_is_done(tasks: Tasks, qtbot: QtBot) -> None:
    said: list[bool] = []
    tasks.busy_changed.connect(said.append)
    owner = QObject()
    go_on = threading.Event()
    tasks.run(go_on.wait, 5, owner=owner)
    tasks.run(go_on.wait, 5, owner=owner)
    assert said == [True]
    go_on.set()
    qtbot.waitUntil(lambda: said == [True, False])


def test_what_is_asked_for_after_the_end_is_not_begun(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[object] = []
    owner = QObject()
    tasks.run(lambda: done.append("before"), owner=owner)
    tasks.finish()
    tasks.run(lambda: done.append("after"), owner=owner)
    turn()
    assert done == ["before"]
    assert not tasks.is_busy


def test_the_window_goes_on_meanwhile(tasks: Tasks, qtbot: QtBot, stalls: Stalls) -> None:
    went_on: list[bool] = []
    owner = QObject()

    def busy() -> bool:
        # Python all the way, so that the two threads want the same lock; it ends when the window has come to its turn.
        until = stalls.ticks + 20
        patience = time.monotonic() + 60
        while stalls.ticks < until and time.monotonic() < patience:
            pass
        return stalls.ticks >= until

    tasks.run(busy, owner=owner, then=went_on.append)
    qtbot.waitUntil(lambda: bool(went_on), timeout=90_000)
    assert went_on == [True]
