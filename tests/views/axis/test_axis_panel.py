"""The axis as a page has it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.charts.primitives import Circle, Polygon
from app.views.axis.axis_panel import AxisPanel
from app.views.theme.theme import Theme
from tests.views.axis.axes import COURSES, case_axis, long_axis


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> AxisPanel:
    made = AxisPanel(theme)
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


def test_the_dimensions_that_are_always_shown_are_shown_at_first_whatever_moved(panel: AxisPanel) -> None:
    assert names(panel) == ["Preoccupation", "Grievance", "Urge", "Online pursuit", "Narrowing"]
    assert panel.dimensions.text() == "Ratings: 5 of 6"


def test_a_dimension_is_chosen_for_every_target_and_each_target_stands_by_itself(panel: AxisPanel) -> None:
    one = case_axis()
    court = tuple(replace(each, group="Fixation on Court") for each in one.series)
    panel.show_axis(replace(one, series=(*one.series, *court), marks=(*one.marks, *one.marks[9:])))
    assert panel.dimensions.text() == "Ratings: 5 of 6"
    panel.dimensions.show_only({"Urge"})
    assert [(each.group, each.name) for each in panel.axis.axis.series] == [
        ("Fixation on V1", "Urge"),
        ("Fixation on Court", "Urge"),
    ]
    assert [mark.text for mark in panel.axis.axis.marks[9:]] == [
        "Urge: 4",
        "Urge: 3",
        "Urge: 4",
        "Urge: 1",
    ] * 2


def test_the_table_of_ratings_says_how_they_are_to_be_read(panel: AxisPanel) -> None:
    assert not panel._scale.isVisible()
    panel.frame.switch.parts[1].click()
    assert panel._scale.isVisible()
    assert panel._scale.text() == "Ratings: 0 least, 4 most severe. Clinician profile, not validated."


def test_marks_belong_to_the_dimensions_shown(panel: AxisPanel) -> None:
    told = [mark.text for mark in panel.axis.axis.marks[9:]]
    points = [f"{one.name}: {point.value}" for one in panel.axis.axis.series for point in one.points]
    assert told == points
    assert panel.table.table.rowCount() == len(panel.axis.axis.marks) == 9 + 20


def test_the_dimensions_somebody_chose_are_remembered(panel: AxisPanel) -> None:
    panel.dimensions.show_only({"Insight", "Urge"})
    assert names(panel) == ["Insight", "Urge"]
    panel.show_axis(case_axis())
    assert names(panel) == ["Insight", "Urge"]
    panel.dimensions.show_only(None)
    assert len(names(panel)) == 5


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
    assert names(panel) == ["Preoccupation", "Insight", "Grievance", "Online pursuit", "Narrowing"]
    menu.actions()[-1].trigger()
    assert len(names(panel)) == 6
    menu.close()


def test_the_point_one_is_at_stays_when_other_dimensions_are_chosen(panel: AxisPanel) -> None:
    mark = next(n for n, one in enumerate(panel.axis.axis.marks) if one.text == "Urge: 1")
    panel.axis.go_to(mark)
    panel.dimensions.show_only({"Urge"})
    assert panel.axis.axis.marks[panel.axis.at].text == "Urge: 1"


def test_chart_and_table_tell_the_same_and_one_of_them_is_shown(panel: AxisPanel, qtbot: QtBot) -> None:
    assert (panel.axis.isVisible(), panel.table.isVisible()) == (True, False)
    panel.axis.go_to(5)
    panel.frame.switch.parts[1].click()
    assert (panel.axis.isVisible(), panel.table.isVisible()) == (False, True)
    assert panel.table.table.mark(panel.table.currentIndex().row()) == 5
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert panel.axis.at == panel.table.table.mark(panel.table.currentIndex().row()) != 5
    panel.show_axis(case_axis())
    assert panel.table.isVisible()
    panel.frame.switch.parts[0].click()
    assert (panel.axis.isVisible(), panel.table.isVisible()) == (True, False)


def test_a_record_is_picked_from_either(panel: AxisPanel, qtbot: QtBot) -> None:
    panel.axis.go_to(4)
    for at, widget in enumerate((panel.axis, panel.table)):
        panel.frame.switch.choose(at)
        with qtbot.waitSignal(panel.picked) as picked:
            qtbot.keyClick(widget, Qt.Key.Key_Return)
        assert picked.args == ["record-4"]


def test_what_zooms_are_quiet_icons_with_names_and_tips_that_are_large_enough(panel: AxisPanel) -> None:
    tools = [
        one for one in panel.findChildren(QPushButton) if one.property("kind") == "quiet" and not one.text()
    ]
    assert [one.accessibleName() for one in tools] == ["Zoom in", "Zoom out", "Show all"]
    for tool in tools:
        assert tool.toolTip().startswith(tool.accessibleName())
        assert not tool.icon().isNull()
        assert min(tool.width(), tool.height()) >= 24


def told(panel: AxisPanel) -> str:
    """The note at the right of the heading."""
    return panel.frame.note.text().replace("\N{NON-BREAKING HYPHEN}", "-")


def test_the_months_shown_are_told(panel: AxisPanel, qtbot: QtBot) -> None:
    assert told(panel) == "Dec-2025 to Dec-2026"
    press(panel, qtbot, "Zoom in")
    assert told(panel) == panel.axis.extent.in_words != "Dec-2025 to Dec-2026"
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


def test_tab_goes_through_the_tools_to_the_axis(panel: AxisPanel) -> None:
    panel.activateWindow()
    panel.dimensions.setFocus()
    for expected in (panel.frame.switch.parts[0], panel.axis):
        QApplication.processEvents()
        panel.focusNextChild()
        assert panel.window().focusWidget() is expected


def test_ratings_alone_are_drawn_as_points_and_all_of_them_when_asked_for(qtbot: QtBot, theme: Theme) -> None:
    made = AxisPanel(theme, "Ratings over time", plotted=True)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    whole = case_axis()
    first = len(whole.events) + len(whole.spans)
    made.show_axis(replace(whole, events=(), spans=(), marks=whole.marks[first:]))
    assert len(made.axis.axis.series) == 5
    made.dimensions.show_only({each.name for each in whole.series})
    assert len(made.axis.axis.series) == 6
    shapes = [one for one in made.axis.places.sketch.primitives if isinstance(one, Circle | Polygon)]
    assert len(shapes) == sum(value is not None for course in COURSES for value in course)
    assert made.axis.accessibleName() == "Ratings over time"
