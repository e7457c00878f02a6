"""The anchored judgement: anchors in place, why there is none, what it rests on, and what it was."""

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
    assert said == [*(f"{n}   {anchor}" for n, anchor in enumerate(ANCHORS)), "W   Not rated: say why"]


@pytest.mark.parametrize("digit", range(5))
def test_a_digit_chooses(qtbot: QtBot, editor: RatingEditor, digit: int) -> None:
    qtbot.keyClick(options(editor)[0], str(digit))
    assert editor.value() == Rating(value=digit)


def test_a_digit_above_the_scale_chooses_nothing(qtbot: QtBot, editor: RatingEditor) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        qtbot.keyClick(options(editor)[0], "5")
    assert editor.value() == Rating()


def test_what_is_not_rated_asks_why_and_for_nothing_else(qtbot: QtBot, editor: RatingEditor) -> None:
    assert editor.confidence.isVisible()
    assert not editor.why_not.isVisible()
    qtbot.keyClick(options(editor)[0], "w")
    assert options(editor)[5].isChecked()
    assert editor.why_not.isVisible()
    assert not editor.confidence.isVisible()
    assert not editor.source.isVisible()
    assert editor.value() == Rating()
    editor.why_not.show_answer("declined")
    assert editor.value() == Rating(why_not="declined")
    options(editor)[2].click()
    assert editor.value() == Rating(value=2)
    assert editor.source.isVisible()


def test_a_note_without_a_value_comes_back_as_not_rated_and_wants_the_reason(editor: RatingEditor) -> None:
    judged = Rating(note="Would not speak of it")
    editor.show_value(judged)
    assert options(editor)[5].isChecked()
    assert editor.value() == judged
    assert editor.why_not.isVisible()


def test_what_an_earlier_form_kept_beside_no_value_is_not_lost_by_a_look(
    qtbot: QtBot, editor: RatingEditor
) -> None:
    judged = Rating(confidence="low", source="records", note="Would not speak of it")
    editor.show_value(judged)
    assert editor.value() == judged
    qtbot.keyClick(editor.note, Qt.Key.Key_Home)
    assert editor.value() == judged
    editor.why_not.setFocus()
    qtbot.keyClicks(editor.why_not, "Dec")
    assert editor.value() == Rating(why_not=editor.why_not.answer(), note=judged.note)
    assert editor.why_not.answer() == "declined"


def test_why_it_was_not_rated_comes_back_and_is_told_next_time(editor: RatingEditor) -> None:
    judged = Rating(why_not="not_seen", note="Messages alone")
    editor.show_value(judged)
    assert editor.value() == judged
    editor.show_previous(judged, "14-Aug-2026")
    assert editor._last.text() == "Last time, 14-Aug-2026: not rated: not seen"


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
