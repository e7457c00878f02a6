"""One rated dimension as points from 0 to 4, joined only where neighbouring ratings were both assessed."""

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
    last = latest(series)
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


def latest(series: Series) -> int | None:
    """Return the index of the newest assessed point."""
    return next(
        (i for i in range(len(series.points) - 1, -1, -1) if series.points[i].value is not None), None
    )


def change(series: Series) -> str:
    """Say in words how the latest rating stands to the one before it; nothing is fitted."""
    if not series.points or series.points[-1].value is None:
        return "not assessed"
    now = series.points[-1].value
    earlier = [point.value for point in series.points[:-1] if point.value is not None]
    if not earlier:
        return "first rating"
    if now == earlier[-1]:
        return f"unchanged at {now}"
    return f"up from {earlier[-1]}" if now > earlier[-1] else f"down from {earlier[-1]}"
