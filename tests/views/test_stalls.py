"""The watch over the window's thread: it sees what stands, and takes off what the test does itself, once."""

import time

import pytest
from pytestqt.qtbot import QtBot

from tests.views.stalls import Stalls, not_counted


def work(seconds: float) -> None:
    """Keep the thread computing for so long by its own clock, however often the machine stops it meanwhile."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.fixture
def watch(qtbot: QtBot) -> Stalls:
    made = Stalls()
    made.begin()
    qtbot.waitUntil(lambda: made.ticks > 0)
    made.forget()
    return made


def test_a_thread_that_stands_is_seen(watch: Stalls, qtbot: QtBot) -> None:
    work(0.12)
    qtbot.waitUntil(lambda: watch.longest >= 100)
    watch.end()


def test_what_the_test_does_is_taken_off_once_however_deep(watch: Stalls, qtbot: QtBot) -> None:
    with not_counted():
        work(0.3)
        with not_counted():
            work(0.3)
    work(0.12)
    seen = watch.ticks
    qtbot.waitUntil(lambda: watch.ticks > seen)
    watch.end()
    assert 100 <= watch.longest < 300
