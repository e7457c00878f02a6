"""What stands around a record, in plain words: who signed it and when, how it is known, where it is kept."""

from datetime import datetime, timedelta, timezone
from typing import Final

from app.domain.fields.compartments import Compartment
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.values.author import Author
from app.domain.values.dates import ClinicalDate, show_instant
from app.services.records.drafts import DraftView
from app.services.records.reading import RecordView
from app.services.vault.member import Member

Pairs = tuple[tuple[str, str], ...]

LATE_FROM_DAYS: Final = 2
"""From so many days after the event on, the delay is said (Royal College of Physicians, generic medical record keeping
standards: where an entry is delayed, the delay is recorded)."""


def signed_line(record: RecordView) -> str:
    """Who signed and when: the line that a reader looks for first."""
    said = record.provenance
    return f"{byline(said.author)}, {show_instant(_time(said.signed_at), said.offset_minutes)}"


def byline(author: Author | Member) -> str:
    """Name, role and registration."""
    return ", ".join(part for part in (author.name, author.role, author.registration) if part)


def signature_words(record: RecordView) -> str:
    """Whether it can be relied on, and on whose word."""
    if record.fault:
        return f"Do not rely on this record. {record.fault}"
    return f"Genuine and unaltered. Signed by {signed_line(record)}."


def of_record(record: RecordView) -> Pairs:
    """How a signed record came about and where it is kept, besides who signed it."""
    said = record.provenance
    signed_at, begun_at = _time(said.signed_at), _time(said.begun_at)
    written = (
        f"Begun {show_instant(begun_at, said.offset_minutes)}, "
        f"signed {show_instant(signed_at, said.offset_minutes)}"
    )
    signed_on = signed_at.astimezone(timezone(timedelta(minutes=said.offset_minutes)))
    return (
        ("Written", ". ".join(part for part in (written, delay(record.sheet, signed_on)) if part)),
        *((("Clock", record.clock),) if record.clock else ()),
        *_of_place(record.kind, said.compartment),
        ("Version", f"{said.version}" + (", replaced by a newer one" if record.replaced_by else "")),
        *((("Form", record.reading.sentence),) if record.reading.sentence else ()),
    )


def of_draft(draft: DraftView, author: Member, now: datetime) -> Pairs:
    """What a draft will say about itself once it is signed; `now` in the site's zone."""
    return (
        ("Signed by", byline(author)),
        ("Signed on", ". ".join(part for part in (_day(now), delay(draft.sheet, now)) if part)),
        *_of_place(draft.kind, draft.compartment),
    )


def delay(sheet: Sheet, signed_on: datetime) -> str:
    """Say it when the record was signed days after what it tells of; empty when it was not."""
    event = sheet.event.latest() if sheet.event and sheet.event.is_exact else None
    days = (signed_on.date() - event).days if event else 0
    return f"Late entry: {days} days after the event" if days >= LATE_FROM_DAYS else ""


def _of_place(made: Kind, compartment: Compartment) -> Pairs:
    sealed = ", sealed: only who is admitted reads it" if compartment.is_sealed else ""
    return (("Kind", made.title), ("Kept in", compartment.label + sealed))


def _day(at: datetime) -> str:
    return ClinicalDate.of(at.date()).show()


def _time(wire: str) -> datetime:
    return datetime.fromisoformat(wire)
