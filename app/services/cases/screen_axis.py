"""The time axis on the screen: the marks of a case, each with its record and the words that are said of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.charts.marks import Event, Lane, Point, Series, Span
from app.charts.signs import sign_of
from app.domain.records import facets
from app.domain.records.facets import AxisEvent, Score
from app.services.records.facets import Found

_MARGIN: Final = timedelta(days=14)
_STILL_TO_COME: Final = timedelta(days=28)
"""At least so much is shown of what lies after today: a bar shows that it goes on."""
_LANES: Final = {
    facets.Lane.BEHAVIOUR: Lane.BEHAVIOUR,
    facets.Lane.ORDERS: Lane.ORDERS,
    facets.Lane.SESSIONS: Lane.SESSIONS,
    facets.Lane.FIXATION: Lane.FIXATION,
}
"""The lanes that are drawn."""


@dataclass(frozen=True)
class AxisMark:
    """What stands behind a mark, as a screen reader says it and the table shows it."""

    record_id: str
    lane: Lane
    when: str
    text: str
    stands: str = ""
    """How what somebody reported stands; empty of what nobody reported."""
    source: str = ""
    """Who said it."""
    grade: str = ""
    """How source and information are graded, 3x5x2."""

    @property
    def said(self) -> str:
        """All of it in one line, as it is said aloud."""
        told = f"said by: {self.source}" if self.source else ""
        graded = f"graded {self.grade}" if self.grade else ""
        return "; ".join(each for each in (self.text, self.stands, told, graded) if each)


@dataclass(frozen=True)
class Axis:
    """What the axis shows; `marks` are numbered as a drawing numbers them: events, spans, points of each series."""

    events: tuple[Event, ...]
    spans: tuple[Span, ...]
    series: tuple[Series, ...]
    marks: tuple[AxisMark, ...]
    start: date
    end: date
    today: date


def axis_of(found: Iterable[Found], today: date) -> Axis | None:
    """Everything dated that stands in a case, newest first; None when there is nothing."""
    drawn = [each for each in found if in_time(each)]
    return axis_from(on_axis(drawn), ratings_of(drawn), today)


def in_time(found: Found) -> bool:
    """Whether a facet that has a lane is drawn on the axis of a case."""
    return found.facet.lane in _LANES


Rated = Sequence[tuple[Series, Sequence[AxisMark]]]


def axis_from(placed: Sequence[Found], rated: Rated, today: date) -> Axis | None:
    """The axis of what is placed on it, in the order of its lanes, and of series with their marks."""
    events = [event for each in placed if not each.facet.mark.lasts for event in _event(each)]
    spans = [span for each in placed if each.facet.mark.lasts for span in _span(each)]
    days = [event.first for event, _ in events] + [span.start for span, _ in spans]
    days += [point.day for series, _ in rated for point in series.points]
    if not days:
        return None
    marks = [mark for _, mark in (*events, *spans)] + [mark for _, marks in rated for mark in marks]
    start = min(days) - _MARGIN
    to_come = today + max(_STILL_TO_COME, (today - start) / 11)
    return Axis(
        events=tuple(event for event, _ in events),
        spans=tuple(span for span, _ in spans),
        series=tuple(series for series, _ in rated),
        marks=tuple(marks),
        start=start,
        end=max(to_come, max(days) + _MARGIN),
        today=today,
    )


def on_axis(found: Iterable[Found]) -> list[Found]:
    """What is drawn as an event or a bar, in the order of the lanes."""
    drawn = (each for each in found if isinstance(each.facet, AxisEvent) and each.facet.lane in _LANES)
    return sorted(drawn, key=_lane)


def _lane(each: Found) -> tuple[int, bool]:
    return list(_LANES).index(each.facet.lane), each.facet.mark is facets.Mark.HELD


def _event(each: Found) -> Iterator[tuple[Event, AxisMark]]:
    facet: AxisEvent = each.facet
    days = facet.start.days()
    if days is not None:
        lane = _LANES[facet.lane]
        event = Event(
            lane,
            days[0],
            facet.label,
            sign_of(facet.mark, facet.standing),
            days[1],
            uncertain=facet.start.about,
            period=facet.start.until is not None,
            serious=facet.serious,
            breached=facet.breached,
        )
        told = facet.words, facet.stands, facet.source, facet.grade
        yield event, AxisMark(each.record_id, lane, facet.start.show(), *told)


def _span(each: Found) -> Iterator[tuple[Span, AxisMark]]:
    facet: AxisEvent = each.facet
    start, end = facet.start.days(), facet.end.days() if facet.end else None
    if start is None or (end is not None and end[1] < start[0]):
        return
    span = Span(
        facet.label,
        start[0],
        end[1] if end else None,
        custody=facet.mark is facets.Mark.HELD,
        uncertain=not facet.start.is_exact,
        ends_about=bool(end and facet.end and not facet.end.is_exact),
        ending=facet.ending,
        ticks=tuple(day for each in facet.ticks if (day := each.earliest())),
    )
    began = facet.start.show()
    when = f"since {began}, {facet.ending}" if facet.ending else f"since {began}"
    if facet.ending.startswith("to "):
        when = f"{began} {facet.ending}"
    yield span, AxisMark(each.record_id, _LANES[facet.lane], when, facet.words)


def ratings_of(found: Iterable[Found]) -> list[tuple[Series, list[AxisMark]]]:
    """Each measure of each target that ever had a value, oldest first; the target that was rated first comes first."""
    by_target: dict[str, dict[str, list[Found]]] = {}
    rated_first: dict[str, int] = {}
    for n, each in enumerate(each for each in found if isinstance(each.facet, Score)):
        target = " ".join(each.facet.target.split()).casefold()
        by_target.setdefault(target, {}).setdefault(each.facet.measure, []).insert(0, each)
        rated_first[target] = -n
    targets = [by_target[target] for target in sorted(by_target, key=rated_first.__getitem__)]
    rated = []
    for scores in (scores for by_measure in targets for scores in by_measure.values()):
        newest = scores[-1].facet
        dated = [(day, each) for each in scores if (day := each.facet.on.earliest())]
        if any(each.facet.value is not None for _, each in dated):
            points = tuple(Point(day, each.facet.value) for day, each in dated)
            marks = [
                AxisMark(
                    each.record_id,
                    _LANES[each.facet.lane],
                    each.facet.on.show(),
                    _said(each.facet),
                )
                for _, each in dated
            ]
            rated.append((Series(newest.label, points, _group(newest), always=newest.always), marks))
    return rated


def _said(score: Score) -> str:
    of = f"{score.target}, {score.label}" if score.target else score.label
    return f"{of}: {score.words}"


def _group(score: Score) -> str:
    return f"{_LANES[score.lane].value} on {score.target}" if score.target else ""
