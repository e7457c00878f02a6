"""The first screen where no vault is known yet: four ways on, each saying what it does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from app.views.context.context import Context
from app.views.start.screen import StartScreen
from app.views.widgets.buttons import button
from app.views.widgets.cards import card
from app.views.widgets.words import words

_WAYS = (
    (
        "new",
        "Make a new vault",
        "For a team that begins with Casework: a place, the first member of staff, a passphrase and a recovery kit.",
    ),
    ("open", "Open a vault", "The folder NAME.vault of your team. You can also drop it on this window."),
    (
        "restore",
        "Restore from a backup",
        "Puts a backup file back as a new vault folder. Nothing is overwritten.",
    ),
    (
        "demonstration",
        "Open the demonstration vault",
        "Everybody in it is invented. To look around before there is anything real.",
    ),
)


class StartPage(StartScreen):
    """Four choices; `chosen` says which: "new", "open", "restore" or "demonstration"."""

    title = "Casework"
    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.body.addWidget(
            words(
                "Casework keeps the records of a team in one encrypted folder, its vault. Nothing in it leaves this "
                "machine by itself.",
            )
        )
        self.ways = {name: self._way(name, act, told) for name, act, told in _WAYS}

    def arrive(self) -> None:
        """Put the keyboard on the first way."""
        self.ways["new"].setFocus()

    def _way(self, name: str, act: str, told: str) -> QPushButton:
        made = button(act, lambda: self.chosen.emit(name), kind="primary" if name == "new" else "")
        made.setAccessibleDescription(told)
        self.body.addWidget(card(self.context.look, "", made, words(told, "hint"), pad=0.8)[0])
        return made
