"""Questioned words are marked, mended from the menu, added and passed over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.writing.aids import aids_of
from app.services.writing.words import Kept
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.writing.aids import WritingAids
from app.views.writing.spelling_menu import SpellingMenu
from app.views.writing.text_box import TextBox
from tests.views.desk_ground import context_of

# Said by the offscreen platform of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier


def wrong(box: TextBox) -> list[str]:
    found, block = [], box.document().firstBlock()
    while block.isValid():
        for start, end in box.marks.wrong_in(block):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + start)
            cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
            found.append(cursor.selectedText())
        block = block.next()
    return found


def drawn(box: TextBox) -> list[str]:
    """The words that bear a mark."""
    cursor, found = box.textCursor(), []
    for start, end in box.marks.words:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor.selectedText())
    return found


def red(box: TextBox, theme: Theme) -> int:
    """How many points of the box have the colour of danger."""
    picture = box.viewport().grab().toImage()
    danger = theme.colour("danger")

    def near(colour: QColor) -> bool:
        return all(abs(a - b) < 40 for a, b in zip(colour.getRgb()[:3], danger.getRgb()[:3], strict=True))

    return sum(
        near(picture.pixelColor(x, y))
        for x in range(picture.width())
        for y in range(min(40, picture.height()))
    )


def at(box: TextBox, position: int) -> None:
    cursor = box.textCursor()
    cursor.setPosition(position)
    box.setTextCursor(cursor)


def menu_of(box: TextBox, qtbot: QtBot, tasks: Tasks) -> SpellingMenu:
    menu = box.spelling_menu()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    return menu


def press(menu: SpellingMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_wrong_words_are_found_beside_emoji_marks_and_places(box: TextBox) -> None:
    box.show_text(
        "\U0001f600 He **recieved** it {{how he recieved}} from erotomania, secnd\U0001f600 lettre."
    )
    assert wrong(box) == ["recieved", "secnd", "lettre"]


def test_wrong_words_are_drawn_in_the_colour_of_danger(box: TextBox, theme: Theme) -> None:
    box.show_text("He received a letter.")
    assert red(box, theme) == 0
    box.show_text("He recieved a letter.")
    assert red(box, theme) > 10


def test_a_word_is_not_marked_while_it_is_typed(qtbot: QtBot, box: TextBox, theme: Theme) -> None:
    qtbot.keyClicks(box, "recie")
    qtbot.waitUntil(lambda: not box.marks.is_pending)
    assert red(box, theme) == 0
    qtbot.keyClicks(box, "ved ")
    qtbot.waitUntil(lambda: not box.marks.is_pending)
    assert red(box, theme) > 10


def test_marks_move_with_what_is_typed_before_them_and_are_looked_up_after_a_pause(
    qtbot: QtBot, box: TextBox
) -> None:
    box.show_text("He recieved it.\nThe secnd time.")
    box.viewport().grab()
    qtbot.waitUntil(lambda: drawn(box) == ["recieved", "secnd"])
    at(box, 0)
    box.insertPlainText("Twice \N{GRINNING FACE} ")
    assert drawn(box) == ["recieved", "secnd"]
    at(box, box.toPlainText().index("it.") + 1)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert drawn(box) == ["recieved", "secnd"]
    at(box, 0)
    qtbot.keyClicks(box, "Agian ")
    assert drawn(box) == ["recieved", "secnd"]
    qtbot.waitUntil(lambda: drawn(box) == ["Agian", "recieved", "secnd"])
    box.undo()
    qtbot.waitUntil(lambda: not box.marks.is_pending)
    assert drawn(box) == wrong(box)
    box.selectAll()
    qtbot.keyClicks(box, "lettre ")
    qtbot.waitUntil(lambda: drawn(box) == ["lettre"])


def test_words_are_not_questioned_where_the_person_does_not_want_it(
    qtbot: QtBot, desk: Desk, theme: Theme, tasks: Tasks
) -> None:
    context = context_of(theme, tasks)
    context.settings.change(spelling=False)
    made = WritingAids(aids_of(Kept(desk.writing.words())), desk, context)
    box = TextBox(None, made)
    qtbot.addWidget(box)
    box.show_text("recieved")
    assert wrong(box) == []


def test_a_box_without_aids_questions_nothing(qtbot: QtBot) -> None:
    box = TextBox()
    qtbot.addWidget(box)
    box.show_text("recieved")
    assert wrong(box) == []


def test_the_menu_offers_words_and_puts_one_in(qtbot: QtBot, box: TextBox, tasks: Tasks) -> None:
    box.show_text("He recieved it.")
    at(box, 6)
    menu = box.spelling_menu()
    assert menu.actions()[0].text() == "Looking…"
    qtbot.waitUntil(lambda: menu.actions()[0].text() == "received")
    press(menu, "received")
    assert box.text() == "He received it."
    box.undo()
    assert box.text() == "He recieved it."


def test_a_right_word_has_no_words_in_its_menu(qtbot: QtBot, box: TextBox, tasks: Tasks) -> None:
    box.show_text("received")
    texts = [action.text() for action in menu_of(box, qtbot, tasks).actions()]
    assert "Add to my words" not in texts
    assert "Snippets…" in texts


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Semicolon, CTRL)])
def test_a_key_opens_the_menu(
    qtbot: QtBot, box: TextBox, key: Qt.Key, held: Qt.KeyboardModifier, tasks: Tasks
) -> None:
    box.show_text("recieved")
    qtbot.keyClick(box, key, held)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, SpellingMenu)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    popup.close()


def test_my_words_are_kept_in_the_vault_and_right_everywhere(
    qtbot: QtBot, box: TextBox, desk: Desk, tasks: Tasks
) -> None:
    box.show_text("Oyelaran's Oyelaran")
    at(box, 2)
    press(menu_of(box, qtbot, tasks), "Add to my words")
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert desk.writing.words() == ("Oyelaran",)
    assert wrong(box) == []


def test_a_word_that_cannot_be_kept_is_said_and_questioned_again(
    qtbot: QtBot, box: TextBox, desk: Desk, tasks: Tasks
) -> None:
    box.show_text("naproxenx-")
    assert wrong(box) == ["naproxenx"]
    at(box, 2)
    menu = menu_of(box, qtbot, tasks)
    menu._word = "two words"
    with qtbot.waitSignal(box.refused):
        press(menu, "Add to my words")
    assert wrong(box) == ["naproxenx"]
    assert desk.writing.words() == ()


def test_ignored_words_are_right_in_this_box_alone(
    qtbot: QtBot, box: TextBox, aids: WritingAids, tasks: Tasks
) -> None:
    other = TextBox(None, aids)
    qtbot.addWidget(other)
    for each in (box, other):
        each.show_text("recieved")
    press(menu_of(box, qtbot, tasks), "Ignore here")
    assert wrong(box) == []
    assert wrong(other) == ["recieved"]


def test_f7_goes_from_wrong_word_to_wrong_word_and_round(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("recieved well\n" + "word " * 3000 + "secnd\nlettre")
    seen = []
    for _ in range(4):
        with qtbot.waitSignal(box.message):
            qtbot.keyClick(box, Qt.Key.Key_F7)
        seen.append(box.textCursor().selectedText())
    assert seen == ["recieved", "secnd", "lettre", "recieved"]


def test_f7_says_when_nothing_is_wrong(qtbot: QtBot, box: TextBox) -> None:
    box.show_text("All is well.")
    with qtbot.waitSignal(box.message) as told:
        qtbot.keyClick(box, Qt.Key.Key_F7)
    assert told.args == ["No word is questioned here."]
