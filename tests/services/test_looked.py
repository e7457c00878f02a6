"""That nothing was found is said with what was looked for, where, and what could not be looked for."""

import pytest

from app.domain.cases.guard import PartChoice
from app.domain.cases.terms.parts import Guard, PartKind
from app.domain.cases.victim import VictimIdentity
from app.services.cases.casefile import CaseFile
from app.services.cases.opening import open_case
from app.services.cases.victims import Victims
from app.services.sharing.guarding import readings_of
from app.services.sharing.looked import Looked
from app.services.sharing.preparing import Prepared, again, prepare
from app.services.sharing.summarising import Request
from app.services.vault.open_vault import OpenVault
from tests.builders import OPENED, signed

REQUEST = Request(
    audience="panel",
    recipient="The Northmoor panel",
    purpose="Before the panel meets",
    question="What next?",
    answer="Little has changed.",
)
WHOLE = "No protected victim detail was found."
NOTHING = "There was nothing to look for."
PARTLY = "Nothing was found of what could be looked for."


@pytest.fixture(autouse=True)
def _record(vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "A quiet week.", "consultation")


def identified(vault: OpenVault, case_id: str, name: str, *choices: PartChoice) -> str:
    code = Victims(vault).add(case_id, "stranger")
    Victims(vault).identify(case_id, code, VictimIdentity(name=name, reason="To find them"), choices)
    return code


def prepared(vault: OpenVault, case_id: str) -> Prepared:
    made = prepare(vault, case_id, REQUEST)
    assert made.places == ()
    return made


def looked(vault: OpenVault, case_id: str) -> Looked:
    found = prepared(vault, case_id).looked
    assert found is not None
    return found


def test_a_case_without_a_victim_had_nothing_to_look_for(vault: OpenVault, case_id: str) -> None:
    found = looked(vault, case_id)
    assert (found.is_whole, found.headline) == (False, NOTHING)
    assert found.words == "No victim is kept in this case."


def test_a_victim_known_by_code_alone_is_nothing_to_look_for(vault: OpenVault, case_id: str) -> None:
    for _ in range(3):
        Victims(vault).add(case_id, "stranger")
    found = looked(vault, case_id)
    assert (found.is_whole, found.headline) == (False, NOTHING)
    assert found.words == "Of V1, V2 and V3 nothing is kept that could be looked for."


def test_all_that_is_known_was_looked_for(vault: OpenVault, case_id: str) -> None:
    identified(vault, case_id, "Kerensa Polwarth")
    made = prepared(vault, case_id)
    found = made.looked
    assert found is not None
    places = len(next(iter(readings_of(made.document))))
    assert (found.is_whole, found.headline) == (True, WHOLE)
    assert found.words == f"Looked for 2 details of V1 in {places} places and in the finished file."
    assert again(vault, made.id).looked == found


def test_one_of_two_victims_is_not_all_of_it(vault: OpenVault, case_id: str) -> None:
    identified(vault, case_id, "Kerensa Polwarth")
    Victims(vault).add(case_id, "family")
    found = looked(vault, case_id)
    assert (found.is_whole, found.headline) == (False, PARTLY)
    assert "Looked for 2 details of V1 in " in found.words
    assert found.words.endswith("Of V2 nothing is kept that could be looked for.")


def test_a_detail_that_was_switched_off_is_said(vault: OpenVault, case_id: str) -> None:
    name = "Kerensa Polwarth"
    off = PartChoice("name", name, PartKind.FAMILY, "Polwarth", Guard.OFF, "The clerk is called so")
    identified(vault, case_id, name, off)
    found = looked(vault, case_id)
    assert (found.is_whole, found.headline) == (False, PARTLY)
    assert found.words.startswith("Looked for 1 detail of V1 in ")
    assert found.words.endswith("1 detail was switched off and not looked for.")


def test_victims_of_the_same_person_s_other_cases_are_said(vault: OpenVault, case_id: str) -> None:
    person = CaseFile(vault).open(case_id).case.person_id
    other = open_case(vault, person, "NM-8001", OPENED)
    identified(vault, other, "Kerensa Polwarth")
    found = looked(vault, case_id)
    assert found.is_whole
    assert found.words.startswith("Looked for 2 details of victims of the same person’s other cases in ")


def test_what_is_known_by_fingerprints_alone_is_said() -> None:
    found = Looked(
        victims=("V1",), unknown=(), elsewhere=False, details=0, off=0, by_fingerprints=True, places=1
    )
    assert (found.is_whole, found.headline) == (False, PARTLY)
    assert found.words == (
        "Looked for the details of V1 in 1 place and in the finished file. Some are known by fingerprints of an "
        "earlier version alone, which find fewer spellings."
    )


def test_no_words_hold_a_detail(vault: OpenVault, case_id: str) -> None:
    identified(vault, case_id, "Kerensa Polwarth")
    found = looked(vault, case_id)
    assert "Kerensa" not in f"{found.headline}{found.words}{found!r}"
