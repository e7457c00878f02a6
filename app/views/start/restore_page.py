"""Puts a backup back as a new vault folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.form_screen import FormScreen
from app.views.start.place_box import PlaceFields, with_chooser
from app.views.widgets.fields import Field, line
from app.views.widgets.problems import Problem
from app.views.widgets.words import words

_LONGEST_PATH = 4000
_KINDS = "Casework backups (*.casework-backup);;All files (*)"


class RestorePage(FormScreen):
    """`restored` gives the new folder."""

    title = "Restore from a backup"
    restored = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Restore")
        self.add(words("The backup is checked first. The passphrases are those of the day it was made."))
        self.file = line(most=_LONGEST_PATH)
        chooser = with_chooser(self.file, "Choose a backup file", self._ask)
        self.add_field("file", Field("Backup file", self.file, editor=chooser))
        self.place = PlaceFields(context, "restored")
        self.add_field("parent", self.place.parent)
        self.add_field("name", self.place.name)
        self.add_foot()

    def check(self) -> None:
        """Look whether there is a file and a free place."""
        problems = []
        if not self.file.text().strip():
            problems.append(Problem("file", "Choose the backup file"))
        problems += self.place.problems()
        folder = self.place.folder()
        if problems or folder is None:
            self.checked(problems)
            return
        self.run(before_vault.problems_of_place, folder, then=self.checked)

    def do(self) -> None:
        """Restore."""
        folder = self.place.folder()
        if folder is None:
            return
        self.busy("Checking the backup and putting it back.")
        backup = Path(self.file.text().strip()).expanduser()
        self.run(before_vault.restore, backup, folder, then=lambda _: self._done(folder))

    def _done(self, folder: Path) -> None:
        self.busy("")
        self.restored.emit(str(folder))

    def _ask(self, over: QWidget, then: Callable[[Path], None]) -> None:
        self.context.asks.open_file(over, "Backup file", _KINDS, then)
