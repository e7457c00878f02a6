"""What is copied, for how long."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.locking.clipboard import CopyGuard, clear_ours


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


def test_what_was_copied_is_cleared_after_its_time_and_said(clipboard: QClipboard, qtbot: QtBot) -> None:
    guard = CopyGuard(seconds=0.2)
    told: list[str] = []
    guard.message.connect(told.append)
    clipboard.setText("an address")
    assert told == ["What you copied is cleared from the clipboard in 0.2 seconds."]
    qtbot.waitUntil(lambda: clipboard.text() == "")
    assert told[-1] == "What you copied has been cleared from the clipboard."


def test_a_second_copy_has_its_whole_time(clipboard: QClipboard, qtbot: QtBot) -> None:
    guard = CopyGuard(seconds=0.6)
    clipboard.setText("first")
    qtbot.waitUntil(lambda: guard._timer.remainingTime() < 300)
    clipboard.setText("second")
    assert guard._timer.remainingTime() > 500
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_is_cleared_when_the_program_ends(clipboard: QClipboard, qapp: QApplication) -> None:
    guard = CopyGuard()
    clipboard.setText("an address")
    qapp.aboutToQuit.emit()
    assert clipboard.text() == ""
    assert guard is not None


def test_an_empty_clipboard_is_nothing_to_clear(clipboard: QClipboard) -> None:
    assert not clear_ours()


def test_clearing_says_that_there_was_something(clipboard: QClipboard) -> None:
    clipboard.setText("an address")
    assert clear_ours()
    assert clipboard.text() == ""
