"""When the vault locks itself, and whether the login name is remembered."""

from PySide6.QtWidgets import QCheckBox, QSpinBox

from app.settings import IDLE_MINUTES
from app.views.settings.section import Section
from app.views.widgets.fields import Field
from app.views.widgets.page import Page
from app.views.widgets.words import words


class SafetySection(Section):
    """Nothing here switches the lock off."""

    title = "Lock and login"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        now = self.around.settings.now
        column = self.card("Lock")
        self.minutes = QSpinBox()
        self.minutes.setRange(IDLE_MINUTES.start, IDLE_MINUTES.stop - 1)
        self.minutes.setSuffix(" min")
        self.minutes.setValue(now.idle_minutes)
        self.minutes.setMaximumWidth(self.around.look.pixels(8))
        self.minutes.valueChanged.connect(self._changed)
        column.addWidget(Field("Minutes without using this app", self.minutes, hint="From 1 to 60"))
        self._told = words("")
        column.addWidget(self._told)
        column.addWidget(
            words(
                "You are warned a minute before, and any key goes on. It also locks with the screen, before sleep, and "
                "with Ctrl+L. What you are typing is saved first.",
                "hint",
            )
        )
        self.remember = QCheckBox("Remember my login name on this computer")
        self.remember.setChecked(now.remember_login)
        self.remember.toggled.connect(self._remembers)
        column = self.card("Login")
        column.addWidget(self.remember)
        column.addWidget(words("Never the passphrase. Leave it off on a computer that others use.", "hint"))
        self._say(now.idle_minutes)

    def _changed(self, minutes: int) -> None:
        self.around.settings.change(idle_minutes=minutes)
        self._say(minutes)

    def _say(self, minutes: int) -> None:
        self._told.setText(f"Locks after {minutes} min without using this app.")

    def _remembers(self, on: bool) -> None:  # noqa: FBT001 - the shape of the signal
        login = self.desk.member.login if on else ""
        self.around.settings.change(remember_login=on, last_login=login)
