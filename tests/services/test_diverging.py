"""A divergence is seen by who may read its source, and goes to who may hear of it."""

from dataclasses import replace

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.sharing import Share
from app.domain.kinds.check_in.content import CheckIn
from app.domain.kinds.collateral.content import Collateral
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.review.content import Review
from app.domain.reports.composer import Given
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.audiences import AUDIENCES, audience_of
from app.services.sharing.diverging import divergence_given
from app.services.sharing.resting import basis_of
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with
from tests.confirmed import sign
from tests.services.conftest import Desk

DAY = ClinicalDate(2026, 11, 14)
SENTENCE = "Self-report fell; the police reported contact on 14-Nov-2026."


def check_in(vault: OpenVault, case_id: str, on: ClinicalDate, urge: str) -> None:
    """A check-in of that day."""
    draft = Drafts(vault).begin(case_id, "check_in")
    content = CheckIn(time="2", urge=urge, acted="no", confidence="8")
    Drafts(vault).save(draft.id, replace(draft.sheet, event=on, content=content), draft.revision)
    sign(vault, draft.id)


def collateral(vault: OpenVault, case_id: str) -> str:
    """What police say of that day."""
    content = Collateral(agency="police", covers=DAY, heard_on=DAY, contact="indirect", detail="At the gate")
    return sign(vault, draft_with(vault, case_id, "collateral", content))


def incident(vault: OpenVault, case_id: str, said_to: str = "police", **where: Compartment) -> str:
    """An act of that day, which the person denies."""
    said = {"person_says": "denies", "said_to": said_to, "outcome": "reported", "breach": "no", "doubt": ""}
    content = replace(complete(Incident), source="police", reported_to=("police",), **said)
    draft = Drafts(vault).open(draft_with(vault, case_id, "incident", content, **where))
    Drafts(vault).save(draft.id, replace(draft.sheet, event=DAY), draft.revision)
    return sign(vault, draft.id)


def fell(vault: OpenVault) -> str:
    """A case in which self-report fell."""
    case_id = add_case(vault)
    check_in(vault, case_id, ClinicalDate(2026, 11, 6), "7")
    check_in(vault, case_id, ClinicalDate(2026, 11, 13), "2")
    return case_id


def given(vault: OpenVault, case_id: str, audience: str, *asked: Share) -> tuple[Given, ...]:
    """What a report for that audience gets."""
    policy = audience_of(audience)
    with vault.reading(Right.PREPARE) as act:
        return divergence_given(vault, act.connection, case_id, policy, frozenset(asked), vault.today())


def text(found: tuple[Given, ...]) -> str:
    """Its sentence."""
    (only,) = found
    assert (only.placed.part.value, only.placed.name) == ("health", "divergence")
    return only.placed.block.text  # type: ignore[union-attr]


def test_it_stands_on_the_overview_with_the_record_that_it_rests_on(vault: OpenVault) -> None:
    case_id = fell(vault)
    assert CaseFile(vault).overview(case_id).diverges is None
    source = collateral(vault, case_id)
    assert CaseFile(vault).overview(case_id).diverges == (SENTENCE, source)


def test_who_may_not_read_the_source_sees_none(desk: Desk) -> None:
    lead = desk.lead()
    case_id = fell(lead)
    source = collateral(lead, case_id)
    assert CaseFile(lead).overview(case_id).diverges == (SENTENCE, source)
    other = desk.colleague()
    assert not other.compartments.admits(Compartment.THIRD_PARTY)
    assert CaseFile(other).overview(case_id).diverges is None
    assert given(other, case_id, "panel") == ()


def test_what_everybody_may_read_is_seen_by_everybody(desk: Desk) -> None:
    lead = desk.lead()
    case_id = fell(lead)
    incident(lead, case_id)
    shown = CaseFile(desk.colleague()).overview(case_id).diverges
    assert shown is not None
    assert shown.sentence == "Self-report fell; the police reported contact on 14-Nov-2026 (denied)."


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_report_gives_it_to_those_who_may_hear_of_a_third_party(vault: OpenVault, audience: str) -> None:
    case_id = fell(vault)
    source = collateral(vault, case_id)
    found = given(vault, case_id, audience)
    assert bool(found) == (audience in {"panel", "mappa", "police"})
    assert bool(given(vault, case_id, audience, *Share)) == (
        audience in {"panel", "mappa", "police", "probation"}
    )
    if found:
        assert text(found) == SENTENCE
        assert found[0].block().cites == (source,)
        assert found[0].placed.block.share == (Share.CONTEXT, Share.RISK)


@pytest.mark.parametrize("where", [Compartment.MAPPA, Compartment.THIRD_PARTY, Compartment.SUPERVISION])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_sealed_source_that_names_no_audience_goes_to_none(
    vault: OpenVault, audience: str, where: Compartment
) -> None:
    case_id = fell(vault)
    incident(vault, case_id, compartment=where)
    assert CaseFile(vault).overview(case_id).diverges is not None
    assert given(vault, case_id, audience, *Share) == ()


@pytest.mark.parametrize("audience", ["person", "gp", "court", "evaluator", "advocate"])
def test_it_is_in_nothing_that_the_person_gets_or_may_come_to_read(vault: OpenVault, audience: str) -> None:
    case_id = fell(vault)
    incident(vault, case_id)
    assert given(vault, case_id, audience, *Share) == ()


def test_what_was_said_to_health_alone_stands_as_alleged_until_an_admission_is_released(
    vault: OpenVault,
) -> None:
    case_id = fell(vault)
    incident(vault, case_id, said_to="health")
    assert text(given(vault, case_id, "panel")).endswith("on 14-Nov-2026 (alleged).")
    released = given(vault, case_id, "panel", Share.ADMISSION)
    assert text(released).endswith("on 14-Nov-2026 (denied).")
    assert Share.ADMISSION in released[0].placed.block.share


def test_what_a_third_party_says_meanwhile_is_a_change_of_what_a_report_rests_on(vault: OpenVault) -> None:
    case_id = fell(vault)
    bases = []
    for _ in range(2):
        with vault.reading(Right.PREPARE) as act:
            bases.append([basis_of(vault, act.session, case_id, each) for each in ("panel", "person")])
        collateral(vault, case_id)
    (panel, person), (panel_then, person_then) = bases
    assert panel != panel_then
    assert person == person_then


def test_a_review_answers_what_was_written_down_by_then_and_nothing_that_came_to_be_known_later(
    vault: OpenVault,
) -> None:
    case_id = fell(vault)
    first = collateral(vault, case_id)

    def up() -> bool:
        return CaseFile(vault).overview(case_id).diverges is not None

    assert up()
    review = replace(complete(Review), divergence="Put to him; a visit was agreed", goals=())
    sign(vault, draft_with(vault, case_id, "review", review))
    assert not up()
    # To mend what was known then tells nothing new; what another source said before the review does.
    draft = Records(vault).new_version(first)
    Drafts(vault).save(draft.id, replace(draft.sheet, update="Whose word it was"), draft.revision)
    sign(vault, draft.id)
    assert not up()
    collateral(vault, case_id)
    assert up()
