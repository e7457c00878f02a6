"""How a licence stands on a day, worked out from its dates, and the stretches of time in which it runs."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.kinds.parts.running import begun, known, over
from app.domain.values.dates import ClinicalDate


class Status(StrEnum):
    """How it stands on a day; the value is its words."""

    NOT_YET = "not yet begun"
    IN_FORCE = "in force"
    RECALLED = "recalled"
    EXPIRED = "expired"
    NOT_KNOWN = "not known"


def status(licence: Any, on: date) -> Status:
    """How it stands on a day: in force from release to the last day of its end, but for the time of a recall."""
    if known(licence.released_on) is None:
        return Status.NOT_KNOWN
    if not begun(licence.released_on, on):
        return Status.NOT_YET
    if over(licence.ends, on):
        return Status.EXPIRED
    if recalled_on(licence, on) is not None:
        return Status.RECALLED
    return Status.IN_FORCE if known(licence.ends) else Status.NOT_KNOWN


def recalled_on(licence: Any, on: date) -> ClinicalDate | None:
    """Since when the person is back in custody by a recall, as of a day; None where they are not."""
    begins = [each for each in in_turn(licence) if begun(each.on, on)]
    if not begins or (begins[-1].back_out is not None and begun(begins[-1].back_out, on)):
        return None
    day: ClinicalDate | None = begins[-1].on
    return day


def stretches(licence: Any) -> Iterator[tuple[ClinicalDate, ClinicalDate | None, bool]]:
    """From when to when it runs, each time up to a recall, and whether it was one that ended it."""
    start = known(licence.released_on)
    for each in in_turn(licence):
        if start and known(each.on):
            yield start, each.on, True
        start = known(each.back_out)
    if start:
        yield start, known(licence.ends), False


def in_turn(licence: Any) -> list[Any]:
    """Its recalls, oldest first."""
    return sorted(licence.recalls, key=lambda each: each.on.sort_key() if each.on else "")
