"""The bar at the foot of a page: the first act stands last and is on Ctrl+Enter, whatever is added when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.buttons import button
from app.views.widgets.words import words


def shown(qtbot: QtBot, bar: ActionBar) -> list[str]:
    """The buttons from left to right."""
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    bar.show()
    qtbot.waitExposed(bar)
    parts = [each for each in bar.findChildren(QPushButton) if each.isVisible()]
    return [each.text() for each in sorted(parts, key=lambda each: each.mapTo(bar, each.pos()).x())]


def test_the_primary_act_stands_last_however_late_another_comes(qtbot: QtBot, theme: Theme) -> None:
    bar = ActionBar(theme)
    bar.add(button("Save", int, kind="primary"))
    bar.add(button("Cancel", int), button("Start afresh", int))
    assert shown(qtbot, bar) == ["Cancel", "Start afresh", "Save"]


def test_ctrl_enter_presses_the_primary_act_that_is_shown(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[str] = []
    bar = ActionBar(theme)
    first = button("Next", lambda: pressed.append("Next"), kind="primary")
    bar.add(first, button("Save", lambda: pressed.append("Save"), kind="primary"))
    first.hide()
    assert shown(qtbot, bar) == ["Save"]
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    qtbot.keyClick(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == ["Save"])


def test_what_leads_stands_before_the_message(qtbot: QtBot, theme: Theme) -> None:
    bar = ActionBar(theme)
    ways = words("6 of 15", wrap=False)
    bar.lead(ways)
    bar.tell("Copied")
    shown(qtbot, bar)
    assert ways.x() + ways.width() <= bar.message.x()


def test_what_there_is_to_say_has_room_before_the_buttons_stand_in_one_line(
    qtbot: QtBot, theme: Theme
) -> None:
    bar = ActionBar(theme)
    bar.add(*(button(f"A rather long act {n}", int) for n in range(4)))
    shown(qtbot, bar)
    bar.resize(560, 120)
    bar.tell("No case in Referred, Screening or Monitoring")
    qtbot.waitUntil(lambda: bar.message.width() >= theme.px(120))
    assert len({each.y() for each in bar.findChildren(QPushButton)}) > 1
    bar.tell("")
    assert bar.message.minimumWidth() == 0
