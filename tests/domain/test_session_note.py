"""The session note: what is asked depends on whether the appointment was kept and what was said."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.fields.content import shared, specs
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.kinds.collateral.content import Collateral
from app.domain.kinds.parts.collateral import CollateralRow
from app.domain.kinds.parts.told import Told
from app.domain.kinds.session_note import KIND
from app.domain.kinds.session_note.choices import ABSENCES, ATTENDANCE, KEPT, Absence, absence_group
from app.domain.kinds.session_note.content import EarlierCollateral, SessionNote
from app.domain.records.facets import GoalSet
from app.domain.records.in_case import InCase
from tests.asked import missing
from tests.planted import AUDIENCES, filled

GOAL = "01a2cafe-beef-7abc-8abc-aaaaaaaaaa00#01a2cafe-beef-7abc-8abc-aaaaaaaaaa01"
TOLD = Told(who="PC 4471", agency="police")
IN_A_CALL = {"person_present", "done", "risk_checked"}
WHEN_KEPT = IN_A_CALL | {
    "mode",
    "setting",
    "duration",
    "response",
    "risk_found",
    "victim_contact_asked",
    "admission",
}
WHEN_MISSED = {"absence_reason", "absence_action"}
WHEN_ADMITTED = {"nobody_told", "admission_detail", "admission_decision"}
ALWAYS = {"session_type", "attendance", "team", "next_step"}


def asked(**answers: object) -> set[str]:
    """What is missing beyond what is missing always."""
    return {gap.path for gap in missing(SessionNote(**answers))} - ALWAYS  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [choice.code for choice in ATTENDANCE])
def test_asks_about_the_session_if_kept_and_about_the_absence_if_not(code: str) -> None:
    assert asked(attendance=code) == (WHEN_KEPT if code in KEPT else WHEN_MISSED)


@pytest.mark.parametrize("code", sorted(KEPT))
def test_asks_less_of_a_short_call(code: str) -> None:
    assert asked(session_type="check", attendance=code) == IN_A_CALL


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


def test_asks_for_nobody_told_where_somebody_was() -> None:
    assert "nobody_told" in asked(admission="threat")
    assert "nobody_told" not in asked(admission="threat", told=(TOLD,))


def test_asks_for_a_goal_it_served_or_why_none_once_its_case_has_one() -> None:
    goal = GoalSet(cite=GOAL, name="G1", words="To let an urge pass")
    kept = SessionNote(session_type="individual", attendance="attended")
    case = InCase(date(2026, 11, 30), goals=(goal,))

    def gaps(note: SessionNote, case: InCase = case) -> list[str]:
        return [gap.path for gap in KIND.asks(note, case)]

    assert gaps(kept) == ["none_served"]
    assert gaps(replace(kept, serves=(GOAL,))) == []
    assert gaps(replace(kept, none_served="The breach came first.")) == []
    assert gaps(replace(kept, session_type="check")) == []
    assert gaps(replace(kept, attendance="dna")) == []
    assert gaps(kept, InCase(date(2026, 11, 30))) == []
    assert gaps(kept, replace(case, goals=(replace(goal, result="met"),))) == []


def test_a_check_in_inside_a_note_is_of_an_earlier_form() -> None:
    names = {spec.name for spec in specs(SessionNote) if spec.name.startswith("check_in")}
    assert len(names) == 6
    assert not {spec.name for spec in specs(SessionNote) if spec.asked} & {
        *names,
        "number",
        "clinicians",
        "goals",
    }


def test_what_a_source_says_becomes_a_record_of_its_own() -> None:
    spec = by_name(SessionNote)["collateral"]
    assert (spec.splits, spec.asked) == ("collateral", True)
    named = {each.name for each in specs(CollateralRow)}
    assert named < {each.name for each in specs(Collateral)}


def test_sorts_every_reason_for_absence_into_a_group() -> None:
    assert {absence_group(reason.code) for reason in ABSENCES} == set(Absence)
    assert absence_group("ill") is Absence.ACCEPTABLE
    assert absence_group("forgot") is Absence.NOT_ACCEPTABLE
    assert absence_group("transport") is Absence.LOGISTICS
    assert absence_group("") is Absence.NOT_KNOWN


def test_leaves_what_other_sources_say_with_their_originator() -> None:
    told = shared(filled(SessionNote), AUDIENCES["panel"], frozenset(Share))
    assert told.collateral == ()
    assert told.earlier_collateral == ()
    assert all(spec.share is Share.INTELLIGENCE for spec in specs(EarlierCollateral))


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
