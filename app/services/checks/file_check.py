"""Holds documents against the records that name them, the ledger and, where they open, their digests."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from app.domain.fields.compartments import Compartment
from app.domain.fields.file import held
from app.domain.records.versions import Reading
from app.errors import Damaged, NotAdmitted
from app.models.tables import Draft, FilePart, FileRow, LedgerRow, Record
from app.services.records import file_parts
from app.services.records.file_parts import Stored
from app.services.vault.open_vault import OpenVault

_SEALED_MORE: Final = 33
"""Bytes that sealing adds to a part."""
_SIGN: Final = "record.sign"


def file_fault(vault: OpenVault, session: Session, row: Record, reading: Reading) -> str:
    """Why a document of a record that can be read is not what was signed; empty where each of them is."""
    connection = session.connection()
    for each in held(reading.content):
        found = file_parts.stored(connection, each.file.id)
        place = Compartment(row.compartment), row.case_id
        if found is None:
            return "The document that it names was taken out."
        if not file_parts.stands(found, each.file, place, None) or not _unseals(vault, connection, found):
            return "The document that it names is not the one that was signed: restore the last backup."
    return ""


def _unseals(vault: OpenVault, connection: Connection, row: Stored) -> bool:
    """Whether every part is there and opens, and all of them give the digest; the newest alone is in memory."""
    try:
        key = file_parts.opened_key(vault, row)
    except NotAdmitted:
        # Its row says a generation of the key that nobody was given, and its record opened.
        return False
    except Damaged:
        return False
    try:
        for _ in file_parts.bytes_of(connection, row, key):
            pass
    except Damaged:
        return False
    finally:
        key.wipe()
    return True


def stray_files(session: Session) -> Iterator[str]:
    """What no key is needed to see: documents that are nobody's, are cut short, or are lost; in sentences."""
    signed = _signed(session)
    parts = _parts(session)
    drafts = {row.id: row for row in session.execute(select(Draft.id, Draft.case_id, Draft.compartment))}
    there = set()
    for row in session.execute(select(FileRow.__table__).order_by(FileRow.id)):
        there.add(row.id)
        draft = drafts.get(row.draft_id)
        if row.draft_id is None and row.id not in signed:
            yield f"Document {row.id}: no signed record names it."
        elif row.draft_id is not None and (
            draft is None or (draft.case_id, draft.compartment) != (row.case_id, row.compartment)
        ):
            yield f"Document {row.id}: the draft that it was added to is not there, or is of another case."
        if parts.pop(row.id, None) != (row.parts, row.parts, row.size):
            yield f"Document {row.id}: parts of it are missing, or cut short."
    for file_id in parts:
        yield f"Document {file_id}: its parts are there, and it is not."
    for file_id in sorted(signed - there):
        yield f"Document {file_id}: a signed record names it, and it is not there any more."


def _parts(session: Session) -> dict[str, tuple[int, int, int]]:
    """By document: how many parts there are, the number of the last, and how many bytes they hold."""
    lengths = func.sum(func.length(FilePart.sealed) - _SEALED_MORE)
    rows = select(FilePart.file_id, func.count(), func.max(FilePart.number), lengths)
    return {each[0]: (each[1], each[2], each[3]) for each in session.execute(rows.group_by(FilePart.file_id))}


def _signed(session: Session) -> set[str]:
    """The documents of signed records, as the ledger has them."""
    noted = select(LedgerRow.detail).where(LedgerRow.action == _SIGN, LedgerRow.detail.contains('"files"'))
    found: set[str] = set()
    for detail in session.scalars(noted):
        said: Mapping[str, object] = json.loads(detail)
        found.update(str(said.get("files", "")).split())
    return found
