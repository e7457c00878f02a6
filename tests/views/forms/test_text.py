"""Texts: nothing a box does to them reaches the record, and the box is as high as what is written."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import FieldSpec, text
from app.domain.fields.sharing import Share
from app.domain.values.text import MOST_CHARACTERS, clean
from app.views.forms.editor import FieldContext
from app.views.forms.growing_box import LEAST_LINES, MOST_LINES, NARRATIVE_LINES
from app.views.forms.text_editor import TextEditor
from app.views.widgets.scrolled import Scrolled
from tests.views.settling import settle

SPEC: FieldSpec = text("Opinion", share=Share.FORMULATION).metadata["spec"]


@pytest.fixture
def editor(qtbot: QtBot, context: FieldContext) -> TextEditor:
    made = TextEditor(SPEC, context)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    return made


def touch(editor: TextEditor) -> None:
    """Change the text and change it back, as a person would."""
    cursor = editor.box.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("x")
    cursor.deletePreviousChar()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(st.characters(exclude_categories=()), max_size=60).map(clean))
@example(written="one two\n\nthree")
@example(written=clean("no\u00a0break and\u2028line\u2029ends\r\n"))
@example(written=clean("\ufeffz\u200bero \u202ewidth"))
@example(written="\N{WOMAN} \N{MATHEMATICAL FRAKTUR CAPITAL U}")
def test_a_clean_text_comes_back_as_it_was_even_when_it_was_touched(editor: TextEditor, written: str) -> None:
    editor.show_value(written)
    assert editor.value() == written
    touch(editor)
    assert editor.value() == clean(written)


def test_a_text_nobody_touched_is_given_as_it_was_shown(editor: TextEditor) -> None:
    written = "kept\u00a0as signed\u2028long ago"
    editor.show_value(written)
    assert editor.value() == written


def test_showing_a_text_is_no_edit_and_leaves_nothing_to_undo(qtbot: QtBot, editor: TextEditor) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_value("Signed words")
    assert not editor.box.document().isUndoAvailable()


def test_showing_the_same_text_keeps_cursor_and_undo(qtbot: QtBot, editor: TextEditor) -> None:
    qtbot.keyClicks(editor.box, "Seen twice")
    cursor = editor.box.textCursor()
    cursor.setPosition(4)
    editor.box.setTextCursor(cursor)
    editor.show_value("Seen twice")
    assert editor.box.textCursor().position() == 4
    assert editor.box.document().isUndoAvailable()


def test_another_text_keeps_the_cursor_within_it(qtbot: QtBot, editor: TextEditor) -> None:
    editor.activateWindow()
    editor.box.setFocus()
    qtbot.keyClicks(editor.box, "Seen twice")
    editor.show_value("Seen")
    assert editor.box.textCursor().position() == 4
    assert editor.value() == "Seen"


def test_the_box_grows_with_its_text_in_whole_lines(editor: TextEditor) -> None:
    line, heights = editor.box.fontMetrics().lineSpacing(), []
    for lines in (0, LEAST_LINES, LEAST_LINES + 1, 300):
        editor.show_value("\n".join("word" for _ in range(lines)))
        heights.append(editor.box.height())
        assert editor.box.verticalScrollBar().maximum() == 0
    empty, least, more, many = heights
    assert empty == least
    assert (more - least, many - least) == (line, (300 - LEAST_LINES) * line)


def test_what_nobody_writes_scrolls_in_its_box(qtbot: QtBot, editor: TextEditor) -> None:
    editor.show_value("\n".join("word" for _ in range(MOST_LINES + 1)))
    policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded
    qtbot.waitUntil(lambda: editor.box.verticalScrollBarPolicy() == policy)
    assert editor.box.verticalScrollBar().maximum() > 0


def test_letters_of_another_typeface_are_all_in_view(qtbot: QtBot, editor: TextEditor) -> None:
    editor.show_value("\N{SLIGHTLY SMILING FACE} \u0e01\u0e34\u0e4d \u0c15\u0c4d\u0c37\n" * 40)
    qtbot.waitUntil(lambda: editor.box.verticalScrollBar().maximum() == 0)


def test_a_narrative_has_fourteen_lines_where_there_is_room(qtbot: QtBot, context: FieldContext) -> None:
    area = Scrolled()
    made = TextEditor(text("Story", share=Share.FORMULATION, long=True).metadata["spec"], context)
    area.hold(made, 1)
    qtbot.addWidget(area)
    area.resize(700, 700)
    area.show()
    settle(area)
    line = made.box.fontMetrics().lineSpacing()
    assert made.box.viewport().height() // line == NARRATIVE_LINES
    area.resize(700, 9 * line)
    settle(area)
    assert LEAST_LINES <= made.box.viewport().height() // line < 9


def test_a_narrower_box_is_higher(qtbot: QtBot, editor: TextEditor) -> None:
    editor.show_value("several words " * 20)
    wide = editor.box.height()
    editor.resize(250, 600)
    qtbot.waitUntil(lambda: editor.box.height() > wide)


def test_a_text_that_is_too_long_is_kept_and_told(editor: TextEditor) -> None:
    row = "A row of words that is not so long that laying it out takes its time\n"
    editor.box.document().setPlainText(row * (MOST_CHARACTERS // len(row) + 1))
    assert len(editor.value()) > MOST_CHARACTERS
    assert editor.problem() == "“Opinion” is too long: it holds at most 20,000 characters."


def test_tab_leaves_the_box(editor: TextEditor) -> None:
    assert editor.box.tabChangesFocus()
