"""The golden thread: evidence, factor, goal, session, change; and each place at which it is broken.

A pure reading of facets. It counts nothing together and judges nobody: a gap is work that is open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol

from app.domain.records.facets import (
    AxisEvent,
    Cited,
    Facet,
    FactorHeld,
    GoalEnded,
    GoalServed,
    GoalSet,
    Lane,
    Mark,
    Score,
)
from app.domain.values.dates import ClinicalDate

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
_STEP: Final = "step"
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


class Held(Protocol):
    """A facet of a record that stands."""

    @property
    def record_id(self) -> str:
        """The record."""

    @property
    def event(self) -> ClinicalDate:
        """When it was."""

    @property
    def facet(self) -> Any:
        """What it means to its case."""


@dataclass(frozen=True)
class Broken:
    """One gap: what it is of, in its words, and the record that shows it."""

    gap: Gap
    name: str
    words: str
    record_id: str


def gaps(found: Iterable[Held], today: date) -> tuple[Broken, ...]:
    """Every gap of a case, from the facets of what stands in it, newest event first."""
    thread = _Thread(tuple(found), today)
    order = list(Gap)
    return tuple(sorted(thread.broken(), key=lambda each: order.index(each.gap)))


class _Thread:
    def __init__(self, found: tuple[Held, ...], today: date) -> None:
        self._found, self._today = found, today
        factors = [each for each in found if isinstance(each.facet, FactorHeld)]
        # What is held now is the newest formulation; an older one that stands beside it is history.
        self._factors = [each for each in factors if each.record_id == factors[0].record_id]
        self._goals = [each for each in found if isinstance(each.facet, GoalSet)]
        self._ended = {
            each.facet.goal: each.facet.result for each in found if isinstance(each.facet, GoalEnded)
        }
        self._sessions = [
            each
            for each in found
            if isinstance(each.facet, AxisEvent)
            and each.facet.lane is Lane.SESSIONS
            and each.facet.mark is Mark.KEPT
        ]
        self._served = self._by_session()

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
                yield Broken(Gap.SERVES_NONE, each.event.show(), each.facet.words, each.record_id)

    def _by_session(self) -> dict[str, set[str]]:
        """The goals that each session served: those that it says it did, and those that it cites."""
        served: dict[str, set[str]] = {each.record_id: set() for each in self._sessions}
        for each in self._found:
            if each.record_id in served:
                if isinstance(each.facet, GoalServed) and each.facet.how != _STEP:
                    served[each.record_id].add(each.facet.goal)
                elif isinstance(each.facet, Cited):
                    served[each.record_id].add(each.facet.to)
        goals = {each.facet.cite for each in self._goals}
        return {record: cites & goals for record, cites in served.items()}

    def _was_served(self, goal: GoalSet) -> bool:
        since = self._today - WITHIN
        return any(
            goal.cite in self._served[each.record_id] and day >= since
            for each in self._sessions
            if (day := each.event.latest()) is not None
        )

    def _changed(self, goal: GoalSet) -> bool:
        """Whether what measures it is another than it was at first, of one target at least."""
        courses: dict[str, list[Score]] = {}
        for each in self._found:
            score = each.facet
            if isinstance(score, Score) and goal.measure == score.measure and score.value is not None:
                courses.setdefault(score.target, []).append(score)
        for course in courses.values():
            course.sort(key=lambda score: score.on.sort_key())
        return any(course[0].value != course[-1].value for course in courses.values())


def _broken(gap: Gap, held: Held) -> Broken:
    return Broken(gap, held.facet.name, held.facet.words, held.record_id)
