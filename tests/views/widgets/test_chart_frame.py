"""A chart stands beside its table, under a heading that folds where it is narrow."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.chart_frame import ChartFrame


@pytest.fixture
def frame(qtbot: QtBot, theme: Theme) -> ChartFrame:
    made = ChartFrame(
        theme, "The case over time", QLabel("Drawn"), QLabel("Told"), button("Zoom", lambda: None)
    )
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.say("0 least, 4 most severe")
    return made


def middle(widget: QLabel) -> int:
    return widget.mapTo(widget.window(), widget.rect().center()).y()


def test_one_of_chart_and_table_is_shown_and_the_tools_are_the_charts(frame: ChartFrame) -> None:
    zoom = frame.findChildren(type(button("", lambda: None)))[0]
    assert (frame.chart.isVisible(), frame.table.isVisible(), zoom.isVisible()) == (True, False, True)
    frame.switch.choose(1)
    assert (frame.chart.isVisible(), frame.table.isVisible(), zoom.isVisible()) == (False, True, False)
    assert frame.is_table


def test_the_note_stands_at_the_right_of_the_heading_or_under_it(frame: ChartFrame, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: abs(middle(frame.note) - middle(frame.heading)) < 4)
    assert frame.note.mapTo(frame, frame.note.rect().topLeft()).x() > frame.width() / 3
    frame.resize(300, 300)
    qtbot.waitUntil(lambda: middle(frame.note) > middle(frame.heading) + 10)
    frame.resize(900, 300)
    qtbot.waitUntil(lambda: abs(middle(frame.note) - middle(frame.heading)) < 4)


def test_the_switch_is_named_with_its_chart(frame: ChartFrame) -> None:
    assert frame.switch.parts[1].accessibleName() == "The case over time, shown as: Table"
