"""Facts of a case and its person that no table shows: stated whole, read from their events, and held by their rules."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.cases.around import Companion, Consent, PersonCircle, PersonConsent
from app.domain.cases.case import (
    STAGES,
    CaseConcern,
    CaseFacts,
    CaseGates,
    CaseLinks,
    CaseTeam,
    Gate,
    LinkedCase,
)
from app.domain.cases.victim import VictimIdentity
from app.domain.facts import case, person
from app.domain.fields.content import missing
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotPermitted, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.pathway import Pathway
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.facts.stating import stood
from app.services.vault.open_vault import OpenVault
from tests.asked import TODAY
from tests.builders import add_case
from tests.forked import fork
from tests.services.conftest import Desk

CLOSED = CaseGates(gates=(Gate(gate="direct_work", stands="closed", why="Under investigation"),))
SISTER = Companion(
    name="Ines Fairweather",
    relation="Sister",
    role="family",
    lives_with="no",
    knows="not_asked",
    safe="unknown",
)
AGREED = Consent(to="treatment", answer="given", on=ClinicalDate(2026, 11, 2), how="In writing")


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


@pytest.mark.parametrize(
    ("code", "content", "title"),
    [
        ("case.concern", CaseConcern(entry="high"), "Concern"),
        ("case.gates", CLOSED, "Gates"),
        ("case.team", CaseTeam(), "Team"),
        ("person.circle", PersonCircle(people=(SISTER,)), "People round the person"),
        ("person.consent", PersonConsent(consents=(AGREED,)), "Consent"),
    ],
)
def test_what_is_stated_is_read_stands_in_the_history_and_verifies(
    vault: OpenVault, code: str, content: object, title: str
) -> None:
    case_id = add_case(vault)
    Pathway(vault).state(case_id, code, content)
    assert Pathway(vault).read(case_id).of(code) == content
    newest = of_case(vault, case_id, 1).rows[0].title
    assert newest == title or content == type(content)()
    assert check(vault).findings == ()


def test_cases_are_linked_by_reference_and_why(vault: OpenVault) -> None:
    first, second = add_case(vault), add_case(vault, "Farrow")
    Pathway(vault).state(first, "case.link", CaseLinks(links=(LinkedCase(case=second, why="Same victim"),)))
    view = Pathway(vault).read(first)
    assert view.names[view.links.links[0].case] == CaseFile(vault).open(second).case.reference
    assert [
        each.id for offered in Pathway(vault).offers(first).values() for each in offered if each.id == first
    ] == []


def test_a_gate_that_is_closed_or_waived_says_why(vault: OpenVault) -> None:
    case_id = add_case(vault)
    for stands in ("closed", "waived"):
        gates = CaseGates(gates=(Gate(gate="letters", stands=stands),))
        with pytest.raises(StillMissing) as refused:
            Pathway(vault).state(case_id, "case.gates", gates)
        assert "Rule, and why" in str(refused.value)
    Pathway(vault).state(case_id, "case.gates", CaseGates(gates=(Gate(gate="letters", stands="open"),)))


def test_a_closed_gate_stands_first_among_what_must_be_known_and_a_waived_one_does_not(
    vault: OpenVault,
) -> None:
    case_id = add_case(vault, awareness="aware")
    Pathway(vault).state(case_id, "case.gates", CLOSED)
    sheet = CaseFile(vault).open(case_id)
    assert sheet.cautions[0].words == "Direct work closed: Under investigation"
    assert sheet.gates.closed("direct_work") == "Under investigation"
    assert sheet.gates.closed("letters") == ""
    waived = replace(CLOSED.gates[0], stands="waived")
    Pathway(vault).state(case_id, "case.gates", CaseGates(gates=(waived,)))
    sheet = CaseFile(vault).open(case_id)
    assert not any("Direct work" in each.words for each in sheet.cautions)


def test_gates_stated_twice_apart_hold_the_one_that_closes_more(vault: OpenVault) -> None:
    case_id = add_case(vault)
    Pathway(vault).state(case_id, "case.gates", CLOSED)
    opened = [{"row": "", "gate": "direct_work", "stands": "open", "why": ""}]
    fork(vault, case.GATES, case_id, {"gates": opened})
    assert Pathway(vault).read(case_id).gates.closed("direct_work") == "Under investigation"


def test_only_the_lead_of_a_case_or_of_the_service_closes_a_gate(desk: Desk) -> None:
    case_id = add_case(desk.lead())
    colleague = desk.colleague()
    with pytest.raises(NotPermitted):
        Pathway(colleague).state(case_id, "case.gates", CLOSED)
    desk.leave()


def test_the_people_round_a_person_are_the_same_in_each_of_their_cases(vault: OpenVault) -> None:
    case_id = add_case(vault)
    Pathway(vault).state(case_id, "person.circle", PersonCircle(people=(SISTER,)))
    about = CaseFile(vault).open(case_id).case.person_id
    assert People(vault).read(about).details.family_name == "Fairweather"
    assert Pathway(vault).read(case_id).circle.people[0].name == "Ines Fairweather"


def test_a_victim_stands_among_them_as_a_code_and_never_by_name(vault: OpenVault) -> None:
    case_id = add_case(vault)
    code = Victims(vault).add(case_id, "ex_intimate")
    Victims(vault).identify(case_id, code, VictimIdentity(name="Kerensa Polwarth", reason="A letter"))
    named = replace(SISTER, name="Kerensa Polwarth", relation="Partner", role="partner")
    with pytest.raises(NotAcceptable) as refused:
        Pathway(vault).state(case_id, "person.circle", PersonCircle(people=(named,)))
    assert str(refused.value) == "What you wrote names a victim: write their code instead."
    assert Pathway(vault).read(case_id).circle == PersonCircle()
    coded = replace(named, name="", victim="V1")
    Pathway(vault).state(case_id, "person.circle", PersonCircle(people=(coded,)))
    with pytest.raises(NotAcceptable):
        Pathway(vault).state(
            case_id, "person.circle", PersonCircle(people=(replace(coded, victim="Kerensa"),))
        )


def test_of_several_answers_to_one_thing_the_latest_holds_and_of_one_day_the_least() -> None:
    withdrawn = replace(AGREED, answer="withdrawn", on=ClinicalDate(2026, 11, 9))
    again = replace(AGREED, on=ClinicalDate(2026, 11, 16))
    refused = replace(again, answer="refused")
    police = Consent(
        to="sharing", agency="police", answer="refused", on=ClinicalDate(2026, 11, 1), how="Said so"
    )

    def holding(*consents: Consent) -> list[tuple[str, str]]:
        return [(each.to, each.answer) for each in PersonConsent(consents=consents).holding()]

    assert holding(withdrawn, AGREED) == [("treatment", "withdrawn")]
    assert holding(again, withdrawn, AGREED) == [("treatment", "given")]
    assert holding(refused, again) == holding(again, refused) == [("treatment", "refused")]
    assert holding(police, AGREED) == [("sharing", "refused"), ("treatment", "given")]


def test_open_is_read_and_offered_no_more() -> None:
    offered = [each.code for each in STAGES if not each.retired]
    assert offered == [
        "referred", "screening", "panel", "assessment", "intervention", "co_work", "monitoring", "review",
        "follow_up", "closed",
    ]  # fmt: skip
    old = CaseFacts(pathway="assessment", stage="open", opened=ClinicalDate(2026, 1, 2))
    assert [gap.why for gap in missing(old, TODAY)] == ["No longer offered: choose again"]


def test_a_stage_that_is_changed_says_why(vault: OpenVault) -> None:
    case_id = add_case(vault)
    facts = CaseFile(vault).open(case_id).case.facts
    with pytest.raises(StillMissing):
        Cases(vault).change(case_id, replace(facts, stage="review"))
    Cases(vault).change(case_id, replace(facts, stage="review"), "Six months are over")
    assert of_case(vault, case_id, 1).rows[0].reason == "Six months are over"


def test_what_an_older_form_of_a_fact_could_not_say_is_no_change() -> None:
    form_1 = {"awareness": "aware"}
    assert stood(person.AWARENESS, form_1) == {
        "awareness": "aware",
        "awareness_how": "",
        "awareness_on": None,
    }
    assert stood(person.AWARENESS, None) == {"awareness": "", "awareness_how": "", "awareness_on": None}
    assert stood(person.AWARENESS, form_1 | {"of_a_newer_form": 1}) == stood(person.AWARENESS, form_1)
