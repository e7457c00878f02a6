"""An open vault: who is at the desk, the keys they hold, and the one way to act.

`acting()` is a transaction whose every act is in the ledger: leaving it without a note is a bug and undoes it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from filelock import BaseFileLock
from sqlalchemy.orm import Session

from app.crypto.header import Header
from app.crypto.member_keys import MemberKeys
from app.crypto.secret import Secret
from app.models.database import Database
from app.services import anchors, ledger_book
from app.services.compartment_keys import CompartmentKeys
from app.services.ledger_book import Head, Note

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Member:
    """A member of staff as records and reports name them."""

    id: str
    login: str
    name: str
    role: str
    registration: str
    is_lead: bool


@dataclass(frozen=True)
class Act:
    """One transaction of one member: `note` what is done in it."""

    session: Session
    at: datetime
    notes: list[Note]

    def note(self, action: str, *subject: str, case: str | None = None, **detail: str | int | bool) -> None:
        """Put an act in the ledger: `note("record.sign", "record", record_id, case=case_id)`. No names, no text."""
        table, row = subject or (None, None)
        self.notes.append(Note(action, table, row, case, detail))


@dataclass(kw_only=True)
class OpenVault:
    """Everything a service needs of an unlocked vault. Only `services.unlocking` makes one."""

    folder: Path
    state: Path
    header: Header
    vault_key: Secret
    member_secret: Secret
    member: Member
    keys: MemberKeys
    key_ids: dict[str, str]
    compartments: CompartmentKeys
    database: Database
    zone: ZoneInfo
    clock: Clock
    head: Head
    held: BaseFileLock

    @contextmanager
    def acting(self) -> Iterator[Act]:
        """One durable transaction in which every act is noted in the ledger."""
        at = self.clock()
        with self.database.write() as session:
            act = Act(session, at, [])
            yield act
            if not act.notes:
                raise RuntimeError("an act without a ledger note")
            head = ledger_book.append(session, self.header.device, self.head, self.member.id, at, act.notes)
        self.head = head

    def offset_minutes(self, at: datetime) -> int:
        """The site's offset from UTC at that time, in minutes."""
        offset = self.zone.utcoffset(at.astimezone(self.zone))
        return int(offset.total_seconds() // 60) if offset else 0

    def anchor(self, *, in_header: bool = False) -> None:
        """Remember how far the ledger has come, outside the store: beside it in the header, or only on this machine."""
        anchors.keep(self.state, self.header, self.vault_key, self.head, self.clock())
        if in_header:
            self.header = anchors.into_header(self.folder, self.header, self.vault_key, self.head, self.clock())

    def lock(self) -> None:
        """Note it, anchor, close the store and wipe the keys. Safe to call twice."""
        if self.held.is_locked:
            try:
                with self.acting() as act:
                    act.note("vault.lock")
                self.anchor(in_header=True)
            finally:
                self.close()

    def close(self) -> None:
        """Close the store and wipe the keys, whatever happened before."""
        self.database.close()
        for secret in (self.vault_key, self.member_secret, *self.compartments.secrets()):
            secret.wipe()
        self.held.release()
