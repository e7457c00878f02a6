"""Who stands for a record that was signed under supervision: a pure function of what was said of it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.fields.rights import Grade
from app.domain.kinds.countersignature.content import Countersignature
from app.domain.kinds.registry import ADDING, AGREEING, COUNTERSIGNING, KINDS, MARKING, VOIDING
from app.domain.records.countersigning import (
    INDEPENDENT,
    Stage,
    Verdict,
    is_supervised,
    may_countersign,
    supervision,
    unattested,
)
from app.domain.records.facets import AGREES, RETURNED, Countersigned

SIGNED = datetime(2026, 11, 23, 9, tzinfo=UTC)
verdicts = st.lists(
    st.builds(
        lambda said, by, minutes, own: Verdict(
            Countersigned(verdict=said, is_attested=own), by, SIGNED + timedelta(minutes=minutes)
        ),
        st.sampled_from([AGREES, RETURNED]),
        st.sampled_from(["Dr A", "Dr B"]),
        st.integers(1, 500),
        st.booleans(),
    ),
    max_size=5,
    unique_by=lambda each: each.at,
)


@given(verdicts, st.randoms())
def test_it_does_not_matter_in_which_order_it_was_heard(said: list[Verdict], chance: object) -> None:
    mixed = list(said)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert supervision("trainee", SIGNED, mixed) == supervision("trainee", SIGNED, said)


@given(verdicts)
def test_who_agreed_once_stands_for_it_whatever_is_said_later(said: list[Verdict]) -> None:
    stands = supervision("trainee", SIGNED, said)
    agreed = sorted((each for each in said if each.said.verdict == AGREES), key=lambda each: each.at)
    assert stands.is_open == (not agreed)
    if agreed:
        assert (stands.by, stands.at) == (agreed[0].by, agreed[0].at)
        assert (stands.stage is Stage.ATTESTED) == agreed[0].said.is_attested
    elif said:
        assert (stands.stage, stands.at) == (Stage.RETURNED, max(each.at for each in said))
    else:
        assert (stands.stage, stands.at) == (Stage.AWAITS, SIGNED)


@given(st.sampled_from([*Grade, ""]), verdicts)
def test_only_a_trainee_s_record_awaits_anybody(grade: str, said: list[Verdict]) -> None:
    assert (supervision(grade, SIGNED, said) == INDEPENDENT) == (grade != Grade.TRAINEE)


@pytest.mark.parametrize(
    ("grade", "supervised", "may"),
    [
        ("lead", False, True),
        ("clinician", False, True),
        ("trainee", True, False),
        ("administrator", False, False),
        ("", False, True),
    ],
)
def test_a_certificate_says_who_may(grade: str, supervised: bool, may: bool) -> None:  # noqa: FBT001
    assert (is_supervised(grade), may_countersign(grade)) == (supervised, may)


def test_own_words_are_asked_for_where_others_act_on_an_opinion() -> None:
    made = KINDS[COUNTERSIGNING[0]]
    agrees, returns = Countersignature(verdict=AGREES), Countersignature(verdict=RETURNED)
    attested = {code for code, each in KINDS.items() if unattested(each, made, agrees)}
    assert attested == {"fixation_profile", "spj", "formulation"}
    assert all(not unattested(each, made, returns) for each in KINDS.values())
    own = Countersignature(verdict=AGREES, attested="I saw him myself")
    assert all(not unattested(each, made, own) for each in KINDS.values())
    assert unattested(None, made, agrees) == ()


def test_what_somebody_may_be_in_danger_by_is_told_at_once_and_nothing_else() -> None:
    assert {code for code, each in KINDS.items() if each.told_at_once} == {"red_flag", "safety_concern"}


def test_a_remark_adds_marks_in_error_countersigns_or_agrees() -> None:
    assert set(ADDING).isdisjoint(MARKING)
    assert set(MARKING) == {*VOIDING, *COUNTERSIGNING, *AGREEING}
