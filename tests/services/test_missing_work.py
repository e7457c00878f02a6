"""Today asks for work that nobody has done: each line from the day on which it is missing, and no day before."""

from dataclasses import replace
from datetime import timedelta

from app.domain.fields.compartments import Compartment
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.review.content import Review
from app.domain.kinds.victim_voice.content import VictimVoice
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.missing_work import Lacks
from app.services.cases.today import Sort, Today, When
from app.services.records.drafts import Drafts
from app.services.records.facets import Unsealing
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, complete, draft_with
from tests.confirmed import let_go, mark_in_error, sign
from tests.services.conftest import Desk
from tests.services.test_discharges import ENDED, follow_up, say_died

NO_LEAD, NO_PLAN, NO_PROFILE, NO_REVIEW, OLD_VOICE, NO_FOLLOW_UP, _ = Lacks


def wind(desk: Desk, days: int) -> OpenVault:
    """Let days pass, and have the lead sit down with all that is sealed to them open."""
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(days=days)
    vault = desk.lead()
    while Unsealing(vault).more():
        pass
    return vault


def missing(vault: OpenVault, case_id: str) -> list[str]:
    """What is missing in a case."""
    return [row.what for row in Today(vault).page(sorts=(Sort.MISSING,)).rows if row.case_id == case_id]


def move(vault: OpenVault, case_id: str, stage: str) -> None:
    """Move a case by hand."""
    facts = CaseFile(vault).open(case_id).case.facts
    closed = ClinicalDate.of(vault.today()) if stage == "closed" else None
    Cases(vault).change(case_id, replace(facts, stage=stage, closed=closed), "As the panel said")


def put(vault: OpenVault, case_id: str, kind: str, content: object) -> str:
    """A record of today."""
    return sign(vault, draft_with(vault, case_id, kind, content))


def voice(vault: OpenVault) -> VictimVoice:
    """What a victim said today."""
    said = replace(complete(VictimVoice), given_on=ClinicalDate.of(vault.today()), findable="no")
    return replace(said, contact_since="none", safety_now="same", contact_when=None, next_contact=None)


def test_an_open_case_is_reviewed_within_180_days(desk: Desk) -> None:
    # It was opened three weeks before the day on which these tests begin.
    vault = desk.lead()
    case_id = add_case(vault)
    assert missing(wind(desk, 158), case_id) == []
    vault = wind(desk, 1)
    assert missing(vault, case_id) == [NO_REVIEW]
    (row,) = Today(vault).page(sorts=(Sort.MISSING,)).rows
    assert (row.when, row.day.isoformat(), row.target) == (When.LATE, "2027-05-01", case_id)
    review = replace(complete(Review), decision="continue", divergence="")
    signed = put(vault, case_id, "review", review)
    assert missing(vault, case_id) == []
    mark_in_error(vault, signed, "Another case")
    assert missing(vault, case_id) == [NO_REVIEW]
    move(vault, case_id, "follow_up")
    assert missing(vault, case_id) == []


def test_direct_work_has_a_plan_and_a_profile(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    vault = wind(desk, 10)
    move(vault, case_id, "intervention")
    assert missing(wind(desk, 41), case_id) == []
    vault = wind(desk, 1)
    assert missing(vault, case_id) == [NO_PLAN]
    put(vault, case_id, "plan", complete(Plan))
    assert missing(vault, case_id) == []
    vault = wind(desk, 48)
    assert missing(vault, case_id) == [NO_PROFILE]
    put(vault, case_id, "fixation_profile", complete(FixationProfile))
    assert missing(vault, case_id) == []
    assert NO_PROFILE in missing(wind(desk, 90), case_id)


def test_a_voice_grows_old_for_those_alone_who_may_read_it(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    assert missing(vault, case_id) == []
    put(vault, case_id, "victim_voice", voice(vault))
    assert missing(wind(desk, 89), case_id) == []
    vault = wind(desk, 1)
    assert missing(vault, case_id) == [OLD_VOICE]
    put(vault, case_id, "victim_voice", voice(vault))
    assert missing(vault, case_id) == []
    # Before what is sealed was opened, nobody knows that there is any.
    assert not desk.colleague().compartments.admits(Compartment.THIRD_PARTY)


def test_a_case_that_was_closed_by_hand_after_its_discharge_is_followed_up_all_the_same(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    put(vault, case_id, "discharge", ENDED)
    move(vault, case_id, "closed")
    assert missing(vault, case_id) == []
    vault = wind(desk, 93)
    assert missing(vault, case_id) == [NO_FOLLOW_UP]
    put(vault, case_id, "follow_up", follow_up("3", ClinicalDate.of(vault.today())))
    assert missing(vault, case_id) == []


def test_what_is_not_followed_up_is_not_asked_about(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    say_died(vault, case_id)
    put(vault, case_id, "discharge", replace(ENDED, reason="died"))
    assert missing(wind(desk, 400), case_id) == []


def test_every_line_is_counted_and_the_page_is_one_of_them(desk: Desk) -> None:
    vault = desk.lead()
    for _ in range(3):
        add_case(vault)
    vault = wind(desk, 400)
    page = Today(vault).page(sorts=(Sort.MISSING,), limit=2)
    assert (len(page.rows), page.matching, page.late) == (2, 3, 3)


def test_a_draft_of_it_is_not_enough(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    vault = wind(desk, 200)
    Drafts(vault).begin(case_id, "review")
    assert missing(vault, case_id) == [NO_REVIEW]


def test_a_case_whose_lead_has_left_waits_for_whoever_leads_the_team(desk: Desk) -> None:
    case_id = add_case(desk.colleague())
    vault = desk.lead()
    let_go(vault, desk.colleague_id)
    assert missing(wind(desk, 1), case_id) == []
    assert missing(wind(desk, 1), case_id) == [NO_LEAD]
