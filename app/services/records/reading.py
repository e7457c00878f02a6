"""Shows a signed record: its sheet, whether its signature holds, and what was said of it since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from app.domain.fields.compartments import Compartment
from app.domain.kinds import registry
from app.domain.records.drawing import facets_of
from app.domain.records.facets import RETURNED, Countersigned
from app.domain.records.kind import Kind
from app.domain.records.record import Provenance, Sheet
from app.domain.records.shown import ShownSection, texts
from app.domain.records.versions import Reading, Unread
from app.domain.records.written import Written
from app.models.tables import Record, Staff
from app.services.records.citable import shown_sections
from app.services.records.compared import compared
from app.services.records.named import is_named
from app.services.records.signed import fault_of, parsed, signed_bytes
from app.services.vault.clock import duration
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures

# Made once: an alias copies every column of its table.
_REMARK: Final = aliased(Record)


@dataclass(frozen=True)
class Said:
    """An addendum, error mark or countersignature. `fault` is empty while its signature holds, else why it does not."""

    id: str
    kind: str
    text: str
    author: str
    signed_at: datetime
    fault: str
    returns: bool = False
    """Whether it returns the record, with remarks that its next version answers."""


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
    sections: tuple[ShownSection, ...]
    """What it says in words, with what it refers to named."""
    versions: tuple["VersionLine", ...]
    """Every version of it, the first one first."""
    names_victim: bool = False
    """Whether it was signed though it names a victim; said to who is admitted to the victims alone."""

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
    is_error: bool
    """Whether it was marked in error."""


def versions(session: Session, row: Record) -> tuple[VersionLine, ...]:
    """Every version of a record, the first one first."""
    marked = exists().where(_REMARK.about_id == Record.id, _REMARK.kind.in_(registry.VOIDING))
    series = (
        select(Record.id, Record.version, Staff.name, Record.signed_at, marked)
        .join(Staff, Staff.id == Record.author_id)
        .where(Record.series_id == row.series_id)
        .order_by(Record.version)
    )
    found = session.execute(series).all()
    return tuple(VersionLine(*each[:4], each is found[-1], bool(each[4])) for each in found)


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
        sections=shown_sections(
            vault, session, row.case_id, reading.kind, reading.sheet, compared(vault, session, row, reading)
        ),
        versions=versions(session, row),
        names_victim=vault.compartments.admits(Compartment.VICTIM) and is_named(session, row),
    )


def _clock(vault: OpenVault, row: Record, provenance: Provenance) -> str:
    """Say that the clock was behind, or that the lead said later that it was wrong."""
    place = row.device or "", row.seq or 0
    if any(each.covers(*place) and row.signed_at > each.at for each in vault.statements):
        return "Signed while the clock was wrong"
    behind = provenance.behind_minutes
    return f"The clock was behind by {duration(behind)}" if behind else ""


def _fault_of_said(said: tuple[Said, ...]) -> str:
    if any(each.fault for each in said):
        return (
            "An addendum or error mark of this record, or a countersignature, does not verify: it may have been put "
            "there by another hand."
        )
    return ""


def _said(vault: OpenVault, session: Session, signatures: Signatures, record_id: str) -> list[Said]:
    rows = session.execute(
        select(Record).where(Record.about_id == record_id).order_by(Record.ordered_at, Record.seq)
    ).scalars()
    out = []
    for row in rows:
        body = signed_bytes(vault, row)
        reading, provenance = parsed(body)
        said = (*texts(reading.sheet.content), *reading.sheet.left)
        text = "\n\n".join(words for _, words in said)
        fault = fault_of(signatures, row, body)
        name, returns = provenance.author.name, _returns(reading)
        out.append(Said(row.id, row.kind, text, name, row.signed_at, fault, returns))
    return out


def _returns(reading: Reading | Unread) -> bool:
    """Whether what was said returns the record to its author."""
    if not isinstance(reading, Reading):
        return False
    drawn = facets_of(reading.kind, Written(reading.heading, reading.content))
    return any(isinstance(each, Countersigned) and each.verdict == RETURNED for each in drawn)
