"""Dose and response: for each goal the sessions that served it, and what is known of how its measure changed.

A pure reading of facets. No line is fitted, and nothing here says what caused what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.records.courses import Course, Errors, Response, courses, of_goal, response
from app.domain.records.facets import AxisEvent, Cited, GoalServed, GoalSet, Lane, Mark
from app.domain.records.held import Held

_STEP: Final = "step"


@dataclass(frozen=True)
class Session:
    """An appointment that was offered, and the references that it is said to have served."""

    held: Held
    is_kept: bool
    served: frozenset[str]


def sessions(found: Iterable[Held]) -> tuple[Session, ...]:
    """Every session of a case, kept or not, newest first; it served what it says it did, and what it cites."""
    found = tuple(found)
    offered = {each.record_id: each for each in found if _is_session(each)}
    served: dict[str, set[str]] = {record: set() for record in offered}
    for each in found:
        if each.record_id in served:
            if isinstance(each.facet, GoalServed) and each.facet.how != _STEP:
                served[each.record_id].add(each.facet.goal)
            elif isinstance(each.facet, Cited):
                served[each.record_id].add(each.facet.to)
    return tuple(
        Session(each, each.facet.mark is Mark.KEPT, frozenset(served[record]))
        for record, each in offered.items()
    )


def _is_session(held: Held) -> bool:
    facet = held.facet
    return (
        isinstance(facet, AxisEvent)
        and facet.lane is Lane.SESSIONS
        and facet.mark in {Mark.KEPT, Mark.MISSED}
    )


@dataclass(frozen=True)
class GoalDose:
    """A goal, the sessions that served it, and a response for each course that measures it."""

    held: Held
    sessions: tuple[Session, ...]
    responses: tuple[Response, ...]

    @property
    def goal(self) -> GoalSet:
        """What is to change."""
        goal: GoalSet = self.held.facet
        return goal

    @property
    def offered(self) -> int:
        """How many sessions that served it were offered."""
        return len(self.sessions)

    @property
    def attended(self) -> int:
        """How many of those were attended."""
        return sum(each.is_kept for each in self.sessions)


def of_goals(found: Iterable[Held], errors: Errors) -> tuple[GoalDose, ...]:
    """A row for each goal of a case, in the order of its plan; `found` comes newest first."""
    found = tuple(found)
    every, offered = courses(found), sessions(found)
    return tuple(
        GoalDose(
            each,
            tuple(session for session in offered if each.facet.cite in session.served),
            tuple(response(course, errors) for course in of_goal(each.facet, every, found)),
        )
        for each in found
        if isinstance(each.facet, GoalSet)
    )


def of_no_goal(found: Iterable[Held], rows: Iterable[GoalDose]) -> tuple[Course, ...]:
    """The courses that measure no goal, the one that began first first."""
    taken = {
        (course.newest.measure, course.newest.target, course.newest.source)
        for row in rows
        for course in (each.course for each in row.responses)
    }
    return tuple(
        each
        for each in courses(found)
        if (each.newest.measure, each.newest.target, each.newest.source) not in taken
    )
