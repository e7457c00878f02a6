"""Labels under a row of markers: dropped to the next row, elided or left out, never over one another.

Labels start at their marker and run to the right, and are placed from the newest backwards. A leader line to a
lower row therefore never crosses a label placed before it, and every row is closed at the leader for those after.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.primitives import PLAIN, Line, Primitive, Role, Text, TextWidth, elide

_GAP = 3.0
_LEAST = 30.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text that belongs to the marker at x."""

    x: float
    text: str
    event: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Where labels may stand: the marker's lower edge, the first baseline, the pitch and number of rows."""

    below: float
    baseline: float
    pitch: float
    count: int
    right: float
    size: float


def place(
    labels: Sequence[Label], rows: Rows, text_width: TextWidth
) -> tuple[list[Primitive], list[int], int]:
    """Place labels; return their primitives, the events left without one, and how many rows were used."""
    edges = [rows.right] * rows.count
    out: list[Primitive] = []
    left_out: list[int] = []
    used = 0
    for label in sorted(labels, key=lambda item: (-item.x, item.event)):
        start = label.x + _GAP
        rooms = [edge - _GAP - start for edge in edges]
        widest = max(rooms)
        if widest < _LEAST:
            left_out.append(label.event)
            continue
        width = text_width(label.text, rows.size, PLAIN)
        row = next((i for i, room in enumerate(rooms) if room >= width), rooms.index(widest))
        text = label.text if rooms[row] >= width else elide(label.text, rooms[row], rows.size, text_width)
        if not text:
            left_out.append(label.event)
            continue
        y = rows.baseline + row * rows.pitch
        out.append(Line(label.x, rows.below, label.x, y, Role.MUTED, 0.5, (), label.event))
        out.append(Text(start, y, text, rows.size, event=label.event))
        for above in range(row + 1):
            edges[above] = min(edges[above], label.x)
        used = max(used, row + 1)
    return out, left_out, used
