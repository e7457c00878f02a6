"""A chart of a document as the time axis draws it, and what is said of it where nothing is drawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.charts import marks as axis
from app.charts import ratings, timeline
from app.charts.primitives import Drawing, TextWidth
from app.charts.signs import sign_of
from app.domain.records.blocks import Chart, Course, Moment, Span
from app.domain.records.facets import Mark

_LIMITS: Final = ((14, 16), (10, 12), (7, 7))
"""How many names of behaviour have a row of their own, and how many orders and spells: as many as the page holds."""
_HIGHEST: Final = 620.0
"""Of what stands on one page."""
_BELOW_THE_HEAD: Final = 520.0
"""Of courses alone, which begin under the head of a document."""
_MOST_COURSES: Final = 15
"""Five ratings of three targets."""
_OTHERS: Final = "Other behaviour"
_STYLE: Final = timeline.Style(text=8.5, small=8.5, latest=10.0, marker=2.6, pitch=9.4, gap=2.0, names=0.3)
_PLOTTED: Final = timeline.Style(
    text=7.5, small=7.5, latest=9.0, marker=2.6, pitch=10.4, gap=2.5, names=0.24, plot=27.0, shaded=True
)
_SESSIONS: Final = {Mark.KEPT, Mark.MISSED}


@dataclass(frozen=True)
class Charted:
    """A time axis, and how many of the earliest orders or spells, and of the last ratings, it does not hold.

    Plotted courses that have no room beside the marks stand on further axes of the same days.
    """

    drawing: Drawing
    left_out: int
    courses_left_out: int = 0
    further: tuple[Drawing, ...] = ()


def charted(chart: Chart, width: float, text_width: TextWidth) -> Charted:
    """The time axis; of bars the newest and of courses the first, where there are more than a page holds."""
    draw = _Drawing(chart, width, text_width)
    if not is_plotted(chart):
        for rows, spans in _LIMITS:
            drawn = draw.of(rows, spans, chart.courses[:_MOST_COURSES])
            if drawn.height <= _HIGHEST:
                break
        return Charted(drawn, max(0, len(chart.spans) - spans), max(0, len(chart.courses) - _MOST_COURSES))
    alone = not (chart.moments or chart.spans)
    for rows, spans in _LIMITS:
        first = draw.fitted(rows, spans, chart.courses, _BELOW_THE_HEAD if alone else _HIGHEST)
        drawn = draw.of(rows, spans, first)
        if drawn.height <= _HIGHEST:
            break
    further, left = [], chart.courses[len(first) :]
    while left:
        few = draw.fitted(0, 0, left) or left[:1]
        further.append(draw.of(0, 0, few))
        left = left[len(few) :]
    return Charted(drawn, max(0, len(chart.spans) - spans), further=tuple(further))


def is_plotted(chart: Chart) -> bool:
    """Whether its courses are drawn as points, each between the least and the most of its scale."""
    return any(each.lane for each in chart.courses)


@dataclass(frozen=True)
class _Drawing:
    chart: Chart
    width: float
    text_width: TextWidth

    def of(self, rows: int, spans: int, courses: Sequence[Course]) -> Drawing:
        """So many rows of behaviour, the newest bars and some courses; of no rows the courses alone."""
        chart, names = self.chart, _names(self.chart, rows)
        newest = sorted(chart.spans, key=lambda span: span.start)[-spans:] if spans else []
        return timeline.layout(
            [_event(each, names) for each in chart.moments] if rows else [],
            [_bar(each) for each in newest],
            [series(each) for each in courses],
            width=self.width,
            start=chart.start,
            end=chart.end,
            today=chart.today,
            style=_PLOTTED if is_plotted(chart) else _STYLE,
            text_width=self.text_width,
        )

    def fitted(
        self, rows: int, spans: int, courses: Sequence[Course], highest: float = _HIGHEST
    ) -> Sequence[Course]:
        """As many of the first courses as stand on one page."""
        most = len(courses)
        while most and self.of(rows, spans, courses[:most]).height > highest:
            most -= 1
        return courses[:most]


def caption(chart: Chart, drawn: Charted) -> str:
    """The caption, owning up to what the drawing could not hold."""
    said = [chart.caption]
    if drawn.left_out:
        said.append(f"The {drawn.left_out} earliest orders or spells are not drawn: see the chronology.")
    if drawn.courses_left_out:
        said.append(f"{drawn.courses_left_out} ratings of further targets are not drawn.")
    return " ".join(said)


def series(course: Course) -> axis.Series:
    """A course as a chart has it."""
    points = tuple(axis.Point(each.day, each.value) for each in course.points)
    if not course.lane:
        return axis.Series(course.name, points, course.group)
    return axis.Series(
        course.name,
        points,
        course.group,
        lane=axis.Lane(course.lane),
        least=course.least,
        most=course.most,
        aim=course.aim,
        error=course.error,
        told=course.told,
    )


def said_of(course: Course) -> str:
    """A course in words."""
    values = ", ".join("not rated" if each.value is None else f"{each.value:g}" for each in course.points)
    name = f"{course.group}, {course.name}" if course.group else course.name
    what = "Values" if course.lane else "Ratings"
    aim = f" Aim: {course.aim:g}." if course.aim is not None else ""
    return f"{name}: {ratings.change(series(course))}. {what} in order: {values}.{aim}"


def _names(chart: Chart, most: int) -> frozenset[str]:
    """The names of behaviour that have a row of their own: the commonest, where there are more than it holds."""
    names = Counter(each.label for each in chart.moments if each.mark not in _SESSIONS)
    kept = names.most_common(most if len(names) <= most else most - 1)
    return frozenset(name for name, _ in kept)


def _event(moment: Moment, names: frozenset[str]) -> axis.Event:
    is_session = moment.mark in _SESSIONS
    return axis.Event(
        axis.Lane.SESSIONS if is_session else axis.Lane.BEHAVIOUR,
        moment.first,
        "" if is_session else moment.label if moment.label in names else _OTHERS,
        sign_of(moment.mark, moment.standing),
        moment.last,
        uncertain=moment.uncertain,
        period=moment.period,
        serious=moment.serious,
        breached=moment.breached,
    )


def _bar(span: Span) -> axis.Span:
    return axis.Span(
        span.label,
        span.start,
        span.end,
        custody=span.mark is Mark.HELD,
        uncertain=span.uncertain,
        ends_about=span.ends_about,
        ending=span.ending,
        ticks=span.ticks,
    )
