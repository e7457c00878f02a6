"""Marks by the thousand on one line: sorted once by day, so that drawing a stretch touches only what can be told apart.

Marks of one look that lie nearer to each other than can be told apart share a spot: one symbol stands for all of them.
Spots lie on a grid of days that does not move with the axis, so that nothing flickers while the axis is moved.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.charts.axis import TimeScale
from app.charts.marks import Event, Lane, Mark
from app.charts.primitives import Line, Primitive, Role
from app.charts.symbols import Symbol, draw

MARKS: dict[Mark, tuple[Symbol, Role, float]] = {
    Mark.INCIDENT: (Symbol.CIRCLE, Role.MUTED, 0.9),
    Mark.SERIOUS: (Symbol.DIAMOND, Role.ALERT, 1.15),
    Mark.BREACH: (Symbol.FALLING, Role.ALERT, 1.25),
    Mark.ATTENDED: (Symbol.CIRCLE, Role.SERIES_1, 0.8),
    Mark.MISSED: (Symbol.CROSS, Role.INK, 1.0),
}
"""Symbol, colour and size of each mark, in the order drawn: a breach lies over what is less."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Symbols of one look on a line at y, from left to right; `spots` are the events that stand at each."""

    mark: Mark
    hollow: bool
    y: float
    size: float
    xs: Sequence[float]
    spots: Sequence[Sequence[int]]

    @property
    def look(self) -> tuple[Symbol, Role]:
        """The symbol and its colour."""
        symbol, role, _ = MARKS[self.mark]
        return symbol, role

    def shapes(self) -> Iterator[Primitive]:
        """Each symbol by itself, for a painter that knows no crowds; it bears the index of the first in its spot."""
        symbol, role = self.look
        for x, spot in zip(self.xs, self.spots, strict=True):
            yield from draw(symbol, x, self.y, self.size, role, hollow=self.hollow, event=spot[0])


@dataclass(frozen=True, slots=True)
class _Sort:
    """The events of one lane that look the same, by day."""

    mark: Mark
    days: list[int]
    events: list[int]
    stretches: list[tuple[int, int]] | None
    """The first and last possible day of each, for those whose day is not known."""


@dataclass(frozen=True)
class InTime:
    """Events sorted for drawing; made once for an axis that is drawn again and again."""

    events: Sequence[Event]
    sorts: dict[Lane, tuple[_Sort, ...]]

    @classmethod
    def of(cls, events: Sequence[Event]) -> "InTime":
        """Sort events; their indexes are those of the sequence."""
        kinds: dict[tuple[Lane, Mark, bool], list[tuple[int, int]]] = {}
        for index, event in enumerate(events):
            kind = (event.lane, event.mark, event.hollow)
            kinds.setdefault(kind, []).append((event.middle.toordinal(), index))
        sorts: dict[Lane, tuple[_Sort, ...]] = {}
        for lane in Lane:
            keys = ((lane, mark, hollow) for mark in MARKS for hollow in (True, False))
            made = (_sort(events, key[1], sorted(kinds[key]), hollow=key[2]) for key in keys if key in kinds)
            sorts[lane] = tuple(made)
        return cls(events, sorts)

    def crowds(
        self, lane: Lane, scale: TimeScale, y: float, marker: float, apart: float
    ) -> Iterator[tuple[Crowd, list[Line]]]:
        """What is in sight of a lane, with the lines over the possible days; `apart` is how far spots can be told."""
        quantum = scale.days_in(apart)
        for sort in self.sorts[lane]:
            _, role, grown = MARKS[sort.mark]
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
                hollow = sort.stretches is not None
                lines = self._lines(spots, scale, y, role) if hollow else []
                yield Crowd(sort.mark, hollow, y, marker * grown, xs, spots), lines

    def _lines(self, spots: Sequence[Sequence[int]], scale: TimeScale, y: float, role: Role) -> list[Line]:
        lines = []
        for spot in spots:
            here = [self.events[index] for index in spot]
            first = min(event.first for event in here)
            last = max(event.last or event.first for event in here)
            if last > first:
                lines.append(Line(scale.x(first), y, scale.x(last), y, role, 1, (), spot[0]))
        return lines


def _sort(events: Sequence[Event], mark: Mark, found: list[tuple[int, int]], *, hollow: bool) -> _Sort:
    stretches = None
    if hollow:
        here = (events[index] for _, index in found)
        stretches = [(e.first.toordinal(), max(e.first, e.last or e.first).toordinal()) for e in here]
    return _Sort(mark, [day for day, _ in found], [index for _, index in found], stretches)


def _in_sight(sort: _Sort, scale: TimeScale) -> tuple[list[int], list[int]]:
    """The days and events of which any possible day is on the axis."""
    start, end = scale.start.toordinal(), scale.end.toordinal()
    if sort.stretches is None:
        low, high = bisect_left(sort.days, start), bisect_right(sort.days, end)
        return sort.days[low:high], sort.events[low:high]
    seen = [n for n, (first, last) in enumerate(sort.stretches) if first <= end and last >= start]
    return [sort.days[n] for n in seen], [sort.events[n] for n in seen]
