"""The thread as parts and ties: each reference has its tie, each gap is shown by one part."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.records.facets import AxisEvent, FactorHeld, GoalServed, GoalSet, Lane, Mark
from app.domain.records.thread import Gap
from app.domain.records.thread_parts import NOT_OPEN, Column, Named, Sort, Thread, Tie, thread
from tests.asked import TODAY
from tests.domain.test_thread import F1, FACTOR, G1, GOAL, SERVED, SESSION, Told, case, on, urge

LOWER = (urge(7, date(2026, 9, 2)), urge(3, date(2026, 11, 2)))
HELD = replace(FACTOR, evidence=("incident", "note"), against=("letter",), place="Presenting")
NAMES = {"incident": Named("Letters to V1", "incident", "12-Mar-2026"), "note": Named("Session", "note-2")}


def shown(made: Thread) -> list[tuple[Column, str, str, str]]:
    return [(part.column, part.name, part.words, part.record_id) for part in made.parts]


def test_a_whole_thread_leads_from_evidence_to_change() -> None:
    made = thread(case(*LOWER, factor=HELD), TODAY, NAMES)
    assert shown(made) == [
        (Column.EVIDENCE, "12-Mar-2026", "Letters to V1", "incident"),
        (Column.EVIDENCE, "", "Session", "note-2"),
        (Column.EVIDENCE, "", "Not open to you", ""),
        (Column.FACTOR, "F1, presenting", "Nights alone", "formulation"),
        (Column.GOAL, "G1, by 31-Dec-2026", "Nights without it", "plan"),
        (Column.SESSION, "17-Nov-2026", "Session, attended", "session"),
        (Column.CHANGE, "Urge", "7 to 3, cannot say", "measure"),
    ]
    change = made.parts[-1].key
    assert set(made.ties) == {
        Tie("evidence incident", F1),
        Tie("evidence note", F1),
        Tie("evidence letter", F1, Sort.AGAINST),
        Tie(F1, G1),
        Tie(G1, "session"),
        Tie(G1, change),
    }
    assert made.gaps == ()


def test_evidence_that_the_reader_may_not_read_is_neither_named_nor_dated_nor_opened() -> None:
    made = thread(case(factor=HELD), TODAY)
    evidence = [part for part in made.parts if part.column is Column.EVIDENCE]
    assert {(part.name, part.words, part.record_id) for part in evidence} == {("", NOT_OPEN.words, "")}


def test_each_gap_stands_where_something_is_missing_or_on_what_it_is_of() -> None:
    goal = replace(GOAL, why=(), is_measured=False, by=on(date(2026, 11, 1)))
    bare = replace(FACTOR, has_evidence=False)
    made = thread(case(factor=bare, goal=goal, served=None), TODAY)
    assert [(part.column, part.words, part.is_missing, part.gaps) for part in made.parts if part.gaps] == [
        (Column.EVIDENCE, "No evidence", True, (Gap.NO_EVIDENCE,)),
        (Column.GOAL, "Nights without it", False, (Gap.OVERDUE,)),
        (Column.GOAL, "No goal", True, (Gap.NO_GOAL,)),
        (Column.SESSION, "Session, attended", False, (Gap.SERVES_NONE,)),
        (Column.SESSION, "None in 42 days", True, (Gap.NO_SESSION,)),
        (Column.CHANGE, "No measure", True, (Gap.NO_MEASURE,)),
    ]
    assert {tie.sort for tie in made.ties} == {Sort.LACKS}
    met = thread(case(goal=replace(GOAL, result="met")), TODAY)
    assert [part.words for part in met.parts if part.gaps] == ["No measured change"]


def test_a_missed_session_and_one_from_before_there_were_goals_are_no_part_of_it() -> None:
    missed = replace(SESSION, mark=Mark.MISSED)
    told = [Told("missed", on(date(2026, 11, 20)), missed), Told("missed", on(date(2026, 11, 20)), SERVED)]
    before = Told("before", on(date(2026, 8, 1)), SESSION)
    made = thread([*told, *case(), before], TODAY)
    assert [part.record_id for part in made.parts if part.column is Column.SESSION] == ["session"]


@st.composite
def cases(draw: st.DrawFn) -> list[Told]:
    """Factors, goals and sessions that refer to each other in any way, also to what is not there."""
    cites = [f"f#{n}" for n in range(4)]
    some = st.lists(st.sampled_from(("a", "b", "c")), max_size=3)
    factors = [
        FactorHeld(
            cite=cite,
            name=f"F{n}",
            words="W",
            has_evidence=bool(rest),
            evidence=tuple(rest),
            against=tuple(con),
        )
        for n, cite in enumerate(cites[: draw(st.integers(0, 4))])
        for rest, con in [(draw(some), draw(some))]
    ]
    goals = [
        GoalSet(
            cite=f"p#{n}",
            name=f"G{n}",
            words="W",
            why=tuple(draw(st.lists(st.sampled_from([*cites, "gone#1"]), max_size=4))),
            measure="check_in.urge",
            is_measured=draw(st.booleans()),
            by=on(date(2026, draw(st.integers(10, 12)), 1)),
            result=draw(st.sampled_from(("", "met", "partly", "set_aside"))),
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    told = []
    for n in range(draw(st.integers(0, 5))):
        day = on(date(2026, 11, n + 1))
        told.append(
            Told(f"s{n}", day, AxisEvent(lane=Lane.SESSIONS, start=day, mark=Mark.KEPT, words="Session"))
        )
        served = draw(st.lists(st.sampled_from([goal.cite for goal in goals] or ["p#9"]), max_size=3))
        told += [Told(f"s{n}", day, GoalServed(goal=each, how="session")) for each in served]
    told += [Told("plan", on(date(2026, 9, 1)), each) for each in goals]
    told += [Told("formulation", on(date(2026, 8, 1)), each) for each in factors]
    scores = [
        Told(f"m{n}", on(date(2026, 7, n + 1)), urge(draw(st.integers(0, 10)), date(2026, 7, n + 1)))
        for n in range(2)
    ]
    return told + scores[::-1]


@settings(deadline=None, max_examples=80)
@given(cases())
def test_every_reference_has_its_tie_and_every_gap_its_part(found: list[Told]) -> None:
    made = thread(found, TODAY)
    keys = [part.key for part in made.parts]
    assert len(set(keys)) == len(keys)
    at = {part.key: part for part in made.parts}
    order = list(Column)
    assert all(order.index(at[tie.left].column) < order.index(at[tie.right].column) for tie in made.ties)
    factors = [each.facet for each in found if isinstance(each.facet, FactorHeld)]
    goals = [each.facet for each in found if isinstance(each.facet, GoalSet)]
    wanted = {(f"evidence {cite}", each.cite) for each in factors for cite in (*each.evidence, *each.against)}
    known = {each.cite for each in factors}
    wanted |= {(cite, each.cite) for each in goals for cite in each.why if cite in known}
    served = {goal.cite for goal in goals}
    wanted |= {
        (each.facet.goal, each.record_id)
        for each in found
        if isinstance(each.facet, GoalServed) and each.facet.goal in served
    }
    drawn = {
        (tie.left, tie.right)
        for tie in made.ties
        if tie.sort is not Sort.LACKS and at[tie.right].column is not Column.CHANGE
    }
    assert drawn == wanted
    shown_gaps = sorted(gap for part in made.parts for gap in part.gaps)
    assert shown_gaps == sorted(each.gap for each in made.gaps)
