"""What parts of the first page are told by number, as Qt's own names for it come later."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.words import CutWords, words


@pytest.mark.parametrize("make", [words, CutWords])
def test_words_are_plain(make: Callable[[str], QLabel], qtbot: QtBot) -> None:
    label = make("<b>Quill</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_scrolls_is_no_stop_and_never_goes_sideways(qtbot: QtBot) -> None:
    area = Scrolled()
    qtbot.addWidget(area)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


@pytest.mark.parametrize("shows", [0, 1, 2, 3])
def test_no_keyboard_learns_a_passphrase_hidden_or_shown(shows: int, theme: Theme, qtbot: QtBot) -> None:
    box = SecretBox()
    qtbot.addWidget(box)
    for _ in range(shows):
        box.reveal.click()
    hint = Qt.InputMethodHint
    wanted = hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
    assert box.line.inputMethodHints() & wanted == wanted
