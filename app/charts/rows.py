"""The lanes of the time axis: markers with labels, bars, and rated dimensions."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts import labels, ratings
from app.charts.axis import TimeScale
from app.charts.crowd import Crowd, InTime
from app.charts.marks import Event, Lane, Series, Span
from app.charts.primitives import (
    BOLD,
    PLAIN,
    SERIES_ROLES,
    Anchor,
    Line,
    Primitive,
    Rect,
    Role,
    Text,
    TextWidth,
    elide,
)
from app.charts.symbols import SERIES_SYMBOLS

_BAR = 6.0
_PITCH = 1.4


@dataclass(frozen=True, slots=True)
class Frame:
    """What every lane needs to know."""

    scale: TimeScale
    size: float
    latest_size: float
    marker: float
    width: float
    text_width: TextWidth
    apart: float
    stacked: bool
    many: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished lane and its lower edge."""

    primitives: list[Primitive]
    bottom: float
    unlabelled: Sequence[int] = ()
    crowds: Sequence[Crowd] = ()


def markers(events: InTime, lane: Lane, frame: Frame, top: float, label_rows: int) -> Drawn | None:
    """Draw the events of one lane on a line, with their labels beneath."""
    y = top + 1.3 * frame.marker
    lines: list[Line] = []
    crowds: list[Crowd] = []
    for crowd, stretches in events.crowds(lane, frame.scale, y, frame.marker, frame.apart):
        crowds.append(crowd)
        lines.extend(stretches)
    if not crowds:
        return None
    below = y + 1.3 * frame.marker
    place = labels.Rows(
        below,
        below + frame.size,
        frame.size * _PITCH,
        label_rows,
        frame.scale.left,
        frame.width,
        frame.size,
        frame.many,
    )
    texts, left_out = _texts(events.events, crowds, frame.many)
    placed = labels.place(texts, place, frame.text_width)
    bottom = below + placed.rows * place.pitch
    return Drawn([*placed.primitives, *lines], bottom, [*placed.left_out, *left_out], crowds)


def _texts(
    events: Sequence[Event], crowds: Sequence[Crowd], many: int
) -> tuple[list[labels.Label], list[int]]:
    """Return the labels to place, and the events whose label is not even tried.

    Where labels are many only one is tried at each spot, that of the gravest mark: the others would find no room.
    """
    pairs = [(x, spot) for crowd in crowds for x, spot in zip(crowd.xs, crowd.spots, strict=True)]
    shown = [(x, index) for x, spot in pairs for index in spot if events[index].label]
    if len(shown) <= many:
        return [labels.Label(x, events[index].label, index) for x, index in shown], []
    tried = {round(x): (x, index) for x, index in shown}
    chosen = {index for _, index in tried.values()}
    return (
        [labels.Label(x, events[index].label, index) for x, index in tried.values()],
        [index for _, index in shown if index not in chosen],
    )


def spans(spans_: Sequence[Span], frame: Frame, top: float, first_event: int) -> Drawn | None:
    """Draw each order and spell of custody as a bar in a row of its own."""
    out: list[Primitive] = []
    y = top
    for index, span in enumerate(spans_):
        if not frame.scale.shows(span.start, span.end):
            continue
        y = _span(span, frame, y, first_event + index, out)
    return Drawn(out, y - 2) if out else None


def _span(span: Span, frame: Frame, top: float, event: int, out: list[Primitive]) -> float:
    """Draw one bar, its label beside it or else above; return the top of the next row."""
    scale, size = frame.scale, frame.size
    running = span.end is None or span.end > scale.end
    x1 = scale.x(span.start)
    x2 = max(x1 + 2, scale.right if span.end is None else scale.x(span.end))
    after = x2 + (12 if running else 5)
    width = frame.text_width(span.label, size, PLAIN)
    baseline = top + size * 0.85
    if after + width <= frame.width:
        out.append(Text(after, baseline, span.label, size, event=event))
    elif x1 - 5 - width >= scale.left:
        out.append(Text(x1 - 5, baseline, span.label, size, anchor=Anchor.END, event=event))
    else:
        text = elide(span.label, frame.width - x1, size, frame.text_width)
        out.append(Text(x1, baseline, text, size, event=event))
        top += size * 1.3
    y = top + (size - _BAR) / 2 + 0.4
    out.extend(_bar(span, (x1, x2), y, event, began=span.start >= scale.start, running=running))
    return top + size * _PITCH + 1.5


def _bar(
    span: Span, across: tuple[float, float], y: float, event: int, *, began: bool, running: bool
) -> list[Primitive]:
    """Return the bar: an edge where it began or ended on the axis, dashed if unsure; dashes lead on."""
    x1, x2 = across
    role = Role.CUSTODY if span.custody else Role.ORDER
    unsure = (1.5, 1.5) if span.uncertain else ()
    out: list[Primitive] = [Rect(x1, y, x2 - x1, _BAR, role, event=event)]
    if began:
        out.append(Line(x1, y - 1.5, x1, y + _BAR + 1.5, Role.INK, 1.5, unsure, event))
    if running:
        out.append(Line(x2, y + _BAR / 2, x2 + 9, y + _BAR / 2, Role.INK, 1, (2, 1.5), event))
    else:
        out.append(Line(x2, y - 1.5, x2, y + _BAR + 1.5, Role.INK, 1.5, unsure, event))
    return out


def _rating_lines(frame: Frame, top: float, bottom: float) -> list[Primitive]:
    """Draw the lines for 0 and 4, with their numbers at the left."""
    out: list[Primitive] = []
    for value, y in ((ratings.HIGHEST, top), (ratings.LOWEST, bottom)):
        out.append(Line(frame.scale.left, y, frame.scale.right, y, Role.GRID, 0.5))
        size = frame.size - 1
        out.append(
            Text(frame.scale.left - 4, y + size * 0.35, str(value), size, role=Role.MUTED, anchor=Anchor.END)
        )
    return out


def _rating_label(series: Series, frame: Frame, middle: float, event: int) -> list[Primitive]:
    """Write the latest value bold and largest, and the dimension's name, beside the newest point."""
    x = frame.scale.right + 7
    value, size = ratings.current(series), frame.latest_size
    name_x = x + size * 0.9
    name = elide(series.name, frame.width - name_x, frame.size, frame.text_width)
    return [
        Text(x, middle + size * 0.35, value, size, BOLD, event=event),
        Text(name_x, middle + frame.size * 0.33, name, frame.size, event=event),
    ]


def _rating_heading(series: Series, frame: Frame, top: float, event: int) -> list[Primitive]:
    """Write the same above the row, where there is no room beside it."""
    x, baseline, size = frame.scale.left, top + frame.latest_size, frame.latest_size
    name_x = x + size * 0.9
    name = elide(series.name, frame.width - name_x, frame.size, frame.text_width)
    return [
        Text(x, baseline, ratings.current(series), size, BOLD, event=event),
        Text(name_x, baseline, name, frame.size, event=event),
    ]


def rated(
    series: Sequence[Series], frame: Frame, top: float, height: float, *, first_event: int
) -> Drawn | None:
    """Draw each dimension in a row of its own, so that equal ratings never hide one another."""
    if not series:
        return None
    out: list[Primitive] = []
    for index, one in enumerate(series):
        newest = first_event + max(0, len(one.points) - 1)
        if frame.stacked:
            out.extend(_rating_heading(one, frame, top, newest))
            top += frame.latest_size * _PITCH
        upper, bottom = top + 3, top + height - 6
        role = SERIES_ROLES[index % len(SERIES_ROLES)]
        symbol = SERIES_SYMBOLS[index % len(SERIES_SYMBOLS)]
        out.extend(_rating_lines(frame, upper, bottom))
        size = frame.marker * 0.8
        out.extend(
            ratings.plot(
                one, frame.scale, upper, bottom, role=role, symbol=symbol, size=size, first_event=first_event
            )
        )
        if not frame.stacked:
            out.extend(_rating_label(one, frame, (upper + bottom) / 2, newest))
        first_event += len(one.points)
        top += height
    return Drawn(out, top)
