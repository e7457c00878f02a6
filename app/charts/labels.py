"""Labels under a row of markers: dropped to the next row, elided or left out, never over one another.

Labels are placed from the newest backwards. What a row already holds lies to the right of its edge, and a
label in a lower row is allowed only where its leader line stays left of the edges of all rows above. So no
two texts overlap and no leader crosses a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.primitives import PLAIN, Line, Primitive, Role, Text, TextWidth, elide

_GAP = 3.0
_LEAST = 30.0
_PREFERENCES = tuple((enough, deep) for enough in (0.6, 0.0, 1.0) for deep in (True, False))


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
    many: int = 60
    """Up to so many labels it is worth trying several ways; more are placed in one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Placed labels, the events left without one, and how many rows and shortened texts it took."""

    primitives: tuple[Primitive, ...]
    left_out: tuple[int, ...]
    rows: int
    elided: int


def place(labels: Sequence[Label], rows: Rows, text_width: TextWidth) -> Placed:
    """Place labels, trying fewer rows and other preferences while there are few enough labels to try."""
    ordered = sorted(labels, key=lambda item: (-item.x, item.event))
    if len(ordered) > rows.many:
        return _attempt(ordered, rows, rows.count, _PREFERENCES[0], text_width)
    attempts = (
        _attempt(ordered, rows, count, preference, text_width)
        for count in range(1, rows.count + 1)
        for preference in _PREFERENCES
    )
    found: list[Placed] = []
    for placed in attempts:
        found.append(placed)
        if not placed.left_out and not placed.elided:
            break
    return min(found, key=lambda placed: (len(placed.left_out), placed.elided, placed.rows))


def _attempt(
    ordered: Sequence[Label], rows: Rows, count: int, preference: tuple[float, bool], text_width: TextWidth
) -> Placed:
    """Place each label where it fits first.

    The preference is the share of a label worth keeping at its right, and whether one at the left goes deep.
    """
    edges = [rows.right] * count
    out: list[Primitive] = []
    left_out: list[int] = []
    used = elided = 0
    for label in ordered:
        found = _find(label, edges, rows, preference, text_width)
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
        elided += text != label.text
    return Placed(tuple(out), tuple(left_out), used, elided)


def _find(
    label: Label, edges: list[float], rows: Rows, preference: tuple[float, bool], text_width: TextWidth
) -> tuple[int, float, str] | None:
    """Return row, left end and text for a label: whole at its right, shortened, or whole at its left."""
    enough, deep = preference
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
    if widest < enough * width and label.x - _GAP - width >= rows.left:
        return open_rows[-1 if deep else 0], label.x - _GAP - width, label.text
    row = max(open_rows, key=lambda one: edges[one])
    text = elide(label.text, widest, rows.size, text_width) if widest >= _LEAST else ""
    return (row, start, text) if text else None
