"""When nobody is there."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.locking.clocks import Clocks
from app.views.locking.idle import Idle


@dataclass
class Hands:
    """Clocks moved by hand."""

    awake: float = 1000.0
    slept: float = 0.0

    def pass_(self, seconds: float) -> None:
        self.awake += seconds

    def sleep(self, seconds: float) -> None:
        self.slept += seconds

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.awake, lambda: self.awake + self.slept)


@dataclass
class Watched:
    """An idle watch and all it said."""

    hands: Hands
    idle: Idle
    left: list[int]
    warned: list[int]
    due: list[bool]

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.hands.pass_(1)
            self.idle.count()


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    hands = Hands()
    idle = Idle(minutes=2, clocks=hands.clocks())
    made = Watched(hands, idle, [], [], [])
    idle.locks_in.connect(made.left.append)
    idle.warned.connect(made.warned.append)
    idle.due.connect(lambda: made.due.append(True))
    idle.begin()
    # Counted by hand, never by the timer.
    idle._timer.stop()
    return made


def test_is_due_when_the_time_is_over_and_not_before(watched: Watched) -> None:
    watched.wait(119)
    assert not watched.due
    assert watched.left[0] == 120
    assert watched.left[-1] == 1
    watched.wait(1)
    assert watched.due == [True]


def test_warns_a_minute_before_and_again_closer_to_it(watched: Watched) -> None:
    watched.wait(119)
    assert watched.warned == [60, 30, 10]


def test_a_single_minute_is_warned_of_in_its_second_half(watched: Watched) -> None:
    watched.idle.set_minutes(1)
    watched.wait(59)
    assert watched.warned == [30, 10]


def in_use(widget: QWidget, qtbot: QtBot) -> QWindow:
    """The widget in a window of its own that has the keyboard."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    window = widget.windowHandle()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window)
    return window


def test_a_key_extends_and_takes_the_warning_away(watched: Watched, qtbot: QtBot) -> None:
    window = in_use(QLineEdit(), qtbot)
    watched.wait(70)
    QTest.keyClick(window, Qt.Key.Key_Shift)
    assert watched.warned == [60, 0]
    assert watched.left[-1] == 120
    watched.wait(119)
    assert not watched.due


def test_a_key_in_whatever_window_has_the_keyboard_extends(watched: Watched, qtbot: QtBot) -> None:
    first, second = QLineEdit(), QLineEdit()
    in_use(first, qtbot)
    window = in_use(second, qtbot)
    watched.wait(100)
    QTest.keyClick(window, Qt.Key.Key_A)
    watched.wait(100)
    second.close()
    window = in_use(first, qtbot)
    QTest.keyClick(window, Qt.Key.Key_A)
    watched.wait(100)
    assert not watched.due


def test_what_an_input_method_writes_extends_though_no_key_was_seen(watched: Watched, qtbot: QtBot) -> None:
    line = QLineEdit()
    in_use(line, qtbot)
    watched.wait(100)
    written = QInputMethodEvent()
    written.setCommitString("é")
    QApplication.sendEvent(QApplication.focusObject(), written)
    assert line.text() == "é"
    watched.wait(100)
    assert not watched.due


def test_a_key_in_a_menu_extends(watched: Watched, qtbot: QtBot) -> None:
    line = QLineEdit()
    window = in_use(line, qtbot)
    menu = QMenu(line)
    menu.addAction("One")
    menu.popup(line.mapToGlobal(QPoint(0, 0)))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is menu)
    watched.wait(100)
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert menu.activeAction() is not None
    watched.wait(100)
    assert not watched.due
    menu.close()


def test_what_happens_inside_the_window_is_not_looked_at(qtbot: QtBot) -> None:
    class Seeing(Idle):
        """Notes at whom it looks."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - named by Qt
            seen.append(watched)
            return super().eventFilter(watched, event)

    seen: list[QObject] = []
    idle = Seeing(minutes=2)
    idle.begin()
    page = QWidget()
    column = QVBoxLayout(page)
    window = in_use(page, qtbot)
    label = QLabel("Not a key")
    column.addWidget(label)
    qtbot.waitUntil(label.isVisible)
    QTest.keyClick(window, Qt.Key.Key_A)
    idle.end()
    assert page in seen
    assert label not in seen


def test_the_mouse_extends_only_when_it_moves(watched: Watched, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    QTest.mouseMove(line.windowHandle(), QPoint(3, 3))
    watched.wait(100)
    QTest.mouseMove(line.windowHandle(), QPoint(3, 3))
    watched.wait(20)
    assert watched.due == [True]


def test_a_moving_mouse_extends(watched: Watched, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    watched.wait(100)
    QTest.mouseMove(line.windowHandle(), QPoint(9, 9))
    QTest.mouseMove(line.windowHandle(), QPoint(12, 9))
    watched.wait(100)
    assert not watched.due


def test_sleep_locks_at_once(watched: Watched) -> None:
    watched.wait(5)
    watched.hands.sleep(3600)
    watched.wait(1)
    assert watched.due == [True]


def test_a_program_that_was_halted_locks_at_once(watched: Watched) -> None:
    watched.hands.pass_(31)
    watched.idle.count()
    assert watched.due == [True]


def test_a_busy_machine_does_not_lock(watched: Watched) -> None:
    watched.hands.pass_(12)
    watched.idle.count()
    assert not watched.due


def test_a_clock_put_back_neither_locks_nor_keeps_open(watched: Watched) -> None:
    watched.wait(5)
    watched.hands.sleep(-86_400)
    watched.wait(114)
    assert not watched.due
    watched.wait(1)
    assert watched.due == [True]


def test_is_due_once_and_watches_no_longer(watched: Watched, qtbot: QtBot) -> None:
    watched.wait(120)
    QTest.keyClick(in_use(QLineEdit(), qtbot), Qt.Key.Key_A)
    assert not watched.idle._timer.isActive()
    assert watched.due == [True]


def test_counts_by_itself(qtbot: QtBot) -> None:
    hands = Hands()
    idle = Idle(minutes=1, clocks=hands.clocks())
    idle.begin()
    hands.sleep(600)
    with qtbot.waitSignal(idle.due):
        pass


def test_a_longer_time_takes_hold_at_once(watched: Watched) -> None:
    watched.wait(100)
    watched.idle.set_minutes(10)
    watched.wait(200)
    assert not watched.due


def test_the_machine_has_both_clocks() -> None:
    clocks = Clocks()
    assert clocks.awake() <= clocks.awake()
    assert clocks.through_sleep() <= clocks.through_sleep()
