"""How a section of the Mental Health Act stands on a day, worked out from its dates."""

from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.kinds.parts.running import begun, cut_short, known, over


class Status(StrEnum):
    """How it stands on a day; the value is its words."""

    NOT_YET = "not yet in force"
    IN_FORCE = "in force"
    RUN_OUT = "ran out unless renewed"
    ENDED = "ended"
    NOT_KNOWN = "not known"


def status(held: Any, on: date) -> Status:
    """How it stands on a day.

    A section lapses with its last day unless it was renewed before (Mental Health Act 1983, section 20), and a renewal
    may not have been told here: past that day it is said to have run out unless renewed. One without a last day, as
    section 37 with 41 or a conditional discharge, holds until it is said to have ended.
    """
    if cut_short(held.ended_on, on):
        return Status.ENDED
    if known(held.from_on) is None:
        return Status.NOT_KNOWN
    if not begun(held.from_on, on):
        return Status.NOT_YET
    return Status.RUN_OUT if over(held.ends, on) else Status.IN_FORCE
