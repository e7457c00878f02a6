"""Where on a drawing the points of an axis lie, and in what order the keyboard goes through them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from PySide6.QtCore import QPointF, QRectF

from app.charts.primitives import Circle, Drawing, Line, Polygon, Primitive, Rect
from app.services.casefile import Axis

_MOST_TOLD = 5


@dataclass(frozen=True)
class Places:
    """Boxes of the points that are drawn, and all points in the order of time."""

    axis: Axis | None
    boxes: Mapping[int, QRectF]
    stacked: Mapping[int, int]
    in_time: Sequence[int]
    rank: Mapping[int, int]
    days: Sequence[date] = ()

    @classmethod
    def of(cls, drawing: Drawing, axis: "Axis | None", before: "Places | None" = None) -> "Places":
        """The places of a drawing; the order in time is taken over from one of the same axis."""
        if before is not None and before.axis is axis:
            order, rank, days = before.in_time, before.rank, before.days
        else:
            days = _days_of(axis) if axis else ()
            order = sorted(range(len(days)), key=lambda one: (days[one], one))
            rank = {mark: n for n, mark in enumerate(order)}
        return cls(axis, _boxes(drawing.primitives), dict(drawing.stacked), order, rank, days)

    def box(self, mark: int) -> QRectF | None:
        """Where a point is drawn, or the one drawn in its stead; None when it is not in sight."""
        return self.boxes.get(self.stacked.get(mark, mark))

    def day(self, mark: int) -> date | None:
        """The day a point is drawn at."""
        return self.days[mark] if 0 <= mark < len(self.days) else None

    def neighbour(self, mark: int, by: int) -> int | None:
        """The point before or after one in time; from nowhere the first or the last."""
        if not self.in_time:
            return None
        if mark not in self.rank:
            return self.in_time[0 if by > 0 else -1]
        at = self.rank[mark] + by
        return self.in_time[at] if 0 <= at < len(self.in_time) else None

    def near(self, at: QPointF, reach: float) -> int | None:
        """The point that is nearest to a place, within reach."""
        found, least = None, reach
        for mark, box in self.boxes.items():
            across = max(box.left() - at.x(), at.x() - box.right(), 0.0)
            down = max(box.top() - at.y(), at.y() - box.bottom(), 0.0)
            if max(across, down) <= least:
                found, least = mark, max(across, down)
        return found

    def told(self, mark: int) -> str:
        """What a tool tip says of a spot: each of the points that lie there, up to a few."""
        if self.axis is None:
            return ""
        here = [mark, *(one for one, other in self.stacked.items() if other == mark)]
        lines = [f"{self.axis.marks[one].when}: {self.axis.marks[one].text}" for one in here[:_MOST_TOLD]]
        if len(here) > _MOST_TOLD:
            lines.append(f"and {len(here) - _MOST_TOLD} more here")
        # A tool tip takes markup where it sees any: what was typed is never markup.
        return "<br>".join(escape(line) for line in lines)


def _days_of(axis: Axis) -> list[date]:
    days = [event.middle for event in axis.events]
    days += [span.start for span in axis.spans]
    return days + [point.day for series in axis.series for point in series.points]


def _boxes(primitives: Sequence[Primitive]) -> dict[int, QRectF]:
    boxes: dict[int, QRectF] = {}
    for each in primitives:
        mark = getattr(each, "event", None)
        box = None if mark is None else _box(each)
        if box is not None and mark is not None:
            boxes.setdefault(mark, box)
    return boxes


def _box(primitive: Primitive) -> QRectF | None:
    match primitive:
        case Circle(x=x, y=y, radius=r):
            return QRectF(x - r, y - r, 2 * r, 2 * r)
        case Rect(x=x, y=y, width=width, height=height):
            return QRectF(x, y, width, height)
        case Polygon(points=points):
            across, down = [x for x, _ in points], [y for _, y in points]
            return QRectF(min(across), min(down), max(across) - min(across), max(down) - min(down))
        case Line(x1=x1, y1=y1, x2=x2, y2=y2) if x1 != x2 and y1 != y2:
            return QRectF(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        case _:
            return None
