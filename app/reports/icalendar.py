"""Appointments as an iCalendar file (RFC 5545): when and where, and a reference; never a name.

What a calendar shows of it may be seen by anybody: on a locked screen, at a service that the calendar is kept with. So
the summary is one word for all, and neither the program nor its place of work is named. Times are in UTC.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

SUMMARY: Final = "Appointment"
_MAKER: Final = "-//Casework//Diary//EN"
_OCTETS: Final = 75
"""How long a line may be, its break left out."""
_BREAK: Final = "\r\n"
_SPELT: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class CalendarEvent:
    """One appointment: from a moment to another, or whole days of which the last is not in it.

    `sequence` grows with each change of it, so that a calendar takes what is newer in place of what it has.
    """

    id: str
    begins: datetime | date
    ends: datetime | date
    sequence: int
    cancelled: bool
    reference: str = ""
    place: str = ""


def calendar(events: Sequence[CalendarEvent], made_at: datetime) -> bytes:
    """The file. Raises ValueError for a time without its zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_MAKER}",
        "METHOD:PUBLISH",
        *(line for event in events for line in _event(event, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}{_BREAK}" for line in lines for folded in _folded(line)).encode()


def _event(event: CalendarEvent, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}"
    yield f"DTSTAMP:{_moment(made_at)}"
    yield f"DTSTART{_time(event.begins)}"
    yield f"DTEND{_time(event.ends)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    yield f"SUMMARY:{SUMMARY}"
    if event.reference:
        yield f"DESCRIPTION:{_text(event.reference)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    yield "END:VEVENT"


def whole_day(day: date) -> tuple[date, date]:
    """The days of which one whole day is made."""
    return day, day + timedelta(days=1)


def _time(at: datetime | date) -> str:
    if isinstance(at, datetime):
        return f":{_moment(at)}"
    return f";VALUE=DATE:{at:%Y%m%d}"


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a time needs its zone")
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(typed: str) -> str:
    """A text with what has a meaning of its own spelt out, and no control character left."""
    return "".join(each for each in typed.translate(_SPELT) if each >= " " and each != "\x7f")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none ending within a character; each but the first after a blank."""
    piece, size = "", 0
    for each in line:
        octets = len(each.encode())
        if size + octets > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + each, size + octets
    yield piece
