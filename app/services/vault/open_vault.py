"""An open vault: who is at the desk, the keys they hold, and the one way to act.

`acting()` is a transaction by one right whose every act is in the ledger: leaving it without a note is a bug and undoes
it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, insert
from sqlalchemy.orm import Session

from app.crypto import header_file
from app.crypto.anchors import Anchor, anchor_of
from app.crypto.header import Header, Opened, at_rest, with_anchor, with_opened, with_store
from app.crypto.hygiene import give_back
from app.crypto.ledger import Head
from app.crypto.member_keys import MemberKeys
from app.crypto.secret import Secret
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import CONFIRMED, LOOKS, SIGNING, TIMED, Extent, Right
from app.domain.measures.catalogue import Catalogue
from app.domain.values.dates import show_instant
from app.errors import HeaderFull, MustConfirm, OutOfForce, ReadOnly, UserError
from app.models.base import Base, wire_time
from app.models.database import Database, session_over, wal_bytes
from app.models.ledger import SIGNED
from app.models.statements import PreparedStatement
from app.services.vault import anchors, ledger_book, rights
from app.services.vault.clock import LAG, LEAP, STATED, Statement, believe, duration, minutes_behind
from app.services.vault.compartment_keys import CompartmentKeys
from app.services.vault.confirmation import Confirmation, Confirmations
from app.services.vault.ledger_book import Note
from app.services.vault.machine import Clock
from app.services.vault.member import Member
from app.services.vault.rights import Asked
from app.services.vault.segments import Segment
from app.services.vault.unsealed import Unsealed

HEADER = "vault.json"
LOCK = "vault.lock"
READ_ONLY = "Read-only: looking is not noted."
# Left by a restore until the first unlocking, which begins a ledger chain of its own: the folder it came from goes on.
RESTORED = "restored"


class InForce(Protocol):
    """Whether something holds at a time, and until when."""

    def covers(self, at: datetime) -> bool:
        """Whether it holds then."""

    def until(self, at: datetime) -> datetime:
        """Until when from then on; that time itself where it does not hold then."""


NOTICE = timedelta(days=90)
"""From so long before a certificate runs out it is said, and the lead's unlocking renews it."""
_MENDED = "look at this machine's clock; you can sign again when the lead has unlocked the vault and stated the time."
_OF_THE_STORE = (
    "database",
    "store_secret",
    "header",
    "head",
    "last_at",
    "floor",
    "clock_accepted",
    "_own",
)
"""What changes together when an act is done in another store."""
_CONFIRMED, _ADMINISTRATIVE, _LIMITED = "confirmed", "administrative", "limited"


KEPT = "kept"
"""What is told of what was typed and kept: it has no row in the ledger."""


def _nobody(_done: frozenset[str]) -> None:
    """Nobody is told."""


@cache
def _insertion(table: type[Base], names: tuple[str, ...]) -> PreparedStatement:
    return PreparedStatement(insert(table).values({name: bindparam(name) for name in names}))


@dataclass(frozen=True)
class Act:
    """One transaction of one member: `note` what is done in it."""

    connection: Connection
    at: datetime
    device: str
    first: int
    notes: list[Note] = field(default_factory=list)
    confirmed: Confirmation | None = None
    undo: list[Callable[[], object]] = field(default_factory=list)
    """What is to be taken back in memory when the transaction is."""
    still: set[str] = field(default_factory=set)
    """What has to be said before it can end: `covers` and `of_kind` say it."""

    @cached_property
    def session(self) -> Session:
        """For objects; made when it is asked for, as most acts need none."""
        return session_over(self.connection)

    def flush(self) -> None:
        """Write what was done to objects."""
        if "session" in self.__dict__:
            self.session.flush()

    def covers(self, of: bytes) -> None:
        """Raise MustConfirm unless the passphrase was typed for exactly this."""
        if self.confirmed is None or self.confirmed.of != of:
            raise MustConfirm
        self.still.discard(_CONFIRMED)

    def of_kind(self, *, administrative: bool) -> None:
        """Say whether what is read or written is a referral or an administrative letter."""
        if administrative:
            self.still.discard(_ADMINISTRATIVE)

    @property
    def is_limited(self) -> bool:
        """Whether the member may do it to a referral or an administrative letter alone."""
        return _LIMITED in self.still

    def placed(self) -> dict[str, str | int]:
        """Which ledger row the next note will be: what an append-only row says of who names it."""
        return {"device": self.device, "seq": self.first + len(self.notes)}

    def insert(self, table: type[Base], **row: object) -> None:
        """Add one row, past SQLAlchemy (docs/decisions/021): a signature is waited for."""
        _insertion(table, tuple(row)).write(self.connection, row)

    def note(self, action: str, *subject: str, case: str | None = None, **detail: str | int | bool) -> None:
        """Put an act in the ledger: `note("record.sign", "record", record_id, case=case_id)`. No names, no text."""
        table, row = subject or (None, None)
        self.notes.append(Note(action, table, row, case, detail))


class Held(Protocol):
    """What keeps a vault for this process until it is released."""

    @property
    def is_locked(self) -> bool:
        """Whether it is held still."""

    def release(self) -> None:
        """Give it back."""


@dataclass(kw_only=True)
class OpenVault:
    """Everything a service needs of an unlocked vault. Only `services.unlocking` makes one."""

    folder: Path
    state: Path
    header: Header
    vault_key: Secret
    store_secret: Secret
    """What the store's present key is derived from."""
    member_secret: Secret
    member: Member
    keys: MemberKeys
    certified: InForce
    """When the member's signing keys are certified."""
    key_ids: dict[str, str]
    compartments: CompartmentKeys
    database: Database
    zone: ZoneInfo
    clock: Clock
    head: Head
    last_at: datetime
    """What the clock said at the last act."""
    floor: datetime
    """The time of the last signed act, which the clock is held against."""
    statements: tuple[Statement, ...]
    held: Held
    clock_accepted: bool = False
    """Whether the member said that a clock far ahead is right."""
    confirmations: Confirmations = field(default_factory=Confirmations, repr=False)
    read_only: bool = False
    """It lies on a medium that takes no writing: it is looked at, and looking is not noted."""
    says_open: Opened | None = None
    held_back: bool = False
    """Headers and anchors are kept in memory until a copy of the store counts."""
    told: Callable[[frozenset[str]], None] = field(default=_nobody, repr=False)
    """Hears what was done, by its names in the ledger, as soon as it is in the store; on the thread that did it."""
    measures: Catalogue | None = field(default=None, repr=False)
    """What can be given, once it was asked for: this process alone changes it while the vault is open."""
    _own: Segment | None = field(default=None, repr=False)
    unsealed: Unsealed = field(default_factory=Unsealed, repr=False)
    _turn: Lock = field(default_factory=Lock, repr=False)

    @contextmanager
    def acting(
        self,
        right: Right,
        *,
        case: str | None = None,
        compartment: Compartment = Compartment.CLINICAL,
        confirmed: Confirmation | None = None,
        durable: bool = True,
    ) -> Iterator[Act]:
        """One transaction by one right, in which every act is noted in the ledger: the only door for changing anything.

        What only reads need not be `durable`: it is with the next write (docs/decisions/007). In a vault that is
        read-only here looking is not noted. Raises ReadOnly for anything else there; NotPermitted, NotAdmitted,
        MustConfirm before anything is done.
        """
        asked = Asked(right, case, compartment)
        if self.read_only and right in LOOKS:
            with self.reading(right, compartment=compartment) as act:
                yield act
            return
        self.insist_on_writing()
        undo: list[Callable[[], object]] = []
        with self._turn:
            try:
                with self.database.writing(durable=durable) as connection:
                    act = self._allowed(connection, asked, confirmed, undo)
                    yield act
                    self._end(act, right)
                    head = self._noted(act)
            except BaseException:
                # What the act holds in memory is taken back with it: a full disk may refuse the commit alone.
                for each in undo:
                    each()
                raise
            self.head, self.last_at = head, act.at
            self._moved_on(act)
        if durable:
            # What only looks changes nothing that anybody shows.
            self.told(frozenset(note.action for note in act.notes))

    def insist_on_writing(self) -> None:
        """Raise ReadOnly where nothing can be recorded: before work is done that would have to be."""
        if self.read_only:
            raise ReadOnly

    @contextmanager
    def keeping(self, right: Right, *, compartment: Compartment = Compartment.CLINICAL) -> Iterator[Act]:
        """As `acting`, for what is typed and not done yet: kept without a row in the ledger."""
        self.insist_on_writing()
        with self._turn, self.database.writing() as connection:
            act = self._allowed(connection, Asked(right, compartment=compartment), None, [])
            yield act
            self._end(act, right)
            act.flush()
        self.told(frozenset({KEPT}))

    @contextmanager
    def reading(self, right: Right, *, compartment: Compartment = Compartment.CLINICAL) -> Iterator[Act]:
        """One state of the store, by one right, for what is looked at so often that it is not noted."""
        with self.database.reading() as connection:
            act = self._allowed(connection, Asked(right, compartment=compartment), None, [])
            yield act
            self._end(act, right)

    def _allowed(
        self,
        connection: Connection,
        asked: Asked,
        confirmed: Confirmation | None,
        undo: list[Callable[[], object]],
    ) -> Act:
        far = rights.require(connection, asked, self.member, self.compartments)
        act = Act(
            connection, self.clock(), self.header.device, self.head.size, confirmed=confirmed, undo=undo
        )
        if asked.right in TIMED:
            offsets = self.offset_minutes(act.at), self.offset_minutes(self.floor)
            believe(act.at, self.floor, offsets, accepted=self.clock_accepted)
        if asked.right in SIGNING and not self.certified.covers(act.at):
            raise OutOfForce
        if asked.right in CONFIRMED:
            self.confirmations.take(confirmed, self.member.id, self.clock())
            act.still.add(_CONFIRMED)
        if far is Extent.ADMINISTRATIVE:
            act.still.update((_ADMINISTRATIVE, _LIMITED))
        return act

    def _end(self, act: Act, right: Right) -> None:
        if _CONFIRMED in act.still:
            raise MustConfirm
        if _ADMINISTRATIVE in act.still:
            raise rights.refusal(right, self.member.grade)

    def _noted(self, act: Act) -> Head:
        """Write what the act notes, sign it, and give the chain's new head."""
        if not act.notes:
            raise RuntimeError("an act without a ledger note")
        act.flush()
        head = ledger_book.append(act.connection, act.device, self.head, self.member.id, act.at, act.notes)
        self._segment().sign(act.connection, self.keys, head)
        return head

    def _segment(self) -> Segment:
        """What this member writes until the vault locks; another chain begins another."""
        if self._own is None or self._own.device != self.header.device:
            own = self.header.vault_id, self.header.device, self.head.size
            self._own = Segment(*own, self.member.id, self.key_ids["records"])
        return self._own

    def _moved_on(self, act: Act) -> None:
        """Hold the clock against what was signed last from now on."""
        actions = {note.action for note in act.notes}
        if STATED in actions:
            self.floor = act.at
        elif not actions.isdisjoint(SIGNED):
            self.floor, self.clock_accepted = max(self.floor, act.at), False

    def clock_warning(self) -> str:
        """What is to be said of this machine's clock; empty while it can be believed."""
        now = self.clock()
        last = f"The last signed act was on {show_instant(self.floor, self.offset_minutes(self.floor))}"
        if now > self.floor + LEAP:
            return f"{last}: look whether this machine's clock is right."
        minutes = minutes_behind(now, self.floor)
        if not minutes:
            return ""
        sentence = f"{last}: this machine's clock is behind by {duration(minutes)}."
        too_far = now < self.floor - LAG
        return f"{sentence} Nothing can be signed until it is set right." if too_far else sentence

    def certificate_warning(self) -> str:
        """What is to be said of the member's certificate from 90 days before it runs out; empty until then."""
        now = self.clock()
        if not self.certified.covers(now):
            return f"Your certificate is not in force on {show_instant(now, self.offset_minutes(now))}: {_MENDED}"
        end = self.certified.until(now)
        if end - now >= NOTICE:
            return ""
        until = show_instant(end, self.offset_minutes(end))
        if self.member.is_lead:
            return f"Your certificate runs out on {until}, and could not be renewed: look at the clock."
        return f"Your certificate runs out on {until}: it is renewed when the lead unlocks the vault."

    def today(self) -> date:
        """The day it is at the site."""
        return self.clock().astimezone(self.zone).date()

    def offset_minutes(self, at: datetime) -> int:
        """The site's offset from UTC at that time, in minutes."""
        offset = self.zone.utcoffset(at.astimezone(self.zone))
        return int(offset.total_seconds() // 60) if offset else 0

    def anchor(self, *, in_header: bool = False, closing: bool = False) -> Anchor:
        """Remember outside the store how far the ledger has come: on this machine, and in the header too if asked.

        `closing`: the header says as well that the vault is open no more.
        """
        anchor = anchor_of(self.head, wire_time(self.clock()))
        if self.read_only or self.held_back:
            return anchor
        anchors.keep(self.state, self.header, self.vault_key, anchor)
        if in_header:
            header = with_anchor(self.header, self.vault_key, self.header.device, anchor)
            self.note_in_header(at_rest(header, self.vault_key) if closing else header)
        return anchor

    def say_open(self) -> None:
        """Say in the header that the vault is open, since the last act."""
        self.says_open = Opened(device=self.header.device, at=wire_time(self.last_at), size=self.head.size)
        self.note_in_header(with_opened(self.header, self.vault_key, self.says_open))

    def replace_header(self, header: Header) -> None:
        """Put a new header in place of the old, on disk first. Raises HeaderFull."""
        if not self.held_back:
            header_file.save(self.folder / HEADER, header)
        self.header = header

    @contextmanager
    def working_in(self, copy: Database, secret: Secret) -> Iterator[None]:
        """Act in a copy of the store, of which `take_store` says at the end that it counts; what raises undoes it."""
        before = {name: getattr(self, name) for name in _OF_THE_STORE}
        self.database, self.store_secret, self.held_back = copy, secret, True
        try:
            yield
        except BaseException:
            copy.close()
            for name, value in before.items():
                setattr(self, name, value)
            raise
        finally:
            self.held_back = False
        before["database"].close()
        before["store_secret"].wipe()

    def take_store(self, name: str) -> bool:
        """Let the store of that name be the vault's own from now on: the header that says so is the last step.

        Gives whether that is on the disk for good.
        """
        self.held_back = False
        header = with_store(self.header, self.vault_key, name)
        try:
            self.replace_header(header)
        except UserError:
            # The name stands, and only a power cut could still take it back: to go on in the old store would lose more.
            if header_file.load(self.folder / HEADER) != header:
                raise
            self.header = header
            return False
        return True

    def note_in_header(self, header: Header) -> None:
        """As `replace_header`, for what a full header can do without: backup, lock and unlocking go on all the same."""
        with suppress(HeaderFull):
            self.replace_header(header)

    def lock(self) -> None:
        """Note it, anchor, close the store and wipe the keys. Safe to call twice."""
        if self.read_only:
            self.close()
        elif self.held.is_locked:
            try:
                with self.acting(Right.OWN) as act:
                    act.note("vault.lock")
                self.anchor(in_header=True, closing=True)
            finally:
                self.close()

    def close(self) -> None:
        """Close the store and wipe the keys, whatever happened before."""
        self.database.close()
        if self.says_open is not None and self.header.opened == self.says_open:
            self._come_to_rest()
        for secret in (self.vault_key, self.store_secret, self.member_secret, *self.compartments.secrets()):
            secret.wipe()
        self.unsealed.forget()
        give_back()
        self.held.release()

    def _come_to_rest(self) -> None:
        """Closed without a lock, nothing is missing from the store unless its WAL is still there.

        Not where another vault has come to stand in the meantime. Where the disk takes no header, the machine's own
        note says that the store is whole.
        """
        path = self.folder / HEADER
        try:
            if not wal_bytes(self.folder / self.header.store) and header_file.load(path) == self.header:
                self.replace_header(at_rest(self.header, self.vault_key))
        except (UserError, OSError):
            self.anchor()
