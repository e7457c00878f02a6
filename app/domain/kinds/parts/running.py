"""When something that lasts has begun and is over: what the dates of an order, bail, a licence or a stay say on a day.

A date that is not exact is taken for what binds longest: begun from the first day that it can be, over after the last.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from app.domain.values.dates import ClinicalDate, add_months
from app.errors import NotADate

_DAY: Final = timedelta(days=1)


def known(day: ClinicalDate | None) -> ClinicalDate | None:
    """The date if it says a day, month or year; None where it is unanswered or "not known"."""
    return day if day is not None and day.is_known else None


def begun(day: ClinicalDate | None, on: date) -> bool:
    """Whether what begins then may have begun by that day."""
    first = day.earliest() if day else None
    return first is not None and first <= on


def over(day: ClinicalDate | None, on: date) -> bool:
    """Whether what lasts to the end of that date is over: on its last day it still holds."""
    last = day.latest() if day else None
    return last is not None and last < on


def cut_short(day: ClinicalDate | None, on: date) -> bool:
    """Whether what was ended then is ended by that day: it is from the day itself on; of "not known" it always is."""
    last = day.latest() if day else None
    return day is not None and (last is None or last <= on)


def is_before(day: ClinicalDate | None, other: ClinicalDate | None) -> bool:
    """Whether one date lies before another for certain, as well as both are known."""
    last = day.latest() if day else None
    first = other.earliest() if other else None
    return last is not None and first is not None and last < first


def latest(days: Iterable[ClinicalDate | None]) -> ClinicalDate | None:
    """The one of them that lies last; None where none is known."""
    return max(_known(days), key=lambda each: each.latest() or date.min, default=None)


def _known(days: Iterable[ClinicalDate | None]) -> Iterator[ClinicalDate]:
    return (each for each in days if each is not None and each.is_known)


def last_of_months(first: date, months: int) -> date:
    """The last day of a period of so many months that begins with a day (the corresponding date rule).

    Three months from 29-Aug-2026 end with 28-Nov-2026; where the month is too short, with its last day. Raises
    NotADate out of range.
    """
    on = add_months(first, months)
    return on if on.day < first.day else on - _DAY


def last_of_months_after(day: ClinicalDate | None, months: int) -> ClinicalDate | None:
    """The last day of a period that begins with the day after an exact date; None for any other."""
    first = day.earliest() if day and day.is_exact else None
    try:
        return ClinicalDate.of(last_of_months(first + _DAY, months)) if first else None
    except NotADate:
        return None
