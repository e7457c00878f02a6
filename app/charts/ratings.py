"""One rated dimension as points from 0 to 4, joined only where neighbouring ratings were both assessed."""

from collections.abc import Sequence

from app.charts.axis import TimeScale
from app.charts.marks import Series
from app.charts.primitives import Line, Primitive, Role
from app.charts.symbols import Symbol, draw

LOWEST, HIGHEST = 0, 4


def plot(
    series: Series,
    scale: TimeScale,
    top: float,
    bottom: float,
    *,
    role: Role,
    symbol: Symbol,
    size: float,
    first_event: int = 0,
) -> list[Primitive]:
    """Draw one series between `top` (4) and `bottom` (0); points before or after the axis are left out."""
    lines: list[Primitive] = []
    points: list[Primitive] = []
    before: tuple[float, float] | None = None
    last = len(series.points) - 1
    for index, point in enumerate(series.points):
        if point.value is None:
            before = None
            continue
        if not scale.start <= point.day <= scale.end:
            continue
        here = (scale.x(point.day), bottom - (bottom - top) * (point.value - LOWEST) / (HIGHEST - LOWEST))
        if before is not None:
            lines.append(Line(*before, *here, role, 1))
        before = here
        grown = 1.35 if index == last else 1.0
        points.extend(draw(symbol, *here, size * grown, role, event=first_event + index))
    return lines + points


def current(series: Series) -> str:
    """Return the value of the newest rating as it is written; a dash when it was not assessed."""
    value = series.points[-1].value if series.points else None
    return "–" if value is None else str(value)


def moved_most(series: Sequence[Series], count: int) -> tuple[Series, ...]:
    """Return those whose ratings lie farthest apart, the higher now first where they are equal, in the order given."""
    found = sorted(range(len(series)), key=lambda one: (*_movement(series[one]), -one), reverse=True)[:count]
    return tuple(series[one] for one in sorted(found))


def _movement(series: Series) -> tuple[int, int]:
    values = [point.value for point in series.points if point.value is not None]
    return (max(values) - min(values), series.points[-1].value or 0) if values else (-1, 0)


def change(series: Series) -> str:
    """Say in words how the latest rating stands to the one before it; nothing is fitted."""
    now = series.points[-1].value if series.points else None
    earlier = [point.value for point in series.points[:-1] if point.value is not None]
    if now is None:
        return f"not assessed, {earlier[-1]} before" if earlier else "not assessed"
    if not earlier:
        return "first rating"
    if now == earlier[-1]:
        return f"unchanged at {now}"
    return f"up from {earlier[-1]}" if now > earlier[-1] else f"down from {earlier[-1]}"
