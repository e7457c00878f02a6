"""Boxes in columns with lines between them, each line in the room between columns or between boxes.

A column that has most boxes is stacked first; each of the others stands as near as it can to what it is tied to. No box
lies on another, and no line goes through a box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final

from app.charts.primitives import PLAIN, Drawing, Line, Primitive, Rect, Text, TextWidth, elide, wrapped
from app.charts.roles import Role

_STEPS: Final = 10
"""The straight pieces that a bent line is made of."""
_DOTS: Final = (1.5, 1.5)
_DASHES: Final = (3.0, 2.0)
_MOST_LINES: Final = 2
_LINE: Final = 1.3
"""Lines of words to each other, as a multiple of their size."""


class Pen(StrEnum):
    """How a line is drawn."""

    WHOLE = "whole"
    DOTTED = "dotted"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a column: a name in small, and some words.

    One that asks for `care` is drawn so; dashed where it is `open`, as something is missing there.
    """

    column: int
    name: str
    words: str
    care: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one box to another farther right, by their indexes."""

    left: int
    right: int
    pen: Pen = Pen.WHOLE


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes in points."""

    text: float = 7.5
    small: float = 6.4
    pad: float = 4.0
    gap: float = 6.0
    """Between the boxes of a column: what leads past a column goes through there."""
    least: float = 84.0
    """How narrow a column may be."""
    channel: float = 22.0
    """The room between columns."""
    head: float = 18.0
    pen: float = 1.1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height at which lines begin and end."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Linked:
    """What was laid out: the titles and boxes, and for each link its points; and the place of each box.

    The primitives of a box bear its index as their `event`.
    """

    width: float
    height: float
    boxes: tuple[Primitive, ...]
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    paths: tuple[tuple[tuple[float, float], ...], ...]
    pen: float

    def lines(self, links: Iterable[int], width: float = 1.0) -> list[Line]:
        """The lines of some links, so many times as wide as usual."""
        return [line for n in links for line in _strokes(self.paths[n], self.links[n].pen, self.pen * width)]

    @property
    def drawing(self) -> Drawing:
        """All of it, the lines below the boxes."""
        lines = self.lines(range(len(self.links)))
        return Drawing(self.width, self.height, (*lines, *self.boxes))


@dataclass(slots=True)
class _Columns:
    """The boxes by column from top to bottom, and how high each is."""

    order: list[list[int]]
    heights: list[float]
    gap: float
    tops: dict[int, float] = field(default_factory=dict)

    def stack(self, column: int, top: float, tied: Sequence[set[int]]) -> None:
        """Place a column: each box about what it is tied to, as far as that is placed and there is room."""
        wanted = {box: self._wanted(box, tied) for box in self.order[column]}
        # Those that are tied to nothing that is placed keep the place that they have among the others.
        last, ranks = top, dict[int, float]()
        for box in self.order[column]:
            middle = wanted[box]
            last = ranks[box] = last if middle is None else middle
        self.order[column].sort(key=ranks.__getitem__)
        free = top
        for box in self.order[column]:
            middle = wanted[box]
            y = free if middle is None else max(free, middle - self.heights[box] / 2)
            self.tops[box] = y
            free = y + self.heights[box] + self.gap

    def _wanted(self, box: int, tied: Sequence[set[int]]) -> float | None:
        middles = [self.tops[each] + self.heights[each] / 2 for each in tied[box] if each in self.tops]
        return sum(middles) / len(middles) if middles else None


def layout(
    boxes: Sequence[Box],
    links: Sequence[Link],
    titles: Sequence[tuple[str, str]],
    *,
    width: float,
    look: Look,
    text_width: TextWidth,
) -> Linked:
    """Lay boxes out under the titles of their columns, each with a note; wider than asked where columns need it."""
    count = len(titles)
    column = max(look.least, (width - look.channel * (count - 1)) / count)
    width = max(width, column * count + look.channel * (count - 1))
    words = [_words(box, column - 2 * look.pad, look, text_width) for box in boxes]
    heights = [2 * look.pad + sum(size * _LINE for _, size, _ in lines) for lines in words]
    tops = _tops(boxes, links, heights, count, look)
    places = tuple(
        Place(box.column * (column + look.channel), tops[n], column, heights[n])
        for n, box in enumerate(boxes)
    )
    paths = tuple(_path(link, boxes, places, column, look) for link in links)
    out: list[Primitive] = [*_heads(titles, column, width, look, text_width)]
    for n, box in enumerate(boxes):
        out += _box(n, box, places[n], words[n], look)
    bottom = max((place.y + place.height for place in places), default=look.head)
    return Linked(width, bottom + look.pad, tuple(out), places, tuple(links), paths, look.pen)


def _strokes(path: Sequence[tuple[float, float]], pen: Pen, width: float) -> list[Line]:
    """The pieces of a line: what does not hold is dotted, what speaks against is dashed and in another colour."""
    role, dash = {
        Pen.WHOLE: (Role.THREAD, ()),
        Pen.DOTTED: (Role.MUTED, _DOTS),
        Pen.AGAINST: (Role.MUTED, _DASHES),
    }[pen]
    return [Line(x1, y1, x2, y2, role, width, dash) for (x1, y1), (x2, y2) in pairwise(path)]


def _words(box: Box, room: float, look: Look, text_width: TextWidth) -> list[tuple[str, float, Role]]:
    """The lines of a box with size and colour: its name, and its words over two lines at most."""
    name = elide(box.name, room, look.small, text_width)
    lines = [(name, look.small, Role.MUTED)] if name else []
    role = Role.CARE if box.care else Role.INK
    return lines + [
        (line, look.text, role) for line in wrapped(box.words, room, look.text, text_width, _MOST_LINES)
    ]


def _tops(
    boxes: Sequence[Box], links: Sequence[Link], heights: list[float], count: int, look: Look
) -> dict[int, float]:
    """The upper edge of each box: the column with most boxes first, then those beside it, outwards."""
    tied: list[set[int]] = [set() for _ in boxes]
    for link in links:
        tied[link.left].add(link.right)
        tied[link.right].add(link.left)
    columns = _Columns([[] for _ in range(count)], heights, look.gap)
    for n, box in enumerate(boxes):
        columns.order[box.column].append(n)
    # In the longest column what leads to the same stands together, in the order of that.
    first = max(range(count), key=lambda at: (len(columns.order[at]), -at))
    columns.order[first].sort(key=lambda box: min(tied[box], default=len(boxes)))
    for at in sorted(range(count), key=lambda at: (abs(at - first), at)):
        columns.stack(at, look.head + look.gap, tied)
    return columns.tops


def _path(
    link: Link, boxes: Sequence[Box], places: Sequence[Place], column: float, look: Look
) -> tuple[tuple[float, float], ...]:
    """From the right edge of one box to the left edge of the other; past a column it goes between its boxes."""
    left, right = places[link.left], places[link.right]
    points = [(left.x + left.width, left.middle)]
    for at in range(boxes[link.left].column + 1, boxes[link.right].column):
        x = at * (column + look.channel)
        aimed = (points[-1][1] + right.middle) / 2
        y = _between([places[n] for n, box in enumerate(boxes) if box.column == at], aimed, look)
        points += [*_bend(points[-1], (x, y)), (x + column, y)]
    return (*points, *_bend(points[-1], (right.x, right.middle)))


def _between(places: Sequence[Place], aimed: float, look: Look) -> float:
    """The height nearest to one that is aimed at where no box of a column is."""
    half = look.gap / 2
    if not any(place.y - half < aimed < place.y + place.height + half for place in places):
        return aimed
    clear = [y for place in places for y in (place.y - half, place.y + place.height + half)]
    return min(clear, key=lambda y: (abs(y - aimed), y))


def _bend(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The points after the first of a line that leaves and arrives level: no farther left or right than its ends."""
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        return [end]
    out = []
    for n in range(1, _STEPS):
        t = n / _STEPS
        # A cubic curve whose handles lie half way across.
        across = 1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t**3
        down = 3 * t * t * (1 - t) + t**3
        out.append((x1 + (x2 - x1) * across, y1 + (y2 - y1) * down))
    return [*out, end]


def _heads(
    titles: Sequence[tuple[str, str]], column: float, width: float, look: Look, text_width: TextWidth
) -> list[Primitive]:
    """The titles of the columns, each with its note, over a rule."""
    out: list[Primitive] = []
    baseline = look.head * 0.6
    for at, (title, note) in enumerate(titles):
        x = at * (column + look.channel)
        out.append(Text(x, baseline, title, look.text))
        beside = text_width(title, look.text, PLAIN) + look.pad
        said = elide(note, column - beside, look.small, text_width)
        if said:
            out.append(Text(x + beside, baseline, said, look.small, role=Role.MUTED))
    out.append(Line(0, look.head, width, look.head, Role.MUTED, 0.6))
    return out


def _box(
    n: int, box: Box, place: Place, words: Sequence[tuple[str, float, Role]], look: Look
) -> list[Primitive]:
    """A box with its words; one that is open has dashed edges."""
    x, y, right, low = place.x, place.y, place.x + place.width, place.y + place.height
    out: list[Primitive] = []
    if box.open:
        out.append(Rect(x, y, place.width, place.height, Role.PAPER, None, 0, n))
        corners = ((x, y), (right, y), (right, low), (x, low), (x, y))
        out += [
            Line(x1, y1, x2, y2, Role.CARE, look.pen, _DASHES, n) for (x1, y1), (x2, y2) in pairwise(corners)
        ]
    else:
        edge = Role.CARE if box.care else Role.MUTED
        out.append(Rect(x, y, place.width, place.height, Role.PAPER, edge, look.pen if box.care else 0.5, n))
    free = y + look.pad
    for text, size, role in words:
        out.append(Text(x + look.pad, free + size, text, size, role=role, event=n))
        free += size * _LINE
    return out
