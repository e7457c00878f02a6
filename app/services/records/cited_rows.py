"""Rows of records as they are cited: the row as the newest version has it, or since when it is withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.fields.rows import Cite, Row
from app.domain.fields.spec import specs
from app.domain.kinds.registry import KINDS, VOIDING, title
from app.domain.records.shown import first_words
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged
from app.models.tables import Record
from app.services.records.moved import GONE, is_moved
from app.services.records.signed import is_open_to, parsed, signed_bytes
from app.services.records.standing import current_rows
from app.services.vault.open_vault import OpenVault

IN_ERROR: Final = ", marked in error"
"""Follows the words for a record that must not be relied on any more, and for a row of it."""


@dataclass(frozen=True)
class CitedRow:
    """A row as one version of its record has it: what a citation of it reads."""

    cite: Cite
    code: str
    said: str
    kind: str
    record: str
    version: int
    event: ClinicalDate

    @property
    def words(self) -> str:
        """The row in a line: "F2 Lives near the station (formulation of 03-Mar-2026, version 2)"."""
        where = f"{title(self.kind).lower()} of {self.event.show()}, version {self.version}"
        return f"{self.code} {self.said} ({where})"


def words_of(vault: OpenVault, session: Session, case_id: str, wires: Sequence[str]) -> dict[str, str]:
    """The words for each reference that is to a row; none for a row that is nowhere or may not be read."""
    found = ((wire, _words(vault, session, case_id, Cite.of(wire))) for wire in wires if "#" in wire)
    return {wire: words for wire, words in found if words}


def citable_rows(vault: OpenVault, session: Session, case_id: str) -> dict[str, tuple[CitedRow, ...]]:
    """The rows with a code of each record that stands in a case and that the member may read, by the record's id."""
    kinds = [kind.code for kind in KINDS.values() if _has_codes(kind.content)]
    standing = session.scalars(current_rows(case_id, Record).where(Record.kind.in_(kinds)))
    return {row.id: tuple(each for each in _rows_of(vault, row) if each.code) for row in standing}


def is_in_error(session: Session, record_id: str) -> bool:
    """Whether a record was marked as one that must not be relied on."""
    marks = exists().where(Record.about_id == record_id, Record.kind.in_(VOIDING))
    return bool(session.scalar(select(marks)))


def _words(vault: OpenVault, session: Session, case_id: str, cite: Cite) -> str:
    """The newest version that has the row speaks; where a later one has it no more, that one's date is told."""
    # A reference names the first version; one that was made to a later version names that.
    first = select(Record.series_id).where(Record.id == cite.series).scalar_subquery()
    versions = select(Record).where(Record.case_id == case_id, Record.series_id == first)
    if is_moved(session, cite.series):
        return GONE
    gone = ""
    for record in session.scalars(versions.order_by(Record.version.desc())).all():
        read = _read(vault, record)
        if read is None:
            continue
        for row in _rows_in(record, read):
            if row.cite.row == cite.row:
                told = f"{row.code or 'Row'}, withdrawn {gone}" if gone else row.words.strip()
                return f"{told}{IN_ERROR}" if is_in_error(session, record.id) else told
        gone = _event(read).show()
    return ""


def _rows_of(vault: OpenVault, record: Record) -> Iterator[CitedRow]:
    read = _read(vault, record)
    return iter(()) if read is None else _rows_in(record, read)


def _read(vault: OpenVault, record: Record) -> Reading | None:
    """What a version says; nothing where it is sealed, damaged, or of a newer form."""
    if is_open_to(vault, record):
        try:
            read, _ = parsed(signed_bytes(vault, record))
        except Damaged:
            return None
        if isinstance(read, Reading):
            return read
    return None


def _rows_in(record: Record, read: Reading) -> Iterator[CitedRow]:
    for spec in specs(type(read.content)):
        if spec.row is not None:
            for row in getattr(read.content, spec.name):
                if isinstance(row, Row):
                    cite = Cite(record.series_id, row.row)
                    said = first_words(row)
                    yield CitedRow(cite, row.code, said, record.kind, record.id, record.version, _event(read))


def _event(read: Reading) -> ClinicalDate:
    return read.heading.event or ClinicalDate()


def _has_codes(content: type) -> bool:
    return any(
        spec.row is not None and issubclass(spec.row, Row) and spec.row.letter for spec in specs(content)
    )
