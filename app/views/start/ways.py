"""Three ways to a vault that end where it is unlocked: a backup, the recovery key, the demonstration."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from app.views.context import voice
from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.form_screen import FormScreen
from app.views.start.place_box import PlaceFields, with_chooser
from app.views.start.screen import StartScreen
from app.views.widgets.buttons import button
from app.views.widgets.fields import LOGIN, SECRET, Field, Width, line
from app.views.widgets.new_passphrase import NewPassphrase
from app.views.widgets.problems import Problem
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.context.tasks import Task

_ABOUT = (
    "A passphrase is kept nowhere, so nobody can look it up. A colleague asks the lead for a new one, in Settings. The "
    "lead takes the recovery kit that was printed when the vault was made."
)
_AFTER = (
    "With it the lead gets new keys and a new certificate authority. What was signed before stays valid. Colleagues "
    "will be asked to compare the new fingerprint, and partners need the new site-ca.pem."
)
_RECOVERED = "The new passphrase is set. Unlock the vault with it."
_LONGEST_PATH = 4000
_RESTORED = "Restored. Unlock it with a passphrase of the day of the backup."
_KINDS = "Casework backups (*.casework-backup);;All files (*)"


class RecoverPage(FormScreen):
    """Leads to the vault, which the new passphrase opens."""

    title = "Forgotten passphrase"

    def __init__(self, context: Context, folder: Path) -> None:
        super().__init__(context, "Set the new passphrase")
        self._folder = folder
        self.add(words(_ABOUT))
        self.add(words(_AFTER))
        self.key, self.login = line(), line()
        Width(self.key, context.theme, SECRET)
        Width(self.login, context.theme, LOGIN)
        self.add_field("key", Field("Recovery key", self.key, hint="Six groups of six letters and digits"))
        self.add_field("login", Field("Login name of the lead", self.login))
        self.new = NewPassphrase(context.tasks, context.theme, lambda: (self.login.text(),), self.refused)
        self.add_group(self.new, self.new.fields)
        self.add_foot()

    def leave(self) -> None:
        """Keep no secret."""
        self.key.setText("")
        self.new.take()
        self.mark()
        self.bar.clear()

    def cover(self) -> None:
        """Keep no secret in sight."""
        self.leave()

    def check(self) -> None:
        """Everything has to be there, and the new passphrase fit to use."""
        self.new.check(self._check_rest)

    def do(self) -> None:
        """Recover."""
        self.busy("Opening the vault with the recovery key and making new keys.")
        self.run(
            before_vault.recover,
            self._folder,
            self.key.text(),
            self.login.text(),
            self.new.first.text(),
            then=lambda _: self._done(),
        )

    def _check_rest(self, problems: tuple[Problem, ...]) -> None:
        empty = (
            ("key", self.key, "Type the recovery key from the kit"),
            ("login", self.login, "Type the login name of the lead"),
        )
        missing = [Problem(name, message) for name, box, message in empty if not box.text().strip()]
        self.checked((*missing, *problems))

    def _done(self) -> None:
        self.busy("")
        self.leave()
        self.led_to.emit(str(self._folder), _RECOVERED)


class DemoPage(StartScreen):
    """Leads to the demonstration."""

    title = "Demonstration vault"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._task: Task | None = None
        self.body.addWidget(
            words(
                "A year of a fictional team’s work is written now. Everybody in it is invented, numbers included."
            )
        )
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Building the demonstration")
        self.message = words("", "hint")
        self.cancel = button("Cancel", self._give_up)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.message)
        self.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)

    def arrive(self) -> None:
        """Begin, or go on waiting."""
        self.cancel.setFocus()
        if self._task is not None:
            return
        self.bar.clear()
        self.message.setText("Beginning.")
        self.progress.show()
        self._task = self.context.tasks.run_steps(
            before_vault.prepare_demonstration,
            owner=self,
            step=self.message.setText,
            then=self._done,
            failed=self.refused,
        )

    def refused(self, failure: BaseException) -> None:
        """Say why it was not built."""
        self._task = None
        self.progress.hide()
        self.message.setText("")
        super().refused(failure)

    def _done(self, _nothing: None) -> None:
        self.run(before_vault.demonstration_folder, then=self._found)

    def _found(self, folder: object) -> None:
        self._task = None
        voice.say(self, "The demonstration is ready.")
        self.led_to.emit(str(folder), "")

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.went_back.emit()


class RestorePage(FormScreen):
    """Leads to the new folder."""

    title = "Restore from a backup"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Restore")
        self.add(words("The backup is checked first. The passphrases are those of the day it was made."))
        self.file = line(most=_LONGEST_PATH)
        chooser = with_chooser(self.file, "Choose a backup file", self._ask)
        self.add_field("file", Field("Backup file", self.file, editor=chooser))
        self.place = PlaceFields(self, "restored")
        self.add_foot()

    def check(self) -> None:
        """Look whether there is a file and a free place."""
        self.place.check(() if self.file.text().strip() else (Problem("file", "Choose the backup file"),))

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
        self.led_to.emit(str(folder), _RESTORED)

    def _ask(self, over: QWidget, then: Callable[[Path], None]) -> None:
        self.context.asks.open_file(over, "Backup file", _KINDS, then)
