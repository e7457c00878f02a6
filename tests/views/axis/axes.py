"""Axes to show: a case as it might be, and a long one."""

import random
from datetime import date, timedelta

from app.charts.marks import Event, Lane, Point, Series, Sign, Span
from app.services.cases.casefile import Axis, AxisMark

NAMES = ("Preoccupation", "Insight", "Grievance", "Urge", "Online pursuit", "Narrowing")
ALWAYS = {"Preoccupation", "Grievance", "Urge", "Online pursuit", "Narrowing"}
COURSES = ((4, 3, 2, 2), (1, None, 1, 1), (2, 2, 3, 3), (4, 3, 4, 1), (3, 3, 3, 3), (2, 0, 1, 0))
PROFILED = (date(2026, 2, 10), date(2026, 4, 20), date(2026, 7, 15), date(2026, 10, 12))
MARKUP = "<b>Letter</b> & <img src=x>"


def case_axis() -> Axis:
    """Some of everything: two incidents in one spot, a day not known, a breach, orders, sessions, six dimensions."""
    day = date
    lane, act = Lane.BEHAVIOUR, Lane.SESSIONS
    events = (
        Event(lane, day(2026, 1, 12), "Letters", Sign.ADMITTED),
        Event(lane, day(2026, 1, 12), "Letters", Sign.ADMITTED),
        Event(lane, day(2026, 3, 1), "Watching", Sign.DENIED, day(2026, 3, 31)),
        Event(lane, day(2026, 6, 5), "Approach", Sign.ALLEGED, serious=True),
        Event(lane, day(2026, 8, 20), "Online contact", Sign.FOUND, breached=True),
        Event(act, day(2026, 5, 4), "", Sign.ATTENDED),
        Event(act, day(2026, 5, 18), "", Sign.MISSED),
    )
    spans = (
        Span("Stalking protection order", day(2026, 3, 20), ending="until further order"),
        Span("Custody", day(2026, 6, 8), day(2026, 7, 30), custody=True, ending="to 30-Jul-2026"),
    )
    series = tuple(
        Series(name, tuple(map(Point, PROFILED, course)), "Fixation on V1", always=name in ALWAYS)
        for name, course in zip(NAMES, COURSES, strict=True)
    )
    told = [(event.lane, event.day, event.label or event.sign.value) for event in events]
    told += [(Lane.ORDERS, span.start, span.label) for span in spans]
    told += [
        (Lane.FIXATION, point.day, f"{one.name}: {point.value}") for one in series for point in one.points
    ]
    marks = [AxisMark(f"record-{n}", lane, show(when), text) for n, (lane, when, text) in enumerate(told)]
    marks[3] = AxisMark("record-3", Lane.BEHAVIOUR, "05-Jun-2026", MARKUP)
    return Axis(events, spans, series, tuple(marks), day(2025, 12, 29), day(2026, 12, 28), day(2026, 11, 28))


def long_axis(count: int) -> Axis:
    """So many events over ten years, several on most days."""
    chance = random.Random(5)
    first = date(2016, 1, 1)
    events = []
    for _ in range(count):
        when = first + timedelta(days=chance.randrange(1500))
        last = when + timedelta(days=27) if chance.random() < 0.1 else None
        sign = chance.choice((Sign.ADMITTED, Sign.ALLEGED, Sign.DENIED, Sign.FOUND))
        events.append(Event(Lane.BEHAVIOUR, when, "Messages", sign, last))
    marks = (AxisMark(f"record-{n}", one.lane, show(one.day), one.label) for n, one in enumerate(events))
    last = first + timedelta(days=1530)
    return Axis(tuple(events), (), (), tuple(marks), first, last, last)


def show(day: date) -> str:
    """A day as the marks write it."""
    return f"{day:%d-%b-%Y}"
