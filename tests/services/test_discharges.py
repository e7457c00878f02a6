"""A discharge takes nothing open with it; its follow-ups fall due one after the other, and the last closes the case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.kinds.discharge.content import Discharge, Struck
from app.domain.kinds.follow_up.content import OUTCOMES, AgencyAsked, FollowUp
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.action import Action
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.pathway import Pathway
from app.services.cases.people import People
from app.services.cases.signing import Signing
from app.services.cases.today import Today
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, complete, draft_with, raise_flag, red_flag
from tests.confirmed import sign
from tests.services.conftest import Desk

DAY = ClinicalDate(2026, 11, 20)
ENDED = replace(complete(Discharge), concern="low", told=complete(Discharge).told[:1], struck=())
FLAG_CLOSED = {"closed_on": DAY, "closed_why": "Found to be another's."}


def asked(on: ClinicalDate) -> AgencyAsked:
    """Police, who answered the same day."""
    return AgencyAsked(agency="police", asked_on=on, answered_on=on)


def follow_up(point: str, on: ClinicalDate) -> FollowUp:
    """A point at which nobody knew anything."""
    outcomes = dict.fromkeys(OUTCOMES, "unknown")
    return FollowUp(point=point, known_to=on, asked=(asked(on),), **outcomes)


def stage(vault: OpenVault, case_id: str) -> str:
    return CaseFile(vault).open(case_id).case.facts.stage


def due(vault: OpenVault, case_id: str) -> list[str]:
    return [row.what for row in Today(vault).page().rows if row.case_id == case_id and row.sort == "date"]


def discharge(vault: OpenVault, case_id: str, content: Discharge = ENDED) -> str:
    return sign(vault, draft_with(vault, case_id, "discharge", content))


def say_died(vault: OpenVault, case_id: str, on: ClinicalDate = DAY) -> None:
    """Say in the details of the person of a case that they died."""
    person = People(vault).read(CaseFile(vault).open(case_id).case.person_id)
    People(vault).correct(person.id, replace(person.details, deceased_on=on))


def wind(desk: Desk, days: int) -> OpenVault:
    """Let days pass, and sit down again."""
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(days=days)
    return desk.lead()


def test_it_moves_the_case_and_is_said_before_it_is_signed(vault: OpenVault) -> None:
    case_id = add_case(vault)
    review = Signing(vault).review(draft_with(vault, case_id, "discharge", ENDED))
    assert review.follows == (
        "The case moves to: Follow-up.",
        "Its concern at exit becomes: Low.",
    )
    discharge(vault, case_id)
    assert stage(vault, case_id) == "follow_up"
    assert Pathway(vault).read(case_id).concern.exit == "low"


def test_an_open_flag_and_an_open_action_stop_it_until_they_are_closed_or_handed_over(
    vault: OpenVault,
) -> None:
    case_id = add_case(vault)
    flag = raise_flag(vault, case_id)
    action = Action(what="Visit him", agency="police", due=DAY)
    content = replace(complete(Panel), decision="continue", actions=(action,))
    sign(vault, draft_with(vault, case_id, "panel", content))
    with pytest.raises(StillMissing) as refused:
        discharge(vault, case_id)
    for named in ("red flag, weapon", "A1, Police"):
        assert named in str(refused.value).replace("Red", "red")
    assert "knife" not in str(refused.value)
    assert stage(vault, case_id) == "assessment"

    begun = Drafts(vault).begin(case_id, "discharge")
    (row,) = begun.sheet.content.handed
    assert len(row.things) == 2
    told = complete(type(row))
    handed = replace(told, things=row.things[-1:])
    with pytest.raises(StillMissing):
        discharge(vault, case_id, replace(ENDED, handed=(handed,)))
    version = Records(vault).new_version(flag)
    closed = replace(version.sheet.content, **FLAG_CLOSED)
    Drafts(vault).save(version.id, replace(version.sheet, content=closed), version.revision)
    sign(vault, version.id)
    action_cite = next(each for each in row.things if "#" in each)
    discharge(vault, case_id, replace(ENDED, handed=(replace(told, things=(action_cite,)),)))
    assert stage(vault, case_id) == "follow_up"


def test_a_red_flag_that_the_author_may_not_read_stops_it_too(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    sign(lead, draft_with(lead, case_id, "red_flag", red_flag(), compartment=Compartment.MAPPA))
    other = desk.colleague()
    assert not other.compartments.admits(Compartment.MAPPA)
    with pytest.raises(StillMissing) as refused:
        discharge(other, case_id)
    assert "kept where you do not read" in str(refused.value)
    assert "weapon" not in str(refused.value).lower()


def test_a_goal_that_a_later_plan_has_no_more_needs_its_result(vault: OpenVault) -> None:
    case_id = add_case(vault)
    goals = tuple(replace(complete(Goal), wording=text, why=(case_id,)) for text in ("Sleep", "Work"))
    plan = sign(vault, draft_with(vault, case_id, "plan", replace(complete(Plan), goals=goals)))
    version = Records(vault).new_version(plan)
    fewer = replace(version.sheet.content, goals=version.sheet.content.goals[:1])
    Drafts(vault).save(version.id, replace(version.sheet, content=fewer), version.revision)
    sign(vault, version.id)
    with pytest.raises(StillMissing) as refused:
        discharge(vault, case_id)
    assert "G1 and G2" in str(refused.value)
    begun = Drafts(vault).begin(case_id, "discharge").sheet.content
    ended = tuple(replace(row, result="met", words="Seen") for row in begun.goals)
    assert [row.name for row in ended] == ["G1 Sleep", "G2 Work"]
    assert due(vault, case_id) == []
    discharge(vault, case_id, replace(ENDED, goals=ended))


def test_what_falls_due_in_treatment_ends_with_it_and_an_action_does_not(vault: OpenVault) -> None:
    case_id = add_case(vault)
    goal = replace(complete(Goal), by=ClinicalDate(2026, 12, 1), why=(case_id,))
    plan = replace(complete(Plan), goals=(goal,), review_on=ClinicalDate(2026, 12, 1))
    sign(vault, draft_with(vault, case_id, "plan", plan))
    content = replace(
        complete(Panel),
        decision="continue",
        actions=(Action(what="Visit him", agency="police", due=DAY),),
    )
    sign(vault, draft_with(vault, case_id, "panel", content))
    assert sorted(due(vault, case_id)) == [
        "Action A1: Visit him",
        "Goal of the plan G1: Words",
        "Review of the plan",
    ]
    begun = Drafts(vault).begin(case_id, "discharge").sheet.content
    ended = tuple(replace(row, result="met", words="Seen") for row in begun.goals)
    handed = replace(complete(type(begun.handed[0])), things=begun.handed[0].things)
    died = replace(ENDED, goals=ended, handed=(handed,), reason="died")
    with pytest.raises(StillMissing, match=r"missing: Died on \(the details of the person do not say it yet"):
        discharge(vault, case_id, died)
    Drafts(vault).discard(Drafts(vault).mine(case_id)[0].id)
    draft = draft_with(vault, case_id, "discharge", replace(died, died_on=DAY))
    assert Signing(vault).review(draft).follows == (
        "The details of the person say from now on that they died on 20-Nov-2026.",
        "The case moves to: Closed.",
        "Its concern at exit becomes: Low.",
    )
    sign(vault, draft)
    opened = CaseFile(vault).open(case_id)
    assert People(vault).read(opened.case.person_id).details.deceased_on == DAY
    assert any(each.words.startswith("The person died on 20-Nov-2026. No letter") for each in opened.cautions)
    assert stage(vault, case_id) == "closed"
    assert due(vault, case_id) == ["Action A1: Visit him"]


def test_a_death_is_said_of_the_person_once_and_never_otherwise_than_their_details_say(
    vault: OpenVault,
) -> None:
    case_id, other, third = add_case(vault), add_case(vault), add_case(vault)
    say_died(vault, case_id)
    with pytest.raises(StillMissing, match="the details of the person say 20-Nov-2026"):
        discharge(vault, case_id, replace(ENDED, reason="died", died_on=ClinicalDate(2026, 11, 19)))
    discharge(vault, case_id, replace(ENDED, reason="died"))
    # Of another reason that was chosen in the end nothing is stated, and a day may not be known.
    discharge(vault, other, replace(ENDED, reason="moved", died_on=DAY))
    discharge(vault, third, replace(ENDED, reason="died", died_on=ClinicalDate()))
    said = [
        People(vault).read(CaseFile(vault).open(each).case.person_id).details.deceased_on
        for each in (case_id, other, third)
    ]
    assert said == [DAY, None, ClinicalDate()]
    assert check(vault).is_clean


def test_goals_and_steps_fall_due_no_more_while_their_case_is_followed_up(vault: OpenVault) -> None:
    case_id = add_case(vault)
    goal = replace(complete(Goal), by=ClinicalDate(2026, 12, 1), why=(case_id,))
    plan = replace(complete(Plan), goals=(goal,), review_on=ClinicalDate(2026, 12, 1))
    sign(vault, draft_with(vault, case_id, "plan", plan))
    assert "Goal of the plan G1: Words" in due(vault, case_id)
    begun = Drafts(vault).begin(case_id, "discharge").sheet.content
    ended = tuple(replace(row, result="met", words="Seen") for row in begun.goals)
    discharge(vault, case_id, replace(ENDED, goals=ended))
    assert stage(vault, case_id) == "follow_up"
    assert due(vault, case_id) == []


def test_each_point_falls_due_until_it_is_signed_and_the_last_closes_the_case(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    struck = tuple(Struck(point=each, why="Moved abroad") for each in ("12", "24"))
    discharge(vault, case_id, replace(ENDED, struck=struck))
    assert due(vault, case_id) == []
    vault = wind(desk, 70)
    assert due(vault, case_id) == ["Follow-up at 3 months"]
    vault = wind(desk, 30)
    sign(vault, draft_with(vault, case_id, "follow_up", follow_up("3", ClinicalDate(2027, 3, 1))))
    assert due(vault, case_id) == []
    assert stage(vault, case_id) == "follow_up"
    vault = wind(desk, 90)
    assert due(vault, case_id) == ["Follow-up at 6 months"]
    sign(vault, draft_with(vault, case_id, "follow_up", follow_up("6", ClinicalDate(2027, 5, 28))))
    assert stage(vault, case_id) == "closed"


def test_a_point_that_was_passed_over_keeps_the_case_open(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    struck = tuple(Struck(point=each, why="Moved abroad") for each in ("12", "24"))
    discharge(vault, case_id, replace(ENDED, struck=struck))
    vault = wind(desk, 200)
    sign(vault, draft_with(vault, case_id, "follow_up", follow_up("6", ClinicalDate(2027, 6, 1))))
    assert stage(vault, case_id) == "follow_up"
    with pytest.raises(StillMissing):
        sign(vault, draft_with(vault, case_id, "follow_up", follow_up("6", ClinicalDate(2027, 6, 1))))
    sign(vault, draft_with(vault, case_id, "follow_up", follow_up("3", ClinicalDate(2027, 6, 1))))
    assert stage(vault, case_id) == "closed"
