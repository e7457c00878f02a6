"""The golden thread: evidence, factor, goal, session, change; and each place at which it is broken.

A pure reading of facets. It counts nothing together and judges nobody: a gap is work that is open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from app.domain.records.courses import courses, of_goal
from app.domain.records.dose import sessions
from app.domain.records.facets import (
    AxisEvent,
    Cited,
    Facet,
    FactorHeld,
    GoalEnded,
    GoalServed,
    GoalSet,
    Score,
)
from app.domain.records.held import Held

READ: Final[tuple[type[Facet], ...]] = (
    FactorHeld,
    GoalSet,
    GoalServed,
    GoalEnded,
    Cited,
    AxisEvent,
    Score,
)
"""The facets that the thread is read from."""
WITHIN: Final = timedelta(days=42)
"""A goal that no session served for so long is asked about."""
_MET, _SET_ASIDE = "met", "set_aside"


class Gap(StrEnum):
    """Where the thread is broken, in the order in which it runs."""

    NO_EVIDENCE = "no_evidence"
    NO_GOAL = "no_goal"
    NO_MEASURE = "no_measure"
    NO_SESSION = "no_session"
    SERVES_NONE = "serves_none"
    OVERDUE = "overdue"
    NO_CHANGE = "no_change"


TITLES: Final = {
    Gap.NO_EVIDENCE: "Factor without evidence",
    Gap.NO_GOAL: "Factor without a goal",
    Gap.NO_MEASURE: "Goal without a measure",
    Gap.NO_SESSION: f"Goal without a session in {WITHIN.days} days",
    Gap.SERVES_NONE: "Session that serves no goal",
    Gap.OVERDUE: "Goal past its date",
    Gap.NO_CHANGE: "Goal met without measured change",
}


@dataclass(frozen=True)
class Broken:
    """One gap: what it is of, in its words, and the record that shows it.

    `of` is the reference to the factor or goal, or the id of the session.
    """

    gap: Gap
    name: str
    words: str
    record_id: str
    of: str


def gaps(found: Iterable[Held], today: date) -> tuple[Broken, ...]:
    """Every gap of a case, from the facets of what stands in it, newest event first."""
    thread = _Thread(tuple(found), today)
    order = list(Gap)
    return tuple(sorted(thread.broken(), key=lambda each: order.index(each.gap)))


def factors_held(found: Iterable[Held]) -> tuple[Held, ...]:
    """The factors that are held now: those of the newest formulation. One that stands beside it is history."""
    factors = [each for each in found if isinstance(each.facet, FactorHeld)]
    return tuple(each for each in factors if each.record_id == factors[0].record_id)


class _Thread:
    def __init__(self, found: tuple[Held, ...], today: date) -> None:
        self._found, self._today = found, today
        self._factors = factors_held(found)
        self._goals = [each for each in found if isinstance(each.facet, GoalSet)]
        # Of two discharges the newest, which comes first, has the last word.
        self._ended = {
            each.facet.goal: each.facet.result
            for each in reversed(found)
            if isinstance(each.facet, GoalEnded)
        }
        goals = {each.facet.cite for each in self._goals}
        kept = [each for each in sessions(found) if each.is_kept]
        self._served = {each.held.record_id: each.served & goals for each in kept}
        self._sessions = [each.held for each in kept]
        self._courses = courses(found)

    def broken(self) -> Iterator[Broken]:
        for each in self._factors:
            yield from self._of_factor(each)
        for each in self._goals:
            yield from self._of_goal(each)
        yield from self._idle_sessions()

    def _of_factor(self, held: Held) -> Iterator[Broken]:
        factor: FactorHeld = held.facet
        answered = any(factor.cite in each.facet.why for each in self._goals)
        if not factor.has_evidence:
            yield _broken(Gap.NO_EVIDENCE, held)
        if not answered and not factor.is_protective:
            yield _broken(Gap.NO_GOAL, held)

    def _of_goal(self, held: Held) -> Iterator[Broken]:
        goal: GoalSet = held.facet
        # What a discharge says of a goal stands after the last word of its plan.
        result = self._ended.get(goal.cite, goal.result)
        if not goal.is_measured and result != _SET_ASIDE:
            yield _broken(Gap.NO_MEASURE, held)
        if not result:
            if not self._was_served(goal):
                yield _broken(Gap.NO_SESSION, held)
            last = goal.by.latest() if goal.by else None
            if last is not None and last < self._today:
                yield _broken(Gap.OVERDUE, held)
        if result == _MET and not self._changed(goal):
            yield _broken(Gap.NO_CHANGE, held)

    def _idle_sessions(self) -> Iterator[Broken]:
        """Those since there are goals: before, there was none to serve."""
        since = min((day for each in self._goals if (day := each.event.earliest())), default=None)
        for each in self._sessions:
            day = each.event.latest()
            if since is not None and day is not None and day >= since and not self._served[each.record_id]:
                record = each.record_id
                yield Broken(Gap.SERVES_NONE, each.event.show(), each.facet.words, record, record)

    def _was_served(self, goal: GoalSet) -> bool:
        since = self._today - WITHIN
        return any(
            goal.cite in self._served[each.record_id] and day >= since
            for each in self._sessions
            if (day := each.event.latest()) is not None
        )

    def _changed(self, goal: GoalSet) -> bool:
        """Whether what measures it is another than it was at first, of one target at least."""
        return any(course.is_changed for course in of_goal(goal, self._courses, self._found))


def _broken(gap: Gap, held: Held) -> Broken:
    return Broken(gap, held.facet.name, held.facet.words, held.record_id, held.facet.cite)
