"""What may stand above the fields of the unlock page: who there is in the demonstration, or a decision to take."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.services.demo.demonstration import DemoLogin


class DemoPanel(QFrame):
    """Marks the demonstration and lists its invented team; `used` gives a login and its passphrase."""

    used = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("bar", "care")
        self.setAccessibleName("Demonstration")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.pixels(0.8))
        self._grid.setColumnStretch(0, 1)
        what = words("Demonstration: everybody and everything in it is invented", "strong")
        how = words("Choose who you want to be. Never type anything about a real person here.")
        vertical(self, what, how, self._grid, pad=None)
        self.hide()

    def show_logins(self, logins: "tuple[DemoLogin, ...]") -> None:
        """List the team; without one the panel goes."""
        empty_out(self._grid)
        for row, each in enumerate(logins):
            message = selectable(
                words(f"{each.name}, {each.role}\nLogin {each.login}, passphrase “{each.passphrase}”")
            )
            use = button("Use", partial(self.used.emit, each.login, each.passphrase))
            use.setAccessibleName(f"Use the login of {each.name}")
            self._grid.addWidget(message, row, 0)
            self._grid.addWidget(use, row, 1, QtCore.Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(bool(logins))


class DecisionPanel(QFrame):
    """Says what was found and what going on means; giving up has the keyboard, going on has to be meant."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("bar", "error")
        self._column = vertical(self, gap=theme.pixels(0.5), pad=None)
        self.hide()

    def ask(
        self,
        title: str,
        lines: Iterable[str],
        act: str,
        go_on: Callable[[], None],
        give_up: Callable[[], None],
    ) -> None:
        """Ask for a decision."""
        self.clear()
        shown: list[QLabel] = [words(title, "h2"), *(selectable(words(line)) for line in lines)]
        row, refuse = QWidget(), button("Do not open it", give_up)
        refuse.setDefault(True)
        horizontal(row, refuse, button(act, go_on, kind="danger"), 1)
        for part in (*shown, row):
            self._column.addWidget(part)
        message = " ".join(label.text() for label in shown)
        self.setAccessibleName(title)
        self.setAccessibleDescription(message)
        self.show()
        refuse.setFocus()
        voice.say(self, message, now=True)

    def clear(self) -> None:
        """Take the question away."""
        empty_out(self._column)
        self.hide()
