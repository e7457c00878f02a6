"""The time axis on the screen: the marks of a case, each with its record and the words that are said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.charts.marks import Event, Lane, Mark, Point, Series, Span
from app.domain.records import facets
from app.domain.records.facets import AxisEvent, Score
from app.services.records.facets import Found

_MARGIN = timedelta(days=14)
_LANES: Final = {
    facets.Lane.BEHAVIOUR: Lane.BEHAVIOUR,
    facets.Lane.ORDERS: Lane.ORDERS,
    facets.Lane.SESSIONS: Lane.SESSIONS,
    facets.Lane.FIXATION: Lane.FIXATION,
}
"""The lanes that are drawn."""
_MARKS: Final = {
    facets.Mark.SERIOUS: Mark.SERIOUS,
    facets.Mark.BREACH: Mark.BREACH,
    facets.Mark.KEPT: Mark.ATTENDED,
    facets.Mark.MISSED: Mark.MISSED,
}


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


def axis_of(found: Iterable[Found], today: date) -> Axis | None:
    """Everything dated that stands in a case, newest first; None when there is nothing."""
    drawn = [each for each in found if each.facet.lane in _LANES]
    placed = sorted((each for each in drawn if isinstance(each.facet, AxisEvent)), key=_lane)
    events = [event for each in placed if not each.facet.mark.lasts for event in _event(each)]
    spans = [span for each in placed if each.facet.mark.lasts for span in _span(each)]
    rated = _ratings(each for each in drawn if isinstance(each.facet, Score))
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


def _lane(each: Found) -> tuple[int, bool]:
    return list(_LANES).index(each.facet.lane), each.facet.mark is facets.Mark.HELD


def _event(each: Found) -> Iterator[tuple[Event, AxisMark]]:
    facet: AxisEvent = each.facet
    days = facet.start.days()
    if days is not None:
        lane, mark = _LANES[facet.lane], _MARKS.get(facet.mark, Mark.INCIDENT)
        event = Event(lane, days[0], facet.label, mark, days[1], uncertain=facet.start.about)
        yield event, AxisMark(each.record_id, lane, facet.start.show(), facet.words)


def _span(each: Found) -> Iterator[tuple[Span, AxisMark]]:
    facet: AxisEvent = each.facet
    start, end = facet.start.days(), facet.end.days() if facet.end else None
    if start is None or (end is not None and end[1] < start[0]):
        return
    uncertain = facet.start.about or bool(end and facet.end and facet.end.about)
    custody = facet.mark is facets.Mark.HELD
    span = Span(facet.label, start[0], end[1] if end else None, custody=custody, uncertain=uncertain)
    began = facet.start.show()
    told = f"{began} to {facet.end.show()}" if end and facet.end else f"since {began}"
    yield span, AxisMark(each.record_id, _LANES[facet.lane], told, facet.words)


def _ratings(scores: Iterable[Found]) -> list[tuple[Series, list[AxisMark]]]:
    """Each measure that ever had a value, oldest first."""
    by_measure: dict[str, list[Found]] = {}
    for each in scores:
        by_measure.setdefault(each.facet.measure, []).insert(0, each)
    rated = []
    for found in by_measure.values():
        dated = [(day, each) for each in found if (day := each.facet.on.earliest())]
        if any(each.facet.value is not None for _, each in dated):
            points = tuple(Point(day, each.facet.value) for day, each in dated)
            marks = [
                AxisMark(
                    each.record_id,
                    _LANES[each.facet.lane],
                    each.facet.on.show(),
                    f"{each.facet.label}: {each.facet.words}",
                )
                for _, each in dated
            ]
            rated.append((Series(found[0].facet.label, points), marks))
    return rated
