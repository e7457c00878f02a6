"""The time axis: days to x, and tick dates that never crowd."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from app.charts.primitives import PLAIN, Text, TextWidth
from app.charts.roles import Role

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_APART = 5.0
"""The room between the names of months."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True)
class TimeScale:
    """Maps `start`..`end` on to `left`..`right`; days outside are held at the nearer edge."""

    start: date
    end: date
    left: float
    right: float

    def shows(self, first: date, last: date | None) -> bool:
        """Say whether any day from `first` to `last` lies on the axis; None is without end."""
        return first <= self.end and (last is None or last >= self.start)

    def x(self, day: date) -> float:
        """Return the x of a day."""
        return self.at(day.toordinal() - self._zero)

    def at(self, days: int) -> float:
        """Return the x of so many days after `start`."""
        if days <= 0:
            return self.left
        return self.right if days >= self._span else self.left + self._pitch * days

    def days_in(self, length: float) -> int:
        """Return how many whole days a length covers; at least one."""
        return max(1, int(length / self._pitch)) if self._pitch > 0 else self._span

    @cached_property
    def _zero(self) -> int:
        return self.start.toordinal()

    @cached_property
    def _span(self) -> int:
        return max(1, self.end.toordinal() - self._zero)

    @cached_property
    def _pitch(self) -> float:
        return (self.right - self.left) / self._span


def month_ticks(start: date, end: date, step: int) -> list[date]:
    """Return the first days of every `step`-th month inside the range, counted from January of year 1."""
    month = start.year * 12 + start.month - 1 + (start.day > 1)
    month += -month % step
    last = end.year * 12 + end.month - 1
    return [date(m // 12, m % 12 + 1, 1) for m in range(month, last + 1, step) if m // 12 <= date.max.year]


def heads(
    scale: TimeScale, size: float, baseline: float, clear: tuple[float, float], text_width: TextWidth
) -> tuple[list[float], list[Text]]:
    """Where months begin, as many as fit without crowding, and their names; none stands in `clear`."""
    months = max(1.0, (scale.end.toordinal() - scale.start.toordinal()) / 30.44)
    pitch = (scale.right - scale.left) / months
    whole = text_width("Mmm 0000", size, PLAIN) + _APART
    step = next((s for s in _STEPS[1:] if pitch * s >= whole), _STEPS[-1])
    if pitch >= text_width("Mmm", size, PLAIN) + _APART:
        step = 1
    days = month_ticks(scale.start, scale.end, step)
    # Every month has its name in the middle, the one that is under way at the left edge too.
    named = days if step > 1 or (days and days[0] == scale.start) else [scale.start, *days]
    names: list[Text] = []
    free = scale.left
    edges = [*(scale.x(day) for day in named), scale.right]
    for n, (day, (left, right)) in enumerate(zip(named, pairwise(edges), strict=True)):
        # The first says its year, unless the next begins one and says that.
        is_told = any(each.month == 1 for each in named[n + 1 : n + 2])
        text = _name(day, step, with_year=day.month == 1 or not (names or is_told))
        width = text_width(text, size, PLAIN)
        x = (left + right - width) / 2 if step == 1 else left + 2
        # The month of a new year is wider than its neighbours, which leave it room.
        fits = free <= x and x + width <= scale.right
        if fits and (x + width < clear[0] or x > clear[1]):
            names.append(Text(x, baseline, text, size, role=Role.MUTED))
            free = x + width + _APART / 2
    return [scale.x(day) for day in days], names


def _name(day: date, step: int, *, with_year: bool) -> str:
    if step >= len(MONTHS):
        return str(day.year)
    month = MONTHS[day.month - 1]
    return f"{month} {day.year}" if with_year else month
