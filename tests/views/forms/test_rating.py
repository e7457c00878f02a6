"""The anchored judgement: anchors in place, "Not assessed" as an answer, what it rests on, and what it was."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import FieldSpec, Rating, rating
from app.domain.fields.sharing import Share
from app.views.forms.editor import FieldContext
from app.views.forms.option import RadioOption
from app.views.forms.rating_editor import RatingEditor

ANCHORS = ("Never", "On some days", "Every day", "For hours", "All day")


@pytest.fixture
def editor(qtbot: QtBot, context: FieldContext) -> RatingEditor:
    spec: FieldSpec = rating("Time taken up", ANCHORS, share=Share.RISK).metadata["spec"]
    made = RatingEditor(spec, context)
    qtbot.addWidget(made)
    made.show()
    return made


def options(editor: RatingEditor) -> list[RadioOption]:
    return editor.findChildren(RadioOption)


def test_every_anchor_is_read_in_place(editor: RatingEditor) -> None:
    said = [option.accessibleName() for option in options(editor)]
    assert said == [*(f"{n}   {anchor}" for n, anchor in enumerate(ANCHORS)), "Not assessed"]


@pytest.mark.parametrize("digit", range(5))
def test_a_digit_chooses(qtbot: QtBot, editor: RatingEditor, digit: int) -> None:
    qtbot.keyClick(options(editor)[0], str(digit))
    assert editor.value() == Rating(value=digit)


def test_a_digit_above_the_scale_chooses_nothing(qtbot: QtBot, editor: RatingEditor) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        qtbot.keyClick(options(editor)[0], "5")
    assert editor.value() == Rating()


def test_not_assessed_has_no_value_and_asks_why(editor: RatingEditor) -> None:
    options(editor)[5].click()
    assert editor.value() == Rating()
    assert editor._note_title.text() == "Note: say why"
    options(editor)[2].click()
    assert editor._note_title.text() == "Note"


def test_a_note_without_a_value_comes_back_as_not_assessed(editor: RatingEditor) -> None:
    judged = Rating(note="Would not speak of it")
    editor.show_value(judged)
    assert options(editor)[5].isChecked()
    assert editor.value() == judged


def test_every_part_comes_back(editor: RatingEditor) -> None:
    judged = Rating(value=3, confidence="moderate", source="records", note="Two files")
    editor.show_value(judged)
    assert editor.value() == judged


def test_what_it_was_stands_at_its_anchor_and_beside_the_new(editor: RatingEditor) -> None:
    editor.show_previous(Rating(value=1, confidence="low", source="interview"), "14-Aug-2026")
    assert "Last time, 14-Aug-2026" in options(editor)[1].accessibleDescription()
    assert editor._last.text() == "Last time, 14-Aug-2026: 1 of 4, low confidence"
    assert not options(editor)[1].isChecked()
    editor.show_previous(None, "")
    assert options(editor)[1].accessibleDescription() == ""
    assert not editor._last.isVisible()


def test_each_part_can_be_gone_to_and_marked(editor: RatingEditor) -> None:
    editor.show_problems({"confidence": "Choose the confidence"})
    assert editor.confidence.property("state") == "error"
    assert "Choose the confidence" in editor.confidence.accessibleDescription()
    assert (editor.source.property("state") or "") == ""
    editor.activateWindow()
    editor.focus_part("source")
    assert editor.source.hasFocus()
    editor.show_problems({})
    assert editor.confidence.property("state") == ""


def test_parts_are_named_after_the_judgement(qtbot: QtBot, editor: RatingEditor) -> None:
    assert editor.confidence.accessibleName() == "Time taken up: confidence"
    assert editor.note.accessibleName() == "Time taken up: note"
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.note, Qt.Key.Key_A)
