"""The case on one time axis: behaviour, orders and custody, sessions, fixation.

Observations are points, durations unbroken bars with marked edges, the newest stands at the right, and
labels are horizontal beside what they name (NHS CUI design guidance: graphs GTAB-001 to 059, timelines
TLN-0300 and 0350). `event` on a primitive counts through the events, then the spans, then the points of
each series in turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.charts import axis, key, rows
from app.charts.axis import TimeScale
from app.charts.crowd import Crowd, InTime
from app.charts.marks import Event, Lane, Series, Span
from app.charts.primitives import BOLD, Drawing, Line, Primitive, Role, Text, TextWidth, elide


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points."""

    text: float = 7.5
    small: float = 7.0
    name: float = 8.5
    latest: float = 10.0
    left: float = 92.0
    right: float = 112.0
    marker: float = 2.9
    label_rows: int = 5
    rating_height: float = 24.0
    gap: float = 5.5
    notes: Mapping[Lane, str] = field(default_factory=dict)
    """A few words printed under the name of a lane."""
    apart: float = 0.5
    """Marks of one look that lie nearer than that to each other are drawn as one."""
    many: int = 60
    """Up to so many labels in a lane are tried in several ways; of more, one at each spot is placed in one."""
    stacked: bool = False
    """Names stand above what they name, where there is no room beside it."""

    def frame(self, scale: TimeScale, width: float, text_width: TextWidth) -> rows.Frame:
        """Return what every lane needs to know of these sizes."""
        return rows.Frame(
            scale, self.text, self.latest, self.marker, width, text_width, self.apart, self.stacked, self.many
        )


@dataclass(frozen=True, slots=True)
class Sketch:
    """A time axis with its marks still in crowds, for a painter that draws thousands of them at once."""

    width: float
    height: float
    primitives: Sequence[Primitive]
    """All but the marks, which lie over these."""
    crowds: Sequence[Crowd]
    unlabelled: Sequence[int]


def layout(
    events: Sequence[Event],
    spans: Sequence[Span],
    series: Sequence[Series],
    *,
    width: float,
    start: date,
    end: date,
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
        style=style,
        text_width=text_width,
    )
    marks = (shape for crowd in made.crowds for shape in crowd.shapes())
    stacked = ((one, spot[0]) for crowd in made.crowds for spot in crowd.spots for one in spot[1:])
    return Drawing(
        width, made.height, (*made.primitives, *marks), tuple(sorted(made.unlabelled)), tuple(stacked)
    )


def sketch(
    events: InTime,
    spans: Sequence[Span],
    series: Sequence[Series],
    *,
    width: float,
    start: date,
    end: date,
    style: Style,
    text_width: TextWidth,
) -> Sketch:
    """Lay the same out with the marks in crowds."""
    scale = TimeScale(start, end, style.left, width - style.right)
    frame = style.frame(scale, width, text_width)
    lower = style.text + 5
    body: list[Primitive] = []
    dividers: list[float] = []
    unlabelled: list[int] = []
    crowds: list[Crowd] = []
    for lane in Lane:
        top = lower + style.gap
        name: list[Primitive] = []
        named = _name(lane, top, frame, style, name)
        drawn = _lane(lane, events, spans, series, frame, named + style.gap if style.stacked else top, style)
        if drawn is None:
            continue
        dividers.append(lower)
        lower = max(drawn.bottom, named) + style.gap
        body.extend((*name, *drawn.primitives))
        unlabelled.extend(drawn.unlabelled)
        crowds.extend(drawn.crowds)
    grid = axis.axis(scale, 0, lower, style.text, text_width)
    grid.extend(Line(0, y, width, y, Role.GRID, 0.75) for y in (*dividers, lower))
    legend, bottom = key.legend(crowds, spans, frame, size=style.small, top=lower + 4)
    return Sketch(width, bottom, (*grid, *body, *legend), crowds, unlabelled)


def _lane(
    lane: Lane,
    events: InTime,
    spans: Sequence[Span],
    series: Sequence[Series],
    frame: rows.Frame,
    top: float,
    style: Style,
) -> rows.Drawn | None:
    """Draw one lane; None when nothing of it is in sight."""
    if lane is Lane.ORDERS:
        return rows.spans(spans, frame, top, len(events.events))
    if lane is Lane.FIXATION:
        first = len(events.events) + len(spans)
        return rows.rated(series, frame, top, style.rating_height, first_event=first)
    return rows.markers(events, lane, frame, top, style.label_rows)


def _name(lane: Lane, top: float, frame: rows.Frame, style: Style, out: list[Primitive]) -> float:
    """Write a lane's name and note into the left margin, or above it, and return their lower edge."""
    text_width = frame.text_width
    room = frame.width if style.stacked else style.left - 18
    y = top + style.name * 0.8
    for line in _wrapped(lane.value, room, style.name, text_width):
        out.append(Text(0, y, line, style.name, BOLD))
        y += style.name * 1.25
    y -= style.name * 1.25
    note = style.notes.get(lane, "")
    for line in note.splitlines():
        y += style.small * 1.35
        out.append(Text(0, y, elide(line, room, style.small, text_width), style.small, role=Role.MUTED))
    return y + style.small * 0.3


def _wrapped(text: str, room: float, size: float, text_width: TextWidth) -> list[str]:
    """Break a bold text between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, BOLD) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(elide(word, room, size, text_width, bold=BOLD))
    return lines
