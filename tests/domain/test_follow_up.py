"""The follow-up: none found rests on somebody who answered, and what nobody said is not known."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.sharing import Share
from app.domain.kinds.follow_up import KIND
from app.domain.kinds.follow_up.content import FOUND, OUTCOMES, AgencyAsked, FollowUp
from app.domain.records.facets import AxisEvent, Coded, Lane, Mark, Meets, Work, WorkDone
from app.domain.records.in_case import InCase
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.domain.test_review import Held
from tests.kinds_told import drawn, told, words, written

ASKED_ON, ANSWERED = ClinicalDate(2026, 11, 10), ClinicalDate(2026, 11, 16)
POLICE = AgencyAsked(agency="police", asked_on=ASKED_ON, answered_on=ANSWERED)
ADVOCATE = AgencyAsked(agency="advocate", asked_on=ASKED_ON, no_answer="yes")
TWELVE = FollowUp(
    point="12",
    known_to=ANSWERED,
    asked=(POLICE, ADVOCATE),
    recontact="unknown",
    arrest="none_found",
    arrest_source="police",
    charge="none_found",
    charge_source="police",
    conviction="none_found",
    conviction_source="police",
    breach="yes",
    breach_source="police",
    breach_on=ClinicalDate(2026, 9, 3),
    breach_words="A letter to V1.",
    new_victim="not_asked",
)


def refused(content: FollowUp) -> list[str]:
    return [gap.path for gap in missing(content) if gap.why]


def test_it_is_whole_and_named_by_its_point_and_by_what_was_found() -> None:
    assert missing(TWELVE) == ()
    assert KIND.title_of(TWELVE) == "Follow-up at 12 months: breach of an order"
    assert KIND.title_of(replace(TWELVE, breach="unknown")) == "Follow-up at 12 months"
    assert KIND.title_of(FollowUp()) == "Follow-up"


@pytest.mark.parametrize("answer", ["yes", "none_found"])
def test_what_is_there_or_not_rests_on_an_agency_that_answered(answer: str) -> None:
    by_nobody = replace(TWELVE, arrest=answer, arrest_on=ANSWERED, arrest_words="W", arrest_source="")
    assert "arrest" in refused(by_nobody)
    assert refused(replace(by_nobody, arrest_source="advocate")) == ["arrest"]
    assert refused(replace(by_nobody, arrest_source="police")) == []
    undated = replace(POLICE, answered_on=ClinicalDate())
    assert "arrest" in refused(replace(by_nobody, arrest_source="police", asked=(undated, ADVOCATE)))


@given(st.sampled_from(OUTCOMES), st.sampled_from([each.code for each in FOUND]))
def test_nothing_is_said_of_an_outcome_that_nobody_answered(name: str, answer: str) -> None:
    silent = replace(
        TWELVE, asked=(ADVOCATE,), **dict.fromkeys(OUTCOMES, "unknown"), **{f"{name}_source": "advocate"}
    )
    said = replace(silent, **{name: answer}, **{f"{name}_on": ANSWERED, f"{name}_words": "W"})
    assert refused(said) == ([name] if answer in {"yes", "none_found"} else [])


def test_an_agency_answered_or_did_not() -> None:
    assert {gap.path for gap in missing(AgencyAsked(agency="police", asked_on=ASKED_ON))} == {"no_answer"}
    early = replace(POLICE, answered_on=ClinicalDate(2026, 11, 9))
    assert [gap.path for gap in missing(early)] == ["answered_on"]


def followed(point: int, on: ClinicalDate) -> Held:
    words = f"Follow-up at {point} months"
    return Held(on, AxisEvent(lane=Lane.MILESTONES, start=on, mark=Mark.MILESTONE, words=words))


def ended(on: ClinicalDate) -> Held:
    return Held(on, WorkDone(what=Work.DISCHARGE, on=on))


def in_case(*found: Held) -> InCase:
    return InCase(date(2026, 11, 23), found=found)


def test_it_begins_with_the_first_point_that_is_open_and_no_point_is_signed_twice() -> None:
    case = in_case(ended(ClinicalDate(2025, 11, 20)), followed(3, ClinicalDate(2026, 2, 20)))
    assert KIND.blank(case) == FollowUp(point="6")
    assert [gap.path for gap in KIND.asks(FollowUp(point="3"), case)] == ["point"]
    assert list(KIND.asks(FollowUp(point="6"), case)) == []


def test_after_another_discharge_it_begins_again() -> None:
    again = in_case(ended(ClinicalDate(2026, 8, 1)), followed(3, ClinicalDate(2026, 2, 20)))
    assert KIND.blank(again) == FollowUp(point="3")


def of_class(cls: type[Any]) -> list[Any]:
    return [each for each in drawn(KIND, TWELVE) if isinstance(each, cls)]


def test_its_point_falls_due_no_more_and_each_outcome_is_counted() -> None:
    assert of_class(Meets) == [Meets(what="Follow-up at 12 months")]
    assert [(each.field, each.answer) for each in of_class(Coded)] == [
        ("point", "12"),
        ("recontact", "unknown"),
        ("arrest", "none_found"),
        ("charge", "none_found"),
        ("conviction", "none_found"),
        ("breach", "yes"),
        ("new_victim", "not_asked"),
    ]


def test_the_case_closes_once_no_other_point_falls_due() -> None:
    decided = KIND.follows(written(TWELVE))
    assert (decided.stage, decided.only_from) == ("closed", frozenset({"follow_up"}))
    assert decided.unless_due == {f"Follow-up at {months} months" for months in (3, 6, 24)}


def test_panel_and_mappa_get_it_and_the_evaluator_the_codes_alone() -> None:
    assert set(told(KIND, TWELVE, frozenset(Share))) == {"evaluator", "mappa", "panel"}
    panel = words(KIND, TWELVE, "panel")
    assert '["Contact with a victim","Not known"]' in panel
    assert "None found (Police, answered 16-Nov-2026)" in panel
    assert "Yes (Police, 03-Sep-2026): A letter to V1." in panel
    assert '["A new victim","Not asked"]' in panel
    assert "letter" not in words(KIND, TWELVE, "evaluator")
    assert "Not known" in words(KIND, TWELVE, "evaluator")
