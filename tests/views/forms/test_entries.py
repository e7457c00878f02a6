"""One line: words, numbers, lengths of time, dates. Nothing is refused while somebody types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from app.domain.cases.person import PersonDetails
from app.domain.fields.content import specs
from app.domain.fields.declare import Direction, FieldSpec, count, date, line, minutes
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.domain.values.identifiers import parse_nhs_number
from app.domain.values.text import MOST_IN_LINE
from app.views.forms.date_editor import DateEditor, understood
from app.views.forms.editor import FieldContext
from app.views.forms.entries import CountEditor, LineEditor, MinutesEditor
from tests.strategies import dates

HYPHEN = "\N{NON-BREAKING HYPHEN}"
NHS = next(spec for spec in specs(PersonDetails) if spec.check is parse_nhs_number)


def declared(made: object) -> FieldSpec:
    spec: FieldSpec = made.metadata["spec"]  # type: ignore[attr-defined]
    return spec


def date_editor(qtbot: QtBot, context: FieldContext) -> DateEditor:
    editor = DateEditor(declared(date("Asked on", Direction.EITHER, share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    return editor


@pytest.mark.parametrize(
    ("typed", "value", "understood"),
    [
        ("23/11/26", ClinicalDate(2026, 11, 23), "Mon 23-Nov-2026"),
        ("3/4/26", ClinicalDate(2026, 4, 3), "Fri 03-Apr-2026"),
        ("aug 2026", ClinicalDate(2026, 8), "Aug-2026"),
        ("2019?", ClinicalDate(2019, about=True), "about 2019"),
        ("~2019", ClinicalDate(2019, about=True), "about 2019"),
        ("unknown", ClinicalDate(), "Not known"),
        ("+3m", ClinicalDate(2027, 2, 23), "Tue 23-Feb-2027"),
        ("-2d", ClinicalDate(2026, 11, 21), "Sat 21-Nov-2026"),
        ("+1w", ClinicalDate(2026, 11, 30), "Mon 30-Nov-2026"),
        ("-1y", ClinicalDate(2025, 11, 23), "Sun 23-Nov-2025"),
        ("2024 to 2025", ClinicalDate(2024, until=ClinicalDate(2025)), "2024 to 2025"),
        ("23/11/26 15:02", ClinicalDate(2026, 11, 23), "Mon 23-Nov-2026; the time was left out"),
        ("", None, ""),
    ],
)
def test_a_date_is_understood_as_it_is_typed(
    qtbot: QtBot, context: FieldContext, typed: str, value: ClinicalDate | None, understood: str
) -> None:
    editor = date_editor(qtbot, context)
    qtbot.keyClicks(editor.entry, typed)
    assert editor.value() == value
    assert editor.understood.text() == understood.replace("-", HYPHEN)
    assert editor.entry.text() == typed
    assert not editor.problem()


def test_half_a_date_stays_as_typed_and_is_told_only_when_asked(qtbot: QtBot, context: FieldContext) -> None:
    editor = date_editor(qtbot, context)
    editor.show_value(ClinicalDate(2026, 8, 14))
    editor.entry.clear()
    qtbot.keyClicks(editor.entry, "14-Aug-")
    assert editor.entry.text() == "14-Aug-"
    assert "14-Aug-2026" in editor.problem()
    assert editor.entry.property("state") in {None, ""}
    qtbot.keyClicks(editor.entry, "2025")
    assert (editor.value(), editor.problem()) == (ClinicalDate(2025, 8, 14), "")


@pytest.mark.parametrize(
    ("due", "day"), [("", ClinicalDate(2026, 8, 14)), ("Review", ClinicalDate(2027, 8, 14))]
)
def test_a_day_without_its_year_is_taken_only_by_a_press(
    qtbot: QtBot, context: FieldContext, due: str, day: ClinicalDate
) -> None:
    editor = DateEditor(declared(date("Asked on", Direction.EITHER, share=Share.CONTEXT, due=due)), context)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.entry, "14 Aug")
    assert (editor.value(), editor.understood.text()) == (None, "Which year?")
    assert "year" in editor.problem()
    assert editor.offer is not None
    assert editor.offer.text() == f"Use {understood(day)}"
    with qtbot.waitSignal(editor.edited):
        editor.offer.click()
    assert (editor.value(), editor.problem()) == (day, "")
    assert editor.offer.isHidden()


def test_an_offer_goes_when_the_year_is_typed(qtbot: QtBot, context: FieldContext) -> None:
    editor = date_editor(qtbot, context)
    qtbot.keyClicks(editor.entry, "14 Aug 2025")
    assert editor.value() == ClinicalDate(2025, 8, 14)
    assert editor.offer is not None
    assert editor.offer.isHidden()


def test_showing_a_date_is_no_edit(qtbot: QtBot, context: FieldContext) -> None:
    editor = date_editor(qtbot, context)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_value(ClinicalDate(2026, 8, 14))
    assert editor.entry.text() == f"14{HYPHEN}Aug{HYPHEN}2026"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=dates())
def test_a_date_as_it_is_shown_is_read_as_the_same_date(
    qtbot: QtBot, context: FieldContext, day: ClinicalDate
) -> None:
    editor = date_editor(qtbot, context)
    editor.show_value(day)
    words = editor.entry.text()
    editor.show_value(None)
    editor.entry.insert(words)
    editor.entry.textEdited.emit(words)
    assert editor.value() == day


def test_the_calendar_opens_from_the_keyboard_at_the_day_that_stands_there(
    qtbot: QtBot, context: FieldContext
) -> None:
    editor = date_editor(qtbot, context)
    editor.show()
    editor.show_value(ClinicalDate(2026, 8, 14))
    qtbot.keyClick(editor.entry, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = editor.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate() == QDate(2026, 8, 14)
    with qtbot.waitSignal(editor.edited):
        month.activated.emit(QDate(2026, 9, 1))
    assert editor.value() == ClinicalDate(2026, 9, 1)


def test_the_calendar_begins_today_where_no_date_stands(qtbot: QtBot, context: FieldContext) -> None:
    editor = date_editor(qtbot, context)
    calendar = editor.open_calendar()
    month = calendar.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate() == QDate(2026, 11, 23)
    qtbot.keyClick(calendar, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert editor.value() is None


@pytest.mark.parametrize(
    ("typed", "value", "said"),
    [("50", 50, "50 minutes"), ("1h 20", 80, "1 hour 20 minutes"), ("1:20", 80, "1 hour 20 minutes")],
)
def test_a_length_of_time_is_typed_in_many_ways(
    qtbot: QtBot, context: FieldContext, typed: str, value: int, said: str
) -> None:
    editor = MinutesEditor(declared(minutes("Minutes", share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.entry, typed)
    assert (editor.value(), editor.understood.text()) == (value, said)


def test_a_length_of_time_beyond_a_day_is_kept_as_typed_and_told(qtbot: QtBot, context: FieldContext) -> None:
    editor = MinutesEditor(declared(minutes("Minutes", share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.entry, "25:00")
    assert editor.entry.text() == "25:00"
    assert editor.problem() == "“Minutes” is at most 24 hours."


def test_a_count_takes_digits_up_to_its_most(qtbot: QtBot, context: FieldContext) -> None:
    editor = CountEditor(declared(count("Times", share=Share.CONTEXT, most=10)), context)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.entry, "7")
    assert (editor.value(), editor.problem()) == (7, "")
    qtbot.keyClicks(editor.entry, "0")
    assert (editor.value(), editor.problem()) == (7, "“Times” is a whole number from 0 to 10.")
    editor.entry.clear()
    editor.entry.textEdited.emit("")
    assert (editor.value(), editor.problem()) == (None, "")


def test_a_number_with_a_check_keeps_what_is_half_typed_and_says_what_is_wrong(
    qtbot: QtBot, context: FieldContext
) -> None:
    editor = LineEditor(NHS, context)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.entry, "943 476 591")
    assert (editor.value(), editor.entry.text()) == ("", "943 476 591")
    assert editor.problem()
    qtbot.keyClicks(editor.entry, "9")
    assert (editor.value(), editor.problem()) == ("9434765919", "")


def test_a_line_that_is_too_long_is_kept_and_told(qtbot: QtBot, context: FieldContext) -> None:
    editor = LineEditor(declared(line("Court", share=Share.CONTEXT)), context)
    qtbot.addWidget(editor)
    typed = "x" * (MOST_IN_LINE + 1)
    editor.entry.insert(typed)
    editor.entry.textEdited.emit(typed)
    assert editor.value() == typed
    assert "too long" in editor.problem()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=20))
def test_nothing_typed_into_a_date_ever_fails(qtbot: QtBot, context: FieldContext, typed: str) -> None:
    editor = date_editor(qtbot, context)
    editor.entry.insert(typed)
    editor.entry.textEdited.emit(editor.entry.text())
    assert editor.value() is None or isinstance(editor.value(), ClinicalDate)
