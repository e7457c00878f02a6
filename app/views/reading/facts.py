"""What stands around a record, in plain words: who signed it and when, how it is known, where it is kept."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Final

from app.domain.fields.compartments import Compartment
from app.domain.records.late import days_late
from app.domain.records.record import Sheet
from app.domain.values.author import Author
from app.domain.values.dates import ClinicalDate, show_instant
from app.services.records.drafts import DraftView
from app.services.records.reading import RecordView
from app.services.vault.member import Member

Pairs = tuple[tuple[str, str], ...]

NONE_SENT: Final = "None of this case was sent since it was signed"
MAY_HOLD: Final = "Sent since it was signed; each is of the case, and may say what stands here"
NO_EARLIER_SENT: Final = "None of this case was sent since the first version was signed"
MAY_HOLD_EARLIER: Final = (
    "Sent since the first version was signed; each is of the case, and may say what stood here: tell who has it what "
    "changed"
)


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
    if record.status == "error":
        return f"It says what was signed by {signed_line(record)}, and is marked in error."
    return f"Genuine and unaltered. Signed by {signed_line(record)}."


def dated_line(record: RecordView, today: date) -> str:
    """The day it is about, which version it is, and how it stands: what is read beside its title."""
    day = record.sheet.event.show() if record.sheet.event else "Undated"
    acts = record.status == "signed" and record.reading.is_whole
    stands = record.kind.stands(record.sheet.content, today) if acts else ""
    line = f"{day}, version {record.provenance.version}"
    return f"{line}; {stands} on {ClinicalDate.of(today).show()}" if stands else line


def signing_lines(record: RecordView) -> tuple[str, ...]:
    """Who signed, one thing a line: name, role, registration, when."""
    said = record.provenance
    who = said.author
    when = f"Signed {show_instant(_time(said.signed_at), said.offset_minutes)}"
    return tuple(part for part in (who.name, who.role, who.registration, when) if part)


def of_record(record: RecordView) -> Pairs:
    """How a signed record came about, besides who signed it."""
    said = record.provenance
    signed_at, begun_at = _time(said.signed_at), _time(said.begun_at)
    signed = show_instant(signed_at, said.offset_minutes)
    signed_on = signed_at.astimezone(timezone(timedelta(minutes=said.offset_minutes)))
    # A later version tells of the same event: how late that was entered, the first one says.
    late = delay(record.sheet, signed_on) if said.version == 1 else ""
    return (
        ("Begun", show_instant(begun_at, said.offset_minutes)),
        ("Signed", ". ".join(part for part in (signed, late) if part)),
        *((("Clock", record.clock),) if record.clock else ()),
        ("Kind", record.kind.title),
        ("Version", f"{said.version}" + (", replaced by a newer one" if record.replaced_by else "")),
        *((("Form", record.reading.sentence),) if record.reading.sentence else ()),
    )


def holding(record: RecordView, sent: Iterable[tuple[str, str]], total_sent: int) -> Pairs:
    """Who may have it outside the vault and who reads it inside; `sent` has the day and recipient of each summary."""
    named = tuple(sent)
    more = total_sent - len(named)
    is_first = record.provenance.version == 1
    none, some = (NONE_SENT, MAY_HOLD) if is_first else (NO_EARLIER_SENT, MAY_HOLD_EARLIER)
    return (
        ("Summaries", some if named else none),
        *named,
        *(((f"{more:,} more", "Under Sharing"),) if more else ()),
        ("Kept in", kept_in(record.provenance.compartment)),
    )


def of_draft(draft: DraftView, author: Member, now: datetime) -> Pairs:
    """What a draft will say about itself once it is signed; `now` in the site's zone."""
    return (
        ("Signed by", byline(author)),
        ("Signed on", ". ".join(part for part in (_day(now), delay(draft.sheet, now)) if part)),
        ("Kind", draft.kind.title),
        ("Kept in", kept_in(draft.compartment)),
    )


def delay(sheet: Sheet, signed_on: datetime) -> str:
    """Say it when the record was signed days after what it tells of; empty when it was not."""
    days = days_late(sheet.event, signed_on.date())
    if not days or sheet.event is None:
        return ""
    least = "" if sheet.event.is_exact else "about " if sheet.event.about else "at least "
    return f"Late entry: {least}{days} days after the event"


def kept_in(compartment: Compartment) -> str:
    """The compartment, and who reads what is there."""
    return compartment.label + (", sealed: only who is admitted reads it" if compartment.is_sealed else "")


def _day(at: datetime) -> str:
    return ClinicalDate.of(at.date()).show()


def _time(wire: str) -> datetime:
    return datetime.fromisoformat(wire)
