"""Fixtures: the aids as they are read from the dictionaries and a vault, and a box that has the keyboard."""

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.services.writing.aids import aids_of
from app.services.writing.words import Kept
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.writing.aids import WritingAids
from app.views.writing.text_box import TextBox
from tests.views.desk_ground import context_of


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


@pytest.fixture
def aids(desk: Desk, theme: Theme, tasks: Tasks) -> WritingAids:
    made = WritingAids(aids_of(Kept(desk.writing.words())), desk, context_of(theme, tasks))
    assert made.checks_spelling
    return made


@pytest.fixture
def box(qtbot: QtBot, aids: WritingAids) -> TextBox:
    made = TextBox(None, aids)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made
