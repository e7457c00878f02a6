"""A calendar's file, read back by a reader that knows RFC 5545 and nothing of ours."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.icalendar import CalendarEvent, calendar, whole_day

MADE: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BEGINS: Final = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
LONDON: Final = ZoneInfo("Europe/London")
_UNESCAPED: Final = {"n": "\n", "N": "\n"}


def event(**changes: object) -> CalendarEvent:
    said = {
        "id": "01a20000-0000-7000-8000-000000000001",
        "begins": BEGINS,
        "ends": BEGINS + timedelta(minutes=50),
        "sequence": 0,
        "cancelled": False,
    }
    return CalendarEvent(**said | changes)  # type: ignore[arg-type]


def unfolded(content: bytes) -> list[str]:
    """Section 3.1: lines end with CRLF, and one that begins with a blank goes on with the one before."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    # Each piece is text by itself: no character is torn in two.
    assert all(line.decode() is not None for line in lines)
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def parts(content: bytes) -> list[dict[str, str]]:
    """The events: what each says by the name of the property, parameters and all."""
    lines = unfolded(content)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    return list(_events(lines))


def _events(lines: list[str]) -> Iterator[dict[str, str]]:
    inside: dict[str, str] | None = None
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = {}
        elif line == "END:VEVENT":
            assert inside is not None
            yield inside
            inside = None
        elif inside is not None:
            name, _, value = line.partition(":")
            assert name not in inside
            inside[name] = value


def said(value: str) -> str:
    """Section 3.3.11: the text of a value."""
    return re.sub(r"\\(.)", lambda found: _UNESCAPED.get(found[1], found[1]), value)


def test_an_event_says_when_where_and_a_reference_and_no_more() -> None:
    content = calendar([event(reference="NM-0198", place="Room 4")], MADE)
    assert parts(content) == [
        {
            "UID": "01a20000-0000-7000-8000-000000000001",
            "DTSTAMP": "20261123T090000Z",
            "DTSTART": "20261125T100000Z",
            "DTEND": "20261125T105000Z",
            "SEQUENCE": "0",
            "STATUS": "CONFIRMED",
            "CLASS": "PRIVATE",
            "SUMMARY": "Appointment",
            "DESCRIPTION": "NM-0198",
            "LOCATION": "Room 4",
        }
    ]
    head = unfolded(content)[2:4]
    assert head == ["PRODID:-//Casework//Diary//EN", "METHOD:PUBLISH"]


def test_what_is_not_said_has_no_line_and_a_cancelled_one_says_so() -> None:
    (only,) = parts(calendar([event(sequence=2, cancelled=True)], MADE))
    assert only.keys().isdisjoint({"DESCRIPTION", "LOCATION", "ORGANIZER", "ATTENDEE", "URL"})
    assert (only["STATUS"], only["SEQUENCE"]) == ("CANCELLED", "2")


def test_a_whole_day_ends_where_the_next_begins() -> None:
    begins, ends = whole_day(date(2026, 12, 31))
    (only,) = parts(calendar([event(begins=begins, ends=ends)], MADE))
    assert (only["DTSTART;VALUE=DATE"], only["DTEND;VALUE=DATE"]) == ("20261231", "20270101")


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2026, 7, 1, 10, 0, tzinfo=LONDON), "20260701T090000Z"),
        (datetime(2026, 12, 1, 10, 0, tzinfo=LONDON), "20261201T100000Z"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), "20261025T003000Z"),
    ],
)
def test_a_time_is_told_in_utc_whatever_the_clock_at_the_site_does(local: datetime, utc: str) -> None:
    (only,) = parts(calendar([event(begins=local)], MADE))
    assert only["DTSTART"] == utc


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        calendar([event(begins=BEGINS.replace(tzinfo=None))], MADE)


@given(place=st.text(min_size=1, max_size=300))
def test_any_place_comes_back_as_it_was_and_breaks_no_line(place: str) -> None:
    (only,) = parts(calendar([event(place=place)], MADE))
    kept = "".join(each for each in place if each == "\n" or (each >= " " and each != "\x7f"))
    assert said(only.get("LOCATION", "")) == kept


def test_a_place_that_looks_like_a_line_is_a_place() -> None:
    (only,) = parts(calendar([event(place="Room 4\r\nATTENDEE:mailto:a@b.c")], MADE))
    assert "ATTENDEE" not in only
    assert said(only["LOCATION"]) == "Room 4\nATTENDEE:mailto:a@b.c"
