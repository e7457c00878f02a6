"""Dose and response as a report may tell it: a row a goal, and no value of what its reader does not get."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Protocol, runtime_checkable

from app.domain.fields.sharing import Share
from app.domain.records import dose_lines
from app.domain.records.blocks import Course
from app.domain.records.courses import Errors, courses, response
from app.domain.records.dose import GoalDose, of_goals
from app.domain.records.facets import GoalEnded, Lane
from app.domain.records.held import Held

_OPEN: Final = "open"


@runtime_checkable
class Dosed(Protocol):
    """A report that tells dose and response."""

    doses: ClassVar[bool]


@dataclass(frozen=True, kw_only=True)
class DoseRow:
    """A goal with one course that measures it, or a course of no goal, in words; empty where nothing is told.

    `is_told` is whether its reader gets what it is measured by: whether anything was measured or not, is then not said.
    """

    goal: str = ""
    words: str = ""
    result: str = ""
    sessions: str = ""
    measure: str = ""
    first: str = ""
    last: str = ""
    change: str = ""
    error: str = ""
    is_told: bool = True
    share: tuple[Share, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dose:
    """What was done for each goal and what became of what measures it; what is measured besides; each as a course."""

    goals: tuple[DoseRow, ...] = ()
    measures: tuple[DoseRow, ...] = ()
    courses: tuple[Course, ...] = ()
    share: tuple[Share, ...] = ()
    """The classes of the courses."""


@dataclass(frozen=True)
class Telling:
    """Of which class a score is by its code, and whether its reader gets it as a number."""

    share: Callable[[str], Share]
    is_told: Callable[[str], bool]
    results: Mapping[str, str]
    """What came of a goal, by its code."""


def goal_rows(found: Sequence[Held], errors: Errors, telling: Telling) -> Iterator[DoseRow]:
    """A row for each goal and each course that measures it; `found` has no score that its reader does not get."""
    # The newest comes first, and a plan need not say again what came of a goal in the end.
    ended = {
        each.facet.goal: each.facet.result for each in reversed(found) if isinstance(each.facet, GoalEnded)
    }
    for row in of_goals(found, errors):
        about = DoseRow(
            goal=row.goal.name,
            words=row.goal.words,
            result=telling.results.get(ended.get(row.goal.cite) or row.goal.result, _OPEN),
            sessions=dose_lines.sessions(row),
            measure=row.goal.measured_by,
            is_told=False,
            share=(Share.ENGAGEMENT,),
            cites=(row.held.record_id, *(each.held.record_id for each in row.sessions)),
        )
        if row.goal.is_measured and not row.responses and not telling.is_told(row.goal.measure):
            yield about
            continue
        share = tuple(sorted({Share.ENGAGEMENT, *_classes(row, telling)}))
        for each in dose_lines.lines((row,)):
            yield replace(
                about,
                is_told=True,
                measure=each.measure,
                first=each.first,
                last=each.last,
                change=each.change,
                error=each.error,
                share=share,
            )


def _classes(row: GoalDose, telling: Telling) -> Iterator[Share]:
    return (telling.share(each.course.newest.measure) for each in row.responses)


def measure_rows(found: Sequence[Held], errors: Errors, telling: Telling) -> Iterator[DoseRow]:
    """A row for each course of a measure or a check-in, whatever goal it measures; ratings stand in a profile."""
    for each in courses(found):
        if each.newest.lane is Lane.MEASURES and each.valued:
            line = dose_lines.course(response(each, errors))
            first, last, change, error = line
            yield DoseRow(
                measure=each.newest.label,
                first=first,
                last=last,
                change=change,
                error=error,
                share=(telling.share(each.newest.measure),),
                cites=tuple(dict.fromkeys(held.record_id for held in each.held)),
            )
