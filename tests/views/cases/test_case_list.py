"""The list of cases: what it shows, what it says it hides, and everything by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.cases.case_list import CaseList
from app.views.context.context import Context
from app.views.context.places import CaseAt, NewCase
from tests.builders import add_case
from tests.views.desk_ground import arrived, places_of, settled

NAMES = ("Fairweather", "Farrow", "Quill", "Zeller")


@pytest.fixture
def cases(vault: OpenVault) -> list[str]:
    return [add_case(vault, name) for name in NAMES]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, context: Context, cases: list[str]) -> CaseList:
    page = CaseList(desk, context)
    arrived(qtbot, page)
    return page


def names(page: CaseList) -> list[str]:
    return [str(page.table.index(row, 0).data()) for row in range(page.table.rowCount())]


def said(page: CaseList) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def press(page: CaseList, name: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.accessibleName() == name)


def test_shows_the_case_last_worked_on_first_and_says_so(page: CaseList) -> None:
    assert names(page) == ["ZELLER, Colm", "QUILL, Colm", "FARROW, Colm", "FAIRWEATHER, Colm"]
    assert press(page, "Sorted by last activity, newest first: change").isVisible()
    assert "4 cases" in said(page)
    assert "Refreshed 09:00" in said(page)


def test_says_what_a_filter_hides_and_clears_it_with_one_act(qtbot: QtBot, page: CaseList) -> None:
    page.filter.box.setFocus()
    qtbot.keyClicks(page.filter.box, "fa")
    qtbot.waitUntil(lambda: page.table.rowCount() == 2)
    assert "Filtered: showing 2 of 4" in said(page)
    qtbot.mouseClick(press(page, "Clear"), Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert page.table.rowCount() == 4
    assert "Filtered" not in said(page)


def test_narrows_by_stage_pathway_and_mine(qtbot: QtBot, page: CaseList) -> None:
    for chip, matching in (("Open", 4), ("Mine", 4), ("Consultation", 4), ("Closed", 4)):
        press(page, chip).click()
        settled(qtbot, page)
        assert page.table.rowCount() == matching, chip
    press(page, "Open").click()
    settled(qtbot, page)
    assert "Filtered: showing 0 of 4" in said(page)
    assert "Nothing matches" in said(page)


def test_letters_typed_in_the_list_look_for_a_name(qtbot: QtBot, page: CaseList) -> None:
    page.view.setFocus()
    qtbot.keyClicks(page.view, "q")
    qtbot.waitUntil(lambda: names(page) == ["QUILL, Colm"])
    assert page.filter.box.hasFocus()


@pytest.mark.parametrize("keys", ["/", "f"])
def test_slash_and_ctrl_f_find(qtbot: QtBot, page: CaseList, keys: str) -> None:
    page.view.setFocus()
    if keys == "/":
        qtbot.keyClick(page.view, Qt.Key.Key_Slash)
    else:
        qtbot.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.box.hasFocus()
    assert page.filter.box.text() == ""


def test_a_title_sorts_and_a_second_press_turns_it_round(qtbot: QtBot, page: CaseList) -> None:
    header = page.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    for words, first in (("name, A to Z", "FAIRWEATHER, Colm"), ("name, Z to A", "ZELLER, Colm")):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settled(qtbot, page)
        assert names(page)[0] == first
        assert press(page, f"Sorted by {words}: change").isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_sorts_by_keyboard_too(qtbot: QtBot, page: CaseList) -> None:
    press(page, "Sorted by last activity, newest first: change").click()
    menu = page.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Name, A to Z").trigger()
    menu.close()
    settled(qtbot, page)
    assert names(page)[0] == "FAIRWEATHER, Colm"


def test_enter_opens_the_case(qtbot: QtBot, page: CaseList, cases: list[str]) -> None:
    asked = places_of(page)
    page.focus_first()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert asked == [CaseAt(cases[2])]


def test_comes_back_to_the_row_it_was_left_at(qtbot: QtBot, page: CaseList) -> None:
    page.view.selectRow(2)
    page.arrive()
    settled(qtbot, page)
    assert page.view.currentIndex().row() == 2


def test_without_a_case_says_what_one_is(qtbot: QtBot, desk: Desk, context: Context) -> None:
    page = CaseList(desk, context)
    asked = places_of(page)
    arrived(qtbot, page)
    page.focus_first()
    assert "No case yet" in said(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert asked == [NewCase()]


def test_hidden_names_leave_references_only(qtbot: QtBot, page: CaseList) -> None:
    page.filter.type_on("fa")
    page.hide_names(hidden=True)
    shown = [n for n, column in enumerate(page.table.columns) if not page.view.isColumnHidden(n)]
    assert {page.table.columns[n].key for n in shown}.isdisjoint({"name", "born"})
    assert "fa" not in page.filter.box.displayText()
    page.hide_names(hidden=False)
    assert not page.view.isColumnHidden(0)


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_in_a_low_window_chips_wait_in_a_menu(qtbot: QtBot, page: CaseList) -> None:
    page.resize(680, 420)
    assert not press(page, "Open").isVisible()
    press(page, "Stage and pathway").click()
    menu = page.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Closed").trigger()
    menu.close()
    settled(qtbot, page)
    assert "Filtered: showing 0 of 4" in said(page)
    assert press(page, "Stage and pathway (1)").isVisible()
