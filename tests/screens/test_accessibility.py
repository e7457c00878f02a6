"""Every screen, walked in-process as a screen reader would: names, targets, labels, the way of the keyboard."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import scenes
from tests.screens.audit import faults
from tests.screens.stage import Stage


@pytest.mark.parametrize("name", scenes.AT_DESK)
@pytest.mark.parametrize("text_size", [11, 22])
def test_a_screen_can_be_used_without_seeing_it_and_without_a_mouse(
    name: str, text_size: int, at_desk: Stage
) -> None:
    at_desk.window.settings.change(text_size=text_size)
    scenes.AT_DESK[name](at_desk)
    assert faults(at_desk.window) == []


@pytest.mark.parametrize("name", scenes.AT_DESK)
def test_nothing_is_cut_off_at_twice_the_text_size(name: str, at_desk: Stage) -> None:
    at_desk.window.settings.change(text_size=22)
    scenes.AT_DESK[name](at_desk)
    cut = [
        label.text()[:60]
        for label in at_desk.window.findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() + 2 < label.heightForWidth(label.width())
    ]
    assert cut == []


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("nameless", "no name: Button"),
        ("small", "smaller than 24 px"),
        ("orphan", "belongs to nothing"),
    ],
)
def test_a_planted_fault_is_found(fault: str, told: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    planted: dict[str, QWidget] = {
        "nameless": QPushButton(),
        "small": QPushButton("x"),
        "orphan": QLabel("Name"),
    }
    planted["small"].setFixedSize(20, 20)
    planted["orphan"].setProperty("role", "label")
    row.addWidget(planted[fault])
    window.show()
    assert any(told in each for each in faults(window))


def test_a_window_without_a_fault_has_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    good = QPushButton("Good")
    good.setMinimumSize(30, 30)
    QHBoxLayout(window).addWidget(good)
    window.show()
    assert faults(window) == []
