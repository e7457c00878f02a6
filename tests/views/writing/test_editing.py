"""Bold words and bulleted rows by key; what is made bold is what the PDF prints bold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.values.markup import one_line, parse
from app.domain.values.text import clean
from app.views.writing import editing
from app.views.writing.text_box import TextBox

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def select(box: TextBox, start: int, end: int) -> None:
    cursor = box.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("text", "start", "end", "bold"),
    [
        ("one two three", 4, 7, "one **two** three"),
        ("one two three", 3, 8, "one **two** three"),
        ("one two three", 5, 5, "one **two** three"),
        ("- one\n- two", 0, 11, "- **one**\n- **two**"),
        ("\U0001f600 one", 3, 6, "\U0001f600 **one**"),
        ("it is unbelievable.", 8, 12, "it is **unbelievable**."),
        ("a b**k off", 2, 2, "a **b**k** off"),
        ("he wrote f*** off", 3, 17, "he **wrote f*** off**"),
        ("- one\n  goes on\nafter", 0, 21, "- **one**\n  **goes on**\n**after**"),
    ],
)
def test_bold_takes_the_words_and_gives_them_back(
    qtbot: QtBot, box: TextBox, text: str, start: int, end: int, bold: str
) -> None:
    box.show_text(text)
    select(box, start, end)
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    assert box.text() == bold
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    assert box.text() == text


def test_bold_before_anything_is_written_waits_for_words(qtbot: QtBot, box: TextBox) -> None:
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(box, "now")
    assert box.text() == "**now**"


@given(text=st.text("ab -*\n", max_size=30).map(clean), data=st.data())
def test_bold_never_loses_a_letter(qapp: QApplication, text: str, data: st.DataObject) -> None:
    box = TextBox()
    box.show_text(text)
    ends = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    select(box, *ends)
    cursor = box.textCursor()
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    chosen = cursor.selectedText().strip()
    editing.toggle_bold(cursor)
    assert box.toPlainText().replace("*", "") == text.replace("*", "")
    assert not chosen or one_line(box.toPlainText()) == one_line(text)


@pytest.mark.parametrize(("text", "start", "end"), [("you f*** go", 4, 8), ("**k off you two", 12, 15)])
def test_masked_words_are_never_marked_so_that_they_would_read_otherwise(
    qtbot: QtBot, box: TextBox, text: str, start: int, end: int
) -> None:
    box.show_text(text)
    select(box, start, end)
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    assert box.text() == text


def test_a_part_of_what_is_bold_makes_all_of_it_plain(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("one **two three** four")
    select(box, 6, 9)
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    assert box.text() == "one two three four"


def test_more_than_what_is_bold_is_bold_as_one(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("one **two** three")
    select(box, 0, 17)
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    assert box.text() == "**one two three**"


def test_enter_continues_a_list_and_an_empty_bullet_ends_it(qtbot: QtBot, box: TextBox) -> None:
    qtbot.keyClicks(box, "- one")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "two")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "after")
    assert box.text() == "- one\n- two\nafter"


def test_enter_elsewhere_is_a_new_row(qtbot: QtBot, box: TextBox) -> None:
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "one\n"


def test_bullets_come_and_go_for_all_rows(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("one\n\n- two\nthree")
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Asterisk, CTRL | SHIFT)
    assert box.text() == "- one\n\n- two\n- three"
    qtbot.keyClick(box, Qt.Key.Key_Asterisk, CTRL | SHIFT)
    assert box.text() == "one\n\ntwo\nthree"
    box.undo()
    assert box.text() == "- one\n\n- two\n- three"


def test_what_the_box_shows_bold_is_what_is_printed_bold(box: TextBox) -> None:
    text = "a **b c** d ** e ** f **g**** h\n**not\nbold** f*** s**t **k** (**m**) \U0001f48b**n** o**p**"
    box.show_text(text)
    shown = []
    block = box.document().firstBlock()
    while block.isValid():
        shown += [
            block.text()
            .encode("utf-16-le")[2 * each.start : 2 * (each.start + each.length)]
            .decode("utf-16-le")
            for each in block.layout().formats()
            if each.format.fontWeight() == 600
        ]
        block = block.next()
    printed = [run.text for part in parse(text) for run in getattr(part, "runs", ()) if run.bold]
    assert shown == printed
