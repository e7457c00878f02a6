"""The last page of making a vault: the recovery key, to be printed or saved before one can go on."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.steps import VaultStep
from app.views.widgets.fields import Field
from app.views.widgets.problems import Problem
from app.views.widgets.recovery_key import RecoveryKeyView
from app.views.widgets.words import words

_WHY = (
    "If the passphrase is ever lost, this key and nothing else opens the vault. Print it and lock it away where no "
    "colleague and no visitor can read it, apart from this machine: whoever has it and the vault reads everything."
)
_TICK = "Tick that the recovery key is put somewhere safe: it is never shown again"


class KitStep(VaultStep):
    """Shows the recovery key; `covered` says that it was left in sight too long."""

    title = "The recovery kit"
    covered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Open the vault")
        self._folder, self._site = Path(), ""
        self.key = RecoveryKeyView(context, lambda key: before_vault.kit(self._folder, self._site, key))
        self.key.covered.connect(self.covered)
        self.key.told.connect(self.bar.tell)
        self.key.refused.connect(self.refused)
        self.add(words(_WHY))
        self.add(self.key)
        self.safe = QCheckBox("I have put it somewhere safe")
        self.add_field("safe", Field("Before you go on", self.safe))
        self.add_foot()
        self.back.hide()

    def show_key(self, folder: Path, site: str, key: str) -> None:
        """Show the recovery key of the vault just made."""
        self._folder, self._site = folder, site
        self.key.show_key(key)

    @property
    def is_kept(self) -> bool:
        """Whether it was printed or saved, or somebody says that it is safe: they may have written it down by hand."""
        return self.key.is_kept or self.safe.isChecked()

    def focus_first(self) -> None:
        """Put the keyboard on printing: the first thing to do."""
        self.key.prints.setFocus()

    def leave(self) -> None:
        """Keep no secret."""
        self.key.forget()

    def cover(self) -> None:
        """Cover the key; it can be shown again."""
        self.key.cover()

    def problems(self) -> Iterable[Problem]:
        """The box has to be ticked."""
        return () if self.safe.isChecked() else (Problem("safe", _TICK),)
