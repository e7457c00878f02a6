"""Buttons keep their keys whatever they say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.action_bar import ActionBar
from app.views.widgets.buttons import button
from app.views.widgets.layouts import vertical


def test_a_button_that_says_something_else_is_still_pressed_by_its_keys(qtbot: QtBot, theme: Theme) -> None:
    pressed: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    bar, line = ActionBar(theme), QLineEdit()
    vertical(window, line, bar)
    on = button("Next: what goes in", lambda: pressed.append(on.text()), kind="primary")
    bar.add(button("Cancel", int), on)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    line.setFocus()
    on.setText("Sign and save…")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # Qt shows the button pressed for a moment first.
    qtbot.waitUntil(lambda: pressed == ["Sign and save…"])
