"""What a citation of a row says now: the row as the newest version has it, or since when it is withdrawn."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.fields import forms
from app.domain.fields.rows import Cite, Row
from app.domain.fields.spec import specs
from app.domain.records.versions import Reading
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged
from app.models.tables import Record
from app.services.records.signed import is_open_to, parsed, signed_bytes
from app.services.vault.open_vault import OpenVault


def words_of(vault: OpenVault, session: Session, case_id: str, wires: Sequence[str]) -> dict[str, str]:
    """The words for each reference that is to a row; none for a row that is nowhere or may not be read."""
    found = ((wire, _words(vault, session, case_id, Cite.of(wire))) for wire in wires if "#" in wire)
    return {wire: words for wire, words in found if words}


def _words(vault: OpenVault, session: Session, case_id: str, cite: Cite) -> str:
    """The newest version that has the row speaks; where a later one has it no more, that one's date is told."""
    gone = ""
    for read in _newest_first(vault, session, case_id, cite.series):
        for row in _rows(read.content):
            if row.row == cite.row:
                code = row.code or type(row).__name__
                return f"{code}, withdrawn {gone}" if gone else f"{code}: {_said(row)}"
        gone = (read.heading.event or ClinicalDate()).show()
    return ""


def _newest_first(vault: OpenVault, session: Session, case_id: str, series: str) -> Iterator[Reading]:
    # A reference names the first version; one that was made to a later version names that.
    first = select(Record.series_id).where(Record.id == series).scalar_subquery()
    rows = select(Record).where(Record.case_id == case_id, Record.series_id == first)
    for row in session.scalars(rows.order_by(Record.version.desc())).all():
        if is_open_to(vault, row):
            try:
                read, _ = parsed(signed_bytes(vault, row))
            except Damaged:
                continue
            if isinstance(read, Reading):
                yield read


def _rows(content: Any) -> Iterator[Row]:
    for spec in specs(type(content)):
        if spec.row is not None:
            yield from (row for row in getattr(content, spec.name) if isinstance(row, Row))


def _said(row: Row) -> str:
    """The first text of a row: what it states."""
    written = (spec for spec in specs(type(row)) if isinstance(spec.form, forms.Text | forms.Line))
    return next((text for spec in written if (text := getattr(row, spec.name))), "")
