"""Signed texts and comparisons say the same in letters, in shape and in spoken words."""

from functools import partial

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from app.domain.records.differences import FieldDifference, pieces
from app.views.theme.theme import Theme
from app.views.writing.diff_view import NOTHING, DiffView
from app.views.writing.text_view import TextView
from tests.views.writing.turns import longest_turn

_RUNS = 5
_MOST_TIMES = 3
"""How many times what plain Qt takes: the markup is read besides. Laid out after each piece it is 13 times."""


def test_a_signed_text_shows_its_markup_and_keeps_every_other_sign(qtbot: QtBot, theme: Theme) -> None:
    view = TextView(theme)
    qtbot.addWidget(view)
    view.show_text("**One** <b>two</b>\nthree\n\n- four & five")
    assert view.toPlainText() == "One <b>two</b>\nthree\nfour & five"
    assert view.isReadOnly()


def test_ten_thousand_words_are_shown_at_the_cost_of_laying_them_out_once(qtbot: QtBot, theme: Theme) -> None:
    """Held against plain Qt with the same pieces in the same run: how fast or busy the machine is cancels out."""
    view, plain = TextView(theme), QTextEdit()
    for each in (view, plain):
        qtbot.addWidget(each)
        each.resize(800, 600)
        each.show()
    text = "\n\n".join(" ".join(["word and **another** word of it"] * 14) for _ in range(100))
    ours, qts = [], []
    for _ in range(_RUNS):
        qts.append(longest_turn(partial(insert, plain, text.replace("\n\n", "\n").split("**"))))
        ours.append(longest_turn(partial(view.show_text, text)))
    assert view.toPlainText() == plain.toPlainText()
    assert min(ours) <= _MOST_TIMES * min(qts), (ours, qts)


def insert(box: QTextEdit, pieces: list[str]) -> None:
    """Insert pieces, every other one bold, which are laid out at the end."""
    box.clear()
    letters = QTextCharFormat(), QTextCharFormat()
    letters[1].setFontWeight(QFont.Weight.DemiBold)
    cursor = QTextCursor(box.document())
    cursor.beginEditBlock()
    for number, piece in enumerate(pieces):
        cursor.insertText(piece, letters[number % 2])
    cursor.endEditBlock()


def shown(qtbot: QtBot, theme: Theme, *fields: FieldDifference) -> DiffView:
    view = DiffView(theme)
    qtbot.addWidget(view)
    view.show_differences(fields)
    return view


def test_changes_are_seen_by_shape_and_spoken(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, FieldDifference("Mood", pieces("He was low today", "He was well today")))
    styles = {}
    block = view.document().lastBlock()
    at = block.begin()
    while not at.atEnd():
        style = at.fragment().charFormat()
        styles[at.fragment().text()] = (style.fontUnderline(), style.fontStrikeOut())
        at += 1
    assert styles["low"] == (False, True)
    assert styles["well"] == (True, False)
    assert styles["He was "] == (False, False)
    assert view.accessibleDescription() == "Mood: removed “low”; added “well”."


def test_two_texts_that_say_the_same_say_so(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme)
    assert view.toPlainText() == NOTHING
    assert view.accessibleDescription() == NOTHING


def test_what_is_spoken_has_an_end(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, FieldDifference("Mood", pieces("", "word " * 5000)))
    assert len(view.accessibleDescription()) < 2100
