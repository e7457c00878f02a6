"""What stands over the window goes, however it is held."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.views.locking.sweeping import sweep


@pytest.fixture
def main(qtbot: QtBot) -> Iterator[QMainWindow]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    QGuiApplication.clipboard().clear()


def others(main: QMainWindow) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not main]


class Stubborn(QDialog):
    """A dialog that does not want to go."""

    def reject(self) -> None:
        return

    def done(self, result: int) -> None:
        del result

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class StubbornWindow(QWidget):
    """A window that does not want to go."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


def test_two_nested_dialogs_that_are_waited_for_are_both_refused(main: QMainWindow, qtbot: QtBot) -> None:
    answers: list[tuple[str, int]] = []

    def outer() -> None:
        dialog = QDialog(main)
        QTimer.singleShot(20, inner)
        answers.append(("outer", dialog.exec()))

    def inner() -> None:
        dialog = QDialog(main)
        QTimer.singleShot(20, lambda: sweep(main))
        answers.append(("inner", dialog.exec()))

    outer()
    assert answers == [("inner", 0), ("outer", 0)]
    assert not others(main)
    assert main.isVisible()


def test_what_asks_again_after_a_refusal_is_refused_again(main: QMainWindow, qtbot: QtBot) -> None:
    asked: list[int] = []

    def insist() -> None:
        while len(asked) < 5:
            asked.append(QDialog(main).exec())

    QTimer.singleShot(30, lambda: sweep(main))
    insist()
    qtbot.waitUntil(lambda: not others(main))
    assert asked == [0] * 5


def test_a_dialog_that_refuses_to_close_is_closed(main: QMainWindow) -> None:
    answers = []
    dialog = Stubborn(main)
    QTimer.singleShot(20, lambda: sweep(main))
    answers.append(dialog.exec())
    assert answers == [0]
    assert not others(main)


def test_message_boxes_and_file_dialogs_go(main: QMainWindow, qtbot: QtBot) -> None:
    QMessageBox(QMessageBox.Icon.Question, "Casework", "Unsaved?", parent=main).open()
    files = QFileDialog(main)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.open()
    sweep(main)
    assert not others(main)


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_menus_popups_and_other_windows_go(main: QMainWindow, qtbot: QtBot) -> None:
    menu = QMenu(main)
    menu.addAction("Cut")
    menu.popup(QPoint(5, 5))
    popup = QWidget(main, Qt.WindowType.Popup)
    popup.show()
    other = StubbornWindow()
    qtbot.addWidget(other)
    other.show()
    sweep(main)
    assert not others(main)
    assert main.isVisible()


def test_nothing_typed_can_be_brought_back_by_undo(main: QMainWindow, qtbot: QtBot) -> None:
    holder = QWidget()
    main.setCentralWidget(holder)
    text, line = QPlainTextEdit(holder), QLineEdit(holder)
    QTest.keyClicks(text, "a secret")
    text.selectAll()
    text.cut()
    QTest.keyClicks(line, "another")
    changed: list[str] = []
    line.textChanged.connect(changed.append)
    sweep(main)
    text.undo()
    line.undo()
    assert text.toPlainText() == ""
    assert line.text() == "another"
    assert not changed


def test_what_was_copied_here_is_cleared(main: QMainWindow) -> None:
    QGuiApplication.clipboard().setText("a place of refuge")
    sweep(main)
    assert QGuiApplication.clipboard().text() == ""
