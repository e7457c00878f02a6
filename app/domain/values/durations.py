"""Durations as clinicians type them: 50, 1h 20, 1:20, 1.5h, 90 min."""

import re

from app.errors import NotAcceptable

_SENTENCE = "That is not a length of time Casework can read: try 50, 1h 20 or 1:20."
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|min|mins|minute|minutes)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)
_HOURS = re.compile(
    r"(\d{1,2})(?:[.,](\d))?\s*(?:h|hr|hrs|hour|hours)(?:\s*([0-5]?\d)\s*(?:m|min|mins|minute|minutes)?)?",
    re.ASCII,
)
_HOUR = 60


def parse_minutes(typed: str) -> int:
    """The minutes that were typed; raises NotAcceptable."""
    words = " ".join(typed.casefold().split())
    if found := _MINUTES.fullmatch(words):
        return int(found[1])
    if found := _CLOCK.fullmatch(words):
        return int(found[1]) * _HOUR + int(found[2])
    if found := _HOURS.fullmatch(words):
        tenths, minutes = found[2], found[3]
        if tenths and minutes:
            raise NotAcceptable(_SENTENCE)
        return int(found[1]) * _HOUR + int(tenths or 0) * _HOUR // 10 + int(minutes or 0)
    raise NotAcceptable(_SENTENCE)


def show_minutes(minutes: int) -> str:
    """In words: "50 minutes", "1 hour 20 minutes"."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [_counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(_counted(rest, "minute"))
    return " ".join(parts)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
