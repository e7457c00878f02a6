"""The rows of the time axis: each named at the left, with its marks, its bar or its ratings, and words at the right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.charts import ratings
from app.charts.axis import TimeScale
from app.charts.crowd import DOTS, Crowd, InTime, Row
from app.charts.marks import Series, Span
from app.charts.primitives import PLAIN, Anchor, Line, Primitive, Rect, Text, TextWidth, wrapped
from app.charts.roles import SERIES_ROLES, Role
from app.charts.signs import SERIES_SYMBOLS

_BAR: Final = 5.6
_TICK: Final = 4.6
"""How far the tick of a change reaches from the middle of its bar, beyond both edges."""
_AWAY: Final = 4.0
"""How far words stand from what they are of."""
_INSET: Final = 5.5
"""How far the points of a rating stay from the rows above and below."""
_DASH: Final = (2.4, 1.6)
AIM: Final = (6.0, 3.0)
"""The dashes of the line of what is aimed at."""
_ABOVE: Final = 0.4
"""What the name of a group keeps free above it, as a multiple of the size of words."""
_APART: Final = 2.0
"""What a row of figures is higher than others where its name stands above it."""
_LINE: Final = 1.3
"""Lines of words to each other, as a multiple of their size."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every row needs to know; lengths in points."""

    scale: TimeScale
    today: date
    width: float
    names: float
    """The room for names at the left."""
    text_width: TextWidth
    size: float
    latest: float
    marker: float
    pitch: float
    plot: float
    """How high a row is in which ratings are drawn as points."""
    apart: float
    stacked: bool
    shaded: bool

    @property
    def today_x(self) -> float:
        """Where what has been ends, which may be beyond an edge."""
        if self.today < self.scale.start:
            return self.scale.left
        return self.scale.right if self.today > self.scale.end else self.scale.x(self.today)


@dataclass(slots=True)
class Drawing:
    """What is drawn so far, and where the next row begins."""

    top: float
    primitives: list[Primitive] = field(default_factory=list)
    crowds: list[Crowd] = field(default_factory=list)


def named(name: str, words: str, frame: Frame, to: Drawing, high: float = 0.0) -> float:
    """Begin a row: its name at the left, or above it, and words at the right. Returns the middle of it."""
    high = max(high, frame.pitch)
    lines = wrapped(name, frame.names, frame.size, frame.text_width)
    line = frame.size * _LINE
    if frame.stacked:
        for n, text in enumerate(lines):
            to.primitives.append(Text(0, to.top + (n + 1) * line, text, frame.size))
        to.top += len(lines) * line
        lines = []
    said = wrapped(words, frame.width - frame.scale.right - 2 * _AWAY, frame.size, frame.text_width)
    more = line * (max(len(lines), len(said), 1) - 1)
    # What is high enough for several lines has them about its middle; else they go on below it.
    is_high = high > frame.pitch
    high = max(high, frame.pitch + more)
    middle = to.top + (high if is_high else frame.pitch) / 2
    for x, texts in ((0.0, lines), (frame.scale.right + 2 * _AWAY, said)):
        _beside(texts, x, middle - is_high * line * (max(len(texts), 1) - 1) / 2, frame, to)
    to.top += high
    return middle


def _beside(
    lines: Sequence[str], x: float, middle: float, frame: Frame, to: Drawing, role: Role = Role.INK
) -> None:
    for n, text in enumerate(lines):
        baseline = middle + frame.size * (0.35 + _LINE * n)
        to.primitives.append(Text(x, baseline, text, frame.size, role=role))


def marks(events: InTime, row: Row, frame: Frame, to: Drawing) -> None:
    """Draw the events of one name on a line."""
    middle = named(row.name, row.words, frame, to)
    for crowd, lines in events.crowds(row, frame.scale, middle, frame.marker, frame.apart, frame.today_x):
        to.crowds.append(crowd)
        to.primitives.extend(lines)


def span(one: Span, event: int, frame: Frame, to: Drawing) -> None:
    """Draw a bar from start to end with its end in words: beside it, or at the right where there is no room."""
    scale, today = frame.scale, frame.today_x
    is_seen = scale.shows(one.start, one.end)
    goes_on = one.end is None or one.end > scale.end
    x1 = scale.x(one.start)
    x2 = scale.right if goes_on else max(x1 + 2, scale.x(one.end or one.start))
    room = (today if x2 < today - 0.5 else scale.right) - x2 - 2 * _AWAY
    is_beside = is_seen and not goes_on and frame.text_width(one.ending, frame.size, PLAIN) <= room
    middle = named(one.label, "" if is_beside else one.ending, frame, to)
    if not is_seen:
        return
    out = to.primitives
    out.extend(_bar(one, (x1, x2), middle, event, today, ends=not goes_on))
    for day in one.ticks:
        if scale.start <= day <= scale.end:
            x = scale.x(day)
            out.append(Line(x, middle - _TICK, x, middle + _TICK, Role.INK, 1.2, (), event))
    if goes_on:
        tip = x2 + _AWAY
        out.append(Line(x2, middle - _AWAY, tip, middle, Role.MUTED, 1, (), event))
        out.append(Line(tip, middle, x2, middle + _AWAY, Role.MUTED, 1, (), event))
    for x, is_about in ((x1, one.uncertain), (x2, one.ends_about and not goes_on)):
        if is_about:
            left, right = max(scale.left, x - 2 * _AWAY), min(scale.right, x + 2 * _AWAY)
            out.append(Line(left, middle, right, middle, Role.INK, 0.9, DOTS, event))
    if is_beside:
        away = (2 if one.ends_about else 1) * _AWAY + 1
        out.append(Text(x2 + away, middle + frame.size * 0.35, one.ending, frame.size))


def _bar(
    one: Span, across: tuple[float, float], middle: float, event: int, today: float, *, ends: bool
) -> list[Primitive]:
    """What has been is filled; what is still to come is outlined."""
    x1, x2 = across
    role, edge = Role.CUSTODY if one.custody else Role.ORDER, Role.MUTED
    top, low = middle - _BAR / 2, middle + _BAR / 2
    out: list[Primitive] = []
    done = min(x2, today)
    if done > x1:
        out.append(Rect(x1, top, done - x1, _BAR, role, edge, 0.5, event))
    begins = max(x1, today)
    if x2 > begins:
        out.append(Rect(begins, top, x2 - begins, _BAR, Role.PAPER, None, 0.5, event))
        out.extend(Line(begins, y, x2, y, edge, 0.9, _DASH, event) for y in (top, low))
        edges = [x1] * (x1 > today) + [x2] * ends
        out.extend(Line(x, top, x, low, edge, 0.9, (), event) for x in edges)
    return out


def heading(text: str, frame: Frame, to: Drawing) -> None:
    """Name the rows below: they are of one target, and stand apart from those of another."""
    to.top += frame.size * _ABOVE
    for said in wrapped(text, frame.width, frame.size, frame.text_width):
        to.primitives.append(
            Text(0, to.top + frame.pitch / 2 + frame.size * 0.35, said, frame.size, role=Role.MUTED)
        )
        to.top += frame.pitch


def rated(one: Series, index: int, event: int, frame: Frame, to: Drawing) -> None:
    """Draw the ratings of a dimension: figures at their dates, or points where the rows are high enough for them."""
    scale = frame.scale
    if not frame.plot:
        # Below its own name the newest figure, which is larger, would touch it.
        high = frame.pitch + _APART if frame.stacked else 0.0
        middle = named(one.name, ratings.so_far(one), frame, to, high)
        to.primitives.extend(
            ratings.figures(
                one,
                scale,
                middle + frame.size * 0.35,
                (frame.size, frame.latest),
                today=frame.today_x,
                text_width=frame.text_width,
                first_event=event,
            )
        )
        return
    middle = named(one.name, "", frame, to, frame.plot)
    upper, lower = middle - frame.plot / 2 + _INSET, middle + frame.plot / 2 - _INSET
    role = SERIES_ROLES[index % len(SERIES_ROLES)]
    small = frame.size - 1
    to.primitives.extend(_bounds(one, scale, upper, lower))
    for value, y in ((one.most, upper), (one.least, lower)):
        to.primitives.append(Line(scale.left, y, scale.right, y, Role.GRID, 0.5))
        at = scale.left - _AWAY
        to.primitives.append(
            Text(at, y + small * 0.35, f"{value:g}", small, role=Role.MUTED, anchor=Anchor.END)
        )
    symbol = SERIES_SYMBOLS[index % len(SERIES_SYMBOLS)]
    to.primitives.extend(
        ratings.plot(
            one, scale, upper, lower, role=role, symbol=symbol, size=frame.marker * 0.8, first_event=event
        )
    )
    now, x = ratings.current(one), scale.right + 2 * _AWAY
    to.primitives.append(Text(x, middle + frame.latest * 0.35, now, frame.latest, role=role))
    x += frame.text_width(now, frame.latest, PLAIN) + _AWAY
    said = wrapped(ratings.change(one), frame.width - x, frame.size, frame.text_width)
    _beside(said, x, middle, frame, to, Role.MUTED)


def _bounds(one: Series, scale: TimeScale, upper: float, lower: float) -> list[Primitive]:
    """The band within which a change is no more than error, its edges seen without its colour, and what is aimed at."""
    out: list[Primitive] = []
    if one.band is not None:
        low, high = (ratings.height(one, value, upper, lower) for value in one.band)
        out.append(Rect(scale.left, high, scale.right - scale.left, low - high, Role.BAND))
        out += [Line(scale.left, y, scale.right, y, Role.MUTED, 0.5, DOTS) for y in (low, high)]
    if one.aim is not None:
        y = ratings.height(one, one.aim, upper, lower)
        out.append(Line(scale.left, y, scale.right, y, Role.TODAY, 1, AIM))
    return out
