"""The case on one time axis: behaviour, orders and custody, sessions, fixation.

Observations are points, durations bars that end where the thing ends, the newest stands at the right, and each row is
named at its left (NHS CUI design guidance: graphs GTAB-001 to 059, timelines TLN-0300 and 0350). `event` on a primitive
counts through the events, then the spans, then the points of each series in turn.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.charts import axis, key, ratings, rows
from app.charts.axis import MONTHS, TimeScale
from app.charts.crowd import Crowd, InTime
from app.charts.marks import Event, Lane, Series, Span
from app.charts.primitives import PLAIN, Drawing, Line, Primitive, Rect, Text, TextWidth, text_box
from app.charts.roles import Role

_MOST_WORDS = (0.14, 0.2)
"""The share of the width that the words at the right may take; beside points they are longer."""
_NUMBERS: Final = 11.0
"""The room for the numbers of a scale beside the names."""
_HELD_BAR: Final = 2.4
"""How high the bar is under which days in custody are shaded."""
_EDGE: Final = 5.0
"""The room for half a mark at the edge of a drawing."""


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points."""

    text: float = 7.5
    small: float = 6.9
    latest: float = 9.4
    marker: float = 2.7
    pitch: float = 11.9
    gap: float = 3.5
    plot: float = 0.0
    """How high a row of ratings is that are drawn as points; without it they stand as figures at their dates."""
    apart: float = 0.5
    """Marks of one look that lie nearer than that to each other are drawn as one."""
    names: float = 0.18
    """The share of the width that names may take, which else break."""
    stacked: bool = False
    """Names stand above what they name, where there is no room beside it."""
    shaded: bool = False
    """Spells of custody are shaded through all rows."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A time axis with its marks still in crowds, for a painter that draws thousands of them at once."""

    width: float
    height: float
    scale: TimeScale
    primitives: Sequence[Primitive] = ()
    """All but the marks, which lie over these."""
    crowds: Sequence[Crowd] = ()


def layout(
    events: Sequence[Event],
    spans: Sequence[Span],
    series: Sequence[Series],
    *,
    width: float,
    start: date,
    end: date,
    today: date,
    style: Style,
    text_width: TextWidth,
) -> Drawing:
    """Lay the time axis out from `start` to `end`; what lies wholly outside is not drawn."""
    made = sketch(
        InTime.of(events),
        spans,
        series,
        width=width,
        start=start,
        end=end,
        today=today,
        style=style,
        text_width=text_width,
    )
    marks = (shape for crowd in made.crowds for shape in crowd.shapes())
    return Drawing(width, made.height, (*made.primitives, *marks))


def sketch(
    events: InTime,
    spans: Sequence[Span],
    series: Sequence[Series],
    *,
    width: float,
    start: date,
    end: date,
    today: date,
    style: Style,
    text_width: TextWidth,
) -> Sketch:
    """Lay the same out with the marks in crowds."""
    frame = _frame(events, spans, series, (start, end, today), style, width, text_width)
    scale = frame.scale
    to = rows.Drawing(style.text * 1.9)
    dividers = [to.top]
    for lane in Lane:
        before = to.top = to.top + style.gap
        _lane(lane, events, spans, series, frame, to)
        if to.top > before:
            to.top += style.gap
            dividers.append(to.top)
        else:
            to.top -= style.gap
    head, ticks = _head(frame, style, to.top)
    body = [Line(0, y, width, y, Role.MUTED if n == 0 else Role.GRID, 0.6) for n, y in enumerate(dividers)]
    words = [text_box(one, text_width) for one in to.primitives if isinstance(one, Text)]
    body += _ticks(ticks, dividers[0], to.top, words)
    legend, bottom = key.legend(events, spans, series, frame, size=style.small, top=to.top + 3)
    band = _band(frame, dividers[0], to.top)
    if style.shaded:
        band += _held(spans, frame, dividers[0], to.top)
    return Sketch(width, bottom, scale, (*band, *body, *to.primitives, *head, *legend), to.crowds)


def _frame(
    events: InTime,
    spans: Sequence[Span],
    series: Sequence[Series],
    days: tuple[date, date, date],
    style: Style,
    width: float,
    text_width: TextWidth,
) -> rows.Frame:
    """Give names and words the room that the longest of them takes: it stays as it is while the axis is moved."""
    start, end, today = days
    size = style.text
    names = [*(row.name for row in events.rows), *(one.label for one in spans), *(one.name for one in series)]
    said = [*(row.words for row in events.rows), *(one.ending for one in spans), *_said(series, style)]
    numbers = _NUMBERS if style.plot else 0.0
    left = _widest(names, size, text_width, width * style.names)
    if style.stacked:
        left, names_room = max(numbers, _EDGE), width
    else:
        left, names_room = left + 8 + numbers, left
    right = _widest(said, size, text_width, width * _MOST_WORDS[bool(style.plot)]) + 9
    scale = TimeScale(start, end, left, max(left + 1, width - right))
    return rows.Frame(
        scale,
        today,
        width,
        names_room,
        text_width,
        size,
        style.latest,
        style.marker,
        style.pitch,
        style.plot,
        style.apart,
        style.stacked,
        style.shaded,
    )


def _said(series: Sequence[Series], style: Style) -> Iterator[str]:
    for one in series:
        yield f"00  {ratings.change(one)}" if style.plot else ratings.so_far(one)


def _widest(texts: Iterable[str], size: float, text_width: TextWidth, most: float) -> float:
    """The width of the longest text, or of its longest word where it has to break."""
    return min(most, max((text_width(text, size, PLAIN) for text in set(texts)), default=0.0) + 0.5)


def _lane(
    lane: Lane,
    events: InTime,
    spans: Sequence[Span],
    series: Sequence[Series],
    frame: rows.Frame,
    to: rows.Drawing,
) -> None:
    """Draw the rows of one lane, each where it is whatever days are shown."""
    event = len(events.events) + len(spans)
    group = ""
    for n, one in enumerate(series):
        if one.lane is lane:
            if one.group != group:
                rows.heading(one.group, frame, to)
            group = one.group
            rows.rated(one, n, event, frame, to)
        event += len(one.points)
    if lane is Lane.ORDERS:
        first = len(events.events)
        for n in sorted(range(len(spans)), key=lambda one: (spans[one].start, one)):
            rows.span(spans[n], first + n, frame, to)
    for row in events.rows:
        if row.lane is lane:
            rows.marks(events, row, frame, to)


def _head(frame: rows.Frame, style: Style, bottom: float) -> tuple[list[Primitive], list[float]]:
    """The months, and the line of today with its word, to which their names give way."""
    scale, size, baseline = frame.scale, style.text, style.text * 1.2
    head: list[Primitive] = []
    clear = (0.0, 0.0)
    if scale.start <= frame.today <= scale.end:
        x, day = scale.x(frame.today), frame.today
        text = f"today, {day.day:02}-{MONTHS[day.month - 1]}"
        wide = frame.text_width(text, size, PLAIN)
        left = min(max(x - wide / 2, 0.0), frame.width - wide)
        head.append(Text(left, baseline, text, size, role=Role.TODAY))
        head.append(Line(x, baseline + size * 0.35, x, bottom, Role.TODAY, 1))
        clear = (left - 4, left + wide + 4)
    ticks, names = axis.heads(scale, size, baseline, clear, frame.text_width)
    return [*names, *head], ticks


def _ticks(
    ticks: Sequence[float], top: float, bottom: float, words: Sequence[tuple[float, float, float, float]]
) -> Iterator[Line]:
    """The lines of months, each broken where words stand on it."""
    for x in ticks:
        y = top
        across = ((box[1], box[3]) for box in words if box[0] - 1 < x < box[2] + 1)
        for upper, lower in sorted(across):
            if upper > y:
                yield Line(x, y, x, min(upper, bottom), Role.GRID, 0.5)
            y = max(y, lower)
        if y < bottom:
            yield Line(x, y, x, bottom, Role.GRID, 0.5)


def _held(spans: Sequence[Span], frame: rows.Frame, top: float, bottom: float) -> Iterator[Primitive]:
    """When somebody was in custody, through all rows: between two lines under a bar, as a tint alone says nothing."""
    scale = frame.scale
    for one in spans:
        if one.custody and scale.shows(one.start, one.end):
            x1, x2 = scale.x(one.start), scale.x(one.end) if one.end else scale.right
            x2 = max(x1, min(x2, frame.today_x))
            yield Rect(x1, top, x2 - x1, bottom - top, Role.BAND)
            yield Rect(x1, top, x2 - x1, _HELD_BAR, Role.CUSTODY)
            for x in (x1, x2):
                yield Line(x, top, x, bottom, Role.CUSTODY, 0.6)


def _band(frame: rows.Frame, top: float, bottom: float) -> list[Primitive]:
    """What is still to come."""
    x, right = frame.today_x, frame.scale.right
    return [Rect(x, top, right - x, bottom - top, Role.BAND)] if right > x else []
