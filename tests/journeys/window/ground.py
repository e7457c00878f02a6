"""A vault with somebody in it, and the window used in it: what the journeys about trouble share."""

import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.domain.kinds.session_note.content import SessionNote
from app.log import log_file
from app.services.records.drafts import Drafts
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.context.places import DraftAt
from app.views.window.crash_report import CrashReport
from app.views.window.open_desk import OpenDesk
from app.views.writing.text_box import TextBox
from tests.builders import LEAD, LEAD_PASSPHRASE, add_case, make_vault, open_as_lead, signed
from tests.views.driver import Driver
from tests.views.stalls import Stalls, most_ms, not_counted

FAMILY: Final = "Quillfeather"
GIVEN: Final = "Oswin"
WORDS: Final = "He counted the marmalade herons by the lock gate."
"""Clinical text that stands in a signed note."""


@dataclass(frozen=True)
class Place:
    """A vault on this machine: somebody in it, a signed note about them and a draft."""

    folder: Path
    case_id: str
    draft_id: str
    record_id: str
    home: Path
    """Where this machine keeps what it knows of the vault."""

    def reopened(self) -> OpenVault:
        """The vault, opened as the program would."""
        return open_as_lead(self.folder, Machine(state=self.home / "state"))

    def kept(self) -> str:
        """What stands in the draft, in a vault that is locked."""
        with not_counted():
            vault = self.reopened()
            try:
                return done(vault, self.draft_id)
            finally:
                vault.lock()


def done(vault: OpenVault, draft_id: str) -> str:
    """The words of a draft of a session note."""
    with not_counted():
        content = Drafts(vault).open(draft_id).sheet.content
    assert isinstance(content, SessionNote)
    return content.done


def furnish(shelf: Path) -> Place:
    """Make such a vault, with the machine's own clock, on a shelf it can be copied from."""
    machine = Machine(state=shelf / "home" / "state")
    make_vault(shelf / "team.vault", machine)
    vault = open_as_lead(shelf / "team.vault", machine)
    case_id = add_case(vault, FAMILY, given_names=GIVEN)
    record_id = signed(vault, case_id, WORDS)
    draft_id = Drafts(vault).begin(case_id, "session_note").id
    vault.lock()
    return Place(shelf / "team.vault", case_id, draft_id, record_id, shelf / "home")


def copied(place: Place, folder: Path, home: Path) -> Place:
    """The vault in another folder, known to a machine that keeps what it knows there."""
    shutil.copytree(place.folder, folder)
    shutil.copytree(place.home, home, dirs_exist_ok=True)
    return replace(place, folder=folder, home=home)


class Desk(Driver):
    """The window in use in that vault."""

    def unlock(self, place: Place, passphrase: str = LEAD_PASSPHRASE) -> None:
        """Go to the vault and try a passphrase."""
        self.window.show_folder(place.folder)
        # Nobody types a passphrase sooner than what is behind it has been loaded.
        self.wait(lambda: "app.views.today.today_page" in sys.modules)
        self.rest()
        self.try_passphrase(passphrase)

    def try_passphrase(self, passphrase: str = LEAD_PASSPHRASE) -> None:
        """Type a passphrase and press Unlock."""
        if self.has("Login name"):
            self.type("Login name", LEAD.login)
        self.type("Passphrase", passphrase)
        self.press("Unlock")
        self.rest()

    def write(self, place: Place) -> TextBox:
        """Open the draft, and give the box for what was done."""
        self.open_desk.shell.go(DraftAt(place.case_id, place.draft_id))
        self.rest()
        return self.box("What we did")

    def box(self, name: str) -> TextBox:
        """A box for text, with the keyboard in it."""
        box = self.control(name, QAccessible.Role.EditableText)
        assert isinstance(box, TextBox)
        box.setFocus()
        return box

    def lock(self) -> None:
        """Lock by the keys."""
        self.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: self.window.open_desk is None)
        self.rest()

    @property
    def open_desk(self) -> OpenDesk:
        """What stands in the window while a vault is open."""
        assert self.window.open_desk is not None
        return self.window.open_desk

    @property
    def reports(self) -> list[str]:
        """The reports of what nobody foresaw that stand open."""
        return [
            each.findChildren(QPlainTextEdit)[0].toPlainText()
            for each in QApplication.topLevelWidgets()
            if isinstance(each, CrashReport) and each.isVisible()
        ]

    @property
    def dialogs(self) -> int:
        """How many windows stand over the one."""
        return sum(
            each.isVisible() and each is not self.window and each.isWindow()
            for each in QApplication.topLevelWidgets()
        )


@contextmanager
def nothing_taken() -> Iterator[None]:
    """The system takes no byte more of this process into any file, open or not, as a share that became read-only."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = before


def logged() -> str:
    """What the log says."""
    return log_file().read_text("ascii") if log_file().exists() else ""


def forget_log() -> None:
    """The test has read it: what else comes was not planted."""
    log_file().unlink(missing_ok=True)


def assert_never_stood(stalls: Stalls, doing: str) -> None:
    """The window never stood still for longer than a person sees; says by how long at worst."""
    print(f"longest stall while {doing}: {stalls.longest:.0f} ms ({stalls.longest_seen:.0f} by the clock)")  # noqa: T201
    assert stalls.longest <= most_ms(), doing


__all__ = [
    "FAMILY",
    "GIVEN",
    "WORDS",
    "Desk",
    "Place",
    "assert_never_stood",
    "copied",
    "done",
    "forget_log",
    "furnish",
    "logged",
    "nothing_taken",
]
