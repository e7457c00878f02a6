"""What was signed: its bytes, whether they can be relied on, and what they say, for all that reads records."""

import json
from contextlib import suppress
from hashlib import sha256
from typing import Final

from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.kinds import registry
from app.domain.kinds.registry import KINDS
from app.domain.records.record import Provenance, provenance_of
from app.domain.records.versions import Reading, Unread
from app.errors import Damaged, NotAcceptable, NotADate, NotADraft, NotFound, NotGenuine
from app.models.base import wire_time
from app.models.tables import Record
from app.services.vault.compartment_keys import is_sealed
from app.services.vault.open_vault import Act, OpenVault
from app.services.vault.rights import refusal
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


def load(session: Session, record_id: str) -> Record:
    """The row; raises NotFound."""
    row = session.get(Record, record_id)
    if row is None:
        raise NotFound("There is no record by that reference in this vault.")
    return row


def may_read(vault: OpenVault, act: Act, row: Record) -> None:
    """Raise NotAdmitted unless the member holds the compartment's key, NotPermitted where their grade reads no such."""
    if is_sealed(Compartment(row.compartment), row.body):
        vault.compartments.require(Compartment(row.compartment), row.case_id)
    is_administrative = _is_administrative(vault, row)
    if act.is_limited and not is_administrative:
        # At once: what is read is not taken back by what is found to be wrong at the end.
        raise refusal(Right.READ, vault.member.grade)
    act.of_kind(administrative=is_administrative)


def _is_administrative(vault: OpenVault, row: Record) -> bool:
    """Whether an administrator may read it: by its kind, or, where that is said by its content, by what was signed."""
    made = KINDS.get(row.kind)
    if made is None or made.administrative_if is None:
        return made is not None and made.administrative
    reading, _ = parsed(signed_bytes(vault, row))
    return reading.is_whole and made.is_administrative(reading.sheet.content)


def is_open_to(vault: OpenVault, row: Record) -> bool:
    """Whether the member holds the key of a record."""
    return vault.compartments.opens(Compartment(row.compartment), row.body, row.case_id)


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
