"""The table says what the axis shows, newest first."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.views.axis.axis_table import AxisTableView
from app.views.axis.places import Order
from app.views.theme.theme import Theme
from tests.views.axis.axes import MARKUP, case_axis, long_axis
from tests.views.driver import double_click

ROLE = Qt.ItemDataRole


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> AxisTableView:
    made = AxisTableView(theme)
    qtbot.addWidget(made)
    tester = QAbstractItemModelTester(made.table, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    assert tester.model() is made.table
    made.resize(900, 400)
    made.show()
    axis = case_axis()
    made.show_axis(axis, Order(axis).in_time, -1)
    return made


def cell(rows: AxisTableView, row: int, column: int, role: Qt.ItemDataRole = ROLE.DisplayRole) -> str:
    return str(rows.table.data(rows.table.index(row, column), role))


def test_there_is_a_row_for_each_point_newest_first(rows: AxisTableView) -> None:
    axis = case_axis()
    days = Order(axis).days
    marks = [rows.table.mark(row) for row in range(rows.table.rowCount())]
    assert sorted(marks) == list(range(len(axis.marks)))
    assert [days[mark] for mark in marks] == sorted(days, reverse=True)
    assert all(rows.table.row(mark) == row for row, mark in enumerate(marks))


def test_a_row_says_when_what_kind_and_what(rows: AxisTableView) -> None:
    row = rows.table.row(4)
    assert cell(rows, row, 0).replace("\N{NON-BREAKING HYPHEN}", "-") == "20-Aug-2026"
    assert cell(rows, row, 1) == "Behaviour"
    assert cell(rows, row, 2) == "Online contact"
    assert cell(rows, row, 2, ROLE.AccessibleTextRole) == "What: Online contact"
    assert cell(rows, row, 0, ROLE.AccessibleTextRole) == "When: 20-Aug-2026"


def test_how_an_act_stands_who_said_it_and_its_grade_have_columns_of_their_own(rows: AxisTableView) -> None:
    axis = case_axis()
    told = replace(axis.marks[4], stands="denied to police", source="Advocate", grade="1D P")
    axis = replace(axis, marks=(*axis.marks[:4], told, *axis.marks[5:]))
    rows.show_axis(axis, Order(axis).in_time, -1)
    row = rows.table.row(4)
    assert [cell(rows, row, column) for column in range(2, 6)] == [
        "Online contact",
        "denied to police",
        "Advocate",
        "1D P",
    ]
    assert cell(rows, row, 3, ROLE.AccessibleTextRole) == "How it stands: denied to police"
    assert told.said == "Online contact; denied to police; said by: Advocate; graded 1D P"
    assert [cell(rows, rows.table.row(5), column) for column in range(3, 6)] == ["", "", ""]


@pytest.mark.parametrize("width", [360, 640, 1100, 1600])
def test_how_an_act_stands_gives_way_to_nothing(rows: AxisTableView, width: int) -> None:
    rows.resize(width, rows.height())
    assert not rows.isColumnHidden(3)


def test_markup_in_a_tool_tip_is_not_obeyed(rows: AxisTableView) -> None:
    document = QTextDocument()
    document.setHtml(cell(rows, rows.table.row(3), 2, ROLE.ToolTipRole))
    assert document.toPlainText() == MARKUP


def test_enter_and_a_double_click_pick_the_record(rows: AxisTableView, qtbot: QtBot) -> None:
    rows.go_to(4)
    with qtbot.waitSignal(rows.picked) as picked:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert picked.args == ["record-4"]
    at = rows.visualRect(rows.table.index(0, 2)).center()
    with qtbot.waitSignal(rows.picked) as picked:
        # Qt itself takes a second press for a double click only after a first.
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
        double_click(rows.viewport(), at)
    assert picked.args == [rows.table.record(0)]


def test_going_down_tells_the_point_of_each_row(rows: AxisTableView, qtbot: QtBot) -> None:
    rows.go_to(rows.table.mark(0))
    with qtbot.waitSignal(rows.moved_to) as moved:
        qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert moved.args == [rows.table.mark(1)]


def test_another_axis_takes_the_place_of_the_first(rows: AxisTableView) -> None:
    axis = long_axis(40)
    rows.show_axis(axis, Order(axis).in_time, 7)
    assert rows.table.rowCount() == 40
    assert rows.currentIndex().row() == rows.table.row(7)
    assert rows.table.record(rows.currentIndex().row()) == "record-7"


@pytest.mark.parametrize("width", [360, 640, 1100])
def test_dates_are_never_cut_and_nothing_scrolls_sideways(
    rows: AxisTableView, theme: Theme, width: int
) -> None:
    theme.use("light", 200 if width > 600 else 100)
    rows.resize(width, rows.height())
    metrics = rows.fontMetrics()
    assert rows.columnWidth(0) >= metrics.horizontalAdvance("20-Aug-2026")
    shown = sum(rows.columnWidth(n) for n in range(6) if not rows.isColumnHidden(n))
    assert shown <= rows.viewport().width()
    assert rows.indexAt(QPoint(5, 5)).isValid()
