"""The real window over an open vault, without a screen, whose events are run and watched."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.vault.open_vault import OpenVault
from app.views.shell.shell import Shell
from app.views.window import application
from app.views.window.main_window import MainWindow

_PATIENCE = 20.0
_TYPED = 2.0
"""Seconds for which a passphrase is typed: meanwhile the window loads what comes after it."""


class Watched:
    """Runs the window's events and notes the longest time between two turns of the loop."""

    def __init__(self, app: QApplication, window: MainWindow, vault: OpenVault, folder: Path) -> None:
        self.app, self.window, self.longest = app, window, 0.0
        self._vault, self._folder = vault, folder
        began = time.perf_counter()
        while time.perf_counter() - began < _TYPED:
            self.until_painted(lambda: None)

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
                # What was answered may ask for more, behind the paint that it leads to.
                self.app.processEvents()
                if not self.window.tasks.is_busy:
                    return time.perf_counter() - began
            time.sleep(0.0005)
        raise AssertionError("the window did not come to rest")

    def open(self) -> float:
        """How long from the unlocked vault to the painted desk."""
        return self.until_painted(lambda: self.window.start.opened.emit(self._vault, str(self._folder)))

    @property
    def shell(self) -> Shell:
        """The desk, once it is open."""
        assert self.window.open_desk is not None
        return self.window.open_desk.shell

    def let_go(self) -> None:
        """Take the desk away and leave the vault open: the next turn opens it again."""
        desk, self.window.open_desk = self.window.open_desk, None
        if desk is not None:
            self.window.watches.idle.end()
            desk.hide()
            desk.setParent(None)
            desk.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def watched(vault: OpenVault, folder: Path) -> Iterator[Watched]:
    """A window in front of the unlock page of a vault that is open already."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with TemporaryDirectory() as home:
        os.environ["CASEWORK_HOME"] = home
        window = application.make(app)
        window.resize(1360, 860)
        window.show_folder(folder)
        each = Watched(app, window, vault, folder)
        try:
            yield each
        finally:
            each.let_go()
            window.tasks.finish()
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
