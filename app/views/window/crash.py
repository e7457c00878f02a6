"""What nobody foresaw: one dialog with a report to copy that holds no word of any record, and work goes on.

What shows it is loaded with the first failure: the first page has none.
"""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.views.window.crash_report import CrashReport


class CrashReports(QObject):
    """Takes every failure that has no sentence of its own: notes it, and shows one report at a time, each once."""

    taken = Signal(object)
    """A failure was noted."""
    _arrived = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: CrashReport | None = None
        self._message: set[str] = set()
        self._is_heard = self._is_held = False
        self._later: list[BaseException] = []

    def install(self) -> None:
        """Take what slots and virtual methods raise, too."""
        sys.excepthook = self._raised

    def hold(self) -> None:
        """Show nothing for now: whoever is before the screen is not to read a report."""
        self._is_held = True

    def let_go(self) -> None:
        """Show what was held back, and whatever comes."""
        self._is_held = False
        held, self._later = self._later, []
        for failure in held:
            self._show(failure)

    def take(self, failure: BaseException) -> None:
        """Note a failure and show it."""
        from app import log

        log.exception(failure)
        if not self._is_heard:
            self._is_heard = True
            # From whatever thread it comes, it is shown in the window's.
            self._arrived.connect(self._show, QtCore.Qt.ConnectionType.QueuedConnection)
        self.taken.emit(failure)
        self._arrived.emit(failure)

    def _raised(
        self, _kind: type[BaseException], failure: BaseException, _trace: TracebackType | None
    ) -> None:
        self.take(failure)

    @Slot(object)
    def _show(self, failure: BaseException) -> None:
        if self._is_held:
            self._later.append(failure)
            return
        from app.views.window.crash_report import CrashReport, report

        message = report(failure)
        if self._shown is not None or message in self._message:
            # What fails at every painting would come back as soon as it is closed.
            return
        self._message.add(message)
        self._shown = CrashReport(self._window, message)
        self._shown.finished.connect(self._closed)
        self._shown.open()

    def _closed(self) -> None:
        self._shown = None
