"""Marks by the thousand in rows: sorted once by day, so that drawing a stretch touches only what can be told apart.

Marks of one look that lie nearer to each other than can be told apart share a spot: one symbol stands for all of them.
Spots lie on a grid of days that does not move with the axis, so that nothing flickers while the axis is moved.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.charts.axis import TimeScale
from app.charts.marks import Event, Lane, Sign
from app.charts.primitives import Line, Primitive
from app.charts.roles import Role
from app.charts.signs import LOOKS, Look

DOTS: Final = (0.9, 1.6)
"""The dashes of a whisker."""
_ABOUT, _TICK = 3.4, 0.9
"""How far the whisker of one day that is not sure reaches, and half the tick where a period begins, in marks."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Symbols of one look on a line at y, from left to right; `spots` are the events that stand at each."""

    look: Look
    y: float
    size: float
    xs: Sequence[float]
    spots: Sequence[Sequence[int]]

    def shapes(self) -> Iterator[Primitive]:
        """Each symbol by itself, for a painter that knows no crowds; it bears the index of the first in its spot."""
        for x, spot in zip(self.xs, self.spots, strict=True):
            yield from self.look.shapes(x, self.y, self.size, event=spot[0])


@dataclass(frozen=True, slots=True)
class _Sort:
    """The events of one row that look the same, by day."""

    look: Look
    days: list[int]
    events: list[int]
    stretches: list[tuple[int, int]] | None
    """The first and last day of each, where they are more than a mark."""
    has_whisker: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The events of a lane that go by one name, and a few words that are said of all of them."""

    lane: Lane
    name: str
    words: str
    sorts: tuple[_Sort, ...]


@dataclass(frozen=True)
class InTime:
    """Events sorted for drawing; made once for an axis that is drawn again and again."""

    events: Sequence[Event]
    rows: tuple[Row, ...]
    """By lane, and in each by what came first."""
    unmarked: int
    """How many have no mark."""

    @classmethod
    def of(cls, events: Sequence[Event]) -> "InTime":
        """Sort events; their indexes are those of the sequence."""
        gathered = _gathered(events)
        lanes = list(Lane)
        names = sorted(gathered, key=lambda name: (lanes.index(name[0]), gathered[name].first))
        rows = tuple(gathered[lane, name].row(events, lane, name) for lane, name in names)
        marked = sum(len(sort.events) for row in rows for sort in row.sorts)
        return cls(events, rows, len(events) - marked)

    @property
    def sorts(self) -> Iterator[_Sort]:
        """What is drawn, by how it is drawn."""
        return (sort for row in self.rows for sort in row.sorts)

    def crowds(
        self, row: Row, scale: TimeScale, y: float, marker: float, apart: float, today: float
    ) -> Iterator[tuple[Crowd, list[Line]]]:
        """What is in sight of a row, with its whiskers and periods; `apart` is how far spots can be told.

        What was cannot be later than today, at the x of that name.
        """
        quantum = scale.days_in(apart)
        for sort in row.sorts:
            days, events = _in_sight(sort, scale)
            first = scale.start.toordinal()
            xs, spots = [], []
            low, high = 0, len(days)
            while low < high:
                past = bisect_left(days, (days[low] // quantum + 1) * quantum, low + 1, high)
                xs.append(scale.at(days[low] - first))
                spots.append(events[low:past])
                low = past
            if xs:
                lines = self._lines(spots, xs, scale, y, marker, today) if sort.stretches is not None else []
                yield Crowd(sort.look, y, marker, xs, spots), lines

    def _lines(
        self,
        spots: Sequence[Sequence[int]],
        xs: Sequence[float],
        scale: TimeScale,
        y: float,
        marker: float,
        today: float,
    ) -> list[Line]:
        """Over the days that one may have been on, dotted; over those of a period, from a tick."""
        lines = []
        for x, spot in zip(xs, spots, strict=True):
            here = [self.events[index] for index in spot]
            first = scale.x(min(event.first for event in here))
            last = scale.x(max(event.last or event.first for event in here))
            if any(event.has_whisker for event in here):
                reach = _ABOUT * marker
                left, right = min(first, x - reach), max(last, x + reach)
                left, right = max(scale.left, left), max(x, min(scale.right, right, today))
                lines.append(Line(left, y, right, y, Role.INK, 0.9, DOTS, spot[0]))
            if any(event.period and event.is_long for event in here):
                tick = _TICK * marker
                lines.append(Line(first, y, x, y, Role.INK, 0.75, (), spot[0]))
                lines.append(Line(first, y - tick, first, y + tick, Role.INK, 0.75, (), spot[0]))
        return lines


@dataclass(slots=True)
class _Gathered:
    """The events of a row as they are gathered."""

    first: date
    looks: dict[tuple[Look, bool], list[tuple[int, int]]] = field(default_factory=dict)

    def row(self, events: Sequence[Event], lane: Lane, name: str) -> Row:
        """The row that they make."""
        order = list(LOOKS)
        looks = sorted(
            self.looks,
            key=lambda one: (order.index(one[0].sign), one[0].serious, one[0].breached, not one[1]),
        )
        came, missed = (self._count(sign) for sign in (Sign.ATTENDED, Sign.MISSED))
        words = f"{came} attended, {missed} not" if came or missed else ""
        return Row(lane, name, words, tuple(_sort(events, one[0], self.looks[one], one[1]) for one in looks))

    def _count(self, sign: Sign) -> int:
        return sum(len(found) for (look, _), found in self.looks.items() if look.sign is sign)


def _gathered(events: Sequence[Event]) -> dict[tuple[Lane, str], _Gathered]:
    """The events of each row by look, and by whether they are more than a mark."""
    rows: dict[tuple[Lane, str], _Gathered] = {}
    looks = {
        (sign, serious, breached): Look(sign, serious, breached)
        for sign in LOOKS
        for serious in (False, True)
        for breached in (False, True)
    }
    for index, event in enumerate(events):
        name = (event.lane, event.label or event.lane.value)
        row = rows.get(name)
        if row is None:
            row = rows[name] = _Gathered(event.first)
        first, last = event.first, event.last
        row.first = min(row.first, first)
        look = looks.get((event.sign, event.serious, event.breached))
        if look is not None:
            # Of thousands most are on one day: nothing more is asked of those.
            has_days = last is not None and last > first
            day = event.day if has_days else first
            found = row.looks.setdefault((look, has_days or event.uncertain), [])
            found.append((day.toordinal(), index))
    return rows


def _sort(events: Sequence[Event], look: Look, found: list[tuple[int, int]], is_long: bool) -> _Sort:  # noqa: FBT001 - of a key
    found.sort()
    stretches, has_whisker = None, False
    if is_long:
        here = [events[index] for _, index in found]
        stretches = [(e.first.toordinal(), max(e.first, e.last or e.first).toordinal()) for e in here]
        has_whisker = any(e.has_whisker for e in here)
    return _Sort(look, [day for day, _ in found], [index for _, index in found], stretches, has_whisker)


def _in_sight(sort: _Sort, scale: TimeScale) -> tuple[list[int], list[int]]:
    """The days and events of which any day is on the axis."""
    start, end = scale.start.toordinal(), scale.end.toordinal()
    if sort.stretches is None:
        low, high = bisect_left(sort.days, start), bisect_right(sort.days, end)
        return sort.days[low:high], sort.events[low:high]
    seen = [n for n, (first, last) in enumerate(sort.stretches) if first <= end and last >= start]
    return [sort.days[n] for n in seen], [sort.events[n] for n in seen]
