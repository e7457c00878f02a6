"""Puts a backup back as a new vault folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.form_screen import FormScreen
from app.views.start.place_box import PlaceFields
from app.views.widgets.buttons import button
from app.views.widgets.fields import Field, line
from app.views.widgets.layouts import horizontal
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
        self.add_field("file", Field("Backup file", self.file, editor=self._with_chooser(self.file)))
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

    def _with_chooser(self, target: QLineEdit) -> QWidget:
        both = QWidget()
        horizontal(
            both, (target, 1), button("Choose…", lambda: self._choose(both), hint="Choose a backup file")
        )
        return both

    def _choose(self, over: QWidget) -> None:
        self.context.asks.open_file(
            over, "Backup file", _KINDS, lambda chosen: self.file.setText(str(chosen))
        )
