"""How an appointment is told in lists: when, what for, where, with whom, and how it went."""

from datetime import date
from typing import Final

from app.domain.cases.appointment import MODES, OUTCOMES, PURPOSES
from app.domain.fields.answers import SETTINGS
from app.domain.values.dates import ClinicalDate
from app.services.cases.appointments import NOTE_BEGUN, NOTE_NONE, NOTE_SIGNED, Entry

BUSY: Final = "Busy"
AFTER_DEATH: Final = "Not held: the person died"
_PURPOSES: Final = {each.code: each.label for each in PURPOSES}
_MODES: Final = {each.code: each.label for each in MODES}
_SETTINGS: Final = {each.code: each.label for each in SETTINGS}
_OUTCOMES: Final = {each.code: each.label for each in OUTCOMES}
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOTES: Final = {NOTE_SIGNED: "noted", NOTE_BEGUN: "note begun", NOTE_NONE: "no note yet"}


def day(on: str | date) -> str:
    """The day with its weekday: "Mon 30-Nov-2026"."""
    at = date.fromisoformat(on) if isinstance(on, str) else on
    return f"{_WEEKDAYS[at.weekday()]} {ClinicalDate.of(at).show()}"


def time(clock: str, ends: str) -> str:
    """From when to when, or that it is the whole day."""
    return f"{clock} to {ends}" if ends > clock else clock or "Whole day"


def purpose(code: str) -> str:
    """What it is for."""
    return _PURPOSES.get(code, code)


def setting(code: str) -> str:
    """The sort of place."""
    return _SETTINGS.get(code, code)


def what(entry: Entry) -> str:
    """What it is for, or that its members are busy."""
    return purpose(entry.purpose) if entry.is_seen else BUSY


def where(entry: Entry) -> str:
    """The place in its own words, else its sort; and how, where that is not in person."""
    how = "" if entry.mode in {"", "in_person"} else _MODES.get(entry.mode, entry.mode)
    place = entry.place or setting(entry.setting)
    return ", ".join(part for part in (place, how.lower() if place else how) if part)


def went(entry: Entry, today: date) -> str:
    """How it went and whether it is noted; of what has come and nobody said, that."""
    if not entry.is_seen:
        return ""
    if entry.is_after_death:
        return AFTER_DEATH
    is_past = entry.day < today.isoformat()
    said = _OUTCOMES.get(entry.outcome, entry.outcome) or ("Not said" if is_past else "")
    note = _NOTES.get(entry.note, "") if entry.outcome or is_past or entry.note != NOTE_NONE else ""
    return ", ".join(part for part in (said, note if said else note.capitalize()) if part)


def is_wanting(entry: Entry, today: date) -> bool:
    """Whether it is past, and it is not said how it went or its note is missing."""
    is_past = entry.is_seen and entry.day < today.isoformat() and not entry.is_after_death
    return is_past and (not entry.outcome or entry.note in {NOTE_NONE, NOTE_BEGUN})
