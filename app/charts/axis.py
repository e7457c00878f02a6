"""The time axis: days to x, and tick dates that never crowd."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.charts.primitives import PLAIN, Line, Primitive, Role, Text, TextWidth

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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


def axis(scale: TimeScale, top: float, bottom: float, size: float, text_width: TextWidth) -> list[Primitive]:
    """Draw tick lines from `top` to `bottom` with their month above, as many as fit without crowding."""
    room = scale.right - scale.left
    label = text_width("Mmm 0000", size, PLAIN) + 8
    months = max(1.0, (scale.end.toordinal() - scale.start.toordinal()) / 30.44)
    step = next((s for s in _STEPS if room / months * s >= label), _STEPS[-1])
    out: list[Primitive] = []
    for day in month_ticks(scale.start, scale.end, step):
        x = scale.x(day)
        text = f"{MONTHS[day.month - 1]} {day.year}"
        out.append(Line(x, top, x, bottom, Role.GRID, 0.5))
        if x + 2 + text_width(text, size, PLAIN) <= scale.right + label:
            out.append(Text(x + 2, top + size - 1, text, size, role=Role.MUTED))
    return out
