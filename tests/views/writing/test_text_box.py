"""The box gives back what was written, in its canonical form, and tells of a person's changes alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.values.text import MOST_CHARACTERS, clean
from app.views.context.tasks import Tasks
from app.views.forms.editor import FieldContext
from app.views.forms.growing_box import GrowingBox
from app.views.theme.theme import Theme
from app.views.writing.aids import WritingAids
from app.views.writing.text_box import LONG_PARAGRAPH, TextBox
from tests.views.desk_ground import context_of
from tests.views.writing.turns import longest_turn


@given(text=st.text(max_size=200).map(clean))
def test_a_text_that_is_shown_is_given_back_as_it_was(qapp: QApplication, text: str) -> None:
    box = TextBox()
    box.show_text(text)
    assert box.text() == text


def test_showing_a_text_is_no_change_and_cannot_be_undone(qtbot: QtBot, box: TextBox) -> None:
    with qtbot.assertNotEmitted(box.edited):
        box.show_text("Seen at the clinic.")
    assert not box.document().isUndoAvailable()


def test_typing_is_told_and_drawing_anew_is_not(qtbot: QtBot, box: TextBox, theme: Theme) -> None:
    box.show_text("**bold** words")
    with qtbot.waitSignal(box.edited):
        qtbot.keyClicks(box, "a")
    with qtbot.assertNotEmitted(box.edited, wait=50):
        theme.use("dark", 130)


def test_undo_goes_back_in_this_box_until_it_is_cleared(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("one")
    box.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(box, " two")
    box.undo()
    assert box.text() == "one"


def test_a_line_break_within_a_paragraph_is_a_row_of_its_own(qtbot: QtBot, box: TextBox) -> None:
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box, "two")
    assert box.text() == "one\ntwo"
    assert box.blockCount() == 2


def test_more_than_a_record_holds_is_said_once_and_stays(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("word " * (MOST_CHARACTERS // 5 - 1) + "word")
    box.moveCursor(QTextCursor.MoveOperation.End)
    told: list[str] = []
    box.refused.connect(told.append)
    qtbot.keyClicks(box, "word")
    assert told == [
        "That is more text than this field can hold (200,000 characters): split it over two records."
    ]
    assert len(box.text()) == MOST_CHARACTERS + 3


def test_a_very_long_paragraph_is_set_plainly_and_only_that(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("word " * (LONG_PARAGRAPH // 5 + 1))
    assert not box.document().defaultFont().kerning()
    box.show_text("word")
    assert box.document().defaultFont().kerning()
    box.show_text("word " * (LONG_PARAGRAPH // 5 - 1))
    box.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(box, "more words")
    qtbot.waitUntil(lambda: not box.document().defaultFont().kerning())


def test_copying_gives_plain_text(box: TextBox) -> None:
    box.show_text("**one**\n- two")
    box.selectAll()
    copied = box.createMimeDataFromSelection()
    assert copied.text() == "**one**\n- two"
    assert not copied.hasHtml()


def test_tab_goes_to_the_next_field(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("no abbreviation")
    before = box.text()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == before


def test_a_key_in_a_paragraph_of_ten_thousand_words_is_painted_at_once(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("some words recieved in a row " * 1_667)
    box.moveCursor(QTextCursor.MoveOperation.End)
    longest_turn(lambda: None, further=200)
    turns = sorted(longest_turn(lambda: qtbot.keyClick(box, Qt.Key.Key_A), further=1) for _ in range(40))
    # One turn types and one paints; the benchmark times them together, in a second of its own.
    assert turns[20] <= 16, turns


def test_a_box_of_a_form_keeps_all_of_it(
    qtbot: QtBot, theme: Theme, tasks: Tasks, aids: WritingAids, box: TextBox
) -> None:
    growing = GrowingBox(FieldContext(context_of(theme, tasks), lambda: date(2026, 11, 23), writing=aids))
    qtbot.addWidget(growing)
    growing.show()
    growing.setFocus()
    qtbot.keyClicks(growing, "He recie")
    assert growing.text() == "He recie"
    assert growing.marks._typed_to == len("He recie")
    # What a form's box calls its own must not be what ours calls so.
    ours = {name for name in vars(box) if name.startswith("_")}
    assert not ours & {name for name in vars(GrowingBox) if not name.startswith("__")}
    assert not {name for name in vars(TextBox) if name.startswith("_")} & {
        name for name in vars(GrowingBox) if name.startswith("_") and not name.startswith("__")
    }
