"""The key under the time axis: only the symbols that are drawn, each with its words."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from app.charts.crowd import MARKS, Crowd
from app.charts.marks import Mark, Span
from app.charts.primitives import PLAIN, Line, Primitive, Rect, Role, Text
from app.charts.rows import Frame
from app.charts.symbols import Symbol, draw

_SYMBOL = 2.6


def legend(
    crowds: Sequence[Crowd], spans: Sequence[Span], frame: Frame, *, size: float, top: float
) -> tuple[list[Primitive], float]:
    """Draw the key from the left, breaking rows at the frame's width; return it and its lower edge."""
    scale = frame.scale
    bars = [span for span in spans if scale.shows(span.start, span.end)]
    out: list[Primitive] = []
    x, y = 0.0, top + size
    for symbol, words in _entries(crowds, bars, scale.end):
        room = 10.5 + frame.text_width(words, size, PLAIN)
        if x > 0 and x + room > frame.width:
            x, y = 0.0, y + size * 1.5
        out.extend(symbol(x + 4.5, y - size * 0.35))
        out.append(Text(x + 10.5, y, words, size, role=Role.MUTED))
        x += room + 7
    return (out, y + size * 0.4) if out else ([], top)


def _entries(
    crowds: Sequence[Crowd], spans: Sequence[Span], end: date
) -> list[tuple[partial[tuple[Primitive, ...]], str]]:
    marks = {crowd.mark for crowd in crowds}
    entries = [(partial(_mark, mark), mark.value) for mark in Mark if mark in marks]
    if any(crowd.hollow for crowd in crowds):
        entries.append((partial(_hollow), "hollow: date uncertain"))
    if any(not span.custody for span in spans):
        entries.append((partial(_bar, Role.ORDER), "order"))
    if any(span.custody for span in spans):
        entries.append((partial(_bar, Role.CUSTODY), "custody"))
    if any(span.end is None or span.end > end for span in spans):
        entries.append((partial(_running), "still running"))
    return entries


def _mark(mark: Mark, x: float, y: float) -> tuple[Primitive, ...]:
    symbol, role, grown = MARKS[mark]
    return draw(symbol, x, y, _SYMBOL * grown, role)


def _hollow(x: float, y: float) -> tuple[Primitive, ...]:
    return draw(Symbol.CIRCLE, x, y, _SYMBOL * 0.9, Role.MUTED, hollow=True)


def _bar(role: Role, x: float, y: float) -> tuple[Primitive, ...]:
    return (Rect(x - 3, y - 2, 7, 4, role), Line(x - 3, y - 3, x - 3, y + 3, Role.INK, 1.25))


def _running(x: float, y: float) -> tuple[Primitive, ...]:
    return (Line(x - 3, y, x + 4, y, Role.INK, 1, (2, 1.5)),)
