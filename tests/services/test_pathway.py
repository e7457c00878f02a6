"""A case is opened with its referral, and screened: what is signed, what is stated with it, and what falls due."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.cases.case import CaseMove
from app.domain.fields.rights import Grade
from app.domain.kinds.screening.content import Screening
from app.domain.values.dates import ClinicalDate
from app.errors import AlreadyThere, MustConfirm, NotPermitted, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.opening import open_referred
from app.services.cases.pathway import Pathway
from app.services.cases.signing import Signing
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import add_referred_case, complete, draft_with, opening_of
from tests.confirmed import enrol, mark_in_error, sign
from tests.services.conftest import Desk

SCREENED = replace(
    complete(Screening),
    decision="panel",
    pathway="",
    refer_to="",
    concern="moderate",
    weapons="no",
    children="no",
    partner_abuse="no",
)


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


def screened(vault: OpenVault, case_id: str, **said: object) -> str:
    return sign(vault, draft_with(vault, case_id, "screening", replace(SCREENED, **said)))


def stage(vault: OpenVault, case_id: str) -> str:
    return CaseFile(vault).open(case_id).case.facts.stage


def due(vault: OpenVault, case_id: str) -> list[tuple[str, str]]:
    return [(each.on, each.what) for each in CaseFile(vault).overview(case_id).due]


def kinds(vault: OpenVault, case_id: str) -> list[str]:
    return [each.kind for each in Chronology(vault).page(case_id).rows]


def test_a_case_is_opened_with_its_referral_signed(vault: OpenVault) -> None:
    case_id = add_referred_case(vault, urgency="same_day")
    assert kinds(vault, case_id) == ["referral"]
    assert Drafts(vault).mine(case_id) == ()
    assert stage(vault, case_id) == "referred"
    assert due(vault, case_id) == [("2026-11-23", "Screening")]
    with vault.database.read() as session:
        assert session is not None
    assert check(vault).findings == ()


def test_nothing_is_opened_where_the_referral_is_not_whole(vault: OpenVault) -> None:
    opening = opening_of(vault, question="")
    with pytest.raises(StillMissing) as refused:
        open_referred(vault, opening, confirmed_at_unlocking(vault, opening.digest))
    assert "Question to health" in str(refused.value)
    assert Cases(vault).page(CaseQuery()).total == 0


def test_it_takes_the_word_for_exactly_what_is_opened(vault: OpenVault) -> None:
    opening, other = opening_of(vault, "Quill"), opening_of(vault, "Farrow")
    with pytest.raises(MustConfirm):
        open_referred(vault, opening, confirmed_at_unlocking(vault, other.digest))
    assert Cases(vault).page(CaseQuery()).total == 0


def test_a_reference_that_is_taken_leaves_neither_person_nor_referral(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    taken = CaseFile(vault).open(case_id).case.reference
    opening = replace(opening_of(vault, "Quill"), reference=taken)
    with pytest.raises(AlreadyThere):
        open_referred(vault, opening, confirmed_at_unlocking(vault, opening.digest))
    assert Cases(vault).page(CaseQuery()).total == 1


def test_an_administrator_opens_a_case_with_its_referral_and_screens_none(desk: Desk) -> None:
    vault = desk.lead()
    newcomer = Newcomer(login="ash", name="Ash Rook", role="Administrator", grade=Grade.ADMINISTRATOR)
    enrol(vault, newcomer, "an unrelated gravel harbour")
    office = desk.sit("ash", "an unrelated gravel harbour")
    case_id = add_referred_case(office)
    with pytest.raises(NotPermitted):
        Drafts(office).begin(case_id, "screening")
    vault = desk.lead()
    assert kinds(vault, case_id) == ["referral"]
    desk.leave()


def test_the_decision_states_stage_and_concern_with_the_signature(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    screened(vault, case_id)
    assert stage(vault, case_id) == "panel"
    assert Pathway(vault).read(case_id).concern.entry == "moderate"
    said = [each for each in of_case(vault, case_id, 50).rows if each.reason]
    assert {each.title for each in said} == {"Stage", "Concern"}
    assert {each.reason for each in said} == {"Screening of 23-Nov-2026: to the panel"}
    assert check(vault).findings == ()


def test_what_the_signature_states_besides_is_read_before_it(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    draft = draft_with(vault, case_id, "screening", replace(SCREENED, decision="accept", pathway="co_work"))
    assert Signing(vault).review(draft).follows == (
        "The case moves to: Co-work.",
        "Its pathway becomes: Co-work.",
        "Its concern at entry becomes: Moderate.",
    )


def test_a_case_that_moved_since_it_was_read_is_read_again_before_it_is_signed(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    review = Signing(vault).review(draft_with(vault, case_id, "screening", SCREENED))
    Cases(vault).move(case_id, CaseMove(stage="intervention", reason="Accepted by telephone"))
    with pytest.raises(MustConfirm):
        Signing(vault).sign(review, confirmed_at_unlocking(vault, review.digest))
    assert stage(vault, case_id) == "intervention"


def test_a_declined_case_is_closed_as_of_the_day(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    screened(vault, case_id, decision="decline")
    facts = CaseFile(vault).open(case_id).case.facts
    assert (facts.stage, facts.closed) == ("closed", ClinicalDate(2026, 11, 23))


def test_a_late_note_of_how_it_began_does_not_put_a_case_back(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    Cases(vault).move(case_id, CaseMove(stage="intervention", reason="Accepted by telephone"))
    screened(vault, case_id)
    assert stage(vault, case_id) == "intervention"


def test_a_new_version_states_what_it_decides_otherwise_alone(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    first = screened(vault, case_id)
    Cases(vault).move(case_id, CaseMove(stage="screening", reason="Back for more papers"))
    draft = Records(vault).new_version(first)
    mended = replace(draft.sheet, content=replace(draft.sheet.content, reasons="Mended"))
    Drafts(vault).save(draft.id, mended, draft.revision)
    second = sign(vault, draft.id)
    assert stage(vault, case_id) == "screening"
    draft = Records(vault).new_version(second)
    decided = replace(
        draft.sheet, content=replace(draft.sheet.content, decision="accept", pathway="monitoring")
    )
    Drafts(vault).save(draft.id, decided, draft.revision)
    sign(vault, draft.id)
    assert stage(vault, case_id) == "monitoring"


def test_a_screening_meets_the_day_that_the_referral_set_until_it_is_in_error(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    assert due(vault, case_id) == [("2026-11-26", "Screening")]
    record = screened(vault, case_id)
    assert due(vault, case_id) == []
    mark_in_error(vault, record, "Of another case")
    assert due(vault, case_id) == [("2026-11-26", "Screening")]


def test_to_mend_a_referral_asks_for_no_new_screening_and_a_new_one_does(vault: OpenVault) -> None:
    case_id = add_referred_case(vault)
    (referral,) = Chronology(vault).page(case_id).rows
    screened(vault, case_id)
    sign(vault, Records(vault).new_version(referral.id).id)
    assert due(vault, case_id) == []
    again = replace(complete(type(opening_of(vault).referral.content)), urgency="same_day")
    sign(vault, draft_with(vault, case_id, "referral", again))
    assert due(vault, case_id) == [("2026-11-23", "Screening")]
