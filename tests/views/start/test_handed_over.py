"""The person's screen by itself: what is asked when, and what their keys do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.crypto.sitting import draw
from app.services.measures.shipped import shipped
from app.services.records.sitting import Sitting
from app.views.context.tasks import Tasks
from app.views.start.delays import Delays
from app.views.start.handed_over import HandedOverScreen
from app.views.start.handed_question import Answer
from app.views.theme.theme import Theme
from tests.views.desk_ground import context_of

PCL_5 = shipped().by_name["pcl-5@1"]


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path) -> HandedOverScreen:
    """A sitting of which two questions are answered; there is no vault anywhere."""
    sitting = Sitting(
        folder=tmp_path,
        vault_id="0" * 32,
        case_id="case",
        draft_id="draft",
        id="sitting",
        public=draw()[1],
        login="rowan",
        measure=PCL_5,
        answers=(1, 3),
    )
    sitting.begin()
    made = HandedOverScreen(context_of(theme, tasks), Delays(), sitting)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def test_nothing_is_asked_before_the_vault_is_locked(screen: HandedOverScreen) -> None:
    assert not screen.begin_button.isVisible()
    screen.ask_back()
    screen.back.go_on.click()
    assert not screen.begin_button.isVisible()
    assert not screen.question.isVisible()
    screen.begin()
    assert screen.begin_button.isVisible()


def test_who_closes_before_the_first_question_still_reads_what_it_is_about(screen: HandedOverScreen) -> None:
    screen.ask_back()
    screen.begin()
    assert screen.back.isVisible()
    screen.back.go_on.click()
    assert screen.begin_button.isVisible()


def test_it_goes_on_after_what_was_answered_before(screen: HandedOverScreen) -> None:
    screen.begin()
    screen.begin_button.click()
    assert screen.question.count.text() == "3 of 20"
    assert screen.question.asked.text() == PCL_5.items[2].text
    assert not any(each.isChecked() for each in screen.question.answers)
    QTest.keyClick(screen.question, Qt.Key.Key_Backspace)
    assert screen.question.count.text() == "2 of 20"
    assert screen.question.answers[3].isChecked()


def test_one_press_leaves_nothing_out(screen: HandedOverScreen) -> None:
    screen.begin()
    screen.begin_button.click()
    screen.question.out.click()
    assert screen.question.count.text() == "3 of 20"
    screen.question.answers[1].click()
    screen.question.out.click()
    assert screen.question.count.text() == "3 of 20"
    screen.question.out.click()
    assert screen.question.count.text() == "4 of 20"
    assert screen._answers == (1, 3, None)


def test_a_key_that_is_held_answers_one_question(screen: HandedOverScreen) -> None:
    screen.begin()
    screen.begin_button.click()
    QTest.keyClicks(screen.question, "4")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_2):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, chr(key & 0x7F), True)
        QApplication.sendEvent(screen.question, held)
    assert screen.question.count.text() == "3 of 20"
    assert screen._answers == (1, 3, 4)


@pytest.mark.parametrize("key", ["5", "9", "x", "-", " "])
def test_a_key_that_is_no_answer_does_nothing(screen: HandedOverScreen, key: str) -> None:
    screen.begin()
    screen.begin_button.click()
    QTest.keyClicks(screen.question, key)
    assert not any(each.isChecked() for each in screen.question.answers)
    assert screen._answers == (1, 3)


def test_enter_on_an_answer_chooses_it_and_the_next_one_goes_on(screen: HandedOverScreen) -> None:
    screen.begin()
    screen.begin_button.click()
    QTest.keyClick(screen.question.answers[2], Qt.Key.Key_Return)
    assert screen.question.count.text() == "3 of 20"
    assert screen._answers == (1, 3, 2)
    QTest.keyClick(screen.question.answers[2], Qt.Key.Key_Return)
    assert screen.question.count.text() == "4 of 20"


def test_the_passphrase_is_given_to_nobody_who_looks(screen: HandedOverScreen) -> None:
    screen.begin()
    screen.ask_back()
    QTest.keyClicks(screen.back.secret.line, "four unrelated")
    screen.cover()
    assert screen.back.secret.text() == ""
    assert screen.back.secret.line.echoMode() == screen.back.secret.line.EchoMode.Password


def test_an_answer_that_has_no_words_shows_its_number_once(qtbot: QtBot) -> None:
    shown = {}
    for key, label in (("2", "2"), ("5", "Very typical of me")):
        made = Answer(key, label)
        qtbot.addWidget(made)
        shown[made.text()] = made.accessibleName()
    assert shown == {"2": "2", "5    Very typical of me": "Very typical of me"}
