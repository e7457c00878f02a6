"""Two files of one person, joined and parted: shown under one, found by both names, and nothing of either lost."""

from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import select

from app.domain.cases.person import PersonDetails
from app.domain.cases.victim import VictimIdentity
from app.domain.values.dates import ClinicalDate
from app.domain.values.names import keys
from app.errors import Changed, MustConfirm, NotAcceptable, NotGenuine, NotPermitted, StillMissing, Unguarded
from app.models.database import session_over
from app.models.tables import Case, EventRow, NameKey
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.merging import Merging
from app.services.cases.opening import open_case
from app.services.cases.people import People
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.facts.events import known_of
from app.services.facts.history import of_case
from app.services.facts.projecting import project
from app.services.sharing.preparing import prepare
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import KNOWS, OPENED, add_case
from tests.confirmed import merge, part
from tests.services.conftest import Desk
from tests.services.test_rebuilding import store
from tests.told_of_case import PANEL

OPENED_BY = PersonDetails(family_name="Quillon", given_names="Bram", awareness="unaware", **KNOWS)
AGAIN = replace(
    OPENED_BY,
    family_name="Quillan",
    nhs_number="999 000 0018",
    awareness="aware",
    born=ClinicalDate(1980, 8, 14),
)


def opened(vault: OpenVault, about: PersonDetails | str, reference: str) -> str:
    return open_case(vault, about, reference, OPENED)


def person_of(vault: OpenVault, case_id: str) -> str:
    with vault.database.read() as session:
        return session.get_one(Case, case_id).person_id


def shown_of(vault: OpenVault, case_id: str) -> tuple[str, str]:
    sheet = CaseFile(vault).open(case_id)
    row = next(row for row in Cases(vault).page(CaseQuery()).rows if row.id == case_id)
    assert row.sort_name == sheet.person.details.sort_name
    return sheet.person.id, row.sort_name


def found(vault: OpenVault, name: str) -> set[str]:
    by_list = {row.reference for row in Cases(vault).page(CaseQuery(name=name)).rows}
    assert {row.reference for row in SearchEverywhere(vault).find(name).cases} == by_list
    return by_list


@pytest.fixture
def two(vault: OpenVault) -> tuple[str, str]:
    """A case about somebody, and one about the same person as another one."""
    return opened(vault, OPENED_BY, "A-1"), opened(vault, AGAIN, "B-1")


def test_cases_of_both_are_shown_under_the_one_that_stays(vault: OpenVault, two: tuple[str, str]) -> None:
    first, second = two
    stays, goes = person_of(vault, first), person_of(vault, second)
    merge(vault, stays, goes)
    assert shown_of(vault, first) == shown_of(vault, second) == (stays, "QUILLON, Bram")
    # Whom it was opened for stays what it was.
    assert person_of(vault, second) == goes
    row = next(row for row in Cases(vault).page(CaseQuery()).rows if row.id == second)
    assert (row.awareness, row.born) == ("unaware", "")
    assert check(vault).findings == ()
    part(vault, goes)
    assert shown_of(vault, first) == (stays, "QUILLON, Bram")
    assert shown_of(vault, second) == (goes, "QUILLAN, Bram")
    assert check(vault).findings == ()


def test_they_are_found_by_both_names_while_they_are_one(vault: OpenVault, two: tuple[str, str]) -> None:
    stays, goes = (person_of(vault, each) for each in two)
    assert (found(vault, "Quillon"), found(vault, "Quillan")) == ({"A-1"}, {"B-1"})
    merge(vault, stays, goes)
    assert found(vault, "Quillon") == found(vault, "Quillan") == {"A-1", "B-1"}
    part(vault, goes)
    assert (found(vault, "Quillon"), found(vault, "Quillan")) == ({"A-1"}, {"B-1"})


def test_a_case_opened_meanwhile_goes_with_whom_it_was_opened_for(
    vault: OpenVault, two: tuple[str, str]
) -> None:
    stays, goes = (person_of(vault, each) for each in two)
    merge(vault, stays, goes)
    for_one, for_other = opened(vault, stays, "A-2"), opened(vault, goes, "B-2")
    assert shown_of(vault, for_one) == shown_of(vault, for_other) == (stays, "QUILLON, Bram")
    part(vault, goes)
    assert shown_of(vault, for_one)[0] == stays
    assert shown_of(vault, for_other)[0] == goes
    assert check(vault).findings == ()


def test_both_are_laid_side_by_side_and_nothing_is_lost(vault: OpenVault, two: tuple[str, str]) -> None:
    first, second = two
    stays, goes = person_of(vault, first), person_of(vault, second)
    review = Merging(vault).review(stays, goes, " One  man ")
    differing = {each.label: (each.stays, each.goes) for each in review.compared if each.differs}
    assert differing == {
        "Family name": ("Quillon", "Quillan"),
        "NHS number": ("", "9990000018"),
        "Date of birth": ("", "14-Aug-1980"),
        "Knows of this case": ("Does not know", "Knows of the case"),
    }
    assert (review.cases, review.reason) == ((("A-1",), ("B-1",)), "One man")
    merge(vault, stays, goes)
    # What was known of the other stays readable: beside the one that stays, and in the history of each case.
    (joined,) = Merging(vault).page(first).joined
    assert (joined.id, joined.sort_name, joined.cases, joined.by) == (
        goes,
        "QUILLAN, Bram",
        ("B-1",),
        vault.member.name,
    )
    parting = Merging(vault).parting(goes, "Two men after all")
    assert [(each.label, each.goes) for each in parting.compared] == [
        (each.label, each.goes) for each in review.compared
    ]
    for case_id in two:
        lines = of_case(vault, case_id, 100).rows
        told = [
            change for line in lines if line.title == "One person with another" for change in line.changes
        ]
        assert [(change.before, change.after) for change in told] == [("", "QUILLON, Bram")]
        assert any(change.after == "Quillan" for line in lines for change in line.changes)


def test_nobody_is_joined_without_reason_right_and_passphrase(desk: Desk) -> None:
    lead = desk.lead()
    first, second = opened(lead, OPENED_BY, "A-1"), opened(lead, AGAIN, "B-1")
    stays, goes = person_of(lead, first), person_of(lead, second)
    bare = Merging(lead).review(stays, goes, " ")
    with pytest.raises(StillMissing):
        Merging(lead).merge(bare, confirmed_at_unlocking(lead, bare.digest))
    with pytest.raises(NotAcceptable):
        Merging(lead).review(stays, stays, "One man")
    with pytest.raises(NotAcceptable):
        Merging(lead).parting(goes, "Two men")
    review = Merging(lead).review(stays, goes, "One man")
    other = Merging(lead).review(goes, stays, "One man")
    with pytest.raises(MustConfirm):
        Merging(lead).merge(review, confirmed_at_unlocking(lead, other.digest))
    People(lead).correct(goes, replace(AGAIN, given_names="Bram Lee"))
    with pytest.raises(Changed):
        Merging(lead).merge(review, confirmed_at_unlocking(lead, review.digest))
    colleague = desk.colleague()
    review = Merging(colleague).review(stays, goes, "One man")
    with pytest.raises(NotPermitted):
        Merging(colleague).merge(review, confirmed_at_unlocking(colleague, review.digest))
    assert shown_of(colleague, second)[0] == goes


def test_no_chain_of_people_is_made(vault: OpenVault, two: tuple[str, str]) -> None:
    first, second = (person_of(vault, each) for each in two)
    third = person_of(vault, add_case(vault, "Quillen", given_names="Bram"))
    merge(vault, first, second)
    for stays, goes in ((second, third), (third, second), (third, first)):
        with pytest.raises(NotAcceptable):
            Merging(vault).review(stays, goes, "One man")
    merge(vault, first, third)
    assert [each.id for each in Merging(vault).page(two[0]).joined] == [second, third]


def test_who_stands_for_another_is_named_as_the_likeness(vault: OpenVault, two: tuple[str, str]) -> None:
    stays, goes = (person_of(vault, each) for each in two)
    assert [one.id for one in Merging(vault).page(two[0]).alike] == []
    merge(vault, stays, goes)
    like = People(vault).likenesses(PersonDetails(family_name="Else", nhs_number="9990000018"))
    assert [(one.id, one.sort_name, one.reason) for one in like] == [
        (stays, "QUILLON, Bram", "same NHS number")
    ]
    assert {reference for _, reference in like[0].cases} == {"A-1", "B-1"}
    assert Merging(vault).page(two[1]).alike == ()


def test_the_victim_check_of_each_case_looks_for_the_victims_of_both(
    vault: OpenVault, two: tuple[str, str]
) -> None:
    first, second = two
    identity = VictimIdentity(
        name="Siân Larkwood", addresses="14 Larch Rise", reason="She was named in a letter"
    )
    Victims(vault).identify(second, Victims(vault).add(second, "ex_intimate"), identity)
    stays, goes = person_of(vault, first), person_of(vault, second)
    assert Victims(vault).exposed(first, {"page 1": "Seen with Larkwood"}) == ()
    merge(vault, stays, goes)
    for case_id in two:
        assert Victims(vault).exposed(case_id, {"page 1": "Seen with Larkwood"}) == ("page 1",)
        # Both names of the person may stand.
        assert Victims(vault).exposed(case_id, {"page 1": "Quillon, Quillan"}) == ()
    part(vault, goes)
    assert Victims(vault).exposed(first, {"page 1": "Seen with Larkwood"}) == ()
    assert Victims(vault).exposed(second, {"page 1": "Seen with Larkwood"}) == ("page 1",)


@pytest.mark.parametrize("altered", ["A-1", "B-1"])
def test_nothing_leaves_where_a_case_is_shown_under_somebody_else(
    vault: OpenVault, two: tuple[str, str], altered: str
) -> None:
    stays, goes = (person_of(vault, each) for each in two)
    merge(vault, stays, goes)
    prepare(vault, two[0], PANEL)
    third = person_of(vault, add_case(vault, "Quillon", given_names="Bram"))
    store(vault, f"UPDATE casefile SET shown_person_id = '{third}' WHERE reference = '{altered}'")
    with pytest.raises((NotGenuine, Unguarded)):
        prepare(vault, two[0], PANEL)
    assert any("the name in lists is not its person's" in each.sentence for each in check(vault).findings)


def test_a_correction_of_either_while_they_are_one(vault: OpenVault, two: tuple[str, str]) -> None:
    first, second = two
    stays, goes = person_of(vault, first), person_of(vault, second)
    merge(vault, stays, goes)
    People(vault).correct(stays, replace(OPENED_BY, family_name="Heronquill"))
    People(vault).correct(goes, replace(AGAIN, family_name="Puffinquill"))
    assert shown_of(vault, first) == shown_of(vault, second) == (stays, "HERONQUILL, Bram")
    assert found(vault, "Puffinquill") == found(vault, "Heronquill") == {"A-1", "B-1"}
    assert found(vault, "Quillan") == found(vault, "Quillon") == set()
    part(vault, goes)
    assert shown_of(vault, second) == (goes, "PUFFINQUILL, Bram")
    assert (found(vault, "Puffinquill"), found(vault, "Heronquill")) == ({"B-1"}, {"A-1"})
    assert check(vault).findings == ()


NAMES = ("Ashquill", "Birchquill", "Cedarquill", "Dogwoodquill")


@pytest.mark.parametrize("seed", range(4))
def test_a_random_history_shows_what_a_model_of_it_says(vault: OpenVault, seed: int) -> None:
    random = Random(seed)
    cases = {opened(vault, replace(OPENED_BY, family_name=name), f"{name}-0"): name for name in NAMES}
    named = {person_of(vault, each): name for each, name in cases.items()}
    owners = {each: person_of(vault, each) for each in cases}
    into: dict[str, str] = {}
    for step in range(14):
        act, (one, other) = (
            random.choice(("merge", "part", "rename", "open")),
            random.sample(sorted(named), 2),
        )
        if act == "merge" and not {one, other} & into.keys() and other not in into.values():
            merge(vault, one, other)
            into[other] = one
        elif act == "part" and one in into:
            part(vault, one)
            del into[one]
        elif act == "rename":
            named[one] = random.choice(NAMES) + "abcdefghijklmn"[step]
            People(vault).correct(one, replace(OPENED_BY, family_name=named[one]))
        elif act == "open":
            owners[opened(vault, one, f"R-{seed}-{step}")] = one
    with vault.database.read() as session:
        for row in session.scalars(select(Case)):
            stays = into.get(owners[row.id], owners[row.id])
            assert (row.person_id, row.shown_person_id) == (owners[row.id], stays)
            assert row.sort_name == f"{named[stays].upper()}, Bram"
        for each in named:
            filed = set(session.scalars(select(NameKey.key).where(NameKey.person_id == each)))
            together = (each, *(other for other, stays in into.items() if stays == each))
            assert filed == set().union(*(keys(named[one], "Bram") for one in together))
    assert check(vault).findings == ()
    assert projected(vault) == projected(vault, anew=True)


def projected(vault: OpenVault, *, anew: bool = False) -> dict[str, list[tuple[object, ...]]]:
    """What the tables of people and cases show, or would if they were made anew out of what was stated."""
    with vault.database.writing() as connection:
        session = session_over(connection)
        if anew:
            subjects = session.execute(
                select(EventRow.subject, EventRow.subject_id)
                .where(EventRow.subject.in_(("person", "casefile")))
                .distinct()
                .order_by(EventRow.subject_id.desc())
            ).all()
            for table, subject_id in sorted(subjects, key=lambda each: each.subject != "person"):
                project(session, table, subject_id, known_of(session, subject_id, table), {})
            session.flush()
        tables = ("person", "casefile", "name_key")
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2")]
            for name in tables
        }
