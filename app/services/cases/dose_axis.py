"""Dose and response on one axis: sessions, the measure of each goal, other measures, ratings, behaviour and orders."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from app.charts.marks import Lane, Point, Series
from app.domain.records import blocks, facets
from app.domain.records.courses import Course, Errors, response
from app.domain.records.dose import GoalDose, of_no_goal
from app.domain.records.facets import Score, Source
from app.services.cases.screen_axis import Axis, AxisMark, axis_from, on_axis
from app.services.records.facets import Found

_CHECK_IN: Final = "check_in."
_SAID_BY: Final = {Source.COLLATERAL: "answered by another", Source.JUDGED: "rated by a clinician"}
_AIM: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)(?: *(?:of|out of|/) *(\d+))?(?: or (?:less|fewer|lower|below|more|higher|above))?\.?"
)
"""A value of a scale, and no number of something else: "3", "3 of 10", "5 or less", but not "3 nights a week"."""
Rows = Sequence[tuple[Series, Sequence[AxisMark]]]


def dose_axis(found: Sequence[Found], rows: Sequence[GoalDose], errors: Errors, today: date) -> Axis | None:
    """All of a case on one axis; None when there is nothing."""
    return axis_from(*drawn_of_case(found, rows, errors), today)


def drawn_of_case(
    found: Sequence[Found], rows: Sequence[GoalDose], errors: Errors
) -> tuple[list[Found], Rows]:
    """What of a case is placed on the axis, and its courses with their marks."""
    return on_axis(found), [*_of_goals(rows, errors), *_others(found, rows, errors)]


def axis_of_goal(found: Sequence[Found], row: GoalDose, errors: Errors, today: date) -> Axis | None:
    """One goal on the axis: the sessions that served it and what measures it, with behaviour, orders and custody."""
    return axis_from(*drawn_of_goal(found, row, errors), today)


def drawn_of_goal(found: Sequence[Found], row: GoalDose, errors: Errors) -> tuple[list[Found], Rows]:
    """The same as what is placed on the axis, and its courses with their marks."""
    served = {each.held.record_id for each in row.sessions}
    placed = [
        each
        for each in on_axis(found)
        if each.facet.lane is not facets.Lane.SESSIONS or each.record_id in served
    ]
    return placed, list(_of_goals((row,), errors))


def _of_goals(rows: Iterable[GoalDose], errors: Errors) -> Iterator[tuple[Series, Sequence[AxisMark]]]:
    for row in rows:
        for each in row.responses:
            yield _series(
                each.course, errors, Lane.GOALS, name=f"{row.goal.name} ", aim=_aim(row, each.course)
            )


def _others(
    found: Sequence[Found], rows: Sequence[GoalDose], errors: Errors
) -> Iterator[tuple[Series, Sequence[AxisMark]]]:
    """What measures no goal: check-ins, measures, then the five ratings of each target, those of one together."""
    others = [each for each in of_no_goal(found, rows) if each.valued]
    is_rating = {n: each.newest.lane is facets.Lane.FIXATION for n, each in enumerate(others)}
    for each in others:
        if each.newest.lane is facets.Lane.MEASURES:
            lane = Lane.CHECK_INS if each.newest.measure.startswith(_CHECK_IN) else Lane.MEASURES
            yield _series(each, errors, lane)
    rated = [each for n, each in enumerate(others) if is_rating[n] and each.newest.always]
    targets = list(dict.fromkeys(each.newest.target for each in rated))
    for each in sorted(rated, key=lambda course: targets.index(course.newest.target)):
        yield _series(each, errors, Lane.FIXATION)


def _series(
    course: Course, errors: Errors, lane: Lane, name: str = "", aim: float | None = None
) -> tuple[Series, Sequence[AxisMark]]:
    newest = course.newest
    error = errors.get(newest.measure)
    is_rating = newest.lane is facets.Lane.FIXATION
    told = response(course, errors)
    by = "" if is_rating else _SAID_BY.get(newest.source, "")
    of = newest.target if lane is not Lane.FIXATION else ""
    label = ", ".join(each for each in (f"{name}{newest.label}", of, by) if each)
    made = Series(
        label,
        tuple(Point(day, each.facet.value) for each in course.held if (day := each.facet.on.earliest())),
        group=f"Fixation on {newest.target}" if lane is Lane.FIXATION and newest.target else "",
        always=True,
        lane=lane,
        least=newest.least,
        most=newest.most,
        aim=aim,
        error=error.widest if error else None,
        told=told.in_words,
    )
    marks = [
        AxisMark(each.record_id, lane, each.facet.on.show(), _said(label, each.facet)) for each in course.held
    ]
    return made, marks


def _said(label: str, score: Score) -> str:
    of = f"{score.target}, {label}" if score.target and score.target not in label else label
    return f"{of}: {score.words}"


def _aim(row: GoalDose, course: Course) -> float | None:
    """What is aimed at as a number of the scale; None where it was written in words, or is none of the scale."""
    found = _AIM.fullmatch(row.goal.aim.strip().lower())
    if found is None or (found[2] and float(found[2]) != course.newest.most):
        return None
    value = float(found[1].replace(",", "."))
    return value if course.newest.least <= value <= course.newest.most else None


def course_of(series: Series, *, is_plotted: bool) -> blocks.Course:
    """A course as a page has it: plotted between the least and the most of its scale, or as figures at their days."""
    points = tuple(blocks.Point(each.day, each.value) for each in series.points)
    if not is_plotted:
        return blocks.Course(series.name, points, series.group)
    return blocks.Course(
        series.name,
        points,
        series.group,
        lane=series.lane.value,
        least=series.least,
        most=series.most,
        aim=series.aim,
        error=series.error,
        told=series.told,
    )
