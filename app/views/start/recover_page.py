"""Lets the lead in with the printed recovery key, under a new passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal

from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.form_screen import FormScreen
from app.views.widgets.fields import Field, line
from app.views.widgets.new_passphrase import NewPassphrase
from app.views.widgets.problems import Problem
from app.views.widgets.words import words

_ABOUT = (
    "A passphrase is kept nowhere, so nobody can look it up. A colleague asks the lead for a new one, in Settings. The "
    "lead takes the recovery kit that was printed when the vault was made."
)
_AFTER = (
    "With it the lead gets new keys and a new certificate authority. What was signed before stays valid. Colleagues "
    "will be asked to compare the new fingerprint, and partners need the new site-ca.pem."
)


class RecoverPage(FormScreen):
    """`recovered` says that the new passphrase opens the vault."""

    title = "Forgotten passphrase"
    recovered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Set the new passphrase")
        self._folder = Path()
        self.add(words(_ABOUT))
        self.add(words(_AFTER))
        self.key, self.login = line(), line()
        self.add_field("key", Field("Recovery key", self.key, hint="Six groups of six letters and digits"))
        self.add_field("login", Field("Login name of the lead", self.login))
        self.new = NewPassphrase(context.tasks, context.look, lambda: (self.login.text(),), self.refused)
        self.add_group(self.new, self.new.fields)
        self.add_foot()

    def show_folder(self, folder: Path) -> None:
        """Recover that vault."""
        self._folder = folder
        self.leave()
        self.login.setText("")

    def leave(self) -> None:
        """Keep no secret."""
        self.key.setText("")
        self.new.empty()
        self.forget_problems()
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
        missing = [Problem(name, told) for name, box, told in empty if not box.text().strip()]
        self.checked((*missing, *problems))

    def _done(self) -> None:
        self.busy("")
        self.leave()
        self.recovered.emit()
