"""How a red flag stands on a day: open until it is closed, whatever was done."""

from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.kinds.parts.running import cut_short, over


class Status(StrEnum):
    """How it stands on a day; the value is its words."""

    UNANSWERED = "open, not yet done or told"
    OPEN = "open"
    UNWATCHED = "open, was watched until then"
    CLOSED = "closed"


def is_acted_on(flag: Any) -> bool:
    """Whether it says what was done and who was told, or why nothing and nobody."""
    return bool((flag.done or flag.nothing_done) and (flag.told or flag.nobody_told))


def status(flag: Any, on: date) -> Status:
    """How it stands on a day. It never closes by itself, and is closed from the day on which it was."""
    if cut_short(flag.closed_on, on):
        return Status.CLOSED
    if not is_acted_on(flag):
        return Status.UNANSWERED
    return Status.UNWATCHED if over(flag.watch_until, on) else Status.OPEN
