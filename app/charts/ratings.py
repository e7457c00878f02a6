"""One dimension: as points between its least and its most, or as figures at their dates. A gap was not rated."""

from app.charts.axis import TimeScale
from app.charts.marks import Series
from app.charts.primitives import PLAIN, Anchor, Circle, Line, Primitive, Text, TextWidth
from app.charts.roles import Role
from app.charts.signs import Symbol, draw


def height(series: Series, value: float, top: float, bottom: float) -> float:
    """The y of a value between `top`, the most that it can be, and `bottom`, the least."""
    return bottom - (bottom - top) * (value - series.least) / max(1e-9, series.most - series.least)


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
    """Draw one series between `top`, its most, and `bottom`, its least; points off the axis are left out."""
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
        here = (scale.x(point.day), height(series, point.value, top, bottom))
        if before is not None:
            lines.append(Line(*before, *here, role, 1))
        before = here
        grown = 1.35 if index == last else 1.0
        points.extend(draw(symbol, *here, size * grown, role, event=first_event + index))
    return lines + points


def figures(
    series: Series,
    scale: TimeScale,
    baseline: float,
    sizes: tuple[float, float],
    *,
    today: float,
    text_width: TextWidth,
    first_event: int,
) -> list[Primitive]:
    """Write each rating at its date, the newest in the larger of the sizes; one without room is a dot.

    No figure stands on the line of today, at the x of that name.
    """
    out: list[Primitive] = []
    newest, free = len(series.points) - 1, scale.right + sizes[1]
    for index in range(newest, -1, -1):
        point, event = series.points[index], first_event + index
        if point.value is None or not scale.start <= point.day <= scale.end:
            continue
        size = sizes[1] if index == newest else sizes[0]
        half = text_width(str(point.value), size, PLAIN) / 2
        x = scale.x(point.day)
        if abs(x - today) < half + 1:
            x = today + (half + 1.5) * (1 if x > today else -1)
        if x + half <= free:
            role = Role.SERIES_1 if index == newest else Role.INK
            out.append(Text(x, baseline, str(point.value), size, PLAIN, role, Anchor.MIDDLE, event))
            free = x - half - 2
        else:
            out.append(Circle(x, baseline - sizes[0] * 0.35, sizes[0] * 0.12, Role.MUTED, None, event=event))
    return out


def so_far(series: Series) -> str:
    """Say what the newest rating is, and what the one before it was."""
    if not series.points:
        return "not rated"
    now = series.points[-1].value
    earlier = [point.value for point in series.points[:-1] if point.value is not None]
    was = f"was {earlier[-1]}" if earlier else "the first"
    if now is None:
        return f"not rated, {was}" if earlier else "not rated"
    return f"now {now}, {was}"


def current(series: Series) -> str:
    """Return the value of the newest rating as it is written; a dash when it was not rated."""
    value = series.points[-1].value if series.points else None
    return "–" if value is None else f"{value:g}"


def change(series: Series) -> str:
    """Say in words how the latest rating stands to the one before it, or what is told of it; nothing is fitted."""
    if series.told:
        return series.told
    now = series.points[-1].value if series.points else None
    earlier = [point.value for point in series.points[:-1] if point.value is not None]
    if now is None:
        return f"not rated, {earlier[-1]} before" if earlier else "not rated"
    if not earlier:
        return "first rating"
    if now == earlier[-1]:
        return f"unchanged at {now}"
    return f"up from {earlier[-1]}" if now > earlier[-1] else f"down from {earlier[-1]}"
