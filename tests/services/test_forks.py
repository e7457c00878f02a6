"""A fact that two vaults stated differently: both are told, one stands, and whoever may state it chooses."""

from dataclasses import replace

import pytest

from app.domain.cases.victim import VictimIdentity
from app.domain.facts import case, person, victim
from app.errors import NotAcceptable, NotFound, NotPermitted
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.facts.forks import Fork, settle
from app.services.facts.history import of_case
from app.services.vault.open_vault import OpenVault
from tests.builders import LEAD, add_case
from tests.forked import fork
from tests.services.conftest import Desk


def person_of(vault: OpenVault, case_id: str) -> str:
    return CaseFile(vault).open(case_id).case.person_id


def forked(vault: OpenVault, case_id: str) -> Fork:
    """The person is known not to know of the case, and somebody else stated that they do."""
    person_id = person_of(vault, case_id)
    details = People(vault).read(person_id).details
    People(vault).correct(person_id, replace(details, awareness="unaware"))
    fork(vault, person.AWARENESS, person_id, {"awareness": "aware"})
    (found,) = of_case(vault, case_id, 50).forks
    return found


def test_both_are_told_with_who_said_them_and_which_one_stands(vault: OpenVault, case_id: str) -> None:
    found = forked(vault, case_id)
    unaware, aware = found.sides
    assert (found.title, found.about, found.may_settle) == ("Knows of this case", "", True)
    assert [each.author for each in found.sides] == [LEAD.name, LEAD.name]
    assert unaware.at < aware.at
    assert (unaware.answers, aware.answers) == (
        (("Knows of this case", "Does not know"),),
        (("Knows of this case", "Knows of the case"),),
    )
    # What lets less be said, though the other was stated later.
    assert (unaware.stands, aware.stands) == (True, False)
    assert People(vault).read(person_of(vault, case_id)).details.awareness == "unaware"


def test_the_check_names_it_without_what_it_says(vault: OpenVault, case_id: str) -> None:
    forked(vault, case_id)
    report = check(vault)
    assert report.is_clean
    (remark,) = [each for each in report.remarks if "stated differently" in each]
    assert remark.startswith(
        f"Person of case {CaseFile(vault).open(case_id).case.reference}: knows of this case: "
    )
    assert "Does not know" not in remark


@pytest.mark.parametrize("side", [0, 1])
def test_who_chooses_states_it_anew_and_it_holds_alone(vault: OpenVault, case_id: str, side: int) -> None:
    found = forked(vault, case_id)
    settle(vault, case_id, found.sides[side].event)
    page = of_case(vault, case_id, 50)
    assert page.forks == ()
    assert [each.reason for each in page.rows].count("Chosen from what was stated twice") == 1
    said = ("unaware", "aware")[side]
    assert People(vault).read(person_of(vault, case_id)).details.awareness == said
    assert check(vault).is_clean
    assert not [each for each in check(vault).remarks if "stated differently" in each]
    with pytest.raises(NotFound):
        settle(vault, case_id, found.sides[side].event)


def test_stating_another_fact_of_the_person_settles_nothing(vault: OpenVault, case_id: str) -> None:
    found = forked(vault, case_id)
    person_id = person_of(vault, case_id)
    details = People(vault).read(person_id).details
    People(vault).correct(person_id, replace(details, given_names="Nobody Else"))
    (still,) = of_case(vault, case_id, 50).forks
    assert still == found


def test_a_fact_of_the_case_is_settled_too(vault: OpenVault, case_id: str) -> None:
    Cases(vault).change(case_id, replace(CaseFile(vault).open(case_id).case.facts, stage="review"), "Due")
    later = fork(vault, case.STAGE, case_id, {"stage": "assessment"})
    (found,) = of_case(vault, case_id, 50).forks
    assert [each.stands for each in found.sides] == [False, True]
    assert found.sides[1].event == later
    settle(vault, case_id, found.sides[0].event)
    assert CaseFile(vault).open(case_id).case.facts.stage == "review"


def test_what_is_sealed_is_named_and_not_settled_here(vault: OpenVault, case_id: str) -> None:
    code = Victims(vault).add(case_id, "family")
    Victims(vault).identify(case_id, code, VictimIdentity(name="Ada Fennimore", reason="A letter"))
    (row,) = Victims(vault).page(case_id).victims
    event = fork(vault, victim.IDENTITY, row.id, {"generation": 7})
    (found,) = of_case(vault, case_id, 50).forks
    assert (found.about, found.is_sealed, found.may_settle) == ("V1", True, False)
    assert all(each.answers == () for each in found.sides)
    with pytest.raises(NotAcceptable):
        settle(vault, case_id, event)


def test_who_may_not_change_it_sees_it_and_cannot_choose(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    Cases(vault).change(case_id, replace(CaseFile(vault).open(case_id).case.facts, holder="police"))
    fork(vault, case.HOLDER, case_id, {"holder": "probation"})
    (found,) = of_case(vault, case_id, 50).forks
    assert found.may_settle
    colleague = desk.colleague()
    (seen,) = of_case(colleague, case_id, 50).forks
    assert not seen.may_settle
    with pytest.raises(NotPermitted):
        settle(colleague, case_id, found.sides[0].event)
