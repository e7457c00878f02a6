"""Labels under a row of markers: dropped to the next row, elided or left out, never over one another.

Labels are placed from the newest backwards. What a row already holds lies to the right of its edge, and a label in a
lower row is allowed only where its leader line stays left of the edges of all rows above. So no two texts overlap and
no leader crosses a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.primitives import PLAIN, Line, Primitive, Role, Text, TextWidth, elide

_GAP = 3.0
_LEAST = 30.0
_ENOUGH = 0.6


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
    left: float
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
        found = _find(label, edges, rows, text_width)
        if found is None:
            left_out.append(label.event)
            continue
        row, start, text = found
        y = rows.baseline + row * rows.pitch
        out.append(Line(label.x, rows.below, label.x, y, Role.MUTED, 0.5, (), label.event))
        out.append(Text(start, y, text, rows.size, event=label.event))
        edges[row] = min(label.x, start - 1)
        for above in range(row):
            edges[above] = min(edges[above], label.x)
        used = max(used, row + 1)
    return out, left_out, used


def _find(
    label: Label, edges: list[float], rows: Rows, text_width: TextWidth
) -> tuple[int, float, str] | None:
    """Return row, left end and text for a label: whole at its right, a little shortened, or whole at its left."""
    start = label.x + _GAP
    open_rows: list[int] = []
    for row, edge in enumerate(edges):
        if edge < label.x:
            break
        open_rows.append(row)
    widest = max((edges[row] - _GAP - start for row in open_rows), default=0.0)
    if not open_rows or max(widest, label.x - rows.left) < _LEAST:
        return None
    width = text_width(label.text, rows.size, PLAIN)
    for row in open_rows:
        if edges[row] - _GAP - start >= width:
            return row, start, label.text
    fits_left = label.x - _GAP - width >= rows.left
    if widest < _ENOUGH * width and fits_left:
        return open_rows[-1], label.x - _GAP - width, label.text
    row = max(open_rows, key=lambda one: edges[one])
    text = elide(label.text, widest, rows.size, text_width) if widest >= _LEAST else ""
    return (row, start, text) if text else None
