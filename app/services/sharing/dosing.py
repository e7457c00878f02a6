"""Dose and response of a case for an audience: drawn anew from what it gets of the records, and of nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from app.domain.fields.content import shared
from app.domain.fields.forms import Judged
from app.domain.fields.sharing import Audience, Share
from app.domain.fields.spec import specs
from app.domain.kinds.parts.goal import RESULTS
from app.domain.kinds.registry import KINDS, kind
from app.domain.measures.catalogue import Catalogue
from app.domain.records.blocks import Course
from app.domain.records.dose import of_goals
from app.domain.records.drawing import facets_of
from app.domain.records.facets import AxisEvent, Cited, Facet, GoalEnded, GoalServed, GoalSet, Lane, Score
from app.domain.records.written import Written
from app.domain.reports.dosed import Dose, Telling, goal_rows, measure_rows
from app.services.cases.dose_axis import course_of, drawn_of_case
from app.services.cases.progress import errors_of
from app.services.records.facets import Found
from app.services.records.relied import ReliedRecord, ReliedRecords

_RATED: Final = "fixation."
_RATINGS_TO: Final = frozenset({"panel", "mappa"})
"""Who gets ratings as numbers; to others what bears on the next contact is told in words."""
_SCORES_TO: Final = frozenset({"gp"})
"""Who gets scores as numbers, as the kinds that give them say; to others their bands are told in words."""
_WEEKLY: Final = "check_in."
"""What the person answers from week to week is printed for nobody, by no kind."""
_LINKS: Final = GoalServed, GoalEnded, Cited
_RESULTS: Final = {each.code: each.label.lower() for each in RESULTS}


def dose_given(
    records: ReliedRecords, audience: Audience, asked: frozenset[Share], measures: Catalogue
) -> Dose:
    """A row a goal, first and last of each measure, and their courses, as far as the audience gets them."""
    if not audience.admits(Share.ENGAGEMENT, asked):
        return Dose()
    telling = Telling(_class_of, lambda code: _is_told(code, audience, asked), _RESULTS)
    open_ones = [each for each in records.records if not each.heading.compartment.is_sealed]
    found = tuple(each for record in open_ones for each in _found(record, audience, asked))
    found = tuple(
        each for each in found if not isinstance(each.facet, Score) or telling.is_told(each.facet.measure)
    )
    errors = errors_of(found, measures)
    drawn = drawn_of_case(found, of_goals(found, errors), errors)[1]
    courses = tuple(course_of(series, is_plotted=True) for series, _ in drawn)
    scores = {each.facet.measure for each in found if isinstance(each.facet, Score)}
    return Dose(
        goals=tuple(goal_rows(found, errors, telling)),
        measures=tuple(measure_rows(found, errors, telling)),
        courses=tuple(filter(_has_value, courses)),
        share=tuple(sorted({_class_of(each) for each in scores})),
    )


def _found(record: ReliedRecord, audience: Audience, asked: frozenset[Share]) -> Iterator[Found]:
    """What a record means of its content as the audience gets it, and which goals it served or brought to an end.

    The references themselves stay in the team: they are counted, and never printed.
    """
    made = kind(record.kind)
    told = Written(record.heading, shared(record.content, audience, asked))
    whole = Written(record.heading, record.content)
    facets: Iterable[Facet] = (
        *(each for each in facets_of(made, told) if isinstance(each, AxisEvent | GoalSet | Score)),
        *(each for each in facets_of(made, whole) if isinstance(each, _LINKS)),
    )
    for each in facets:
        # Of the axis the sessions alone are read: what else stands there is told by its own kind.
        if not isinstance(each, AxisEvent) or each.lane is Lane.SESSIONS:
            yield Found(record.id, record.kind, record.event, each, series=record.heading.series)


@cache
def _ratings() -> Mapping[str, Share]:
    """The class of every rating that a kind asks for, by its name."""
    return {
        spec.name: spec.share
        for made in KINDS.values()
        for spec in specs(made.content)
        if isinstance(spec.form, Judged)
    }


def _class_of(code: str) -> Share:
    """The class of a score by its code: a rating has that of its question, all else that of a measure."""
    of_rating = _ratings().get(code.removeprefix(_RATED)) if code.startswith(_RATED) else None
    return of_rating or Share.MEASURE


def _is_told(code: str, audience: Audience, asked: frozenset[Share]) -> bool:
    if code.startswith(_WEEKLY):
        return False
    to = _RATINGS_TO if code.startswith(_RATED) else _SCORES_TO
    return audience.code in to and audience.admits(_class_of(code), asked)


def _has_value(course: Course) -> bool:
    return any(each.value is not None for each in course.points)
