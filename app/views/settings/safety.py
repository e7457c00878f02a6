"""When the vault locks itself, and whether the login name is remembered."""

from typing import Final

from PySide6.QtWidgets import QCheckBox

from app.views.settings.rows import SettingRows
from app.views.settings.section import KEPT_AT_ONCE, ROWS_WIDE, Section
from app.views.widgets.page import Page
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_MINUTES: Final = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60)
_LIMIT: Final = f"{_MINUTES[-1]} min at most."


class SafetySection(Section):
    """Nothing here switches the lock off."""

    title = "Lock and login"
    message, widest = KEPT_AT_ONCE, ROWS_WIDE

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        now = self.context.settings.now
        self._offered = sorted({*_MINUTES, now.idle_minutes})
        self.minutes = DropDown()
        self.minutes.addItems([f"{each} min" for each in self._offered])
        self.minutes.setCurrentIndex(self._offered.index(now.idle_minutes))
        self.minutes.activated.connect(lambda row: self._changed(self._offered[row]))
        self._message = words("", "small")
        self.remember = QCheckBox("On this computer")
        self.remember.setAccessibleName("Remember my login name on this computer")
        self.remember.setChecked(now.remember_login)
        self.remember.toggled.connect(self._remembers)
        self.rows = SettingRows(self.context.theme)
        warned = "You are warned a minute before, and any key goes on. What you are typing is saved first"
        self.rows.add("Locks after", self.minutes, hint=warned, limit=self._message)
        also = "And with Ctrl+L, at any time"
        self.rows.add_fixed("Locks with the screen and before sleep", "Always", hint=also)
        never = "Never the passphrase. Leave it off on a computer that others use"
        self.rows.add("Remember my login name", self.remember, hint=never)
        self.add(self.rows)
        self._say(now.idle_minutes)

    def _changed(self, minutes: int) -> None:
        self.context.settings.change(idle_minutes=minutes)
        self._say(minutes)

    def _say(self, minutes: int) -> None:
        self._message.setText(f"Locks after {minutes} min without using this app. {_LIMIT}")

    def _remembers(self, on: bool) -> None:  # noqa: FBT001 - the shape of the signal
        login = self.desk.member.login if on else ""
        self.context.settings.change(remember_login=on, last_login=login)
