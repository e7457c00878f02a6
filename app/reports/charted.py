"""A chart of a document as the time axis draws it, and what is said of it where nothing is drawn."""

from typing import Final

from app.charts import marks as axis
from app.charts import ratings, timeline
from app.charts.primitives import Drawing, TextWidth
from app.domain.records.blocks import Chart, Course, Moment, Span
from app.domain.records.facets import Mark

# With these the drawing fits on one page whatever the labels do.
_MOST_SPANS: Final = 16
_MOST_COURSES: Final = 6
_MARKS: Final = {
    Mark.INCIDENT: (axis.Lane.BEHAVIOUR, axis.Mark.INCIDENT),
    Mark.SERIOUS: (axis.Lane.BEHAVIOUR, axis.Mark.SERIOUS),
    Mark.BREACH: (axis.Lane.BEHAVIOUR, axis.Mark.BREACH),
    Mark.KEPT: (axis.Lane.SESSIONS, axis.Mark.ATTENDED),
    Mark.MISSED: (axis.Lane.SESSIONS, axis.Mark.MISSED),
}


def drawing(chart: Chart, width: float, text_width: TextWidth) -> Drawing:
    """The time axis; the newest spans and the first courses where there are more than it holds."""
    return timeline.layout(
        [_event(each) for each in chart.moments],
        [_bar(each) for each in _newest(chart)],
        [series(each) for each in chart.courses[:_MOST_COURSES]],
        width=width,
        start=chart.start,
        end=chart.end,
        style=timeline.Style(notes=_notes(chart)),
        text_width=text_width,
    )


def caption(chart: Chart, drawn: Drawing) -> str:
    """The caption, owning up to what the drawing could not name or hold."""
    said, unlabelled = [chart.caption], len(drawn.unlabelled)
    if unlabelled == 1:
        said.append("One marker on the axis has no label for want of room.")
    elif unlabelled:
        said.append(f"{unlabelled} markers on the axis have no label for want of room.")
    older = len(chart.spans) - len(_newest(chart))
    if older:
        said.append(f"The {older} earliest orders or spells are in this table only.")
    return " ".join(said)


def series(course: Course) -> axis.Series:
    """A course as a chart has it."""
    return axis.Series(course.name, tuple(axis.Point(each.day, each.value) for each in course.points))


def said_of(course: Course) -> str:
    """A course in words."""
    values = ", ".join("not assessed" if each.value is None else str(each.value) for each in course.points)
    return f"{course.name}: {ratings.change(series(course))}. Ratings in order: {values}."


def _newest(chart: Chart) -> list[Span]:
    return sorted(chart.spans, key=lambda span: span.start)[-_MOST_SPANS:]


def _event(moment: Moment) -> axis.Event:
    lane, mark = _MARKS.get(moment.mark, (axis.Lane.BEHAVIOUR, axis.Mark.INCIDENT))
    return axis.Event(lane, moment.first, moment.label, mark, moment.last, moment.uncertain)


def _bar(span: Span) -> axis.Span:
    return axis.Span(span.label, span.start, span.end, span.mark is Mark.HELD, span.uncertain)


def _notes(chart: Chart) -> dict[axis.Lane, str]:
    marks = [each.mark for each in chart.moments]
    return {
        axis.Lane.SESSIONS: f"{marks.count(Mark.KEPT)} attended, {marks.count(Mark.MISSED)} not",
        axis.Lane.FIXATION: "rated 0 to 4,\nnot validated",
    }
