"""Dose and response on the screen: a row a goal with what is known of its change, and one goal by itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.charts.marks import Event, Lane, Point, Series, Sign
from app.domain.records.dose import of_goals
from app.domain.records.dose_lines import lines
from app.services.cases.casefile import Axis, AxisMark
from app.services.cases.progress import Dose, GoalShown
from app.views.axis.dose_panel import WHOLE, DosePanel
from app.views.theme.theme import Theme
from tests.domain.test_dose import ERRORS, PHQ, case, phq, told
from tests.domain.test_thread import GOAL, Told, on

NOV, SEP = date(2026, 11, 2), date(2026, 9, 2)


def axis(name: str) -> Axis:
    """One session and one course."""
    series = Series(name, (Point(NOV, 5),), lane=Lane.GOALS, most=10, always=True)
    session = Event(Lane.SESSIONS, NOV, "", Sign.ATTENDED)
    marks = (
        AxisMark("s1", Lane.SESSIONS, "02-Nov-2026", "Session"),
        AxisMark("m1", Lane.GOALS, "02-Nov-2026", name),
    )
    return Axis((session,), (), (series,), marks, SEP, date(2026, 12, 1), date(2026, 11, 23))


DOSE = Dose(
    axis("G1 Urge"),
    tuple(GoalShown(row, axis("G1 alone")) for row in of_goals(case(), {})),
    "Self-report fell.",
    "r-source",
)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> DosePanel:
    made = DosePanel(theme)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    made.show_dose(DOSE)
    return made


def row(panel: DosePanel) -> list[str]:
    """The first row, of the columns that are seen."""
    table = panel.table
    cells = [table.item(0, n) for n in range(table.columnCount()) if not table.isColumnHidden(n)]
    return [cell.text().replace("\N{NON-BREAKING HYPHEN}", "-") for cell in cells if cell]


def test_a_goal_has_its_sessions_first_last_change_and_verdict_in_a_row(panel: DosePanel) -> None:
    assert row(panel) == [
        "G1 Nights without it",
        "2 of 3 attended, last 20-Nov-2026",
        "Urge",
        "8 on 02-Sep-2026",
        "3 on 02-Nov-2026",
        "\N{MINUS SIGN}5",
        "cannot say: its error is not known",
    ]


def test_with_little_room_the_same_stands_in_fewer_columns(panel: DosePanel) -> None:
    panel.resize(500, 900)
    assert row(panel) == [
        "G1 Nights without it. Urge",
        "2 of 3 attended, last 20-Nov-2026",
        "8 on 02-Sep-2026; 3 on 02-Nov-2026: \N{MINUS SIGN}5; cannot say: its error is not known",
    ]


def test_what_is_beyond_error_within_it_and_not_measured_is_said() -> None:
    def of(goal: Any, *scores: Any) -> tuple[str, str, str]:
        served = [Told(each.record_id, each.event, each.facet) for each in told(*scores)]
        (only,) = lines(of_goals([Told("plan", on(SEP), goal), *served], ERRORS))
        return only.measure, only.change, only.error

    goal = replace(GOAL, measure=PHQ, aim="5")
    assert of(goal, phq(16, SEP), phq(8, NOV)) == ("PHQ-9: total; aim 5", "\N{MINUS SIGN}8", "beyond error")
    assert of(goal, phq(8, SEP), phq(8, NOV)) == ("PHQ-9: total; aim 5", "none", "within error")
    assert of(goal, phq(8, SEP)) == ("PHQ-9: total; aim 5", "–", "cannot say: measured once")
    own = replace(GOAL, measure="", measured_by="Nights", aim="")
    assert of(own) == ("Nights", "–", "cannot say: no score of it is recorded")
    assert of(replace(own, is_measured=False, measured_by="")) == (
        "No measure",
        "–",
        "cannot say: nothing measures it",
    )


def test_one_goal_is_shown_by_itself_and_stays_chosen(panel: DosePanel) -> None:
    def names() -> list[str]:
        return [each.name for each in panel.axis.axis.axis.series]

    assert (panel.shown.currentText(), names()) == (WHOLE, ["G1 Urge"])
    panel.shown.setCurrentIndex(1)
    assert names() == ["G1 alone"]
    panel.show_dose(DOSE)
    assert (panel.shown.currentIndex(), names()) == (1, ["G1 alone"])


def test_records_are_opened_from_the_row_the_axis_and_the_divergence(panel: DosePanel, qtbot: QtBot) -> None:
    opened: list[str] = []
    panel.picked.connect(opened.append)
    panel.table.setCurrentCell(0, 0)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    panel.axis.axis.go_to(0)
    qtbot.keyClick(panel.axis.axis, Qt.Key.Key_Return)
    assert panel.diverges.text == "Self-report fell."
    assert panel.diverges.act is not None
    panel.diverges.act.click()
    assert opened == ["plan", "s1", "r-source"]


def test_without_a_goal_it_says_what_will_stand_there(panel: DosePanel) -> None:
    panel.show_dose(Dose(None, (), "", ""))
    assert (panel.table.isVisible(), panel.shown.isVisible(), panel.diverges.isVisible()) == (
        False,
        False,
        False,
    )
