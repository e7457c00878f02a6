"""People are found before they are made twice, and a correction keeps what was known before."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.cases.person import PersonDetails
from app.domain.values.dates import ClinicalDate
from app.errors import NotAnIdentifier, NotFound, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.people import People
from app.services.facts.events import known_of
from app.services.vault.open_vault import OpenVault
from tests.builders import KNOWS, add_case, add_person

PERSON = PersonDetails(
    family_name="Quillon",
    given_names="Bram",
    born=ClinicalDate(1980, 8, 14),
    nhs_number="999 000 0018",
    pnc="2001/0000001Q",
    awareness="unaware",
    **KNOWS,
)


def reasons(vault: OpenVault, **facts: Any) -> list[tuple[str, str]]:
    return [(like.sort_name, like.reason) for like in People(vault).likenesses(PersonDetails(**facts))]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"family_name": "Else", "nhs_number": "9990000018"}, "same NHS number"),
        ({"family_name": "Else", "pnc": "01/1q"}, "same PNC ID"),
        (
            {"family_name": "quillon", "given_names": "BRAM", "born": ClinicalDate(1980, 8, 14)},
            "same name and date of birth",
        ),
        (
            {"family_name": "Quíllon", "given_names": "Bram", "born": ClinicalDate(1980, 8, 14)},
            "same name and date of birth",
        ),
        ({"family_name": "Quillon", "given_names": "Bram"}, "same name"),
        ({"family_name": "Quillon", "given_names": "Bram Lee"}, "similar name"),
        ({"family_name": "Ash-Quillon", "given_names": "Bram"}, "similar name"),
        (
            {"family_name": "Ash Quillon", "given_names": "Bram", "born": ClinicalDate(1980, 8, 14)},
            "similar name and date of birth",
        ),
    ],
)
def test_finds_who_may_be_the_same_person_and_says_why(
    vault: OpenVault, facts: dict[str, Any], reason: str
) -> None:
    add_person(vault, PERSON)
    assert reasons(vault, **facts) == [("QUILLON, Bram", reason)]


@pytest.mark.parametrize(
    "facts",
    [
        {"family_name": "Quillon", "given_names": "Ada"},
        {"family_name": "Quill", "given_names": "Bram"},
        {"family_name": "%", "given_names": "Bram"},
        {"family_name": "_uillon", "given_names": "Bram"},
        {"family_name": "", "given_names": ""},
    ],
)
def test_takes_nobody_else_for_them(vault: OpenVault, facts: dict[str, Any]) -> None:
    add_person(vault, PERSON)
    assert reasons(vault, **facts) == []


@pytest.mark.parametrize(
    ("family", "typed", "reason"),
    [
        ("O\u2019Dowd", "O'Dowd", "same name"),
        ("O\u2019Dowd", "ODowd", "same name"),
        ("O\u2019Dowd", "Dowd", "similar name"),
        ("Dowd", "O'Dowd", "similar name"),
        ("Ó Briain", "OBriain", "same name"),
        ("Łuksza", "Luksza", "same name"),
        ("Wŷn-Jones", "Wyn Jones", "same name"),
        ("Wŷn-Jones", "Jones", "similar name"),
        ("Wŷn-Jones", "Wyn", "similar name"),
        ("Jones", "Wyn-Jones", "similar name"),
        ("de la Cruz", "Cruz", "similar name"),
        ("MacDonald", "McDonald", "same name"),
        ("McDonald", "Mac Donald", "same name"),
        ("Smith-MacDonald", "McDonald", "similar name"),
        ("St. John", "Saint John", "same name"),
        ("St. John", "St John", "same name"),
        ("Weiß", "Weiss", "same name"),
        ("de la Cruz", "de la Torre", ""),
        ("de la Cruz", "De", ""),
        ("O\u2019Dowd", "O", ""),
        ("Jones", "Jonesford", ""),
        ("Jonesford", "Jones", ""),
        ("MacDonald", "Donald", ""),
        ("St. John", "St", ""),
    ],
)
def test_a_family_name_is_known_again_however_it_is_written(
    vault: OpenVault, family: str, typed: str, reason: str
) -> None:
    add_person(vault, replace(PERSON, family_name=family))
    found = [said for _, said in reasons(vault, family_name=typed, given_names="Bram")]
    assert found == ([reason] if reason else [])
    assert reasons(vault, family_name=typed, given_names="Ada") == []


def test_finds_the_same_birthday_among_hundreds_of_the_same_name(vault: OpenVault) -> None:
    for n in range(201):
        add_person(
            vault,
            replace(
                PERSON,
                given_names="Bram",
                born=ClinicalDate(1950, 1, 1),
                nhs_number="",
                pnc="",
                gender=str(n),
            ),
        )
    add_person(vault, replace(PERSON, nhs_number="", pnc=""))
    found = reasons(vault, family_name="Quillon", given_names="Bram", born=ClinicalDate(1980, 8, 14))
    assert ("QUILLON, Bram", "same name and date of birth") in found


def test_finds_the_same_number_among_hundreds_of_the_same_name(vault: OpenVault) -> None:
    for n in range(201):
        add_person(vault, replace(PERSON, family_name="Abel", given_names=f"Bram {n}", nhs_number="", pnc=""))
    add_person(vault, PERSON)
    assert ("QUILLON, Bram", "same NHS number") in reasons(vault, family_name="Abel", nhs_number="9990000018")


def test_a_correction_keeps_the_earlier_version_and_who_made_it(vault: OpenVault) -> None:
    people = People(vault)
    person = add_person(vault, PERSON)
    people.correct(person, replace(PERSON, given_names="Abram", risk_to_staff="Two to visit"))
    view = people.read(person)
    assert view.details.given_names == "Abram"
    assert view.details.nhs_number == "9990000018"
    with vault.database.read() as session:
        stated = known_of(session, person).events
    details = [each.event for each in stated if each.event.fact == "person.details"]
    assert [event.after["given_names"] for event in details] == ["Bram", "Abram"]
    assert details[1].before == details[0].after
    assert {each.event.author.id for each in stated} == {vault.member.id}


def test_a_corrected_name_is_the_one_in_the_list_of_cases(vault: OpenVault) -> None:
    case_id = add_case(vault, "Qvillon")
    person = CaseFile(vault).open(case_id).case.person_id
    People(vault).correct(person, replace(PERSON, family_name="Quillon"))
    assert [row.sort_name for row in Cases(vault).page(CaseQuery(name="quillon")).rows] == ["QUILLON, Bram"]
    assert Cases(vault).page(CaseQuery(name="qvillon")).matching == 0


def test_a_person_needs_a_name_and_whether_they_know(vault: OpenVault) -> None:
    with pytest.raises(StillMissing, match="Family name, Knows of this case"):
        add_person(vault, PersonDetails(family_name=" \u200b"))
    person = add_person(vault, PERSON)
    with pytest.raises(StillMissing):
        People(vault).correct(person, replace(PERSON, family_name=""))
    assert People(vault).read(person).details.family_name == PERSON.family_name


def test_a_mistyped_number_is_refused(vault: OpenVault) -> None:
    with pytest.raises(NotAnIdentifier):
        add_person(vault, replace(PERSON, nhs_number="9990000019"))


def test_nobody_is_read_or_corrected_who_is_not_there(vault: OpenVault) -> None:
    with pytest.raises(NotFound):
        People(vault).read("nobody")
    with pytest.raises(NotFound):
        People(vault).correct("nobody", PERSON)


@pytest.mark.parametrize("awareness", ["unaware", "aware", "engaged"])
def test_what_the_person_knows_is_said_with_how_that_is_known_and_since_when(
    vault: OpenVault, awareness: str
) -> None:
    stated = replace(PERSON, awareness=awareness, awareness_how="", awareness_on=None)
    with pytest.raises(StillMissing) as refused:
        add_person(vault, stated)
    assert str(refused.value) == "It is not complete yet. Still missing: How that is known, Known since."
    person_id = add_person(
        vault, replace(stated, awareness_how="Told by police", awareness_on=ClinicalDate())
    )
    # That nobody knows has no source and no day.
    nobody_knows = replace(stated, awareness="unknown")
    People(vault).correct(person_id, nobody_knows)
    assert People(vault).read(person_id).details.awareness_how == ""
