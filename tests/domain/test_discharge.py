"""The discharge: a result for every goal, nothing open that nobody took, and the follow-ups that fall due."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.sharing import Share
from app.domain.kinds.discharge import KIND
from app.domain.kinds.discharge.content import Discharge, GoalEnded, HandedOver, Lapsed, Struck
from app.domain.kinds.parts.told import Told
from app.domain.records.facets import Facet, GoalSet, KeyDate, Meets, Notification, OpenSort
from app.domain.records.in_case import InCase, StillOpen
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.kinds_told import drawn, told, words, written

PLAN, FLAG, VERSION, G1, G2, A1, S1 = (f"01990000-0000-7000-8000-0000000000a{n}" for n in range(1, 8))
GOALS = tuple(
    GoalSet(cite=f"{PLAN}#{row}", name=name, words="Nights") for row, name in ((G1, "G1"), (G2, "G2"))
)
OPEN = (
    StillOpen(OpenSort.FLAG, "Red flag, weapon of 03-Nov-2026", FLAG),
    StillOpen(OpenSort.ACTION, "A1, Police of 03-Nov-2026", f"{PLAN}#{A1}"),
    StillOpen(OpenSort.TRIPWIRE, "S1 and its tripwires of 03-Nov-2026", f"{PLAN}#{S1}"),
)
CASE = InCase(date(2026, 11, 23), every_goal=GOALS, open=OPEN, series={VERSION: FLAG, FLAG: FLAG, PLAN: PLAN})
DAY = ClinicalDate(2026, 11, 20)
TELLING = Told(
    who="DS Marlowe", agency="police", on=DAY, how="telephone", ground="public_interest", person_told="yes"
)
ENDED = Discharge(
    helped="A night light.",
    remains="The grievance.",
    signs="A new telephone.",
    reason="completed",
    concern="low",
    goals=tuple(GoalEnded(goal=each.cite, name=each.name, result="met", words="Slept") for each in GOALS),
    person_view="“I am done.”",
    holder="Community team",
    told=(TELLING,),
    handed=(
        HandedOver(
            things=(VERSION, f"{PLAN}#{A1}"),
            who="DS Marlowe",
            agency="police",
            on=DAY,
            how="telephone",
            ground="public_interest",
            person_told="no",
        ),
    ),
    lapsed=(Lapsed(scenarios=(f"{PLAN}#{S1}",), why="The licence is over."),),
)


def of_class(cls: type[Facet], content: Discharge = ENDED, event: str = "2026-11-20") -> list[Any]:
    return [each for each in drawn(KIND, content, event) if isinstance(each, cls)]


def why_not(content: Discharge) -> list[tuple[str, str]]:
    return [(gap.path, gap.why) for gap in KIND.asks(content, CASE)]


def test_it_is_whole_and_named_by_why_and_by_results() -> None:
    assert missing(ENDED) == ()
    assert why_not(ENDED) == []
    assert KIND.title_of(ENDED) == "Discharge: completed; 2 goals, 2 met"
    assert KIND.title_of(Discharge()) == "Discharge"


def test_it_begins_with_every_goal_and_with_all_that_is_open() -> None:
    begun = KIND.blank(CASE)
    assert [row.goal for row in begun.goals] == [each.cite for each in GOALS]
    assert [row.things for row in begun.handed] == [tuple(each.cite for each in OPEN)]
    assert [row.who for row in begun.handed] == [""]
    assert KIND.blank(InCase(date(2026, 11, 23))).handed == ()


def test_every_goal_that_was_ever_set_has_a_result() -> None:
    assert why_not(replace(ENDED, goals=ENDED.goals[:1])) == [("goals", "No result yet for G2")]
    assert why_not(replace(ENDED, goals=())) == [("goals", "No result yet for G1 and G2")]


def test_what_is_open_is_named_until_somebody_took_it() -> None:
    ((path, why),) = why_not(replace(ENDED, handed=(), lapsed=()))
    assert path == "handed"
    for thing in OPEN:
        assert thing.name in why


def test_a_death_is_said_of_the_person_too_and_not_otherwise() -> None:
    died, day = replace(ENDED, reason="died"), ClinicalDate(2026, 11, 20)
    assert why_not(died) == [("died_on", "The details of the person do not say it yet: this record will")]
    assert why_not(replace(died, died_on=day)) == []
    known = replace(CASE, died=day)
    assert list(KIND.asks(died, known)) == list(KIND.asks(replace(died, died_on=day), known)) == []
    (gap,) = KIND.asks(replace(died, died_on=ClinicalDate(2026, 11)), known)
    assert (gap.path, gap.why) == (
        "died_on",
        "The details of the person say 20-Nov-2026: put right what is wrong",
    )


def test_only_what_is_watched_for_may_lapse() -> None:
    lapsed = Lapsed(scenarios=(f"{PLAN}#{S1}", FLAG, f"{PLAN}#{A1}"), why="No need")
    ((_, why),) = why_not(replace(ENDED, handed=(), lapsed=(lapsed,)))
    assert "Red flag" in why
    assert "A1" in why
    assert "S1" not in why


def test_whoever_took_something_is_named_and_told() -> None:
    nobody = replace(ENDED, handed=(replace(ENDED.handed[0], who="", on=None),))
    assert [gap.path for gap in missing(nobody)] == ["handed.0.who", "handed.0.on"]
    assert [(each.to, each.what) for each in of_class(Notification)] == [
        ("Police", "The discharge"),
        ("Police", "What stays open at discharge"),
    ]


def due(content: Discharge = ENDED, event: str = "2026-11-20") -> list[tuple[str, str]]:
    return [(each.what, each.on.to_wire()) for each in of_class(KeyDate, content, event)]


def test_follow_ups_fall_due_after_3_6_12_and_24_months() -> None:
    assert due(event="2026-11-30") == [
        ("Follow-up at 3 months", "2027-02-28"),
        ("Follow-up at 6 months", "2027-05-30"),
        ("Follow-up at 12 months", "2027-11-30"),
        ("Follow-up at 24 months", "2028-11-30"),
    ]


def test_they_are_counted_from_the_last_day_that_it_can_be_or_from_its_signature() -> None:
    assert due(event="2026-10")[0] == ("Follow-up at 3 months", "2027-01-31")
    assert due(event="unknown")[0] == ("Follow-up at 3 months", "2027-02-20")


def test_one_is_struck_out_only_with_why() -> None:
    bare = replace(ENDED, struck=(Struck(point="24"),))
    assert [gap.path for gap in missing(bare)] == ["struck.0.why"]
    assert [what for what, _ in due(replace(ENDED, struck=(Struck(point="24", why="Moved abroad"),)))] == [
        "Follow-up at 3 months",
        "Follow-up at 6 months",
        "Follow-up at 12 months",
    ]


def test_the_dead_are_not_followed_up() -> None:
    died = replace(ENDED, reason="died")
    assert due(died) == []
    assert KIND.follows(written(died)).stage == "closed"


def test_it_ends_what_falls_due_in_treatment_and_nothing_else() -> None:
    assert {each.what for each in of_class(Meets)} == {
        "Goal of the plan",
        "Step of the plan",
        "Review of the plan",
        "Review of the formulation",
        "Review of the case",
    }


def test_it_moves_the_case_to_follow_up_and_says_the_concern_at_exit() -> None:
    decided = KIND.follows(written(ENDED))
    assert (decided.stage, decided.concern_at_exit) == ("follow_up", "low")
    assert not {"closed", "follow_up"} & decided.only_from
    assert decided.reason == "Discharge of 20-Nov-2026: completed"


def test_who_is_told_what() -> None:
    assert set(told(KIND, ENDED, frozenset(Share))) == {
        "gp",
        "mappa",
        "panel",
        "person",
        "police",
        "probation",
    }
    for hidden in ("grievance", "new telephone", "Concern at exit"):
        assert hidden not in words(KIND, ENDED, "person", frozenset(Share))
        assert hidden not in words(KIND, ENDED, "gp", frozenset(Share))
        assert hidden in words(KIND, ENDED, "panel")


@pytest.mark.parametrize("audience", ["panel", "mappa", "police", "probation", "gp", "person"])
def test_what_was_handed_over_is_told_by_who_took_it_and_not_here(audience: str) -> None:
    assert "Marlowe" not in words(KIND, ENDED, audience, frozenset(Share))


ROWS = [f"01990000-0000-7000-8000-0000000000{n:02x}" for n in range(0xB0, 0xB8)]
things = st.lists(
    st.tuples(st.sampled_from(list(OpenSort)), st.booleans(), st.booleans()), max_size=len(ROWS)
)


@given(things)
def test_whatever_is_open_is_named_unless_it_was_taken(
    drawn_things: list[tuple[OpenSort, bool, bool]],
) -> None:
    """A hand-over takes anything; that nobody need watch for it takes a tripwire alone."""
    cites = [f"{PLAN}#{row}" for row in ROWS]
    found = tuple(
        StillOpen(sort, f"thing {n};", cite)
        for n, ((sort, _, _), cite) in enumerate(zip(drawn_things, cites, strict=False))
    )
    handed = tuple(each.cite for each, (_, taken, _) in zip(found, drawn_things, strict=True) if taken)
    lapsed = tuple(each.cite for each, (_, _, let) in zip(found, drawn_things, strict=True) if let)
    content = replace(
        ENDED,
        goals=(),
        handed=(replace(ENDED.handed[0], things=handed),),
        lapsed=(Lapsed(scenarios=lapsed, why="Over"),),
    )
    left = [
        each.name
        for each in found
        if each.cite not in handed and not (each.sort is OpenSort.TRIPWIRE and each.cite in lapsed)
    ]
    said = " ".join(gap.why for gap in KIND.asks(content, InCase(date(2026, 11, 23), open=found)))
    assert [each.name for each in found if each.name in said] == left
