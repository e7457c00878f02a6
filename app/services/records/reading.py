"""Shows a signed record: its sheet, whether its signature holds, and what was said of it since."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import to_plain
from app.domain.kinds import registry
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import Kind
from app.domain.records.record import Provenance, Sheet, provenance_of
from app.domain.records.versions import Reading, Unread
from app.errors import Damaged, NotAcceptable, NotADate, NotADraft, NotFound, NotGenuine
from app.models.base import wire_time
from app.models.tables import Record, Staff
from app.services.vault.clock import duration
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.signatures import Signatures

_ANOTHER_HAND: Final = (
    "The record names another author, role or registration than its signer is certified with."
)
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, NotAcceptable, NotADate)
"""What reading raises for what is no record."""
_REPEATED = {
    "id": "id",
    "case_id": "case",
    "series_id": "series",
    "version": "version",
    "about_id": "about",
    "kind": "kind",
    "compartment": "compartment",
    "key_id": "key",
    "event": "event",
}
_CERTIFIED = ("name", "role", "registration")


@dataclass(frozen=True)
class Said:
    """An addendum or error mark. `fault` is empty while its own signature holds, else why it does not."""

    id: str
    kind: str
    text: str
    author: str
    signed_at: datetime
    fault: str


@dataclass(frozen=True)
class RecordView:
    """A signed record. `fault` is empty while the signature holds, else why it does not."""

    reading: Reading | Unread
    provenance: Provenance
    digest: bytes
    signature: bytes
    fault: str
    said: tuple[Said, ...]
    clock: str
    """What is to be known of the clock it was signed by; empty while it can be believed."""
    replaced_by: str | None

    @property
    def kind(self) -> Kind:
        """Its kind, or what stands in for one that is not known here."""
        return self.reading.kind

    @property
    def sheet(self) -> Sheet:
        """What it says, in today's form where it can be read whole."""
        return self.reading.sheet

    @property
    def status(self) -> str:
        """Signed, superseded, or in error."""
        if any(said.kind in registry.VOIDING for said in self.said):
            return "error"
        return "superseded" if self.replaced_by else "signed"


@dataclass(frozen=True)
class VersionLine:
    """One version of a record."""

    id: str
    version: int
    author: str
    signed_at: datetime
    is_current: bool


def versions(session: Session, row: Record) -> tuple[VersionLine, ...]:
    """Every version of a record, the first one first."""
    series = (
        select(Record.id, Record.version, Staff.name, Record.signed_at)
        .join(Staff, Staff.id == Record.author_id)
        .where(Record.series_id == row.series_id)
        .order_by(Record.version)
    )
    found = session.execute(series).all()
    return tuple(VersionLine(each[0], each[1], each[2], each[3], each is found[-1]) for each in found)


def load(session: Session, record_id: str) -> Record:
    """The row; raises NotFound."""
    row = session.get(Record, record_id)
    if row is None:
        raise NotFound("There is no record by that reference in this vault.")
    return row


def may_read(vault: OpenVault, act: Act, row: Record) -> None:
    """Raise NotAdmitted unless the member holds the compartment's key; say of what kind it is."""
    if is_sealed(Compartment(row.compartment), row.body):
        vault.compartments.require(Compartment(row.compartment), row.case_id)
    made = KINDS.get(row.kind)
    act.of_kind(administrative=made is not None and made.administrative)


def signed_bytes(vault: OpenVault, row: Record) -> bytes:
    """Exactly what was signed; raises NotAdmitted, Damaged."""
    return vault.compartments.unseal(Compartment(row.compartment), row.body, "record", row.id, row.case_id)


def fault_of(signatures: Signatures, row: Record, body: bytes) -> str:
    """Why the record cannot be relied on; empty when it can."""
    return judged(signatures, row, body)[0]


def judged(signatures: Signatures, row: Record, body: bytes) -> tuple[str, Reading | Unread | None]:
    """Why the record cannot be relied on, empty when it can, and then what it says."""
    try:
        signers = signatures.check(row.key_id, row.author_id, body, row.signature, row.signed_at)
    except NotGenuine as refused:
        return str(refused), None
    plain = json.loads(body)
    author = tuple(plain["author"][fact] for fact in _CERTIFIED)
    if all(author != tuple(getattr(signer, fact) for fact in _CERTIFIED) for signer in signers):
        return _ANOTHER_HAND, None
    try:
        read = registry.read(plain)
    except _UNREADABLE:
        return "What was signed is no record.", None
    same = row.digest == sha256(body).digest() and plain["author"]["id"] == row.author_id
    same = same and plain["signed_at"] == wire_time(row.signed_at)
    same = same and provenance_of(plain).replaces == ((row.replaces_id,) if row.replaces_id else ())
    same = same and all(getattr(row, ours) == plain[signed] for ours, signed in _REPEATED.items())
    if not same or not _is_listed_as_signed(row, read):
        return "The list's facts about this record differ from what was signed.", None
    return "", read


def _is_listed_as_signed(row: Record, read: Reading | Unread) -> bool:
    """Whether lists sort and name the record as what was signed would have them."""
    event = read.heading.event
    if row.event_sort != (event.sort_key() if event else ""):
        return False
    if is_sealed(Compartment(row.compartment), row.body):
        return not row.title
    # An earlier form may have made its title by another rule, and of a newer one the rule is not known.
    if not isinstance(read, Reading) or read.sentence:
        return True
    return row.title == read.kind.title_of(read.content)


def show(vault: OpenVault, session: Session, row: Record) -> RecordView:
    """The record as its page shows it."""
    signatures = Signatures(session, vault.header)
    body = signed_bytes(vault, row)
    reading, provenance = parsed(body)
    said = tuple(_said(vault, session, signatures, row.id))
    return RecordView(
        reading=reading,
        provenance=provenance,
        digest=row.digest,
        signature=row.signature,
        fault=fault_of(signatures, row, body) or _fault_of_said(said),
        said=said,
        clock=_clock(vault, row, provenance),
        replaced_by=session.scalar(select(Record.id).where(Record.replaces_id == row.id)),
    )


def _clock(vault: OpenVault, row: Record, provenance: Provenance) -> str:
    """Say that the clock was behind, or that the lead said later that it was wrong."""
    place = row.device or "", row.seq or 0
    if any(each.covers(*place) and row.signed_at > each.at for each in vault.statements):
        return "Signed while the clock was wrong"
    behind = provenance.behind_minutes
    return f"The clock was behind by {duration(behind)}" if behind else ""


def insist_on_whole(vault: OpenVault, row: Record) -> None:
    """Raise NotADraft for a record that cannot be read whole here: what is put to it might contradict it."""
    with suppress(Damaged):
        reading, _ = parsed(signed_bytes(vault, row))
        if isinstance(reading, Unread):
            raise NotADraft(f"{reading.sentence} Until then it is only read.")


def parsed(body: bytes) -> tuple[Reading | Unread, Provenance]:
    """Read what was signed; raises Damaged when it was altered so far that it cannot be read at all."""
    try:
        plain = json.loads(body)
        return registry.read(plain), provenance_of(plain)
    except _UNREADABLE:
        raise Damaged("This record has been altered or is damaged: it cannot be shown.") from None


def _fault_of_said(said: tuple[Said, ...]) -> str:
    if any(each.fault for each in said):
        return "An addendum or error mark of this record does not verify: it may have been put there by another hand."
    return ""


def _said(vault: OpenVault, session: Session, signatures: Signatures, record_id: str) -> list[Said]:
    rows = session.execute(
        select(Record).where(Record.about_id == record_id).order_by(Record.ordered_at, Record.seq)
    ).scalars()
    out = []
    for row in rows:
        body = signed_bytes(vault, row)
        reading, provenance = parsed(body)
        text = "\n".join(
            (*to_plain(reading.sheet.content).values(), *(words for _, words in reading.sheet.left))
        )
        fault = fault_of(signatures, row, body)
        out.append(Said(row.id, row.kind, text, provenance.author.name, row.signed_at, fault))
    return out
