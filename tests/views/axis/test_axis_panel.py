"""The axis as a page has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.views.axis.axis_panel import AxisPanel
from app.views.look.look import Look
from tests.views.axis.axes import case_axis, long_axis


@pytest.fixture
def panel(qtbot: QtBot, look: Look) -> AxisPanel:
    made = AxisPanel(look)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    made.show_axis(case_axis())
    return made


def press(panel: AxisPanel, qtbot: QtBot, name: str) -> None:
    """Press the button of a name."""
    found = [one for one in panel.findChildren(QPushButton) if one.accessibleName() == name]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def names(panel: AxisPanel) -> list[str]:
    """The dimensions on the axis."""
    return [one.name for one in panel.axis.axis.series]


def test_the_four_dimensions_that_moved_most_are_shown_at_first(panel: AxisPanel) -> None:
    assert names(panel) == ["Preoccupation", "Grievance", "Urge", "Finality"]
    assert panel.dimensions.text() == "Dimensions shown: 4 of 6"


def test_marks_belong_to_the_dimensions_shown(panel: AxisPanel) -> None:
    told = [mark.text for mark in panel.axis.axis.marks[9:]]
    points = [f"{one.name}: {point.value}" for one in panel.axis.axis.series for point in one.points]
    assert told == points
    assert panel.table.table.rowCount() == len(panel.axis.axis.marks) == 9 + 16


def test_the_dimensions_somebody_chose_are_remembered(panel: AxisPanel) -> None:
    panel.dimensions.show_only({"Insight", "Urge"})
    assert names(panel) == ["Insight", "Urge"]
    panel.show_axis(case_axis())
    assert names(panel) == ["Insight", "Urge"]
    panel.dimensions.show_only(None)
    assert len(names(panel)) == 4


@pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform of every menu
def test_several_dimensions_are_ticked_in_one_go(panel: AxisPanel, qtbot: QtBot) -> None:
    menu = panel.dimensions.list_of()
    menu.popup(panel.rect().center())
    ticks = {action.text(): action for action in menu.actions() if action.isCheckable()}
    assert [text for text, action in ticks.items() if action.isChecked()] == names(panel)
    menu.setActiveAction(ticks["Insight"])
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(ticks["Urge"]).center())
    assert menu.isVisible()
    assert names(panel) == ["Preoccupation", "Insight", "Grievance", "Finality"]
    menu.actions()[-1].trigger()
    assert len(names(panel)) == 6
    menu.close()


def test_the_point_one_is_at_stays_when_other_dimensions_are_chosen(panel: AxisPanel) -> None:
    mark = next(n for n, one in enumerate(panel.axis.axis.marks) if one.text == "Urge: 1")
    panel.axis.go_to(mark)
    panel.dimensions.show_only({"Urge"})
    assert panel.axis.axis.marks[panel.axis.at].text == "Urge: 1"


def test_the_table_follows_the_axis_and_the_axis_the_table(panel: AxisPanel, qtbot: QtBot) -> None:
    press(panel, qtbot, "Show as table")
    assert panel.table.isVisible()
    panel.axis.go_to(5)
    assert panel.table.table.mark(panel.table.currentIndex().row()) == 5
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert panel.axis.at == panel.table.table.mark(panel.table.currentIndex().row()) != 5
    press(panel, qtbot, "Show as table")
    assert not panel.table.isVisible()


def test_a_record_is_picked_from_either(panel: AxisPanel, qtbot: QtBot) -> None:
    panel.axis.go_to(4)
    panel.as_table.click()
    for widget in (panel.axis, panel.table):
        with qtbot.waitSignal(panel.picked) as picked:
            qtbot.keyClick(widget, Qt.Key.Key_Return)
        assert picked.args == ["record-4"]


def test_the_months_shown_are_told(panel: AxisPanel, qtbot: QtBot) -> None:
    hyphen = "\N{NON-BREAKING HYPHEN}"
    assert panel.extent.text().replace(hyphen, "-") == "Dec-2025 to Dec-2026"
    press(panel, qtbot, "Zoom in")
    assert panel.extent.text().replace(hyphen, "-") == panel.axis.extent.in_words != "Dec-2025 to Dec-2026"
    press(panel, qtbot, "Zoom out")
    assert not panel.axis.extent.days < 340
    press(panel, qtbot, "Show all")
    assert panel.axis.extent.is_whole


def test_a_case_with_nothing_dated_says_so(panel: AxisPanel) -> None:
    panel.show_axis(None)
    assert not panel.axis.isVisible()
    assert not panel.dimensions.isVisible()
    panel.show_axis(case_axis())
    assert panel.axis.isVisible()


def test_a_case_without_profiles_offers_no_dimensions(panel: AxisPanel) -> None:
    panel.show_axis(long_axis(20))
    assert not panel.dimensions.isVisible()
    assert panel.table.table.rowCount() == 20


def test_tab_goes_through_the_tools_to_the_axis_and_on_to_the_table(panel: AxisPanel, qtbot: QtBot) -> None:
    panel.as_table.click()
    panel.activateWindow()
    panel.as_table.setFocus()
    for expected in (panel.axis, panel.table):
        QApplication.processEvents()
        panel.focusNextChild()
        assert panel.window().focusWidget() is expected
