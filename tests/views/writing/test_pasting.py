"""What is pasted is plain and canonical, and the window goes on meanwhile."""

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from app.domain.values.text import MOST_CHARACTERS, clean
from app.views.writing import pasting
from app.views.writing.text_box import TextBox
from tests.views.writing.turns import longest_turn


def mime(text: str = "", html: str = "") -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    return made


def pasted(qtbot: QtBot, box: TextBox, made: QMimeData) -> str:
    box.insertFromMimeData(made)
    qtbot.waitUntil(lambda: not box._pasting.is_under_way)
    return box.text()


def test_html_is_pasted_as_its_words(qtbot: QtBot, box: TextBox) -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>One &amp; <b>two</b></p>"
        "<script>alert(1)</script><ul><li>three</li><li>four</li></ul><img src='http://x.example/y.png'></body>"
    )
    assert pasted(qtbot, box, mime(html=html)) == "One & two\n- three\n- four"


def test_plain_text_wins_over_html(qtbot: QtBot, box: TextBox) -> None:
    assert pasted(qtbot, box, mime("plain", "<b>bold</b>")) == "plain"


def test_signs_that_deceive_are_dropped_and_blanks_at_the_ends_stay(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("ab")
    box.moveCursor(box.textCursor().MoveOperation.Right)
    assert pasted(qtbot, box, mime(" x\u202ey\u200b\u00a0\r\n\U0001f600 ")) == "a xy\n\U0001f600 b"


def test_the_name_of_a_file_is_no_text(box: TextBox) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile("/tmp/summary.pdf")])  # noqa: S108 - only a name
    assert not box.canInsertFromMimeData(dropped)
    assert box.canInsertFromMimeData(mime("text"))


def test_a_long_text_comes_in_slices_and_is_one_step_to_undo(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("before ")
    box.moveCursor(box.textCursor().MoveOperation.End)
    text = "\n".join(f"row {n} of a long letter" for n in range(8_000))
    box.insertFromMimeData(mime(text))
    qtbot.waitUntil(lambda: box.blockCount() == 8_000)
    assert box.text() == "before " + text
    qtbot.waitUntil(lambda: not box._pasting.is_under_way)
    box.undo()
    assert box.text() == "before"


def test_what_is_typed_or_asked_for_meanwhile_comes_after_all_of_it(qtbot: QtBot, box: TextBox) -> None:
    text = "\n".join(f"row {n}" for n in range(8_000))
    box.insertFromMimeData(mime(text))
    qtbot.keyClicks(box, "!")
    assert box.text() == text + "!"


@pytest.mark.parametrize(
    "text",
    [
        "recieved words in rows, \u00e9\n" * 7_600,
        "one paragraph without an end " * 6_800,
        "a\n" * 99_000,
    ],
    ids=["rows", "one paragraph", "short rows"],
)
def test_pasting_200_kilobytes_does_not_hold_the_window_up(box: TextBox, text: str) -> None:
    longest = []
    for _ in range(3):
        box.show_text("")
        turn = longest_turn(lambda: box.insertFromMimeData(mime(text)), lambda: not box._pasting.is_under_way)
        longest.append(turn)
        assert box.text() == clean(text)
    assert min(longest) <= 50, longest


def test_more_than_a_record_holds_stays_on_screen_and_is_said(qtbot: QtBot, box: TextBox) -> None:
    text = "row of words\n" * (MOST_CHARACTERS // 13 + 10)
    with qtbot.waitSignal(box.refused) as told:
        box.insertFromMimeData(mime(text))
    assert told.args == [
        "That is more text than this field can hold (200,000 characters): split it over two records."
    ]
    assert box.toPlainText() == text


def test_what_no_box_could_hold_is_refused_whole(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("kept")
    with qtbot.waitSignal(box.refused) as told:
        box.insertFromMimeData(mime("x" * (pasting.MOST_PASTED + 1)))
    assert "nothing was pasted" in str(told.args)
    assert box.text() == "kept"
