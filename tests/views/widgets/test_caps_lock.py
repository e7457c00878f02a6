"""Caps Lock is said wherever a passphrase is typed, and only where what is typed tells of it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.views.widgets.caps_lock import is_on
from app.views.widgets.secret_box import SecretBox

_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CONTROL, _OPTION = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def pressed(text: str, held: Qt.KeyboardModifier = _PLAIN, key: Qt.Key = Qt.Key.Key_A) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize(
    ("event", "platform", "told"),
    [
        (pressed("a"), "linux", False),
        (pressed("A"), "linux", True),
        (pressed("A", _SHIFT), "win32", False),
        (pressed("a", _SHIFT), "win32", True),
        (pressed("Ж"), "linux", True),
        (pressed("é"), "linux", False),
        # There a capital comes with Shift whether Caps Lock is on or not.
        (pressed("A", _SHIFT), "darwin", None),
        (pressed("A"), "darwin", True),
        (pressed("a"), "darwin", False),
        (pressed("1"), "linux", None),
        (pressed(""), "linux", None),
        (pressed("א"), "linux", None),
        (pressed("A", _CONTROL), "linux", None),
        (pressed("Å", _OPTION), "darwin", None),
        # It may have been put on or off.
        (pressed("", key=Qt.Key.Key_CapsLock), "linux", False),
    ],
)
def test_a_letter_tells_and_nothing_else_does(event: QKeyEvent, platform: str, told: object) -> None:
    assert is_on(event, platform) is told


@pytest.fixture
def box(qtbot: QtBot) -> SecretBox:
    made = SecretBox()
    qtbot.addWidget(made)
    made.show()
    made.line.setFocus()
    return made


def type_in(box: SecretBox, *events: QKeyEvent) -> None:
    for each in events:
        QApplication.sendEvent(box.line, each)


def test_it_is_said_from_the_first_letter_and_taken_back(box: SecretBox) -> None:
    assert not box.caps.sign.isVisible()
    type_in(box, pressed("H"))
    assert box.caps.sign.isVisible()
    assert box.caps.sign.text() == "Caps Lock is on."
    type_in(box, pressed("", key=Qt.Key.Key_CapsLock))
    assert not box.caps.sign.isVisible()
    type_in(box, pressed("h"))
    assert not box.caps.sign.isVisible()
    assert box.text() == "Hh"


def test_nothing_is_claimed_once_the_keyboard_was_elsewhere_or_the_box_is_emptied(
    box: SecretBox, qtbot: QtBot
) -> None:
    type_in(box, pressed("H"))
    other = QLineEdit()
    qtbot.addWidget(other)
    box.line.clearFocus()
    assert not box.caps.sign.isVisible()
    type_in(box, pressed("H"))
    assert box.caps.sign.isVisible()
    assert box.take() == "HH"
    assert not box.caps.sign.isVisible()
