"""Working days: Monday to Friday, without the days off that the service stated."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Final

SCREENED_WITHIN: Final = 3
"""Within how many working days a referral is screened that has no shorter time."""
_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4
_AHEAD: Final = range(1, 4)
"""From a Friday to the Monday after it are three days."""


def is_working_day(day: date, off: Collection[date] = ()) -> bool:
    """Whether the service works on that day."""
    return day.weekday() <= _FRIDAY and day not in off


def working_days_after(day: date, count: int, off: Collection[date] = ()) -> date:
    """The working day so many after a day."""
    while count:
        day += _DAY
        count -= is_working_day(day, off)
    return day


def later_days(days: int, off: Collection[date]) -> Iterator[tuple[date, date]]:
    """Every day that comes so many days from Monday to Friday after another, and later by the days off; and that day.

    What is due was counted without them: nothing that is signed changes when the service states another day off.
    """
    for due in sorted(set(_reached(days, off))):
        begun = _before(due, days)
        later = working_days_after(begun, days, off)
        if later != due:
            yield due, later


def next_days(off: Collection[date]) -> Iterator[tuple[date, date]]:
    """Every day whose next working day is put off by a day off, and that next working day."""
    for each in sorted({gone - n * _DAY for gone in off for n in _AHEAD}):
        later = working_days_after(each, 1, off)
        if later != working_days_after(each, 1):
            yield each, later


def _reached(days: int, off: Iterable[date]) -> Iterator[date]:
    """The days from Monday to Friday at which a count may end that goes over one of the days off."""
    for each in off:
        if is_working_day(each):
            yield each
            yield from (working_days_after(each, n) for n in range(1, days))


def _before(due: date, days: int) -> date:
    """The day from which so many days from Monday to Friday lead to one of them."""
    while days:
        days -= is_working_day(due)
        due -= _DAY
    return due
