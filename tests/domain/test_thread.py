"""The golden thread: each of the seven places at which it can be broken."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

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
    Source,
    from_plain,
    to_plain,
)
from app.domain.records.thread import TITLES, Gap, gaps
from app.domain.values.dates import ClinicalDate
from tests.asked import TODAY

F1, F2, G1, G2 = "f#1", "f#2", "p#1", "p#2"


@dataclass(frozen=True)
class Told:
    """A facet of a record that stands."""

    record_id: str
    event: ClinicalDate
    facet: Any


def on(day: date) -> ClinicalDate:
    """That very day."""
    return ClinicalDate.of(day)


FACTOR = FactorHeld(cite=F1, name="F1", words="Nights alone", has_evidence=True)
GOAL = GoalSet(
    cite=G1,
    name="G1",
    words="Nights without it",
    why=(F1,),
    measure="check_in.urge",
    is_measured=True,
    by=on(date(2026, 12, 31)),
)
SESSION = AxisEvent(
    lane=Lane.SESSIONS, start=on(date(2026, 11, 17)), mark=Mark.KEPT, words="Session, attended"
)
SERVED = GoalServed(goal=G1, how="session")


def urge(value: int | None, day: date) -> Score:
    """A weekly answer."""
    return Score(
        measure="check_in.urge",
        label="Urge",
        on=on(day),
        value=value,
        least=0,
        most=10,
        source=Source.SELF_REPORT,
    )


def case(
    *facets: Facet,
    factor: FactorHeld = FACTOR,
    goal: GoalSet = GOAL,
    session: date | None = date(2026, 11, 17),
    served: Facet | None = SERVED,
) -> list[Told]:
    """A formulation, a plan and a session that hang together, but for what is said otherwise."""
    told = [
        Told("plan", on(date(2026, 9, 1)), goal),
        Told("formulation", on(date(2026, 8, 1)), factor),
        *(Told("measure", on(date(2026, 11, 1)), each) for each in facets),
    ]
    if session:
        told.append(Told("session", on(session), SESSION))
        told += [Told("session", on(session), served)] if served else []
    return told


def found(*told: Told) -> list[tuple[Gap, str, str]]:
    """The gaps, with what they are of and the record that a line of them opens."""
    return [(each.gap, each.name, each.record_id) for each in gaps(told, TODAY)]


def test_a_thread_that_holds_has_no_gap() -> None:
    assert found(*case()) == []


MET = replace(GOAL, result="met")
LOWER = (urge(7, date(2026, 9, 2)), urge(3, date(2026, 11, 2)))
SAME = (urge(7, date(2026, 9, 2)), urge(3, date(2026, 10, 2)), urge(7, date(2026, 11, 2)))
OF_TWO = (
    replace(urge(7, date(2026, 9, 2)), target="V1"),
    replace(urge(3, date(2026, 11, 2)), target="police"),
)
UNASSESSED = (urge(7, date(2026, 9, 2)), urge(None, date(2026, 11, 2)))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (case(factor=replace(FACTOR, has_evidence=False)), [(Gap.NO_EVIDENCE, "F1", "formulation")]),
        (case(goal=replace(GOAL, why=(F2,))), [(Gap.NO_GOAL, "F1", "formulation")]),
        (case(factor=replace(FACTOR, is_protective=True), goal=replace(GOAL, why=())), []),
        (case(goal=replace(GOAL, is_measured=False, measure="")), [(Gap.NO_MEASURE, "G1", "plan")]),
        (case(goal=replace(GOAL, is_measured=False, result="set_aside")), []),
        (case(session=None), [(Gap.NO_SESSION, "G1", "plan")]),
        (case(session=date(2026, 10, 12)), []),
        (case(session=date(2026, 10, 11)), [(Gap.NO_SESSION, "G1", "plan")]),
        (case(session=None, goal=replace(GOAL, result="partly")), []),
        (
            case(served=None),
            [(Gap.NO_SESSION, "G1", "plan"), (Gap.SERVES_NONE, "17-Nov-2026", "session")],
        ),
        (case(served=Cited(to=G1)), []),
        (
            case(served=Cited(to=F1)),
            [(Gap.NO_SESSION, "G1", "plan"), (Gap.SERVES_NONE, "17-Nov-2026", "session")],
        ),
        (case(session=date(2026, 8, 31), served=None), [(Gap.NO_SESSION, "G1", "plan")]),
        (case(goal=replace(GOAL, by=on(date(2026, 11, 23)))), []),
        (case(goal=replace(GOAL, by=on(date(2026, 11, 22)))), [(Gap.OVERDUE, "G1", "plan")]),
        (case(goal=replace(GOAL, by=on(date(2026, 11, 22)), result="not_met")), []),
        (case(*LOWER, goal=MET), []),
        (case(*SAME, goal=MET), [(Gap.NO_CHANGE, "G1", "plan")]),
        (case(*OF_TWO, goal=MET), [(Gap.NO_CHANGE, "G1", "plan")]),
        (case(*OF_TWO, replace(LOWER[1], target="V1"), goal=MET), []),
        (case(*UNASSESSED, goal=MET), [(Gap.NO_CHANGE, "G1", "plan")]),
        (case(goal=MET), [(Gap.NO_CHANGE, "G1", "plan")]),
        (case(*LOWER, goal=replace(MET, measure="")), [(Gap.NO_CHANGE, "G1", "plan")]),
    ],
)
def test_each_gap_is_found_and_says_of_what_and_where(
    told: list[Told], expected: list[tuple[Gap, str, str]]
) -> None:
    assert found(*told) == expected


def test_a_step_of_the_plan_is_no_session() -> None:
    step = Told("plan", on(date(2026, 11, 20)), GoalServed(goal=G1, how="step"))
    assert found(*case(session=None), step) == [(Gap.NO_SESSION, "G1", "plan")]


def test_only_the_newest_formulation_is_held() -> None:
    older = Told("older", on(date(2026, 1, 1)), replace(FACTOR, cite=F2, name="F2", has_evidence=False))
    assert found(*case(), older) == []


def test_a_missed_session_serves_nothing_and_is_not_asked_to() -> None:
    missed = [Told("missed", on(date(2026, 11, 20)), replace(SESSION, mark=Mark.MISSED))]
    assert found(*case(), *missed) == []


def test_gaps_come_in_the_order_of_the_thread() -> None:
    goal = replace(GOAL, why=(), is_measured=False, by=on(date(2026, 11, 1)))
    told = case(factor=replace(FACTOR, has_evidence=False), goal=goal, served=None)
    assert [gap for gap, _, _ in found(*told)] == list(Gap)[:6]


def test_every_gap_has_words_of_its_own() -> None:
    assert len(set(TITLES.values())) == len(Gap) == 7


@pytest.mark.parametrize("facet", [FACTOR, GOAL, replace(GOAL, by=None), SERVED])
def test_what_it_is_read_from_is_kept_as_it_is(facet: Facet) -> None:
    assert from_plain(facet.code, to_plain(facet)) == facet


def test_what_a_discharge_says_of_a_goal_is_its_last_word() -> None:
    past = replace(GOAL, by=on(date(2026, 11, 1)))
    broken = case(goal=past, session=None, served=None)
    assert {each.gap for each in gaps(broken, TODAY)} == {Gap.NO_SESSION, Gap.OVERDUE}
    ended = Told("d", on(date(2026, 11, 20)), GoalEnded(goal=G1, result="not_met"))
    assert gaps([*broken, ended], TODAY) == ()
    met = Told("d", on(date(2026, 11, 20)), GoalEnded(goal=G1, result="met"))
    assert [each.gap for each in gaps([*broken, met], TODAY)] == [Gap.NO_CHANGE]
    # Of two discharges the newer one, which comes first, is heard.
    earlier = Told("e", on(date(2026, 3, 20)), GoalEnded(goal=G1, result="not_met"))
    assert [each.gap for each in gaps([*broken, met, earlier], TODAY)] == [Gap.NO_CHANGE]
    assert gaps([ended, Told("e", earlier.event, met.facet), *broken], TODAY) == ()
