"""A window over a fictional vault in which no picture depends on the day, the machine or chance."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.services.demo.demonstration import build_demo
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.shell.shell import Shell
from app.views.window import application
from app.views.window.main_window import MainWindow
from tests.views.settling import settle

DAY: Final = date(2026, 11, 23)
NOON: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIZE: Final = QSize(1280, 800)
_PATIENCE_S: Final = 30.0


def build(folder: Path) -> Path:
    """Build the fictional vault as it is on that day, and give its folder."""
    for _ in build_demo(folder, replace=True, today=DAY):
        pass
    return folder / "demo.vault"


@dataclass
class Stage:
    """The window, and what a scene needs to bring it where its picture is taken."""

    window: MainWindow
    folder: Path
    vault: OpenVault | None = None

    @property
    def shell(self) -> Shell:
        """The shell of the open vault."""
        assert self.window.open_desk is not None
        return self.window.open_desk.shell

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window work until it is at rest, and something holds."""
        settle(self.window, until, _PATIENCE_S)

    def picture(self) -> QImage:
        """What the window shows, without a blinking caret."""
        still(self.window)
        return self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def take_back(self) -> None:
        """Take the window back from a person it was handed over to."""
        if self.window.given_away is not None:
            self.window.given_away.end()
            self.window.given_away = None

    def unlock(self, login: str, passphrase: str) -> None:
        """Come to the desk."""
        self.take_back()
        self.vault = unlock(self.folder, login, passphrase, machine=Machine(clock=lambda: NOON))
        self.window.start.opened.emit(self.vault, str(self.folder))
        # Minutes to the lock would be another picture each minute.
        self.window.watches.idle.end()
        self.shell.status.locks_in(600)
        self.settle()


def still(window: QWidget) -> None:
    """Stop what blinks."""
    for box in window.findChildren(QWidget):
        if isinstance(box, QPlainTextEdit | QTextEdit):
            box.setCursorWidth(0)
        elif isinstance(box, QLineEdit):
            box.setReadOnly(box.isReadOnly())
    QApplication.setCursorFlashTime(0)


@contextmanager
def stage(app: QApplication, folder: Path) -> Iterator[Stage]:
    """A window of its own, gone afterwards."""
    window = application.make(app)
    window.resize(SIZE)
    made = Stage(window, folder)
    window.show()
    try:
        yield made
    finally:
        window.lock()
        made.settle()
        window.end()
        made.settle()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
