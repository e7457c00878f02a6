"""The key under the time axis: only the signs that are there, each with its words."""

from collections.abc import Callable, Sequence
from functools import partial

from app.charts.crowd import InTime
from app.charts.marks import Lane, Series, Sign, Span
from app.charts.primitives import PLAIN, Primitive, Rect, Text, wrapped
from app.charts.roles import Role
from app.charts.rows import Frame
from app.charts.signs import Look
from app.domain.fields.declare import SCALE

_SIZE = 2.5
_Draw = Callable[[float, float], tuple[Primitive, ...]]


def legend(
    events: InTime,
    spans: Sequence[Span],
    series: Sequence[Series],
    frame: Frame,
    *,
    size: float,
    top: float,
) -> tuple[list[Primitive], float]:
    """Draw the key from the left, breaking rows at the frame's width; return it and its lower edge."""
    out: list[Primitive] = []
    x, y = 0.0, top + size
    for shapes, words in _entries(events, spans, series, frame):
        at = 9.5 if shapes else 0.0
        room = at + frame.text_width(words, size, PLAIN)
        if x > 0 and x + room > frame.width:
            x, y = 0.0, y + size * 1.45
        if shapes:
            out.extend(shapes(x + 3.5, y - size * 0.35))
        first, *more = wrapped(words, max(frame.width - x - at, 1), size, frame.text_width)
        out.append(Text(x + at, y, first, size, role=Role.MUTED))
        for line in more:
            y += size * 1.45
            out.append(Text(x + at, y, line, size, role=Role.MUTED))
        x += room + 8
    return (out, y + size * 0.6) if out else ([], top)


def _entries(
    events: InTime, spans: Sequence[Span], series: Sequence[Series], frame: Frame
) -> list[tuple[_Draw | None, str]]:
    """The shapes first, then what is said of any of them. It does not change with the days that are shown."""
    sorts = tuple(events.sorts)
    signs = {sort.look.sign for sort in sorts}
    entries: list[tuple[_Draw | None, str]] = [
        (partial(_sign, sign), sign.value) for sign in Sign if sign in signs
    ]
    if any(not one.custody for one in spans):
        entries.append((partial(_bar, Role.ORDER), "order"))
    if any(one.custody for one in spans):
        entries.append((partial(_bar, Role.CUSTODY), "custody"))
    said = {
        "bar under it: order breached": any(sort.look.breached for sort in sorts),
        "larger: serious": any(sort.look.serious for sort in sorts),
        "dotted: date not exact": any(sort.has_whisker for sort in sorts)
        or any(one.uncertain or one.ends_about for one in spans),
        "tick on a bar: order varied": any(one.ticks for one in spans),
        "outlined: still to come": any(one.end is None or one.end > frame.today for one in spans),
    }
    said["shaded under a bar: in custody"] = frame.shaded and any(one.custody for one in spans)
    if frame.plot:
        said["dashed across: what is aimed at"] = any(one.aim is not None for one in series)
        said["between dotted lines: no more than error from the first value"] = any(
            one.band is not None for one in series
        )
    is_rated = any(one.lane is Lane.FIXATION for one in series)
    said[f"ratings: {SCALE}; clinician profile, not validated"] = is_rated
    said[f"no mark: {events.unmarked} {Sign.NONE.value}"] = events.unmarked > 0
    return entries + [(None, words) for words, is_there in said.items() if is_there]


def _sign(sign: Sign, x: float, y: float) -> tuple[Primitive, ...]:
    return Look(sign).shapes(x, y, _SIZE)


def _bar(role: Role, x: float, y: float) -> tuple[Primitive, ...]:
    return (Rect(x - 3.5, y - 2, 8, 4, role),)
