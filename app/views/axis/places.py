"""Where on a sketch the points of an axis lie, and in what order the keyboard goes through them."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

from PySide6.QtCore import QPointF, QRectF

from app.charts.crowd import Crowd
from app.charts.primitives import Circle, Line, Polygon, Primitive, Rect, Text
from app.charts.timeline import Sketch
from app.services.cases.casefile import Axis

_MOST_TOLD = 5
_SAME = 1.0
"""In units of the sketch: what lies no farther away lies in the same place to whoever points at it."""


class Order:
    """All points of an axis in the order of time."""

    def __init__(self, axis: Axis) -> None:
        days = [event.day for event in axis.events]
        days += [span.start for span in axis.spans]
        days += [point.day for series in axis.series for point in series.points]
        self.days = days
        self.in_time: Sequence[int] = sorted(range(len(self.days)), key=lambda one: (self.days[one], one))
        self._rank = {mark: n for n, mark in enumerate(self.in_time)}

    def neighbour(self, mark: int, by: int) -> int | None:
        """The point before or after one in time; from nowhere the first or the last."""
        if not self.in_time:
            return None
        if mark not in self._rank:
            return self.in_time[0 if by > 0 else -1]
        at = self._rank[mark] + by
        return self.in_time[at] if 0 <= at < len(self.in_time) else None


@dataclass(frozen=True)
class Places:
    """The points that are drawn, in the units of a sketch. What nobody asks for costs no frame anything."""

    sketch: Sketch

    def box(self, mark: int) -> QRectF | None:
        """Where a point is drawn, or the spot that it shares; None when it is not in sight."""
        found = self._spot(mark)
        return _about(*found) if found is not None else self._boxes.get(mark)

    def near(self, at: QPointF, reach: float) -> int | None:
        """The point that is nearest to a place, within reach; of several the one that lies on top."""
        found, least = None, reach
        for mark, box in self._boxes.items():
            away = _away(box, at)
            if away <= least:
                found, least = mark, away
        for crowd in self.sketch.crowds:
            close = bisect_left(crowd.xs, at.x())
            for n in range(max(0, close - 1), min(len(crowd.xs), close + 1)):
                away = _away(_about(crowd, crowd.xs[n]), at)
                if away <= least:
                    found, least = crowd.spots[n][0], away
        return found

    def sharing(self, mark: int) -> Sequence[int]:
        """The points that lie where one is drawn, itself included; what lies on top comes first."""
        found = self._spot(mark)
        if found is None:
            return (mark,)
        here, x = found
        return [
            one
            for crowd in reversed(self.sketch.crowds)
            if crowd.y == here.y
            for n in range(bisect_left(crowd.xs, x - _SAME), bisect_right(crowd.xs, x + _SAME))
            for one in crowd.spots[n]
        ]

    def _spot(self, mark: int) -> tuple[Crowd, float] | None:
        """The crowd that a point is in, and where in it."""
        for crowd in self.sketch.crowds:
            for x, spot in zip(crowd.xs, crowd.spots, strict=True):
                if mark in spot:
                    return crowd, x
        return None

    @cached_property
    def _boxes(self) -> Mapping[int, QRectF]:
        """Bars, and the points of series."""
        boxes: dict[int, QRectF] = {}
        # The line over the possible days of an event belongs to its mark, which is in a crowd.
        crowded = {spot[0] for crowd in self.sketch.crowds for spot in crowd.spots}
        for each in self.sketch.primitives:
            mark = getattr(each, "event", None)
            box = None if mark is None or mark in crowded else _box(each)
            if box is not None and mark is not None:
                boxes.setdefault(mark, box)
        return boxes


def message(axis: Axis, here: Sequence[int]) -> str:
    """What a tool tip says of a spot: each of the points that lie there, up to a few."""
    lines = [f"{axis.marks[one].when}: {axis.marks[one].said}" for one in here[:_MOST_TOLD]]
    if len(here) > _MOST_TOLD:
        lines.append(f"and {len(here) - _MOST_TOLD} more here")
    # A tool tip takes markup where it sees any: what was typed is never markup.
    return f"<p>{'<br>'.join(escape(line) for line in lines)}</p>"


def _about(crowd: Crowd, x: float) -> QRectF:
    reach = 1.2 * crowd.size
    return QRectF(x - reach, crowd.y - reach, 2 * reach, 2 * reach)


def _away(box: QRectF, at: QPointF) -> float:
    across = max(box.left() - at.x(), at.x() - box.right(), 0.0)
    return max(across, box.top() - at.y(), at.y() - box.bottom())


def _box(primitive: Primitive) -> QRectF | None:
    match primitive:
        case Circle(x=x, y=y, radius=r):
            return QRectF(x - r, y - r, 2 * r, 2 * r)
        case Rect(x=x, y=y, width=width, height=height):
            return QRectF(x, y, width, height)
        case Polygon(points=points):
            across, down = [x for x, _ in points], [y for _, y in points]
            return QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))
        case Text(x=x, y=y, size=size):
            # A figure in the place of a point.
            return QRectF(x - 0.4 * size, y - 0.85 * size, 0.8 * size, size)
        case Line(x1=x1, y1=y1, x2=x2, y2=y2) if x1 != x2 and y1 != y2:
            return QRectF(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        case _:
            return None
