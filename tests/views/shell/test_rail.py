"""The rail goes where somebody chose to go, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.context.places import CaseAt, CaseList, Place, Today, Verify
from app.views.shell.rail import Rail
from app.views.theme.theme import Theme


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> Iterator[Rail]:
    window = QWidget()
    made = Rail(theme)
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())
    column.addWidget(made)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.hide()


@pytest.fixture
def went(rail: Rail) -> list[Place]:
    asked: list[Place] = []
    rail.chosen.connect(asked.append)
    return asked


def test_the_keyboard_passing_by_chooses_nothing(rail: Rail, went: list[Place]) -> None:
    rail.show_place(Verify(Path()))
    rail.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert went == []
    assert not rail.list.selectedItems()


def test_arrows_and_clicks_choose(qtbot: QtBot, rail: Rail, went: list[Place]) -> None:
    rail.show_place(Today())
    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    qtbot.mouseClick(
        rail.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=rail.list.visualItemRect(rail.list.item(0)).center(),
    )
    assert went == [CaseList(), Today()]


def test_the_part_one_came_from_can_be_chosen_again_from_a_place_that_is_in_none(
    qtbot: QtBot, rail: Rail, went: list[Place]
) -> None:
    rail.show_place(Today())
    rail.show_place(Verify(Path()))
    qtbot.mouseClick(
        rail.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=rail.list.visualItemRect(rail.list.item(0)).center(),
    )
    assert went == [Today()]


def test_showing_a_place_marks_its_part_and_chooses_nothing(rail: Rail, went: list[Place]) -> None:
    rail.show_place(CaseAt("some case"))
    assert [item.text() for item in rail.list.selectedItems()] == ["Cases"]
    assert went == []
