"""What an empty screen says is never cut off."""

import pytest
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.empty import EmptyState
from tests.views.settling import settle

LONG = "Counts over a period, with nobody named in them. " * 4


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [320, 1000])
def test_every_line_has_room(qtbot: QtBot, theme: Theme, size: int, width: int) -> None:
    state = EmptyState(theme, "users", "Panel meetings will live here", LONG, button("Go", lambda: None))
    qtbot.addWidget(state)
    state.resize(width, 900)
    state.show()
    theme.use("light", size)
    state.say("Something quite different will live here one day", LONG)
    settle(state)
    for label in (state._title, state._text):
        assert label.height() >= label.heightForWidth(label.width())
        assert label.width() <= width
    theme.use("light", 100)
