"""PySide6 6.12.0 gave away a reference to None with every call: on Python 3.11 the program died after minutes."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

_CALLS = 2000


def test_calls_into_qt_keep_the_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        label.setText("x")
    assert sys.getrefcount(None) > before - _CALLS // 10


def test_calls_into_qt_keep_the_references_to_true(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(True)
    for _ in range(_CALLS):
        label.isEnabled()
    assert sys.getrefcount(True) > before - _CALLS // 10
