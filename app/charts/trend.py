"""Small multiples of the fixation dimensions: one plot from 0 to 4 each on one time axis, never totalled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.charts import ratings
from app.charts.axis import TimeScale
from app.charts.marks import Series
from app.charts.primitives import BOLD, PLAIN, Drawing, Line, Primitive, Role, Text, TextWidth, elide
from app.charts.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points."""

    text: float = 7.5
    latest: float = 10.0
    marker: float = 2.0
    plot_height: float = 28.0
    columns: int = 3
    gutter: float = 18.0


def spark(
    series: Series, *, width: float, height: float, start: date, end: date, marker: float = 1.6
) -> Drawing:
    """Draw one dimension without words, for a table row that has them."""
    edge = marker * 2
    scale = TimeScale(start, end, edge, width - edge)
    out = _lines(scale, edge, height - edge)
    out += ratings.plot(
        series, scale, edge, height - edge, role=Role.SERIES_1, symbol=Symbol.CIRCLE, size=marker
    )
    return Drawing(width, height, tuple(out))


def layout(
    series: Sequence[Series], *, width: float, start: date, end: date, style: Style, text_width: TextWidth
) -> Drawing:
    """Lay the dimensions out in columns, each with its name, latest value and the change in words."""
    breadth = (width - style.gutter * (style.columns - 1)) / style.columns
    pitch = style.latest * 1.9 + style.plot_height + style.text * 2.2
    out: list[Primitive] = []
    first_event = 0
    for index, one in enumerate(series):
        left = (index % style.columns) * (breadth + style.gutter)
        top = (index // style.columns) * pitch
        upper = top + style.latest * 1.9
        lower = upper + style.plot_height
        scale = TimeScale(start, end, left + style.text, left + breadth - style.marker * 2)
        out += _heading(one, (left, top + style.latest), breadth, style, text_width)
        out += _lines(scale, upper, lower)
        for value, y in ((ratings.HIGHEST, upper), (ratings.LOWEST, lower)):
            out.append(Text(left, y + 2, str(value), style.text - 1, role=Role.MUTED))
        out += ratings.plot(
            one,
            scale,
            upper,
            lower,
            role=Role.SERIES_1,
            symbol=Symbol.CIRCLE,
            size=style.marker,
            first_event=first_event,
        )
        words = elide(ratings.change(one), breadth - style.text, style.text, text_width)
        out.append(Text(left + style.text, lower + style.text * 1.3, words, style.text, role=Role.MUTED))
        first_event += len(one.points)
    depth = -(-len(series) // style.columns)
    return Drawing(width, depth * pitch, tuple(out))


def _heading(
    series: Series, at: tuple[float, float], breadth: float, style: Style, text_width: TextWidth
) -> list[Primitive]:
    left, baseline = at
    value = ratings.current(series)
    name_x = left + text_width(value, style.latest, BOLD) + 4
    name = elide(series.name, left + breadth - name_x, style.text, text_width)
    return [
        Text(left, baseline, value, style.latest, BOLD),
        Text(name_x, baseline, name, style.text, PLAIN),
    ]


def _lines(scale: TimeScale, upper: float, lower: float) -> list[Primitive]:
    return [Line(scale.left, y, scale.right, y, Role.GRID, 0.5) for y in (upper, lower)]
