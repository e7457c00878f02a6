"""The session note: what is asked depends on whether the appointment was kept and what was said."""

import pytest

from app.domain.fields.content import shared, specs
from app.domain.fields.sharing import Share
from app.domain.kinds.session_note import KIND
from app.domain.kinds.session_note.choices import ABSENCES, ATTENDANCE, KEPT, Absence, absence_group
from app.domain.kinds.session_note.content import Collateral, SessionNote
from tests.asked import missing
from tests.planted import AUDIENCES, filled

WHEN_KEPT = {
    "setting",
    "duration",
    "done",
    "response",
    "engagement",
    "risk_checked",
    "risk_found",
    "victim_contact_asked",
    "admission",
}
WHEN_MISSED = {"absence_reason", "absence_action"}
WHEN_ADMITTED = {"must_be_told", "admission_detail", "admission_decision"}
CHECKED_IN = {"check_in_time", "check_in_urge", "check_in_acted", "check_in_distress", "check_in_confidence"}
ALWAYS = {"session_type", "mode", "attendance", "clinicians", "next_step"}


def asked(**answers: object) -> set[str]:
    """What is missing beyond what is missing always."""
    return {gap.path for gap in missing(SessionNote(**answers))} - ALWAYS  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [choice.code for choice in ATTENDANCE])
def test_asks_about_the_session_if_kept_and_about_the_absence_if_not(code: str) -> None:
    assert asked(attendance=code) == (WHEN_KEPT if code in KEPT else WHEN_MISSED)


def test_asks_neither_before_attendance_is_known() -> None:
    assert asked() == set()


@pytest.mark.parametrize("code", ["offence", "threat", "both"])
def test_asks_for_words_decision_and_whom_to_tell_of_an_admission(code: str) -> None:
    assert asked(admission=code) == WHEN_ADMITTED


def test_asks_nothing_more_when_there_was_no_admission() -> None:
    assert asked(admission="none") == set()


def test_keeps_every_word_of_an_admission_in_a_sharing_class_of_its_own() -> None:
    classes = {spec.name: spec.share for spec in specs(SessionNote)}
    assert {name for name, share in classes.items() if share is Share.ADMISSION} == {
        "admission",
        "admission_detail",
        "admission_decision",
    }


@pytest.mark.parametrize(
    ("contact", "more"), [("none", False), ("unknown", False), ("indirect", True), ("direct", True)]
)
def test_asks_for_detail_of_contact_with_a_victim(contact: str, *, more: bool) -> None:
    assert asked(victim_contact_asked="yes") == {"victim_contact"}
    assert asked(victim_contact_asked="no") == set()
    assert asked(victim_contact=contact) == ({"victim_contact_detail"} if more else set())


def test_asks_for_all_five_answers_of_a_check_in_that_was_given() -> None:
    assert asked(check_in="given") == CHECKED_IN
    assert asked(check_in="declined") == set()
    assert asked(check_in="given", check_in_time=0, check_in_urge=0, check_in_distress=0) == {
        "check_in_acted",
        "check_in_confidence",
    }


def test_counts_the_check_in_from_nought_to_ten() -> None:
    counted = [spec for spec in specs(SessionNote) if spec.name in CHECKED_IN and not spec.choices]
    assert [spec.most for spec in counted] == [10, 10, 10, 10]


def test_sorts_every_reason_for_absence_into_a_group() -> None:
    assert {absence_group(reason.code) for reason in ABSENCES} == set(Absence)
    assert absence_group("ill") is Absence.ACCEPTABLE
    assert absence_group("forgot") is Absence.NOT_ACCEPTABLE
    assert absence_group("transport") is Absence.LOGISTICS
    assert absence_group("") is Absence.NOT_KNOWN


def test_leaves_what_other_sources_say_with_their_originator() -> None:
    told = shared(filled(SessionNote), AUDIENCES["panel"], frozenset(Share))
    assert told.collateral == ()
    assert all(spec.share is Share.INTELLIGENCE for spec in specs(Collateral))


def test_tells_probation_of_attendance_and_progress_but_not_of_therapy() -> None:
    told = shared(filled(SessionNote), AUDIENCES["probation"])
    assert told.attendance
    assert told.progress
    assert (told.done, told.response, told.goals, told.homework_set, told.reflections) == ("",) * 5


def test_keeps_supervision_out_of_the_search() -> None:
    assert not next(spec for spec in specs(SessionNote) if spec.name == "reflections").searched


def test_titles_name_type_number_attendance_and_length() -> None:
    kept = SessionNote(
        session_type="individual", number=7, attendance="attended", duration=50, done="Private"
    )
    assert KIND.title_of(kept) == "Individual session 7: attended, 50 minutes"
    missed = SessionNote(session_type="individual", attendance="dna", duration=50)
    assert KIND.title_of(missed) == "Individual session: did not attend"
    assert KIND.title_of(SessionNote()) == "Session"
