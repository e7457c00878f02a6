"""What nobody foresaw: one dialog with a report to copy that holds no word of any record, and work goes on."""

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app import __version__, log
from app.views.widgets.buttons import button
from app.views.widgets.words import words

_MOST_SHOWN = 20_000


class CrashReports(QObject):
    """Takes every failure that has no sentence of its own: notes it, and shows one report at a time, each once."""

    taken = Signal(object)
    """A failure was noted."""
    _arrived = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: QDialog | None = None
        self._told: set[str] = set()
        # From whatever thread it comes, it is shown in the window's.
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take what slots and virtual methods raise, too."""
        sys.excepthook = self._raised

    def take(self, failure: BaseException) -> None:
        """Note a failure and show it."""
        log.exception(failure)
        self.taken.emit(failure)
        self._arrived.emit(failure)

    def _raised(
        self, _kind: type[BaseException], failure: BaseException, _trace: TracebackType | None
    ) -> None:
        self.take(failure)

    @Slot(object)
    def _show(self, failure: BaseException) -> None:
        told = report(failure)
        if self._shown is not None or told in self._told:
            # What fails at every painting would come back as soon as it is closed.
            return
        self._told.add(told)
        self._shown = _Report(self._window, told)
        self._shown.finished.connect(self._closed)
        self._shown.open()

    def _closed(self) -> None:
        self._shown = None


def report(failure: BaseException) -> str:
    """What may be sent to whoever mends it: the kind of failure and where in the program, no value of anything."""
    return (
        f"casework {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n{log.described(failure)}"
    )


class _Report(QDialog):
    def __init__(self, window: QWidget, text: str) -> None:
        super().__init__(window)
        self.setWindowTitle("Casework")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.addWidget(words("Something went wrong that nobody foresaw", "h2"))
        column.addWidget(
            words(
                "What was signed and what was saved as a draft is safe. You can go on working; if it happens again, "
                "lock and unlock. The report below holds no name and no word of any record: copy it and send it to "
                "whoever looks after Casework for you."
            )
        )
        self._text = QPlainTextEdit(text[:_MOST_SHOWN])
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Report")
        column.addWidget(self._text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        copied = button("Copy the report", self._copy)
        close = button("Go on", self.accept, kind="primary")
        close.setDefault(True)
        row.addWidget(copied)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(min(720, window.width()), min(460, window.height()))
        QTimer.singleShot(0, close, close.setFocus)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
