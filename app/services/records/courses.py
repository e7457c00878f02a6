"""Courses within a kind: which earlier record of a case a record goes on with, where its kind keeps several apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged
from app.models.tables import Record
from app.services.records.signed import is_open_to, judged, parsed, signed_bytes
from app.services.records.standing import current_rows
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures


@dataclass(frozen=True)
class Before:
    """What a draft is written after: it is of a kind, in a case, and takes the place of a record or of none."""

    kind: Kind
    case_id: str
    sheet: Sheet
    replaces_id: str | None = None


def newest_of_courses(vault: OpenVault, session: Session, before: Before) -> Mapping[str, Record]:
    """The last record of each course that may be read and relied on, by course.

    For a new version only what is of an earlier day goes before it, and not the record that it takes the place of.
    Nothing for a kind all of whose records are one course.
    """
    found: dict[str, Record] = {}
    if before.kind.has_courses:
        for course, row in _of_kind(vault, session, before):
            found.setdefault(course, row)
    return found


def since(vault: OpenVault, session: Session, before: Before) -> ClinicalDate | None:
    """The date of the record that a draft goes on from; None where there is none."""
    if not before.kind.has_courses or not (course := before.kind.course_of(before.sheet.content)):
        return None
    row = newest_of_courses(vault, session, before).get(course)
    if row is None:
        return None
    read, _ = parsed(signed_bytes(vault, row))
    return read.heading.event or ClinicalDate()


def course_of(vault: OpenVault, made: Kind, row: Record) -> str:
    """The course that a record is of; empty where it cannot be read. Raises Damaged."""
    read, _ = parsed(signed_bytes(vault, row))
    return made.course_of(read.content) if isinstance(read, Reading) else ""


def _of_kind(vault: OpenVault, session: Session, before: Before) -> Iterator[tuple[str, Record]]:
    signatures = Signatures(session, vault.header)
    rows: Any = session.scalars(current_rows(before.case_id, Record).where(Record.kind == before.kind.code))
    for row in rows:
        if row.id == before.replaces_id or not is_open_to(vault, row):
            continue
        try:
            fault, read = judged(signatures, row, signed_bytes(vault, row))
        except Damaged:
            # One that cannot be opened keeps nobody from going on with their own draft.
            continue
        if fault or not isinstance(read, Reading) or not _goes_before(read, before):
            continue
        if course := before.kind.course_of(read.content):
            yield course, row


def _goes_before(read: Reading, before: Before) -> bool:
    if before.replaces_id is None:
        return True
    then = read.heading.event.earliest() if read.heading.event else None
    now = before.sheet.event.earliest() if before.sheet.event else None
    return then is not None and now is not None and then < now
