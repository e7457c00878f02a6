"""A switch is one stop for the keyboard; the arrows move in it, and one view is always chosen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.layouts import vertical
from app.views.widgets.switch import Switch


@pytest.fixture
def switch(qtbot: QtBot, theme: Theme) -> Iterator[Switch]:
    assert theme
    page = QWidget()
    before, after = QLineEdit(), QLineEdit()
    made = Switch("Shown as", ("Chart", "Table", "Text"))
    vertical(page, before, made, after)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitActive(page)
    before.setFocus()
    yield made
    page.close()


def checked(switch: Switch) -> list[bool]:
    return [part.isChecked() for part in switch.parts]


def test_the_arrows_move_and_stop_at_the_ends(switch: Switch, qtbot: QtBot) -> None:
    told: list[int] = []
    switch.chosen.connect(told.append)
    switch.parts[0].setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert told == [1, 2, 1]
    assert checked(switch) == [False, True, False]
    assert QApplication.focusWidget() is switch.parts[1]


def test_tab_stops_once_at_what_is_chosen(switch: Switch, qtbot: QtBot) -> None:
    switch.choose(1)
    seen = []
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[0] is switch.parts[1]
    assert isinstance(seen[1], QLineEdit)


def test_a_click_chooses_and_a_second_one_leaves_it_chosen(switch: Switch, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.mouseClick(switch.parts[2], Qt.MouseButton.LeftButton)
        assert checked(switch) == [False, False, True]
    assert switch.at == 2


def test_each_view_is_named_with_what_is_chosen_by_it(switch: Switch) -> None:
    assert [part.accessibleName() for part in switch.parts] == [
        "Shown as: Chart",
        "Shown as: Table",
        "Shown as: Text",
    ]
    assert [part.property("seg") for part in switch.parts] == ["first", "mid", "last"]
    assert switch.parts[1].accessibleDescription() == "2 of 3"
