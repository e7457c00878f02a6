"""An appointment by itself: when it ends, what is moved, and which kind of record its note is."""

import pytest

from app.domain.cases.appointment import OUTCOMES, PURPOSES, Appointment, AppointmentOutcome
from app.domain.fields.answers import HOME
from app.domain.fields.content import check, from_plain, missing, to_plain
from app.domain.kinds.registry import KINDS, note_of
from app.domain.values.dates import ClinicalDate

CASE = "01a20000-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("clock", "minutes", "ends"),
    [("10:00", 50, "10:50"), ("10:00", None, "10:00"), ("23:30", 60, "23:59"), ("", None, ""), ("", 60, "")],
)
def test_it_ends_on_its_own_day(clock: str, minutes: int | None, ends: str) -> None:
    assert Appointment(clock=clock, minutes=minutes).ends == ends


def test_it_comes_back_from_what_is_signed() -> None:
    agreed = Appointment(purpose="group", case=CASE, day=ClinicalDate(2026, 11, 25), members=(CASE,))
    assert from_plain(Appointment, to_plain(agreed)) == agreed


def test_one_day_is_asked_for_and_where_the_person_lives_is_not() -> None:
    agreed = Appointment(
        purpose="individual", mode="in_person", setting=HOME, place="14 Quarry Lane", members=(CASE,)
    )
    words = {each.words for each in missing(check(agreed), ClinicalDate(2026, 11, 23).earliest())}
    assert words == {"Day", "Place (where the person lives stands in their details)"}


def test_every_purpose_has_one_kind_of_note_or_none() -> None:
    noted = {
        purpose.code: kind.code
        for purpose in PURPOSES
        if (kind := note_of(Appointment(purpose=purpose.code, case=CASE), AppointmentOutcome())) is not None
    }
    sessions = ("individual", "assessment", "joint", "family", "group", "review", "call", "other")
    assert noted == {**dict.fromkeys(sessions, "session_note"), "check_in": "check_in"}


@pytest.mark.parametrize("outcome", [each.code for each in OUTCOMES])
def test_what_the_note_begins_with_is_what_the_kind_takes(outcome: str) -> None:
    for purpose in PURPOSES:
        agreed = Appointment(purpose=purpose.code, case=CASE, mode="video", setting="clinic")
        went = AppointmentOutcome(outcome=outcome, late=5)
        kind = note_of(agreed, went)
        if kind is not None:
            content = kind.content(**kind.noted(agreed, went))
            assert check(content) == content


def test_no_two_kinds_are_the_note_of_one_purpose() -> None:
    for names in (
        [each for kind in KINDS.values() for each in kind.notes],
        [each for kind in KINDS.values() for each in kind.notes_missed],
    ):
        assert len(names) == len(set(names))
