"""What Python cannot reach any more is collected on the window's thread, whoever made it."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.views.window.collecting import Collecting


class Ring:
    """Reachable from itself alone; says on which thread it was collected."""

    collected_on: set[int]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.collected_on.add(threading.get_ident())


@pytest.fixture
def rings() -> type[Ring]:
    return type("Rings", (Ring,), {"collected_on": set()})


@pytest.fixture
def collecting(qtbot: QtBot) -> Iterator[Collecting]:
    parent = QObject()
    made = Collecting(parent)
    yield made
    made.end()
    assert gc.isenabled()


def make_many(rings: type[Ring]) -> int:
    """Enough for Python to collect by itself many times."""
    for _ in range(20_000):
        rings()
    return threading.get_ident()


def elsewhere(rings: type[Ring]) -> int:
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(make_many, rings).result()


def test_python_alone_collects_in_whatever_thread(rings: type[Ring]) -> None:
    assert elsewhere(rings) in rings.collected_on


def test_only_the_window_s_thread_collects(rings: type[Ring], collecting: Collecting, qtbot: QtBot) -> None:
    elsewhere(rings)
    assert rings.collected_on == set()
    qtbot.waitUntil(lambda: rings.collected_on == {threading.get_ident()})


def test_all_is_collected_when_it_is_asked_for(
    rings: type[Ring], collecting: Collecting, qtbot: QtBot
) -> None:
    oldest = rings()
    gc.collect()
    del oldest
    collecting.collect_all()
    qtbot.waitUntil(lambda: rings.collected_on == {threading.get_ident()})
