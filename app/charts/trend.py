"""One rated dimension as a small drawing without words, for a row of a table that has them."""

from datetime import date

from app.charts import ratings
from app.charts.axis import TimeScale
from app.charts.marks import Series
from app.charts.primitives import Drawing, Line, Primitive
from app.charts.roles import Role
from app.charts.signs import Symbol


def spark(
    series: Series, *, width: float, height: float, start: date, end: date, marker: float = 1.6
) -> Drawing:
    """Draw one dimension between 0 and 4."""
    edge = marker * 2
    scale = TimeScale(start, end, edge, width - edge)
    out: list[Primitive] = [
        Line(scale.left, y, scale.right, y, Role.GRID, 0.5) for y in (edge, height - edge)
    ]
    out += ratings.plot(
        series, scale, edge, height - edge, role=Role.SERIES_1, symbol=Symbol.DISC, size=marker
    )
    return Drawing(width, height, tuple(out))
