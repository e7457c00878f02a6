"""The signs of a chart, the same on the screen and on paper: nothing is told by colour alone.

The shape says how a thing stands, larger says serious, a bar under it says that an order was breached. How surely its
date is known is said by a whisker beside it and never by the shape.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.charts.marks import Sign
from app.charts.primitives import Circle, Line, Polygon, Primitive
from app.charts.roles import Role
from app.domain.records.facets import Mark, Standing


class Symbol(StrEnum):
    """The shape of a point."""

    SQUARE = "square"
    DISC = "disc"
    HALF = "half disc"
    STRUCK = "ring struck through"
    CROSS = "cross"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


SERIES_SYMBOLS: Final = (Symbol.DISC, Symbol.SQUARE, Symbol.TRIANGLE, Symbol.DIAMOND)
LOOKS: Final[Mapping[Sign, tuple[Symbol, Role]]] = {
    Sign.ALLEGED: (Symbol.HALF, Role.INK),
    Sign.DENIED: (Symbol.STRUCK, Role.INK),
    Sign.ADMITTED: (Symbol.DISC, Role.INK),
    Sign.FOUND: (Symbol.SQUARE, Role.INK),
    Sign.CHANGED: (Symbol.TRIANGLE, Role.INK),
    Sign.ATTENDED: (Symbol.DISC, Role.SERIES_1),
    Sign.MISSED: (Symbol.CROSS, Role.MUTED),
}
"""Shape and colour of each sign that is drawn, in the order drawn: what is surer lies on top."""
_STANDS: Final = {
    Standing.FOUND: Sign.FOUND,
    Standing.ADMITTED: Sign.ADMITTED,
    Standing.ALLEGED: Sign.ALLEGED,
    Standing.DENIED: Sign.DENIED,
    Standing.NOT_HELD: Sign.NONE,
}
_OF_MARKS: Final = {Mark.KEPT: Sign.ATTENDED, Mark.MISSED: Sign.MISSED, Mark.CHANGE: Sign.CHANGED}
_SERIOUS: Final = 1.35
_ROUND: Final = 2 / math.sqrt(math.pi)
_CORNERS: Final[Mapping[Symbol, tuple[tuple[float, float], ...]]] = {
    Symbol.DIAMOND: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    Symbol.TRIANGLE: ((0, -1.35), (1.25, 0.95), (-1.25, 0.95)),
    Symbol.SQUARE: ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
}
_ARC: Final = tuple((math.cos(turn), math.sin(turn)) for turn in (math.pi * n / 12 for n in range(6, 19)))
"""The left half of a circle."""


def sign_of(mark: Mark, standing: Standing | None) -> Sign:
    """The sign of what a record tells; where it does not say how that stands, it is no more than alleged."""
    return _OF_MARKS.get(mark) or _STANDS[standing or Standing.ALLEGED]


@dataclass(frozen=True, slots=True)
class Look:
    """How a point is drawn: what marks have in common that cannot be told apart."""

    sign: Sign
    serious: bool = False
    breached: bool = False

    def shapes(self, x: float, y: float, size: float, *, event: int | None = None) -> tuple[Primitive, ...]:
        """Its shapes about (x, y); `size` is half the breadth of what is not serious."""
        symbol, role = LOOKS[self.sign]
        grown = size * _SERIOUS if self.serious else size
        made = draw(symbol, x, y, grown, role, event=event)
        if not self.breached:
            return made
        low, half = y + 1.1 * grown + 0.45 * size, 1.2 * grown
        return (*made, Line(x - half, low, x + half, low, role, 0.4 * size, (), event))


def draw(
    symbol: Symbol, x: float, y: float, size: float, role: Role, *, event: int | None = None
) -> tuple[Primitive, ...]:
    """Return one symbol about (x, y); `size` is about half its breadth, and shapes look equally large."""
    radius, pen = size * _ROUND * 0.95, 0.4 * size
    match symbol:
        case Symbol.CROSS:
            arm = 0.9 * size
            return (
                Line(x - arm, y - arm, x + arm, y + arm, role, pen, (), event),
                Line(x - arm, y + arm, x + arm, y - arm, role, pen, (), event),
            )
        case Symbol.DISC:
            return (Circle(x, y, radius, role, role, 0.5, event),)
        case Symbol.HALF:
            half = tuple((x + radius * across, y + radius * down) for across, down in _ARC)
            return (Circle(x, y, radius, Role.PAPER, role, pen, event), Polygon(half, role, event=event))
        case Symbol.STRUCK:
            arm = 1.25 * size
            return (
                Circle(x, y, radius * 0.9, Role.PAPER, role, pen, event),
                Line(x - arm, y + arm, x + arm, y - arm, role, pen, (), event),
            )
    points = tuple((x + size * dx, y + size * dy) for dx, dy in _CORNERS[symbol])
    return (Polygon(points, role, role, 0.5, event),)
