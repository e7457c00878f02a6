"""The measure's form: typed from paper by the digits of the form, scored once all is there, and what that asks for."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.kinds.measure.content import Administration
from app.domain.kinds.registry import kind
from app.views.forms.answers_editor import AnswersEditor
from app.views.forms.editor import FieldContext
from app.views.forms.form_view import FormView
from app.views.kinds.form_for import form_for
from app.views.kinds.measure import CriticalEditor, FlagEditor, MeasureEditor
from tests.views.settling import settle


def _form(qtbot: QtBot, context: FieldContext, **said: Any) -> tuple[FormView, AnswersEditor]:
    form = form_for(kind("measure"), context)
    qtbot.addWidget(form)
    form.load(Administration(given="paper", by="person", occasion="baseline", **said))
    form.finish()
    form.show()
    settle(form)
    editor = form.fields.boxes["answers"].editor
    assert isinstance(editor, AnswersEditor)
    return form, editor


def _type(qtbot: QtBot, editor: AnswersEditor, keys: str) -> None:
    """Type at whatever row the keyboard is in, beginning at the one that is answered next."""
    editor.focus_part("")
    for key in keys:
        line = next(line for line in editor.lines if line.hasFocus())
        if key == "<":
            qtbot.keyClick(line, Qt.Key.Key_Backspace)
        elif key == "\n":
            qtbot.keyClick(line, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(line, key)


def test_the_digit_that_the_form_prints_is_the_answer(qtbot: QtBot, context: FieldContext) -> None:
    form, editor = _form(qtbot, context, measure="core-10@1")
    # On items 2 and 3 the form prints 4 3 2 1 0.
    _type(qtbot, editor, "1433")
    assert editor.value() == (1, 0, 1, 3)
    assert editor.lines[1].text() == "4"
    assert form.content().answers == (1, 0, 1, 3)
    assert editor.lines[4].hasFocus()


def test_any_other_key_is_refused_at_once_and_nothing_moves(qtbot: QtBot, context: FieldContext) -> None:
    _, editor = _form(qtbot, context, measure="core-10@1")
    _type(qtbot, editor, "17")
    assert editor.value() == (1,)
    assert editor.refusal == "Item 2 takes 4, 3, 2, 1, 0; 7 was typed."
    assert editor.lines[1].hasFocus()


def test_what_is_pasted_is_no_answer(qtbot: QtBot, context: FieldContext) -> None:
    _, editor = _form(qtbot, context, measure="core-10@1", answers=(1,))
    QApplication.clipboard().setText("2")
    editor.lines[0].setFocus()
    qtbot.keyClick(editor.lines[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (editor.lines[0].text(), editor.value()) == ("1", (1,))


def test_what_is_begun_says_what_is_still_to_be_typed(qtbot: QtBot, context: FieldContext) -> None:
    form, _ = _form(qtbot, context, measure="core-10@1", answers=(1, 2))
    (problem,) = form.problems()
    assert (problem.path, problem.words) == ("answers", "CORE-10 takes 10 answers; 2 were given.")


def test_a_dash_leaves_blank_and_backspace_goes_back(qtbot: QtBot, context: FieldContext) -> None:
    _, editor = _form(qtbot, context, measure="core-10@1")
    _type(qtbot, editor, "1-<2")
    assert editor.value() == (1, 2)
    _type(qtbot, editor, "-")
    assert editor.value() == (1, 2, None)
    assert editor.lines[2].text() == "-"


def test_a_key_of_two_characters_waits_for_enter(qtbot: QtBot, context: FieldContext) -> None:
    _, editor = _form(qtbot, context, measure="gbo@1")
    _type(qtbot, editor, "10")
    assert editor.value() == ()
    _type(qtbot, editor, "\n1\n7")
    assert editor.value() == (10, 1, 7)


def test_nothing_is_scored_before_the_last_row_or_until_the_rest_is_left_blank(
    qtbot: QtBot, context: FieldContext
) -> None:
    form, editor = _form(qtbot, context, measure="core-10@1")
    _type(qtbot, editor, "143312011")
    assert editor.shown_result == ()
    assert editor.rest.isVisibleTo(form)
    editor.rest.click()
    assert editor.value()[-1] is None
    assert not editor.rest.isVisibleTo(form)
    assert editor.shown_result[0] == "Item 6: plans to end life."
    assert "Not answered: 10." in editor.shown_result
    assert editor.shown_result[-1] == "Reliable is not the same as important."


def test_it_is_compared_with_the_last_of_the_same_measure(qtbot: QtBot, context: FieldContext) -> None:
    form, editor = _form(qtbot, context, measure="phq-9@1", answers=(1,) * 8 + (0,))
    form.show_previous(Administration(measure="phq-9@1", answers=(2,) * 9))
    (line,) = [line for line in editor.shown_result if "against" in line]
    assert line.startswith("Total, against the last: 18 to 8, difference -10, reliably improved (6 or more")


def test_another_measure_begins_anew(qtbot: QtBot, context: FieldContext) -> None:
    form, editor = _form(qtbot, context, measure="gad-7@1", answers=(1, 2))
    chooser = form.fields.boxes["measure"].editor
    assert isinstance(chooser, MeasureEditor)
    chooser.combo.show_answer("gbo@1")
    chooser.combo.chosen.emit()
    settle(form)
    assert len(editor.lines) == 3
    assert (form.content().measure, form.content().answers) == ("gbo@1", ())


def test_a_critical_item_asks_what_was_done_and_raises_a_flag_by_one_key(
    qtbot: QtBot, context: FieldContext
) -> None:
    form, editor = _form(qtbot, context, measure="phq-9@1", answers=(0,) * 8)
    critical, flags = (form.fields.boxes[name].editor for name in ("critical", "red_flags"))
    assert isinstance(critical, CriticalEditor)
    assert isinstance(flags, FlagEditor)
    assert not critical.isVisibleTo(form)
    _type(qtbot, editor, "1")
    settle(form)
    assert critical.isVisibleTo(form)
    (card,) = critical.cards
    assert card.heading.text() == "Item 9: thoughts of being better off dead or of self-harm."
    assert not card.out.isVisibleTo(form)
    assert {gap.path for gap in form.missing()} >= {"critical.0.asked", "critical.0.done"}
    flags.add.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (flag,) = form.content().red_flags
    assert flag.seen == "Item 9: thoughts of being better off dead or of self-harm."


@pytest.mark.parametrize("given", ["outside", "paper"])
def test_a_sold_test_is_asked_for_its_scores_and_nothing_else(
    qtbot: QtBot, context: FieldContext, given: str
) -> None:
    form, _ = _form(qtbot, context, measure="gbo@1")
    form.load(Administration(given=given, by="person", occasion="baseline"))
    settle(form)
    boxes = form.fields.boxes
    assert boxes["outside"].isVisibleTo(form) == (given == "outside")
    assert boxes["answers"].isVisibleTo(form) == (given != "outside")
