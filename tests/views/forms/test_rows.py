"""Rows: added, moved, removed and put back, by keyboard, with their number spoken."""

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.fields.declare import FieldSpec, rows
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.views.context import voice
from app.views.forms.editor import FieldContext
from app.views.forms.row_card import RowCard, one_of
from app.views.forms.rows_editor import RowsEditor
from tests.every_form import Step

SPEC: FieldSpec = rows("Steps", Step, share=Share.RISK).metadata["spec"]
THREE = tuple(Step(act=act) for act in ("First", "Second", "Third"))


@dataclass
class Said:
    """What was said aloud."""

    words: list[str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    heard = Said([])
    monkeypatch.setattr(voice, "say", lambda _widget, words, **_how: heard.words.append(words))
    return heard


@pytest.fixture
def editor(qtbot: QtBot, context: FieldContext) -> RowsEditor:
    made = RowsEditor(SPEC, context)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.show_value(THREE)
    return made


def acts(editor: RowsEditor) -> list[str]:
    return [row.act for row in editor.value()]


def laid_out(editor: RowsEditor) -> list[str]:
    cards = sorted(editor.findChildren(RowCard), key=lambda card: card.y())
    return [card.fields.content().act for card in cards if card.isVisible()]


def test_rows_come_back_in_their_order(editor: RowsEditor) -> None:
    assert editor.value() == THREE
    assert [card.heading.text() for card in editor.cards] == ["Step 1", "Step 2", "Step 3"]


def test_a_row_added_takes_the_keyboard_and_is_told(editor: RowsEditor, said: Said) -> None:
    editor.add.click()
    assert acts(editor) == ["First", "Second", "Third", ""]
    assert editor.cards[3].isAncestorOf(QApplication.focusWidget())
    assert said.words == ["Step added. Steps: 4 rows"]


def test_a_row_removed_can_be_put_back_where_it_was(editor: RowsEditor, said: Said, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.edited):
        editor.cards[1].out.click()
    assert acts(editor) == ["First", "Third"]
    assert editor._put_back_button.hasFocus()
    assert said.words[-1] == "Step 2 removed. Steps: 2 rows"
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor._put_back_button, Qt.Key.Key_Space)
    assert acts(editor) == ["First", "Second", "Third"]
    assert not editor._undo.isVisible()
    qtbot.waitUntil(lambda: laid_out(editor) == ["First", "Second", "Third"])


def test_what_was_typed_in_a_row_comes_back_with_it(editor: RowsEditor, qtbot: QtBot) -> None:
    entry = editor.cards[0].fields.boxes["act"].editor.target()
    qtbot.keyClick(entry, Qt.Key.Key_End)
    qtbot.keyClicks(entry, " of all")
    editor.cards[0].out.click()
    editor.put_back()
    assert acts(editor)[0] == "First of all"


def test_another_content_leaves_nothing_to_put_back(editor: RowsEditor) -> None:
    editor.cards[0].out.click()
    editor.show_value(THREE[:1])
    assert not editor._undo.isVisible()
    editor.put_back()
    assert acts(editor) == ["First"]


def test_rows_move_up_and_down_and_stop_at_the_ends(editor: RowsEditor, said: Said, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.edited):
        editor.cards[2].up.click()
    assert acts(editor) == ["First", "Third", "Second"]
    assert said.words[-1].startswith("Moved to 2 of 3")
    assert laid_out(editor) == acts(editor)
    editor.cards[0].down.click()
    assert acts(editor) == ["Third", "First", "Second"]
    assert not editor.cards[0].up.isVisible()
    assert not editor.cards[2].down.isVisible()
    editor.move_row(editor.cards[0], -1)
    assert acts(editor) == ["Third", "First", "Second"]


def test_fewer_rows_take_cards_away_and_the_same_ones_stay(editor: RowsEditor) -> None:
    kept = editor.cards[0]
    editor.show_value(THREE[:1])
    assert editor.cards == [kept]
    assert editor.value() == THREE[:1]


def test_errors_stand_at_the_fields_of_their_row(editor: RowsEditor) -> None:
    editor.show_problems({"1.act": "Write “Act”"})
    assert editor.cards[1].fields.boxes["act"].error == "Write “Act”"
    assert editor.cards[0].fields.boxes["act"].error == ""
    editor.focus_part("1.act")
    assert editor.cards[1].fields.boxes["act"].editor.target().hasFocus()


def test_half_a_date_in_a_row_is_told_with_its_path(editor: RowsEditor, qtbot: QtBot) -> None:
    entry = editor.cards[2].fields.boxes["seen"].editor.target()
    qtbot.keyClicks(entry, "14-Au")
    assert list(editor.problems()) == ["2.seen"]
    entry.clear()
    qtbot.keyClicks(entry, "today")
    assert editor.value()[2].seen == ClinicalDate(2026, 11, 23)


def test_a_screen_reader_hears_which_row_it_is(editor: RowsEditor) -> None:
    names = [QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name) for card in editor.cards]
    assert names == ["Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert editor.cards[1].out.accessibleName() == "Remove: Step 2"


@pytest.mark.parametrize(("name", "noun"), [("RedFlag", "Red flag"), ("Step", "Step")])
def test_a_row_is_called_by_its_class(name: str, noun: str) -> None:
    made: Any = type(name, (), {})
    assert one_of(made) == noun
