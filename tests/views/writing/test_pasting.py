"""What is pasted is plain and canonical, and the window goes on meanwhile."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from app.domain.values.text import MOST_CHARACTERS, clean
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
    assert pasted(qtbot, box, mime(html=html)) == "One & **two**\n- three\n- four"


def test_a_table_keeps_its_cells_apart_though_its_plain_words_do_not(qtbot: QtBot, box: TextBox) -> None:
    html = "<table><tr><td>Olanzapine</td><td>5</td><td>10</td></tr></table>"
    assert pasted(qtbot, box, mime("Olanzapine510", html)) == "Olanzapine | 5 | 10"


def test_plain_text_stays_as_it_is_where_html_says_no_more(qtbot: QtBot, box: TextBox) -> None:
    assert (
        pasted(qtbot, box, mime("  plain\n  o words", "<span>plain</span> o words")) == "  plain\n  o words"
    )
    box.clear()
    assert pasted(qtbot, box, mime("\u00b7 as it **is**")) == "\u00b7 as it **is**"


def test_the_plain_words_alone_can_be_pasted(qtbot: QtBot, box: TextBox) -> None:
    QGuiApplication.clipboard().setMimeData(mime("plain", "<b>bold</b>"))
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(box, Qt.Key.Key_V, shifted)
    assert box.text() == "**bold**plain"


def test_a_picture_in_html_takes_nothing_away(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("kept")
    box.selectAll()
    assert pasted(qtbot, box, mime(html="<b><img src='x.png'></b>")) == "kept"


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
    text = "\n".join(f"row {n} of a letter" for n in range(8_000))
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


def of_tables(characters: int) -> str:
    """HTML with so many characters of words, all of them in cells and lists."""
    row = "<tr><td class='x'>Olanzapine</td><td style='width:20px'><b>5</b></td><td>10 mg</td></tr>"
    part = f"<table border=1>{row * 20}</table><ul>{'<li>he waited at the gate</li>' * 20}</ul>"
    return part * (characters // 800)


def test_pasting_20_000_characters_of_tables_does_not_hold_the_window_up(box: TextBox) -> None:
    html, longest = of_tables(20_000), []
    for _ in range(3):
        box.show_text("")
        turn = longest_turn(
            lambda: box.insertFromMimeData(mime(html=html)), lambda: not box._pasting.is_under_way
        )
        longest.append(turn)
        assert len(box.text()) >= 20_000
        assert box.text().startswith("Olanzapine | **5** | 10 mg\n")
    assert min(longest) <= 50, longest


@pytest.mark.parametrize(
    "made",
    [
        mime("row of words\n" * (MOST_CHARACTERS // 13 + 1)),
        mime("x" * (5 * MOST_CHARACTERS)),
        mime(html=of_tables(MOST_CHARACTERS + 1_000)),
    ],
    ids=["rows", "a million", "tables"],
)
def test_200_000_characters_are_refused_whole_and_nothing_is_lost(
    qtbot: QtBot, box: TextBox, made: QMimeData
) -> None:
    box.show_text("kept words")
    box.selectAll()
    told: list[str] = []
    box.refused.connect(told.append)
    box.insertFromMimeData(made)
    qtbot.waitUntil(lambda: not box._pasting.is_under_way)
    assert told == ["That is too much to paste at once: nothing was pasted. Split it over several records."]
    assert box.text() == "kept words"


def test_what_makes_the_box_hold_too_much_is_refused_too(qtbot: QtBot, box: TextBox) -> None:
    half = "row of words\n" * (MOST_CHARACTERS // 26 + 1)
    box.show_text(half)
    box.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(box.refused):
        box.insertFromMimeData(mime(half))
    assert box.toPlainText() == half
