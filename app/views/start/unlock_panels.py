"""What may stand above the fields of the unlock page: who there is in the demonstration, or a decision to take."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from app.views.context import voice
from app.views.look.look import Look
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import selectable, words

if TYPE_CHECKING:
    from app.services.demo.demonstration import DemoLogin


class DemoPanel(QFrame):
    """Marks the demonstration and lists its invented team; `used` gives a login and its passphrase."""

    used = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("bar", "care")
        self.setAccessibleName("Demonstration")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.pixels(0.8))
        self._grid.setColumnStretch(0, 1)
        what = words("Demonstration: everybody and everything in it is invented", "strong")
        how = words("Choose who you want to be. Never type anything about a real person here.")
        vertical(self, what, how, self._grid, pad=None)
        self._parts: list[QWidget] = []
        self.hide()

    def show_logins(self, logins: "tuple[DemoLogin, ...]") -> None:
        """List the team; without one the panel goes."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts = []
        for row, each in enumerate(logins):
            told = selectable(
                words(f"{each.name}, {each.role}\nLogin {each.login}, passphrase “{each.passphrase}”")
            )
            use = button("Use", partial(self.used.emit, each.login, each.passphrase))
            use.setAccessibleName(f"Use the login of {each.name}")
            self._grid.addWidget(told, row, 0)
            self._grid.addWidget(use, row, 1, Qt.AlignmentFlag.AlignVCenter)
            self._parts += [told, use]
        self.setVisible(bool(logins))


class DecisionPanel(QFrame):
    """Says what was found and what going on means; giving up has the keyboard, going on has to be meant."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("bar", "error")
        self._column = vertical(self, gap=look.pixels(0.5), pad=None)
        self._parts: list[QWidget] = []
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
        self._parts = [*shown, row]
        for part in self._parts:
            self._column.addWidget(part)
        told = " ".join(label.text() for label in shown)
        self.setAccessibleName(title)
        self.setAccessibleDescription(told)
        self.show()
        refuse.setFocus()
        voice.say(self, told, now=True)

    def clear(self) -> None:
        """Take the question away."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self.hide()
