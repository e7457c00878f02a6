"""The real main window, drawn into memory, with the cheap derivation that tests use."""

import gc
import os
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.crypto import kdf
from app.services.entry import founding
from app.services.team import staff
from app.views.shell import routes
from app.views.window import application
from app.views.window.main_window import MainWindow
from tests.journeys.window.ground import Desk, Place, assert_never_stood, copied, furnish, logged
from tests.views.driver import Driver
from tests.views.stalls import Stalls, not_counted


@pytest.fixture(scope="session", autouse=True)
def _loaded_ahead() -> Iterator[None]:
    """Load every screen and set aside what is loaded, as the program does while a passphrase is typed.

    Here it is much more than there: to go through all that the tests have loaded takes Python 60 ms each time.
    """
    for _ in routes.load_ahead():
        pass
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window before any vault is open."""
    for service in (founding.found, staff.Staff.__init__):
        # A quarter of a gigabyte for each derivation would make the tests minutes longer, and shows nothing here.
        _cheapen(service, monkeypatch)
    with not_counted():
        # Until it stands there is no window that could; how long a start takes is measured in benchmarks/.
        made = application.make(qapp)
        made.show_folder(None)
    unforeseen: list[BaseException] = []
    made.crashes.taken.connect(unforeseen.append)
    forced = _forced_by_window(monkeypatch)
    yield made
    if logged():
        # Who plants a failure reads the log, and forgets it.
        raise AssertionError(logged()) from next(iter(unforeseen), None)
    made.lock()
    qtbot.waitUntil(lambda: not made.tasks.is_busy)
    made.end()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert (logged(), forced) == ("", [])


def _forced_by_window(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the window's own thread forces a file to the disk: a disk that is busy takes a third of a second for it."""
    found: list[str] = []
    force = os.fsync

    def watched(descriptor: int) -> None:
        if threading.current_thread() is threading.main_thread():
            lines = traceback.extract_stack()
            found.extend(f"{each.filename}:{each.lineno}" for each in lines if "/app/views/" in each.filename)
        force(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    return found


def _cheapen(service: object, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = getattr(service, "__kwdefaults__", None) or {}
    if "params" in defaults:
        monkeypatch.setitem(defaults, "params", kdf.CHEAPEST)
        return
    given = list(getattr(service, "__defaults__", ()) or ())
    if given:
        monkeypatch.setattr(service, "__defaults__", (*given[:-1], kdf.CHEAPEST))


@pytest.fixture
def driver(window: MainWindow, qtbot: QtBot) -> Driver:
    """The window in use."""
    return Driver(window, qtbot)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A vault with somebody in it, to be copied."""
    return furnish(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def place(shelf: Place, tmp_path: Path) -> Place:
    """A vault of the test's own, with somebody in it."""
    return copied(shelf, tmp_path / "team.vault", tmp_path / "home")


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot, place: Place) -> Desk:
    """The window in use in that vault, unlocked."""
    made = Desk(window, qtbot)
    made.unlock(place)
    made.control("Parts of Casework")
    made.rest()
    return made


@pytest.fixture(autouse=True)
def stalls(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Stalls]:
    """Watches every journey: how long the window stood still at worst. A journey where it is seen to stand fails."""
    watch = Stalls()
    watch.begin()
    yield watch
    watch.end()
    if "window" in request.fixturenames:
        # In the other journeys the window is another process, and this one only waits for it.
        assert_never_stood(watch, request.node.name)
