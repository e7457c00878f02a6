"""Point symbols that differ by shape, so that nothing is told by colour alone.

A hollow symbol always means one thing: the date is partial or uncertain.
"""

import math
from enum import StrEnum

from app.charts.primitives import Circle, Line, Polygon, Primitive, Role


class Symbol(StrEnum):
    """The shape of a point."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    SQUARE = "square"
    FALLING = "falling triangle"
    CROSS = "cross"


SERIES_SYMBOLS = (Symbol.CIRCLE, Symbol.SQUARE, Symbol.TRIANGLE, Symbol.DIAMOND)

_ROUND = 2 / math.sqrt(math.pi)
_CORNERS: dict[Symbol, tuple[tuple[float, float], ...]] = {
    Symbol.DIAMOND: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    Symbol.TRIANGLE: ((0, -1.35), (1.25, 0.95), (-1.25, 0.95)),
    Symbol.SQUARE: ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    Symbol.FALLING: ((0, 1.35), (1.25, -0.95), (-1.25, -0.95)),
}


def draw(
    symbol: Symbol,
    x: float,
    y: float,
    size: float,
    role: Role,
    *,
    hollow: bool = False,
    event: int | None = None,
) -> tuple[Primitive, ...]:
    """Return one symbol about (x, y); `size` is about half its breadth, and shapes look equally large."""
    fill = Role.PAPER if hollow else role
    if symbol is Symbol.CROSS:
        arm = 0.9 * size
        return (
            Line(x - arm, y - arm, x + arm, y + arm, role, 1.1, (), event),
            Line(x - arm, y + arm, x + arm, y - arm, role, 1.1, (), event),
        )
    if symbol is Symbol.CIRCLE:
        return (Circle(x, y, size * _ROUND * 0.95, fill, role, 1, event),)
    points = tuple((x + size * dx, y + size * dy) for dx, dy in _CORNERS[symbol])
    return (Polygon(points, fill, role, 1, event),)
