"""A time of day as clinicians type it: 14:20, 1420, 14.20, 2.20 pm, 9am."""

import re
from typing import Final

from app.errors import NotAcceptable

_SENTENCE: Final = "That is not a time of day Casework can read: try 14:20 or 2.20 pm."
_TYPED: Final = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm)?", re.ASCII)
_NOON, _DAY = 12, 24
PATTERN: Final = "([01][0-9]|2[0-3]):[0-5][0-9]"
"""The regular expression of a time of day as it is kept."""


def parse_time(typed: str) -> str:
    """The time as "14:20"; raises NotAcceptable, for an hour alone too unless it says am or pm."""
    found = _TYPED.fullmatch(typed.strip().casefold())
    if found is None or not (found[2] or found[3]):
        raise NotAcceptable(_SENTENCE)
    hour, minute, half = int(found[1]), found[2] or "00", found[3]
    if half:
        if not 1 <= hour <= _NOON:
            raise NotAcceptable(_SENTENCE)
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    if hour >= _DAY:
        raise NotAcceptable(_SENTENCE)
    return f"{hour:02}:{minute}"
