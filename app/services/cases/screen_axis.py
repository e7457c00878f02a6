"""The time axis on the screen: the marks of a summary, each with its record and the words that are said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.charts.marks import Event, Lane, Mark, Point, Series, Span
from app.domain.fields.content import said, specs
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.order.content import Order
from app.domain.kinds.session_note.choices import KEPT
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.services.cases.time_axis import NEVER_RAN, SERIOUS, when
from app.services.records.relied import Ground, Standing

_MARGIN = timedelta(days=14)


@dataclass(frozen=True)
class AxisMark:
    """What stands behind a mark, as a screen reader says it and the table shows it."""

    record_id: str
    lane: Lane
    when: str
    text: str


@dataclass(frozen=True)
class Axis:
    """What the axis shows; `marks` are numbered as a drawing numbers them: events, spans, points of each series."""

    events: tuple[Event, ...]
    spans: tuple[Span, ...]
    series: tuple[Series, ...]
    marks: tuple[AxisMark, ...]
    start: date
    end: date


def axis_of(ground: Ground, today: date) -> Axis | None:
    """Everything dated that stands in a case; None when there is nothing."""
    events = [*_incidents(ground), *_sessions(ground)]
    spans = [*_orders(ground), *_custody(ground)]
    rated = _ratings(ground)
    days = [event.first for event, _ in events] + [span.start for span, _ in spans]
    days += [point.day for series, _ in rated for point in series.points]
    if not days:
        return None
    marks = [mark for _, mark in (*events, *spans)] + [mark for _, marks in rated for mark in marks]
    return Axis(
        events=tuple(event for event, _ in events),
        spans=tuple(span for span, _ in spans),
        series=tuple(series for series, _ in rated),
        marks=tuple(marks),
        start=min(days) - _MARGIN,
        end=max(today, *days) + _MARGIN,
    )


def _incidents(ground: Ground) -> Iterator[tuple[Event, AxisMark]]:
    for each, incident in ground.of(Incident):
        at = when(each.event)
        if at is None:
            continue
        serious, breach = incident.severity in SERIOUS, incident.breach == "yes"
        mark = Mark.BREACH if breach else Mark.SERIOUS if serious else Mark.INCIDENT
        label = said(incident, "behaviour")
        victims = f" to {', '.join(incident.victims)}" if incident.victims else ""
        facts = [
            f"{label}{victims}",
            said(incident, "severity").lower(),
            "order breached" if breach else "",
            said(incident, "standing").lower(),
        ]
        event = Event(Lane.BEHAVIOUR, at.first, label, mark, at.last, uncertain=at.uncertain)
        yield event, AxisMark(each.id, Lane.BEHAVIOUR, at.text, "; ".join(fact for fact in facts if fact))


def _sessions(ground: Ground) -> Iterator[tuple[Event, AxisMark]]:
    for each, note in ground.of(SessionNote):
        at = when(each.event)
        if at is None:
            continue
        mark = Mark.ATTENDED if note.attendance in KEPT else Mark.MISSED
        event = Event(Lane.SESSIONS, at.first, "", mark, at.last, uncertain=at.uncertain)
        yield event, AxisMark(each.id, Lane.SESSIONS, at.text, f"Session, {said(note, 'attendance').lower()}")


def _orders(ground: Ground) -> Iterator[tuple[Span, AxisMark]]:
    for each, order in ground.of(Order):
        if order.status not in NEVER_RAN:
            starts = order.starts if when(order.starts) else order.made
            label = said(order, "order_type")
            text = f"{label}, {said(order, 'status').lower()}"
            yield from _span(each, (starts, order.ends), label, text, custody=False)


def _custody(ground: Ground) -> Iterator[tuple[Span, AxisMark]]:
    for each, custody in ground.of(Custody):
        label = ", ".join(word for word in (said(custody, "status"), custody.establishment) if word)
        yield from _span(each, (custody.starts, custody.ends), label, label, custody=True)


def _span(
    each: Standing,
    lasts: tuple[ClinicalDate | None, ClinicalDate | None],
    label: str,
    text: str,
    *,
    custody: bool,
) -> Iterator[tuple[Span, AxisMark]]:
    start, end = when(lasts[0]), when(lasts[1])
    if start is None or (end is not None and end.last < start.first):
        return
    uncertain = start.uncertain or (end is not None and end.uncertain)
    span = Span(label, start.first, end.last if end else None, custody=custody, uncertain=uncertain)
    told = f"{start.text} to {end.text}" if end else f"since {start.text}"
    yield span, AxisMark(each.id, Lane.ORDERS, told, text)


def _ratings(ground: Ground) -> list[tuple[Series, list[AxisMark]]]:
    """Each dimension that was ever assessed, oldest rating first."""
    profiles = [
        (each, at.first, profile) for each, profile in ground.of(FixationProfile) if (at := when(each.event))
    ]
    profiles.reverse()
    rated = []
    for spec in (spec for spec in specs(FixationProfile) if spec.name in DIMENSIONS):
        points, marks = [], []
        for each, day, profile in profiles:
            value = getattr(profile, spec.name).value
            points.append(Point(day, value))
            told = f"{value} of 4, {spec.anchor(value)}" if value is not None else "not assessed"
            marks.append(AxisMark(each.id, Lane.FIXATION, each.event.show(), f"{spec.label}: {told}"))
        if any(point.value is not None for point in points):
            rated.append((Series(spec.label, tuple(points)), marks))
    return rated
