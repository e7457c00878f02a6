"""The dialog that shows a report of what nobody foresaw, to be copied."""

import sys

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app import __version__, log
from app.views.widgets.buttons import button
from app.views.widgets.words import words

_MOST_SHOWN = 20_000


def report(failure: BaseException) -> str:
    """What may be sent to whoever mends it: the kind of failure and where in the program, no value of anything."""
    return (
        f"casework {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n{log.described(failure)}"
    )


class CrashReport(QDialog):
    """Says that work goes on, and holds the report."""

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
