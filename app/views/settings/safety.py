"""When the vault locks itself, and whether the login name is remembered."""

from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox

from app.views.settings.section import Section
from app.views.widgets.fields import Field
from app.views.widgets.page import Page
from app.views.widgets.words import words

_MINUTES: Final = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)


class SafetySection(Section):
    """Nothing here switches the lock off."""

    title = "Lock and login"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        now = self.context.settings.now
        self._offered = sorted({*_MINUTES, now.idle_minutes})
        self.minutes = QComboBox()
        self.minutes.addItems([f"{each} min" for each in self._offered])
        self.minutes.setCurrentIndex(self._offered.index(now.idle_minutes))
        self.minutes.activated.connect(lambda row: self._changed(self._offered[row]))
        self._told = words("")
        more = words(
            "You are warned a minute before, and any key goes on. It also locks with the screen, before sleep, and "
            "with Ctrl+L. What you are typing is saved first.",
            "hint",
        )
        self.card("Lock", self.narrow(Field("Locks after", self.minutes)), self._told, more)
        self.remember = QCheckBox("Remember my login name on this computer")
        self.remember.setChecked(now.remember_login)
        self.remember.toggled.connect(self._remembers)
        told = words("Never the passphrase. Leave it off on a computer that others use.", "hint")
        self.card("Login", self.remember, told)
        self._say(now.idle_minutes)

    def _changed(self, minutes: int) -> None:
        self.context.settings.change(idle_minutes=minutes)
        self._say(minutes)

    def _say(self, minutes: int) -> None:
        self._told.setText(f"Locks after {minutes} min without using this app.")

    def _remembers(self, on: bool) -> None:  # noqa: FBT001 - the shape of the signal
        login = self.desk.member.login if on else ""
        self.context.settings.change(remember_login=on, last_login=login)
