"""An axis on the screen, wide enough for its names beside the lanes."""

import pytest
from pytestqt.qtbot import QtBot

from app.views.axis.time_axis import TimeAxis
from app.views.theme.theme import Theme
from tests.views.axis.axes import case_axis


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> TimeAxis:
    """The axis of a case, with the keyboard."""
    made = TimeAxis(theme)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.setFocus()
    made.show_axis(case_axis())
    qtbot.waitExposed(made)
    return made
