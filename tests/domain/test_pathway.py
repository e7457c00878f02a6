"""Referral and screening: what is asked, what they mean to their case, and what a report prints of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cases.working_days import later_days, next_days, working_days_after
from app.domain.fields.content import shared
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.referral import KIND as REFERRAL
from app.domain.kinds.referral.content import Referral
from app.domain.kinds.screening import KIND as SCREENING
from app.domain.kinds.screening.content import Screening, SiteGate
from app.domain.records.facets import AxisEvent, Caution, Coded, KeyDate, Meets, Notification
from app.domain.records.follows import NOTHING, Follows
from app.domain.records.in_case import NOTHING_YET
from app.domain.records.kind import Kind
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.builders import complete
from tests.planted import AUDIENCES
from tests.written import written

FRIDAY = ClinicalDate(2026, 11, 20)
ON = date(2026, 11, 29)


def labels(content: object) -> list[str]:
    return [gap.label for gap in missing(content)]


REFERRED = Referral(
    question="Is the plan of words of advice wise?",
    why_now="He came to the door.",
    agency="police",
    referrer="DS Marlowe",
    urgency="week",
    person_knows="no",
    advocate="yes",
)
SCREENED = replace(
    complete(Screening),
    decision="accept",
    pathway="intervention",
    concern="high",
    reasons="Meets each gate.",
    weapons="no",
    children="no",
    partner_abuse="not_asked",
)


def test_a_referral_is_named_by_who_asks_and_how_soon() -> None:
    assert REFERRAL.title_of(REFERRED) == "Referral (Police): answer needed within a week"
    assert REFERRAL.title_of(replace(REFERRED, urgency="routine")) == "Referral (Police): no deadline"
    assert REFERRAL.title_of(Referral()) == "Referral"


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 19)),
        (date(2026, 11, 19), date(2026, 11, 24)),
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 21), date(2026, 11, 25)),
        (date(2026, 11, 22), date(2026, 11, 25)),
    ],
)
def test_three_working_days_leave_out_saturday_and_sunday(day: date, due: date) -> None:
    assert working_days_after(day, 3) == due


CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
"""Friday, the Monday in lieu of Boxing Day, and New Year's Day, a Friday."""


def test_a_day_off_is_no_working_day_and_a_saturday_off_changes_nothing() -> None:
    assert working_days_after(date(2026, 12, 23), 3, CHRISTMAS) == date(2026, 12, 30)
    assert working_days_after(date(2026, 12, 24), 1, CHRISTMAS) == date(2026, 12, 29)
    assert working_days_after(date(2026, 12, 23), 3, {date(2026, 12, 26)}) == date(2026, 12, 28)


@given(
    st.frozensets(st.dates(date(2026, 12, 1), date(2027, 1, 31)), max_size=12),
    st.dates(date(2026, 11, 20), date(2027, 2, 10)),
    st.integers(1, 4),
)
def test_what_lists_put_off_is_what_counting_with_the_days_off_gives(
    off: frozenset[date], begun: date, days: int
) -> None:
    """From whichever day it was counted, and a day that is not named there is not put off."""
    due = working_days_after(begun, days)
    assert dict(later_days(days, off)).get(due, due) == working_days_after(begun, days, off)
    assert dict(next_days(off)).get(begun, working_days_after(begun, 1)) == working_days_after(begun, 1, off)


def test_a_referral_is_a_milestone_and_is_to_be_screened_in_three_working_days() -> None:
    axis, due, *coded = REFERRAL.facets(written(REFERRED))
    assert isinstance(axis, AxisEvent)
    assert (axis.lane, axis.label, axis.words) == ("milestones", "Referral", "Referral, Police")
    assert due == KeyDate(on=ClinicalDate(2026, 11, 25), what="Screening")
    assert coded == [
        Coded(field="agency", answer="police"),
        Coded(field="urgency", answer="week"),
        Coded(field="person_knows", answer="no"),
        Coded(field="advocate", answer="yes"),
    ]


def test_a_referral_of_the_same_day_is_to_be_screened_that_day() -> None:
    _, due, *_ = REFERRAL.facets(written(replace(REFERRED, urgency="same_day")))
    assert due == KeyDate(on=FRIDAY, what="Screening")


def test_of_a_day_that_nobody_knows_nothing_falls_due() -> None:
    drawn = list(REFERRAL.facets(written(REFERRED, ClinicalDate())))
    assert all(isinstance(each, Coded) for each in drawn)


def answers(kind: Kind, content: Any, audience: str) -> list[tuple[str, ...]]:
    policy = AUDIENCES[audience]
    placed = kind.block(written(shared(content, policy)), policy, ON)
    return [text for each in placed for text in getattr(each.block, "answers", ())]


@pytest.mark.parametrize("audience", ["gp", "person"])
def test_who_referred_goes_neither_to_the_practice_nor_to_the_person(audience: str) -> None:
    assert answers(REFERRAL, REFERRED, audience) == []


@pytest.mark.parametrize("audience", ["panel", "police", "probation", "court"])
def test_a_report_says_who_asked_what_and_nothing_of_why_now(audience: str) -> None:
    assert answers(REFERRAL, REFERRED, audience) == [
        ("Received", "20-Nov-2026"),
        ("From", "Police"),
        ("Question", "Is the plan of words of advice wise?"),
    ]


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("panel", True),
        ("police", True),
        ("probation", True),
        ("gp", False),
        ("court", False),
        ("person", False),
    ],
)
def test_a_screening_goes_neither_to_practice_court_nor_person(audience: str, *, told: bool) -> None:
    said = [
        ("Screened", "20-Nov-2026"),
        ("Decision", "Accept"),
        ("Reasons", "Meets each gate."),
    ]
    assert answers(SCREENING, SCREENED, audience) == (said if told else [])


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("children", "What was done about children"),
        ("partner_abuse", "What was done about domestic abuse"),
    ],
)
def test_a_yes_asks_what_was_done(question: str, asked: str) -> None:
    assert labels(SCREENED) == []
    said = replace(SCREENED, **{question: "yes", f"{question}_done": ""})
    assert labels(said) == [asked]
    for answer in ("no", "unknown", "not_asked"):
        assert labels(replace(said, **{question: answer})) == []
    assert labels(replace(said, **{question: ""})) != []


def test_a_weapon_within_reach_asks_for_a_red_flag_or_why_none_is_raised() -> None:
    said = replace(SCREENED, weapons="yes", weapons_done="", no_flag_why="")
    assert labels(said) == ["What was done about weapons", "Why no red flag is raised"]
    told = replace(said, weapons_done="Licensing told by telephone at 14:20")
    flag = complete(RedFlagRow, sign="weapon")
    for settled in ({"red_flags": (flag,)}, {"flag": "r"}, {"no_flag_why": "Handed in before the referral"}):
        assert labels(replace(told, **settled)) == []
    for answer in ("no", "unknown", "not_asked"):
        assert labels(replace(SCREENED, weapons=answer)) == []


def test_a_decision_asks_for_what_it_needs_alone() -> None:
    assert labels(replace(SCREENED, pathway="")) == ["Pathway"]
    assert labels(replace(SCREENED, decision="refer_on", pathway="", refer_to="")) == ["Referred on to"]
    assert labels(replace(SCREENED, decision="decline", pathway="", refer_to="")) == []


def test_a_new_screening_asks_every_gate_and_answers_none() -> None:
    gates = SCREENING.blank(NOTHING_YET).gates
    assert [each.gate for each in gates] == [
        "adult",
        "resident",
        "no_active_investigation",
        "consent",
        "capacity",
        "conflict",
    ]
    assert {each.met for each in gates} == {""}
    assert labels(replace(SCREENED, gates=(SiteGate(gate="adult"),))) == ["Site gates, row 1: Met"]


def test_a_screening_is_a_milestone_and_meets_what_the_referral_asked_for() -> None:
    drawn = list(SCREENING.facets(written(SCREENED)))
    assert Meets(what="Screening") in drawn
    assert [each.words for each in drawn if isinstance(each, AxisEvent)] == ["Screening, Accept"]
    assert [each.to for each in drawn if isinstance(each, Notification)] == ["Advocacy service"]
    assert not [each for each in drawn if isinstance(each, Caution)]
    assert Coded(field="concern", answer="high") in drawn


def test_more_information_first_leaves_the_referral_waiting() -> None:
    assert Meets(what="Screening") not in SCREENING.facets(written(replace(SCREENED, decision="more")))


def test_a_weapon_within_reach_is_a_caution() -> None:
    drawn = SCREENING.facets(written(replace(SCREENED, weapons="yes")))
    assert [each.words for each in drawn if isinstance(each, Caution)] == [
        "A firearm, a shotgun certificate or another weapon is within the person’s reach."
    ]


@pytest.mark.parametrize(
    ("decision", "pathway", "stage", "becomes"),
    [
        ("accept", "intervention", "intervention", "intervention"),
        ("accept", "assessment", "assessment", "assessment"),
        ("accept", "co_work", "co_work", "co_work"),
        ("accept", "monitoring", "monitoring", "monitoring"),
        ("accept", "consultation", "assessment", "consultation"),
        ("consult", "", "assessment", "consultation"),
        ("panel", "", "panel", ""),
        ("decline", "", "closed", ""),
        ("refer_on", "", "closed", ""),
        ("more", "", "screening", ""),
    ],
)
def test_a_decision_sets_stage_pathway_and_concern(
    decision: str, pathway: str, stage: str, becomes: str
) -> None:
    decided = SCREENING.follows(written(replace(SCREENED, decision=decision, pathway=pathway)))
    assert (decided.stage, decided.pathway, decided.concern_at_entry) == (stage, becomes, "high")
    assert decided.only_from == {"referred", "screening", "panel", "closed"}
    assert decided.reason.startswith("Screening of 20-Nov-2026: ")


def test_nothing_follows_from_a_referral() -> None:
    assert REFERRAL.follows(written(REFERRED)) == NOTHING == Follows()
