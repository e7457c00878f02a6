"""The foot of the editor: what is said of the saving leaves its buttons one line, where one is enough."""

from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from app.views.editor.foot import Foot
from app.views.theme.theme import Theme
from tests.builders import SteppingClock
from tests.views.settling import settle


@pytest.mark.parametrize(("width", "size"), [(1280, 100), (1176, 200), (920, 200)])
def test_its_buttons_stand_on_one_line(qtbot: QtBot, theme: Theme, width: int, size: int) -> None:
    theme.use("light", size)
    foot = Foot(theme, ZoneInfo("Europe/London"))
    qtbot.addWidget(foot)
    foot.resize(width, foot.minimumHeight())
    foot.show()
    at = SteppingClock()()
    foot.show_opened(at, at.date())
    settle(foot)
    assert foot.sign.y() == foot.earlier.y() == foot.discard.y()
