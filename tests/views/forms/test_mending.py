"""Errors: said where somebody has to go, gone as soon as they are mended, and reached and left by the keyboard."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import Choice, Direction, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.views.forms.date_editor import DateEditor
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import FormView
from app.views.forms.rows_editor import RowsEditor
from app.views.widgets.problems import Problem, ProblemSummary
from tests.views.settling import settle

Shown = Callable[..., QScrollArea]
FUTURE = "“Seen on”: it lies in the future: it can be today at the latest"


@dataclass(frozen=True, kw_only=True)
class Call(Row):
    """One row."""

    made: ClinicalDate | None = date("Made on", Direction.PAST, share=Share.CONTEXT, needed=True)
    said: str = line("Said", share=Share.CONTEXT)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What is asked here."""

    what: str = text("What happened", share=Share.CONTEXT, needed=True)
    seen: ClinicalDate | None = date("Seen on", Direction.PAST, share=Share.CONTEXT)
    due: ClinicalDate | None = date("Due on", Direction.COMING, share=Share.CONTEXT)
    came: str = choice("Came", (Choice("yes", "Yes"), Choice("no", "No")), share=Share.CONTEXT, needed=True)
    why: str = line("Why not", share=Share.CONTEXT, applies=lambda visit: visit.came == "no")
    calls: tuple[Call, ...] = rows("Calls", Call, share=Share.CONTEXT)


@pytest.fixture
def form(context: FieldContext, shown: Shown) -> FormView:
    made = FormView(Visit, context)
    shown(made)
    return made


def date_of(form: FormView, name: str) -> DateEditor:
    editor = form.fields.boxes[name].editor
    assert isinstance(editor, DateEditor)
    return editor


def leave(qtbot: QtBot, editor: DateEditor, typed: str) -> None:
    """Type into a date and go on with Tab."""
    editor.entry.setFocus()
    editor.entry.clear()
    qtbot.keyClicks(editor.entry, typed)
    qtbot.keyClick(editor.entry, Qt.Key.Key_Tab)


# --- dates ----------------------------------------------------------------------------------------


def test_a_date_to_come_is_told_of_when_its_field_is_left_and_not_while_it_is_typed(
    qtbot: QtBot, form: FormView
) -> None:
    editor, box = date_of(form, "seen"), form.fields.boxes["seen"]
    editor.entry.setFocus()
    qtbot.keyClicks(editor.entry, "24/11/2026")
    settle(form.window())
    assert box.error == ""
    qtbot.keyClick(editor.entry, Qt.Key.Key_Tab)
    assert box.error == FUTURE
    assert editor.entry.property("state") == "error"
    assert form.problems()[1] == Problem("seen", FUTURE)


@pytest.mark.parametrize("typed", ["23/11/2026", "Nov 2026", "2026", "unknown", "1980", ""])
def test_a_date_that_can_be_is_not_told_of(qtbot: QtBot, form: FormView, typed: str) -> None:
    leave(qtbot, date_of(form, "seen"), typed)
    assert form.fields.boxes["seen"].error == ""


def test_a_date_that_is_over_is_told_of_where_something_is_to_come(qtbot: QtBot, form: FormView) -> None:
    leave(qtbot, date_of(form, "due"), "22/11/2026")
    assert form.fields.boxes["due"].error == "“Due on”: it lies in the past: it can be today at the earliest"


def test_a_day_picked_from_the_calendar_is_told_of_at_once(form: FormView) -> None:
    date_of(form, "seen").open_calendar().picked.emit(dt.date(2026, 12, 24))
    assert form.fields.boxes["seen"].error == FUTURE


def test_the_error_of_a_date_goes_when_it_is_mended(qtbot: QtBot, form: FormView) -> None:
    editor, box = date_of(form, "seen"), form.fields.boxes["seen"]
    form.settled.connect(lambda: form.keep_problems(form.problems()))
    leave(qtbot, editor, "24/11/2030")
    editor.entry.setFocus()
    qtbot.keyClick(editor.entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor.entry, "24/11/2020")
    settle(form.window())
    assert box.error == ""
    assert editor.entry.property("state") == ""


def test_a_date_of_a_row_is_told_of_in_its_row(qtbot: QtBot, form: FormView) -> None:
    calls = form.fields.boxes["calls"].editor
    assert isinstance(calls, RowsEditor)
    calls.add_row()
    card = calls.add_row()
    form.finish()
    editor = card.fields.boxes["made"].editor
    assert isinstance(editor, DateEditor)
    leave(qtbot, editor, "2030")
    assert card.fields.boxes["made"].error.endswith("it lies in the future: it can be today at the latest")
    assert calls.cards[0].fields.boxes["made"].error == ""


# --- what is mended -------------------------------------------------------------------------------


def test_what_is_mended_is_not_told_of_any_more_and_nothing_else_comes(form: FormView) -> None:
    form.show_problems(form.problems())
    assert {"what", "came"} <= {name for name, box in form.fields.boxes.items() if box.error}
    form.load(replace(form.content(), what="He came"))
    form.keep_problems(form.problems())
    assert {name for name, box in form.fields.boxes.items() if box.error} == {"came"}
    # What was right when they were told of is told of when they go on, and not before.
    form.load(replace(form.content(), seen=ClinicalDate(2030)))
    form.keep_problems(form.problems())
    assert form.fields.boxes["seen"].error == ""


def test_a_row_that_was_answered_is_not_told_of_when_the_one_before_goes(form: FormView) -> None:
    calls = form.fields.boxes["calls"].editor
    assert isinstance(calls, RowsEditor)
    calls.add_row()
    calls.add_row(Call(made=ClinicalDate(2026, 3, 1)))
    form.finish()
    form.show_problems(form.problems())
    assert calls.cards[0].fields.boxes["made"].error != ""
    calls.remove(calls.cards[0])
    form.keep_problems(form.problems())
    assert calls.cards[0].fields.boxes["made"].error == ""
    assert not any(path.startswith("calls") for path in (one.path for one in form.problems()))


def test_what_other_answers_leave_no_place_for_is_out_of_sight_until_it_is_answered(form: FormView) -> None:
    why = form.fields.boxes["why"]
    assert not why.isVisible()
    form.load(replace(form.content(), came="no"))
    assert why.isVisible()
    form.load(replace(form.content(), why="He was ill"))
    form.load(replace(form.content(), came="yes"))
    # Nothing that is signed is hidden from who signs it.
    assert why.isVisible()
    form.load(replace(form.content(), why=""))
    assert not why.isVisible()


# --- the list -------------------------------------------------------------------------------------


@pytest.fixture
def summary(qtbot: QtBot) -> Iterator[ProblemSummary]:
    window = QWidget()
    qtbot.addWidget(window)
    made = ProblemSummary()
    made.setParent(window)
    window.show()
    made.show_all([Problem("one", "Write one"), Problem("two", "Write two"), Problem("three", "Write three")])
    qtbot.waitUntil(made.hasFocus)
    # While the window stands.
    yield made
    window.close()


def lines(summary: ProblemSummary) -> list[str]:
    return [each.text() for each in summary.findChildren(QLabel) if each.isVisible()][1:]


def focused(summary: ProblemSummary) -> str:
    held = summary.focusWidget()
    return held.accessibleName() if held is not None else ""


def test_return_goes_to_the_field_of_the_line_and_the_arrows_from_line_to_line(
    qtbot: QtBot, summary: ProblemSummary
) -> None:
    picked: list[str] = []
    summary.picked.connect(picked.append)
    qtbot.keyClick(summary, Qt.Key.Key_Return)
    assert picked == ["one"]
    qtbot.keyClick(summary, Qt.Key.Key_Down)
    qtbot.keyClick(summary.focusWidget(), Qt.Key.Key_Down)
    assert focused(summary) == "Write two"
    qtbot.keyClick(summary.focusWidget(), Qt.Key.Key_Return)
    assert picked == ["one", "two"]
    qtbot.keyClick(summary.focusWidget(), Qt.Key.Key_Up)
    assert focused(summary) == "Write one"


def test_lines_that_are_mended_go_and_the_list_with_the_last(summary: ProblemSummary) -> None:
    summary.keep([Problem("one", "Write more of one"), Problem("three", "Write three"), Problem("new", "x")])
    assert lines(summary) == ["Write more of one", "Write three"]
    assert summary.accessibleDescription() == "Write more of one. Write three"
    summary.drop(["one", "three"])
    assert summary.isHidden()
