"""Discharge: the end of the service, with a result for every goal, and nothing open that nobody took."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import LEVELS
from app.domain.fields.content import Missing, said
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    reference,
    references,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.kinds.parts.after import POINTS
from app.domain.kinds.parts.goal import RESULTS
from app.domain.kinds.parts.told import Told
from app.domain.records.facets import OpenSort
from app.domain.records.in_case import InCase, StillOpen
from app.domain.values.dates import ClinicalDate

DIED: Final = "died"
REASONS: Final = (
    Choice("completed", "Completed"),
    Choice("dropped_out", "Dropped out"),
    Choice("declined", "Declined"),
    Choice("moved", "Moved away"),
    Choice(DIED, "Died", "No follow-up falls due"),
    Choice("custody", "In custody"),
    Choice("transferred", "Transferred to another service"),
    Choice("not_eligible", "Not eligible"),
    Choice("no_role", "No role for health"),
    Choice("order_ended", "The order ended"),
)

_NOT_SAID: Final = "The details of the person do not say it yet: this record will"


@dataclass(frozen=True, kw_only=True)
class GoalEnded(Row, noun="Goal"):
    """What came of one goal that was ever set."""

    goal: str = reference("Goal", Target.RECORD, letter="G", share=Share.INTERNAL, needed=True)
    name: str = line("In words", share=Share.ENGAGEMENT, needed=True, hint="As the plan had it last")
    result: str = choice("Result", RESULTS, share=Share.ENGAGEMENT, needed=True)
    words: str = text("What shows it", share=Share.ENGAGEMENT, needed=True)


@dataclass(frozen=True, kw_only=True)
class _Things(Row):
    """What is handed over: told before who took it."""

    things: tuple[str, ...] = references(
        "What was handed over", Target.RECORD, share=Share.INTERNAL, needed=True
    )


@dataclass(frozen=True, kw_only=True)
class HandedOver(Told, _Things, noun="Hand-over"):
    """What stays open, and the person of an agency who took it."""


@dataclass(frozen=True, kw_only=True)
class Lapsed(Row, noun="Scenario"):
    """A scenario whose tripwires nobody watches for any more."""

    scenarios: tuple[str, ...] = references(
        "Scenarios", Target.RECORD, letter="S", share=Share.INTERNAL, needed=True
    )
    why: str = text("Why nobody needs to watch", share=Share.RISK, needed=True)


@dataclass(frozen=True, kw_only=True)
class Struck(Row, noun="Point"):
    """A follow-up that will not be made."""

    point: str = choice("Follow-up", POINTS, share=Share.RISK, needed=True)
    why: str = text("Why it is not made", share=Share.RISK, needed=True)


@dataclass(frozen=True, kw_only=True)
class Discharge:
    """What helped and what remains first, then the goals one by one, then who holds what from now on."""

    helped: str = text("What helped", share=Share.ENGAGEMENT, needed=True, section="At the end")
    remains: str = text("What remains", share=Share.RISK, needed=True)
    signs: str = text("What would show it is back", share=Share.RISK, needed=True)
    reason: str = choice("Why it ends", REASONS, share=Share.ENGAGEMENT, needed=True, searched=True)
    died_on: ClinicalDate | None = date(
        "Died on",
        Direction.PAST,
        share=Share.CONTEXT,
        applies=lambda d: d.reason == DIED,
        hint="Signed, the details of the person say it; empty where they do already",
    )
    concern: str = choice(
        "Concern at exit",
        LEVELS,
        share=Share.RISK,
        hint="How much work it needs, not how likely anything is",
    )
    goals: tuple[GoalEnded, ...] = rows(
        "Goals", GoalEnded, share=Share.ENGAGEMENT, section="Goals", hint="Each that was ever set"
    )
    person_view: str = text(
        "What the person says of it", share=Share.PERSON, section="With the person", hint="In their words"
    )
    person_why: str = text(
        "Why they were not asked",
        share=Share.INTERNAL,
        needed=lambda d: not d.person_view,
        applies=lambda d: not d.person_view,
    )
    holder: str = line(
        "Who holds it now",
        share=Share.CONTEXT,
        needed=True,
        section="Who holds it from now on",
        hint="Name, role and service",
    )
    told: tuple[Told, ...] = rows("Who was told", Told, share=Share.ENGAGEMENT, needed=True)
    handed: tuple[HandedOver, ...] = rows(
        "Handed over",
        HandedOver,
        share=Share.RISK,
        section="What is still open",
        hint="Each open flag, concern, action, request and scenario: close it, or say who took it",
    )
    lapsed: tuple[Lapsed, ...] = rows("No longer watched for", Lapsed, share=Share.RISK)
    struck: tuple[Struck, ...] = rows(
        "Follow-ups struck out",
        Struck,
        share=Share.RISK,
        section="Follow-up",
        hint="It falls due at 3, 6, 12 and 24 months, but for what is struck out here",
    )


def begun(case: InCase) -> Discharge:
    """What a new one begins with: every goal that was ever set, and whatever is open, to be shared out."""
    open_things = tuple(each.cite for each in case.open)
    return Discharge(
        goals=tuple(
            GoalEnded(goal=goal.cite, name=f"{goal.name} {goal.words}".strip()) for goal in case.every_goal
        ),
        handed=(HandedOver(things=open_things),) if open_things else (),
    )


def asks(discharge: Discharge, case: InCase) -> Iterator[Missing]:
    """A result for every goal, for all that is open that it is closed or who took it, and a death said of the person.

    By the details of the person nothing goes to them any more: what they do not say yet is stated of them at Sign, and
    nothing else than they say.
    """
    if discharge.reason == DIED and case.died is None and discharge.died_on is None:
        yield _missing("died_on", _NOT_SAID)
    if discharge.reason == DIED and case.died is not None and discharge.died_on not in {None, case.died}:
        yield _missing("died_on", f"The details of the person say {_on(case.died)}: put right what is wrong")
    ended = case.cited(row.goal for row in discharge.goals if row.goal)
    without = [goal.name for goal in case.every_goal if goal.cite not in ended]
    if without:
        yield _missing("goals", f"No result yet for {_listed(without)}")
    open_still = [each.name for each in case.open if each.cite not in _settled(discharge, case, each)]
    if open_still:
        yield _missing("handed", f"Open, and handed to nobody: {'; '.join(open_still)}")


def _settled(discharge: Discharge, case: InCase, thing: StillOpen) -> frozenset[str]:
    """What need not be closed: it was handed over, or is only watched for, and need not be any more."""
    handed = [cite for row in discharge.handed for cite in row.things]
    if thing.sort is OpenSort.TRIPWIRE:
        handed += [cite for row in discharge.lapsed for cite in row.scenarios]
    return case.cited(handed)


def points(discharge: Any) -> tuple[str, ...]:
    """The months after which it is followed up."""
    if discharge.reason == DIED:
        return ()
    struck = {row.point for row in discharge.struck}
    return tuple(each.code for each in POINTS if each.code not in struck)


def title(discharge: Discharge) -> str:
    """Why, and what came of the goals: "Discharge: completed; 4 goals, 2 met, 1 not met"."""
    words = said(discharge, "reason").lower()
    results = ((sum(row.result == each.code for row in discharge.goals), each) for each in RESULTS)
    counted = [f"{n} {each.label.lower()}" for n, each in results if n]
    if counted:
        goals = len(discharge.goals)
        words = f"{words}; {goals} goal{'' if goals == 1 else 's'}, {', '.join(counted)}".removeprefix("; ")
    return f"Discharge: {words}" if words else "Discharge"


def _on(day: ClinicalDate) -> str:
    return day.show() if day.is_known else "that the day is not known"


def _missing(name: str, why: str) -> Missing:
    return Missing(name, by_name(Discharge)[name].label, why)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
