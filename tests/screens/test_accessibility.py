"""What every screen is looked over for is found where it is planted: names, targets, labels."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.audit import faults


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
