"""The way into one vault: login, passphrase, and what stands in the way said in a sentence.

Of the vault only its folder's name is shown: what service it belongs to is known when it is open.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox

from app.errors import AuthorityChanged, RolledBack, TakenWhileOpen, WrongSecret
from app.views.context import voice
from app.views.context.context import Context
from app.views.start import before_vault
from app.views.start.before_vault import Accepted, Seen
from app.views.start.delays import Delays
from app.views.start.form_screen import FormScreen
from app.views.start.unlock_panels import DecisionPanel, DemoPanel
from app.views.widgets.buttons import button
from app.views.widgets.fields import LOGIN, SECRET, Field, Width, line
from app.views.widgets.layouts import horizontal
from app.views.widgets.problems import Problem
from app.views.widgets.secret_box import SecretBox

if TYPE_CHECKING:
    from app.services.vault.open_vault import OpenVault

_SECOND = 1000
_SAID_EVERY = 10
_THEN_LOGIN = "Now type your login name"
_AGAIN = "Type your passphrase once more to open it all the same."
_OPENING = "Opening the vault. It takes about a second, so that guessing takes for ever."
_OLDER_TITLE = "This is an earlier copy of the vault"
_OLDER = (
    "What is in this folder is older than what this machine last saw of it. After a backup was restored that is "
    "right. Otherwise somebody has put an earlier copy back: find out first who, and why.\n"
    "What was written after that copy is not in it. If you go on, work starts from the older copy, what is missing "
    "stays missing, and the vault’s ledger says for ever that you accepted it."
)
_STRANGE = (
    "A certificate authority that you have not met speaks for the service. After a recovery the lead has a new one, "
    "and then this is right. Otherwise somebody may be trying to sign in the service’s name.\n"
    "Ask the lead, in person or on the telephone, to read you its fingerprint, and compare every group:"
)


class UnlockPage(FormScreen):
    """Opens a vault; `opened` gives it, with its folder."""

    title = "Unlock"
    help = "unlock"
    opened = Signal(object, str)
    another_wanted = Signal()
    recovery_wanted = Signal(str)

    def __init__(self, context: Context, delays: Delays) -> None:
        super().__init__(context, "Unlock")
        self._delays = delays
        self._folder = Path()
        self._seen: Seen | None = None
        self._accepted = Accepted()
        self._locked_by: dict[Path, str] = {}
        """By vault, the login of who locked it since the program began; in memory alone."""
        self._wanted = 0
        self.demo, self.decision = DemoPanel(self.context.theme), DecisionPanel(self.context.theme)
        self.demo.used.connect(self._use)
        self.add(self.demo)
        self.add(self.decision)
        self.login_line = line()
        self.login = self.add_field(
            "login", Field("Login name", self.login_line, hint="As the lead of your team gave it to you")
        )
        self.secret = SecretBox()
        Width(self.login_line, context.theme, LOGIN)
        Width(self.secret, context.theme, SECRET)
        self.add_field("passphrase", Field("Passphrase", self.secret.line, editor=self.secret))
        self.remember = QCheckBox("Remember my login name on this machine")
        self.add(self.remember)
        self.add_foot()
        # Nothing to go back to: what is behind has a button of its own.
        self.back.hide()
        self._add_ways_out()
        self._waiting = QTimer(self)
        self._waiting.setInterval(_SECOND)
        self._waiting.timeout.connect(self._wait)

    def _add_ways_out(self) -> None:
        self.forgotten = button(
            "Forgotten passphrase", lambda: self.recovery_wanted.emit(str(self._folder)), kind="link"
        )
        self.another = button("Another vault", self.another_wanted.emit, kind="link")
        row = horizontal(None, self.forgotten, self.another, 1, gap=self.context.theme.pixels(1.5))
        self.body.addLayout(row)

    # --- what is shown --------------------------------------------------------------------------------

    def locked_by(self, folder: Path, login: str) -> None:
        """Know who has just locked that vault: it is most often they who come back."""
        self._locked_by[folder] = login

    def show_folder(self, folder: Path, reason: str = "", kind: str = "note") -> None:
        """Show the way into that vault, and why one is here."""
        self._wanted += 1
        self._folder, self._seen, self._accepted = folder, None, Accepted()
        self.heading.setText(f"Unlock {folder.name}")
        self.setAccessibleName(self.heading.text())
        kept = self.context.settings.now
        remembered = kept.last_login if kept.remember_login else ""
        self.login_line.setText(self._locked_by.get(folder, remembered))
        self.remember.setChecked(kept.remember_login)
        self.login.show()
        self.remember.show()
        self.demo.show_logins(())
        self.decision.clear()
        self.mark()
        self.busy("")
        self.secret.empty()
        self.bar.clear()
        if reason:
            self.bar.tell(reason, kind)
        self._wait()

    def services_come(self) -> None:
        """Learn from outside what the vault asks for."""
        wanted = self._wanted
        self.run(
            before_vault.look_at,
            self._folder,
            then=lambda seen: self._saw(seen, wanted),
            failed=self._not_seen,
            aside=True,
        )

    def focus_first(self) -> None:
        """Put the keyboard into the passphrase, which hands type by habit: in any other box it could be read."""
        self.secret.line.setFocus()

    def leave(self) -> None:
        """Keep nothing that was typed."""
        self.secret.empty()
        self.decision.clear()

    def cover(self) -> None:
        """Keep nothing that was typed in sight."""
        self.secret.empty()

    def _saw(self, seen: Seen, wanted: int) -> None:
        if wanted != self._wanted:
            return
        self._seen = seen
        self.demo.show_logins(seen.demo_logins)
        if seen.demo_logins:
            # The login of somebody invented is not worth remembering, and would take the place of the person's own.
            self.remember.hide()
        if not seen.needs_login and not self.login_line.isModified():
            had = self.login_line.hasFocus()
            self.login_line.setText("")
            self.login.hide()
            self.remember.hide()
            if had:
                self.secret.line.setFocus()

    def _not_seen(self, failure: BaseException) -> None:
        # What became of the text at the last lock matters more, and stays.
        if not (self.bar.text and self.bar.property("bar") == "error"):
            self.refused(failure)

    def _use(self, login: str, passphrase: str) -> None:
        self.login_line.setText(login)
        self.secret.fill(passphrase)
        self.act.setFocus()

    # --- unlocking ------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Try it, or with the passphrase typed and no login yet go on to that: it is no mistake to begin with it."""
        if self._lacks_login() and self.secret.text() and self.secret.line.hasFocus():
            self.secret.hide_again()
            self.login.take_keyboard()
            voice.say(self.login_line, _THEN_LOGIN)
        else:
            super().go_on()

    def _lacks_login(self) -> bool:
        return not self.login.isHidden() and not self.login_line.text().strip()

    def problems(self) -> Iterator[Problem]:
        """Nothing but emptiness is said of what was typed."""
        if self._lacks_login():
            yield Problem("login", "Type your login name")
        if not self.secret.text():
            yield Problem("passphrase", "Type your passphrase")

    def do(self) -> None:
        """Try what was typed."""
        login = None if self.login.isHidden() else self.login_line.text().strip()
        passphrase, wanted = self.secret.take(), self._wanted
        self.decision.clear()
        self.busy(_OPENING)
        self.run(before_vault.read_dictionary, aside=True)
        self.run(
            before_vault.unlock,
            self._folder,
            login,
            passphrase,
            self._accepted,
            then=lambda vault: self._opened(vault, wanted),
            failed=lambda failure: self._failed(failure, wanted),
        )

    def busy(self, message: str) -> None:
        """While it opens there is no way elsewhere."""
        super().busy(message)
        for each in (self.another, self.forgotten):
            each.setEnabled(not message)

    def _opened(self, vault: "OpenVault", wanted: int) -> None:
        if wanted != self._wanted:
            # Somebody has gone to another vault meanwhile: this one must not stay open unseen.
            self.run(vault.lock)
            return
        self.busy("")
        self._delays.opened(self._folder)
        self._accepted = Accepted()
        self._remember()
        self.opened.emit(vault, str(self._folder))

    def _remember(self) -> None:
        if self.remember.isHidden():
            return
        keeps = self.remember.isChecked()
        self.context.settings.change(
            remember_login=keeps, last_login=self.login_line.text().strip() if keeps else ""
        )

    def _failed(self, failure: BaseException, wanted: int) -> None:
        if wanted != self._wanted:
            return
        self.refused(failure)
        self.secret.line.setFocus()
        if isinstance(failure, WrongSecret):
            self._delays.failed(self._folder)
            self._wait()
        elif isinstance(failure, RolledBack):
            first, *rest = _OLDER.split("\n")
            lines = (str(failure) if isinstance(failure, TakenWhileOpen) else first, *rest)
            self._ask(_OLDER_TITLE, lines, "Open the older copy", older=True)
        elif isinstance(failure, AuthorityChanged):
            lines = (*_STRANGE.split("\n"), *failure.fingerprints)
            self._ask("The service’s certificate authority has changed", lines, "It is the lead’s: accept it")

    # --- decisions and waiting ------------------------------------------------------------------------

    def _ask(self, title: str, lines: Iterable[str], act: str, *, older: bool = False) -> None:
        self.bar.clear()
        before = self._accepted
        accepted = Accepted(older=older or before.older, authority=before.authority or not older)
        self.decision.ask(
            title, lines, act, lambda: self._decided(accepted), lambda: self._decided(Accepted())
        )
        self.show_part(self.decision)

    def _decided(self, accepted: Accepted) -> None:
        self._accepted = accepted
        self.decision.clear()
        if accepted == Accepted():
            self.bar.tell("The vault was not opened.", "note")
        else:
            self.bar.tell(_AGAIN, "care")
        self.secret.line.setFocus()

    def _wait(self) -> None:
        """Take no try until the delay is over, and say how long that is."""
        left = self._delays.left(self._folder)
        waited = self._waiting.isActive()
        if left:
            message = f"You can try again in {left} second{'s' if left > 1 else ''}."
            self.progress.setText(message)
            self.progress.show()
            self.act.setEnabled(False)
            if not waited or left % _SAID_EVERY == 0:
                voice.say(self, message)
            self._waiting.start()
        elif waited:
            self._waiting.stop()
            self.busy("")
            voice.say(self, "You can try again now.")
