"""Abbreviations are written out, and Tab goes through what is still to be filled in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.fields.templates import Template
from app.services.writing.words import shipped_snippets
from app.views.writing.aids import WritingAids
from app.views.writing.chooser import SnippetChooser
from app.views.writing.frame import WritingFrame
from app.views.writing.text_box import TextBox

# Said by the offscreen platform of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def chosen(box: TextBox) -> str:
    return box.textCursor().selectedText()


def test_an_abbreviation_and_tab_write_the_text_out(qtbot: QtBot, box: TextBox) -> None:
    qtbot.keyClicks(box, "Seen. ;MSE")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    text = next(one.text for one in shipped_snippets() if one.abbreviation == "mse")
    assert box.text() == f"Seen. {text}"
    assert chosen(box).startswith("{{dress")
    box.undo()
    assert box.text() == "Seen. ;MSE"


def test_tab_goes_on_and_back_and_then_leaves(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("\U0001f600 ")
    box.moveCursor(box.textCursor().MoveOperation.End)
    box.put("From {{who}} to {{whom}}.")
    qtbot.keyClicks(box, "police")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert chosen(box) == "{{whom}}"
    qtbot.keyClick(box, Qt.Key.Key_Backtab)
    assert chosen(box) == "police"
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    qtbot.keyClicks(box, "us")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    qtbot.keyClicks(box, " Then")
    assert box.text() == "\U0001f600 From police to us. Then"
    assert not box._keys.tab(1)


def test_escape_gives_tab_back(qtbot: QtBot, box: TextBox) -> None:
    box.put("From {{who}} to {{whom}}.")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box._keys.tab(1)


def test_tab_elsewhere_leaves_the_box_after_a_snippet(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("before ")
    box.moveCursor(box.textCursor().MoveOperation.End)
    box.put("{{who}} {{whom}}")
    box.moveCursor(box.textCursor().MoveOperation.Start)
    assert not box._keys.tab(1)


def test_the_chooser_narrows_and_puts_the_chosen_one_in(qtbot: QtBot, box: TextBox) -> None:
    qtbot.keyClick(box, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, SnippetChooser)
    qtbot.keyClicks(chooser.filter, "telephone")
    shown = [n for n in range(chooser.list.count()) if not chooser.list.item(n).isHidden()]
    assert 0 < len(shown) < chooser.list.count()
    expected = chooser.list.currentItem().data(Qt.ItemDataRole.UserRole)
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert box.text() == expected


def test_nothing_found_puts_nothing_in(qtbot: QtBot, aids: WritingAids, box: TextBox) -> None:
    chooser = SnippetChooser(aids.snippets, box)
    qtbot.addWidget(chooser)
    chooser.chosen.connect(box.put)
    chooser.filter.setText("zzzz")
    qtbot.keyClick(chooser.filter, Qt.Key.Key_Return)
    assert box.text() == ""


def test_templates_are_offered_while_the_box_is_empty(qtbot: QtBot, aids: WritingAids) -> None:
    box = TextBox(None, aids)
    frame = WritingFrame(box, (Template("Session", "**Agenda:** {{what}}"),))
    qtbot.addWidget(frame)
    frame.show()
    assert frame.template.isVisible()
    frame.template.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert box.text() == "**Agenda:** {{what}}"
    assert chosen(box) == "{{what}}"
    assert not frame.template.isVisible()
    box.show_text("")
    assert frame.template.isVisible()


def test_words_are_counted_and_the_limit_is_said_when_it_is_near(qtbot: QtBot, box: TextBox) -> None:
    frame = WritingFrame(box)
    qtbot.addWidget(frame)
    told = []
    for text in ("", "one", "one two", "word " * 38_000, "word " * 41_000):
        box.show_text(text.strip())
        frame.count()
        told.append((frame.status.text(), frame.status.property("role")))
    assert told == [
        (" ", "small"),
        ("1 word", "small"),
        ("2 words", "small"),
        ("38,000 words, room for 10,001 more characters", "care"),
        ("41,000 words, 4,999 characters more than can be signed: shorten it or split it.", "error"),
    ]
    qtbot.waitUntil(lambda: not frame._counting.isActive())
