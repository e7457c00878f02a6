"""Signed texts and comparisons say the same in letters, in shape and in spoken words."""

from pytestqt.qtbot import QtBot

from app.domain.records.differences import FieldDifference, pieces
from app.views.look.look import Look
from app.views.writing.diff_view import NOTHING, DiffView
from app.views.writing.text_view import TextView
from tests.views.writing.turns import longest_turn


def test_a_signed_text_shows_its_markup_and_keeps_every_other_sign(qtbot: QtBot, look: Look) -> None:
    view = TextView(look)
    qtbot.addWidget(view)
    view.show_text("**One** <b>two</b>\nthree\n\n- four & five")
    assert view.toPlainText() == "One <b>two</b>\nthree\nfour & five"
    assert view.isReadOnly()


def test_ten_thousand_words_are_shown_without_holding_the_window_up(qtbot: QtBot, look: Look) -> None:
    view = TextView(look)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    text = "\n\n".join("word and **another** word of it " * 14 for _ in range(100))
    longest = [longest_turn(lambda: view.show_text(text)) for _ in range(3)]
    assert min(longest) <= 50, longest


def shown(qtbot: QtBot, look: Look, *fields: FieldDifference) -> DiffView:
    view = DiffView(look)
    qtbot.addWidget(view)
    view.show_differences(fields)
    return view


def test_changes_are_seen_by_shape_and_spoken(qtbot: QtBot, look: Look) -> None:
    view = shown(qtbot, look, FieldDifference("Mood", pieces("He was low today", "He was well today")))
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


def test_two_texts_that_say_the_same_say_so(qtbot: QtBot, look: Look) -> None:
    view = shown(qtbot, look)
    assert view.toPlainText() == NOTHING
    assert view.accessibleDescription() == NOTHING


def test_what_is_spoken_has_an_end(qtbot: QtBot, look: Look) -> None:
    view = shown(qtbot, look, FieldDifference("Mood", pieces("", "word " * 5000)))
    assert len(view.accessibleDescription()) < 2100
