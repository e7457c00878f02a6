"""The window over a large vault: from the unlocked vault to Today, to the list of cases and to a case, painted.

Plain is the same service call without a window, so that the ratio tells what drawing costs. The window also says how
long it stood still at worst meanwhile; 5 ms, the watch's own beat, stands for plain there.
"""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.views.context import places
from app.views.window import application
from app.views.window.main_window import MainWindow
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, row, seconds

_PATIENCE = 20.0
_TURNS = 7
_TODAY = Goal(most=0.150, words="<= 150 ms")
_SHOWN = Goal(most=0.100, words="<= 100 ms")
_TYPED = 2.0
_STILL = Goal(most=0.050, words="<= 50 ms")


def rows(ground: Ground, times: int) -> Iterator[Row]:  # noqa: ARG001 - a window is opened a few times only
    """Today, the list, a case; the longest stall; memory."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with TemporaryDirectory() as home:
        os.environ["CASEWORK_HOME"] = home
        window = application.make(app)
        window.resize(1360, 860)
        window.show_folder(ground.vault_folder)
        try:
            yield from _measured(_Watched(app, window), ground)
        finally:
            _let_go(window)
            window.tasks.finish()
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _measured(watched: "_Watched", ground: Ground) -> Iterator[Row]:
    window, desk = watched.window, Desk.of(ground.vault)
    opened, listed, cases = [], [], []
    # While a passphrase is typed the window has the time to load what comes after it.
    while time.perf_counter() - watched.began < _TYPED:
        watched.until_painted(lambda: None)
    for _ in range(_TURNS):
        _let_go(window)
        opened.append(
            watched.until_painted(lambda: window.start.opened.emit(ground.vault, str(ground.vault_folder)))
        )
        shell = window.open_desk.shell if window.open_desk else None
        assert shell is not None
        listed.append(watched.until_painted(partial(shell.go, places.CaseList())))
        cases.append(watched.until_painted(partial(shell.go, places.CaseAt(ground.full_case))))
    for name, durations, plain, goal in (
        ("window: unlocked vault to Today painted", opened, desk.today.page, _TODAY),
        ("window: first page of cases painted", listed, lambda: desk.cases.page(CaseQuery()), _SHOWN),
        ("window: case of 200 records painted", cases, lambda: desk.casefile.open(ground.full_case), _TODAY),
    ):
        # The first turn loads the code of each screen, which stays.
        yield row(name, ground.n, sorted(durations[1:])[len(durations) // 2 - 1], _fastest(plain), goal)
    yield row("window: longest it stood still", ground.n, watched.longest, 0.005, _STILL)


def _fastest(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(_TURNS))


def _let_go(window: MainWindow) -> None:
    """Take the desk away and leave the vault open: the next turn opens it again."""
    desk, window.open_desk = window.open_desk, None
    if desk is not None:
        window.watches.idle.end()
        desk.hide()
        desk.setParent(None)
        desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class _Watched:
    """Runs the window's events and notes the longest time between two turns of the loop."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self.app, self.window, self.longest = app, window, 0.0
        self.began = time.perf_counter()

    def until_painted(self, act: Callable[[], object]) -> float:
        """How long from an act until nothing is under way and everything is painted."""
        began = time.perf_counter()
        act()
        end = began + _PATIENCE
        while time.perf_counter() < end:
            turn = time.perf_counter()
            self.app.processEvents()
            done = time.perf_counter()
            self.longest = max(self.longest, done - turn)
            if not self.window.tasks.is_busy:
                self.app.processEvents()
                return time.perf_counter() - began
            time.sleep(0.0005)
        raise AssertionError("the window did not come to rest")
