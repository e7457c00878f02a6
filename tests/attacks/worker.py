"""A member at work in a process of their own, who says aloud what the program has acknowledged.

The attacks end this process at any moment: what it said before must then be in the vault.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from app.domain.kinds.document.content import Document
from app.domain.records.record import Sheet
from app.domain.values.dates import ClinicalDate
from app.errors import UserError
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.file_parts import PART
from app.services.records.files import Files, Progress
from app.services.vault.backups import back_up
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from benchmarks.driver_calls import listen
from tests.attacks.ground import note, signed, words
from tests.builders import add_referred_case, open_as_lead
from tests.confirmed import let_go, sign
from tests.released import Released

MOST_REFUSALS = 5
ROOM = 300_000
"""Bytes left on a disk that is about to be full."""


def say(*parts: object) -> None:
    """Acknowledge, at once."""
    print(*parts, flush=True)  # noqa: T201 - the one way this process speaks


def keep_drafts(vault: OpenVault, case_id: str, start: str) -> None:
    """Type into one draft for ever, as autosave does."""
    mine = Drafts(vault).mine(case_id)
    draft = mine[0] if mine else Drafts(vault).begin(case_id, "session_note")
    revision = draft.revision
    say("ready")
    for number in count(int(start)):
        sheet = replace(draft.sheet, content=note(words(number)))
        revision, _ = Drafts(vault).save(draft.id, sheet, revision)
        say(draft.id, number)


def keep_signing(vault: OpenVault, case_id: str, start: str) -> None:
    """Sign one note after the other for ever."""
    say("ready")
    for number in count(int(start)):
        say(signed(vault, case_id, words(number)), number)


def keep_backing_up(vault: OpenVault, place: str, start: str) -> None:
    """Write one backup after the other for ever."""
    say("ready")
    for number in count(int(start)):
        back_up(vault, Path(place) / f"{number}.casework-backup")
        say("backed-up", number)


def fill(vault: OpenVault, case_id: str, start: str, way: str, disk: str) -> None:
    """Work until the disk is full, be refused, make room, and work on; the vault was moved there before."""
    drafts, first = Drafts(vault), int(start)
    draft = drafts.begin(case_id, "session_note")
    kept = Kept(drafts, draft.id, draft.revision)
    for number in range(first, first + 5):
        say("signed", signed(vault, case_id, words(number)), number)
    kept.save(draft.sheet, first + 5)
    room = shrink(way, Path(disk), vault.folder)
    refused = 0
    for number in range(first + 6, first + 4000):
        try:
            kept.save(draft.sheet, number)
            say("signed", signed(vault, case_id, words(number)), number)
        except UserError as no:
            say("refused", type(no).__name__)
            refused += 1
            if refused > MOST_REFUSALS:
                break
    room()
    say("made-room")
    for number in range(first + 5000, first + 5003):
        kept.save(draft.sheet, number)
        say("signed", signed(vault, case_id, words(number)), number)
    vault.lock()


@dataclass
class Kept:
    """A draft as the program acknowledged it."""

    drafts: Drafts
    draft_id: str
    revision: int

    def save(self, sheet: Sheet, number: int) -> None:
        """Save and acknowledge; what is refused changes nothing here."""
        sheet = replace(sheet, content=note(words(number)))
        self.revision, _ = self.drafts.save(self.draft_id, sheet, self.revision)
        say("kept", self.draft_id, number)


def shrink(way: str, disk: Path, folder: Path) -> Callable[[], object]:
    """Leave hardly any room; gives what makes room again."""
    if way == "a small disk":
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file:
            with suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            file.truncate(ballast.stat().st_size - ROOM)
        return ballast.unlink
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in folder.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + ROOM, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def on_a_small_disk(folder: Path, disk: Path, act: Callable[[Path], None]) -> None:
    """Do something with the vault on a disk with eight megabytes beside it, and bring the vault back."""
    size = sum(path.stat().st_size for path in folder.iterdir()) + 8 * 1024 * 1024
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "small", str(disk)]
    subprocess.run(command, check=True)
    shutil.copytree(folder, disk / folder.name)
    act(disk / folder.name)
    shutil.rmtree(folder)
    shutil.copytree(disk / folder.name, folder)


def refused(folder: Path, machine: Machine) -> None:
    """Say why the vault is not opened, or that it is."""
    try:
        open_as_lead(folder, machine).lock()
    except UserError as no:
        say(type(no).__name__)
    else:
        say("open")


def stay(_vault: OpenVault) -> None:
    """Hold the vault until somebody says enough."""
    say("ready")
    sys.stdin.read()


@dataclass
class _Striking:
    """Kills the process before a statement or a commit, counted from 1."""

    left: int

    def said(self, *_: object, **__: object) -> None:
        """Before a statement."""
        self._strike()

    def ended(self, _connection: object, *, kept: bool) -> None:
        """Before a commit; nothing is lost with what is taken back."""
        if kept:
            self._strike()

    def _strike(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


_CHANGING = frozenset({"os.rename", "os.remove", "os.chmod", "os.mkdir", "os.rmdir"})
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def strike_at(write: int) -> None:
    """Be killed before that write of this process: a commit, or a file opened to be written, renamed or removed."""
    striking = _Striking(write)

    def heard(event_name: str, facts: tuple[object, ...]) -> None:
        opens = event_name == "open" and isinstance(facts[2], int) and facts[2] & _TO_WRITE
        if opens or event_name in _CHANGING:
            striking.said()

    event.listen(Engine, "commit", lambda _: striking.said())
    sys.addaudithook(heard)


def migrate(old: Released, write: str = "0") -> None:
    """Unlock and no more, or be killed before that write of it."""
    if int(write):
        strike_at(int(write))
    old.open()
    say("open")


def let_somebody_go(vault: OpenVault, staff_id: str, write: str) -> None:
    """Let a colleague go, or be killed before that write of it."""
    strike_at(int(write))
    let_go(vault, staff_id)
    say("let go")
    vault.lock()


def open_a_case(vault: OpenVault, statement: str) -> None:
    """Open a case and lock, and be killed before that statement of it."""
    listen(vault.database, _Striking(int(statement)))
    add_referred_case(vault)
    say("opened")
    vault.lock()


def add_a_document(vault: OpenVault, case_id: str, path: str, parts: str) -> None:
    """Add a document and be killed when so many parts of it are sealed."""
    draft = Drafts(vault).begin(case_id, "document")
    say("ready")
    whole = Path(path).stat().st_size
    for step in Files(vault).add(draft.id, Path(path)):
        if isinstance(step, Progress) and step.done >= whole + int(parts) * PART:
            os.kill(os.getpid(), signal.SIGKILL)


def add_a_whole_document(vault: OpenVault, case_id: str, path: str) -> None:
    """Add a document, read it back and check all; say how much memory this process ever had, in kilobytes."""
    draft = Drafts(vault).begin(case_id, "document")
    *_, kept = Files(vault).add(draft.id, Path(path))
    said = Document(file=kept, sort="report", source="police", dated=ClinicalDate(2026, 11, 2), what="It")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=said), draft.revision)
    record = sign(vault, draft.id)
    size = sum(len(part) for part in Files(vault).of_record(record, kept.id))
    assert check(vault).findings == ()
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    say("whole", size, peak.split()[1])
    vault.lock()


ACTS: dict[str, Callable[..., None]] = {
    "drafts": keep_drafts,
    "signing": keep_signing,
    "backup": keep_backing_up,
    "fill": fill,
    "adding": add_a_document,
    "whole": add_a_whole_document,
    "stay": stay,
    "open_case": open_a_case,
    "let_go": let_somebody_go,
}


def main(act: str, folder: str, state: str, *arguments: str) -> None:
    """Unlock and work; `migrate` is an unlocking and no more."""
    machine = Machine(state=Path(state))
    if act == "migrate":
        say("ready")
        migrate(Released(Path(folder)), *arguments)
        sys.stdin.read()
    elif act == "refused":
        refused(Path(folder), machine)
    elif act == "fill" and arguments[2] == "a small disk":
        on_a_small_disk(
            Path(folder), Path(arguments[3]), lambda there: fill(open_as_lead(there, machine), *arguments)
        )
    else:
        ACTS[act](open_as_lead(Path(folder), machine), *arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
