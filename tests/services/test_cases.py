"""The case list shows what is asked for, and says how much it hides."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.domain.cases.case import CaseFacts, CaseMove, CaseTeam
from app.domain.cases.person import PersonDetails
from app.domain.values.dates import ClinicalDate
from app.errors import AlreadyThere, NotAcceptable, NotFound, StillMissing
from app.models.tables import Person
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import SORTS, STILL_OPEN, CaseQuery, Cases
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.opening import open_case
from app.services.cases.pathway import Pathway
from app.services.cases.people import People
from app.services.facts.history import of_case
from app.services.vault.open_vault import OpenVault
from tests.builders import KNOWS, add_case, add_person, signed
from tests.services.conftest import Desk

FACTS = CaseFacts(pathway="consultation", stage="assessment", opened=ClinicalDate(2026, 11, 2))
NAMES = ("Ash", "Ashby", "Birch", "Élan", "O'Dowd", "A%b", "a_b", "Zz")


@pytest.fixture
def cases(vault: OpenVault) -> Cases:
    """Eight cases, each with its own name, reference and day."""
    made = Cases(vault)
    for n, name in enumerate(NAMES):
        person = PersonDetails(family_name=name, awareness="aware", **KNOWS)
        facts = replace(FACTS, opened=ClinicalDate(2026, 1, n + 1), stage="closed" if n % 2 else "assessment")
        open_case(vault, person, f"R-{n}", facts)
    return made


def references(cases: Cases, **query: object) -> list[str]:
    return [row.reference for row in cases.page(CaseQuery(**query)).rows]  # type: ignore[arg-type]


def test_pages_do_not_overlap_and_leave_nothing_out(cases: Cases) -> None:
    for sort in SORTS:
        query = CaseQuery(sort=sort)
        paged = [
            row.id for offset in range(0, 9, 3) for row in cases.page(query, offset=offset, limit=3).rows
        ]
        assert paged == [row.id for row in cases.page(query).rows]
        assert len(set(paged)) == len(NAMES)


def test_a_page_counts_what_matches_and_what_there_is(cases: Cases) -> None:
    page = cases.page(CaseQuery(filters={"stage": ("closed",)}), limit=2)
    assert (len(page.rows), page.matching, page.total) == (2, 4, 8)
    assert {row.stage for row in page.rows} == {"closed"}


def test_sorts_both_ways(cases: Cases) -> None:
    assert references(cases, sort="reference", descending=False) == [f"R-{n}" for n in range(8)]
    assert references(cases, sort="opened") == [f"R-{n}" for n in reversed(range(8))]
    in_order = [
        NAMES[int(each.removeprefix("R-"))] for each in references(cases, sort="name", descending=False)
    ]
    assert in_order == ["A%b", "a_b", "Ash", "Ashby", "Birch", "Élan", "O'Dowd", "Zz"]


def test_the_case_last_worked_on_comes_first(cases: Cases) -> None:
    assert references(cases)[0] == "R-7"
    cases.change(cases.find("R-2"), replace(FACTS, stage="review"), "Due for review")
    assert references(cases)[0] == "R-2"
    signed(cases.vault, cases.find("R-5"), "Words")
    assert references(cases)[0] == "R-5"


def test_filters_join_and_an_empty_filter_hides_nothing(cases: Cases) -> None:
    lead = cases.vault.member.id
    assert len(references(cases, filters={"stage": ("assessment", "closed"), "lead": (lead,)})) == 8
    assert references(cases, filters={"stage": ("assessment",), "lead": ("nobody",)}) == []
    assert len(references(cases, filters={"stage": ()})) == 8


def test_a_case_is_ones_own_that_one_leads_or_works_on(desk: Desk) -> None:
    vault = desk.colleague()
    theirs, shared = add_case(vault), add_case(vault)
    lead = desk.lead()
    Pathway(lead).state(shared, "case.team", CaseTeam(team=(lead.member.id,)))
    own = add_case(lead)
    cases, me = Cases(lead), (lead.member.id,)
    cases.move(own, CaseMove(stage="closed", reason="Ended"))

    def asked(**filters: tuple[str, ...]) -> set[str]:
        return {row.id for row in cases.page(CaseQuery(filters=filters)).rows}

    assert asked(mine=me) == {shared, own}
    assert asked(lead=me) == {own}
    assert asked() == {theirs, shared, own}
    page = cases.page(CaseQuery(filters={"mine": me, "stage": STILL_OPEN}))
    assert [row.id for row in page.rows] == [shared]
    assert (page.hidden.led_by_others, page.hidden.closed, page.hidden.others) == (1, 1, 0)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ash", ["R-0", "R-1"]),
        ("ASHBY", ["R-1"]),
        ("  birch ", ["R-2"]),
        ("É", ["R-3"]),
        ("e\u0301lan", ["R-3"]),
        ("o'd", ["R-4"]),
        ("%", []),
        ("_", []),
        ("e", ["R-3"]),
        ("dowd", ["R-4"]),
        ("a%", ["R-0", "R-1", "R-5", "R-6"]),
        ("a%b", ["R-5", "R-6"]),
        ("'; DROP TABLE casefile; --", []),
        ("lan", []),
    ],
)
def test_a_name_is_found_by_the_beginning_of_any_part_whatever_signs_it_has(
    cases: Cases, typed: str, found: list[str]
) -> None:
    assert sorted(references(cases, name=typed)) == found


@pytest.mark.parametrize(
    ("family", "given", "found_by", "not_by"),
    [
        (
            "O\u2019Dowd",
            "Colm",
            ("O'Dowd", "O\u2019Dowd", "O\u02bcDowd", "ODowd", "o dowd", "Dowd", "dow"),
            ("owd", "odowds"),
        ),
        ("Ó Briain", "Colm", ("O Briain", "Ó Briain", "OBriain", "O'Briain", "Briain"), ("riain",)),
        ("Łuksza", "Colm", ("Luksza", "łuk"), ("uksza",)),
        (
            "Wŷn-Jones",
            "Colm",
            ("Wyn-Jones", "Wyn Jones", "Wyn\u2011Jones", "WynJones", "Jones", "wyn"),
            ("Johnes", "ones"),
        ),
        ("Ørsted", "Colm", ("Orsted", "ørst"), ("Oersted",)),
        ("Nguyễn", "Colm", ("Nguyen",), ("Nuyen",)),
        ("Đặng", "Colm", ("Dang",), ()),
        ("Weiß", "Colm", ("Weiss", "WEISS", "weiß"), ("Weib",)),
        ("St. John", "Colm", ("St John", "St. John", "Saint John", "StJohn", "John"), ("Sta", "ohn")),
        ("Saint-Exel", "Colm", ("St Exel", "St. Exel", "Saint Exel", "Exel"), ()),
        (
            "MacDonald",
            "Colm",
            ("McDonald", "MacDonald", "Mac Donald", "Mc Donald", "mac"),
            ("Donald", "Mdonald"),
        ),
        ("McAllister", "Colm", ("MacAllister", "Mac Allister", "mcall"), ("Allister",)),
        ("de la Cruz", "Colm", ("Cruz", "de la Cruz", "DelaCruz", "la cruz"), ("elacruz",)),
        (
            "Featherley",
            "Ann-Marie Zoë",
            ("Zoe", "Marie", "Annmarie", "Feath Zoe", "zoe featherley", "FEATHERLEY, Ann"),
            ("Feath Bram", "arie"),
        ),
        ("Mace", "Colm", ("mac", "mace"), ("mce",)),
    ],
)
def test_a_name_is_found_as_anybody_would_type_it(
    vault: OpenVault, family: str, given: str, found_by: tuple[str, ...], not_by: tuple[str, ...]
) -> None:
    add_case(vault, family, given_names=given)
    add_case(vault, "Quite", given_names="Another")
    found = {
        typed: [row.sort_name for row in Cases(vault).page(CaseQuery(name=typed)).rows] for typed in found_by
    }
    assert found == {typed: [f"{family.upper()}, {given}"] for typed in found_by}
    assert [typed for typed in not_by if Cases(vault).page(CaseQuery(name=typed)).matching] == []


def test_a_corrected_name_leaves_nothing_of_the_old_behind(vault: OpenVault) -> None:
    case = CaseFile(vault).open(add_case(vault, "Wyn-Jones")).case
    People(vault).correct(case.person_id, PersonDetails(family_name="Ashby", awareness="aware", **KNOWS))
    matching = [
        Cases(vault).page(CaseQuery(name=typed)).matching for typed in ("Wyn", "Jones", "Colm", "Ashby")
    ]
    assert matching == [0, 0, 0, 1]


def test_a_name_far_too_long_finds_nothing_or_is_refused_with_a_sentence(cases: Cases) -> None:
    try:
        assert references(cases, name="a" * 10_000) == []
    except NotAcceptable:
        return


def test_a_reference_that_is_taken_is_refused(cases: Cases) -> None:
    person = CaseFile(cases.vault).open(cases.find("R-0")).case.person_id
    with pytest.raises(AlreadyThere):
        open_case(cases.vault, person, " R-0 ", FACTS)
    assert cases.page(CaseQuery()).total == 8


def test_a_case_that_is_not_opened_leaves_nobody_behind(cases: Cases) -> None:
    with pytest.raises(AlreadyThere):
        open_case(cases.vault, PersonDetails(family_name="Larkin", awareness="aware", **KNOWS), "R-0", FACTS)
    with cases.vault.database.read() as session:
        assert session.scalar(select(Person.id).where(Person.family_name == "Larkin")) is None


def test_a_case_needs_a_reference_a_person_and_its_facts(cases: Cases) -> None:
    person = CaseFile(cases.vault).open(cases.find("R-0")).case.person_id
    with pytest.raises(StillMissing, match="Case reference"):
        open_case(cases.vault, person, " ", FACTS)
    with pytest.raises(StillMissing, match="Pathway, Stage, Opened"):
        open_case(cases.vault, person, "R-9", CaseFacts())
    with pytest.raises(NotFound):
        open_case(cases.vault, "nobody", "R-9", FACTS)


def test_what_is_not_there_is_said(cases: Cases) -> None:
    with pytest.raises(NotFound):
        cases.find("R-99")
    with pytest.raises(NotFound):
        CaseFile(cases.vault).open("nothing")
    with pytest.raises(NotFound):
        cases.change("nothing", FACTS)


def test_a_case_shows_its_facts_as_they_were_changed(cases: Cases) -> None:
    facts = replace(FACTS, holder="Probation", closed=ClinicalDate(2026, 11), justice_stage="charged")
    case_id = cases.find("R-1")
    cases.change(case_id, facts, "Taken up again")
    view = CaseFile(cases.vault).open(case_id).case
    assert (view.facts, view.reference, view.lead) == (facts, "R-1", cases.vault.member.name)


def test_cases_are_found_by_the_beginning_of_a_reference_in_capitals_or_not(office: OpenVault) -> None:
    person = add_person(
        office, PersonDetails(family_name="Referenced", given_names="Colm", awareness="unaware", **KNOWS)
    )
    facts = CaseFacts(pathway="consultation", stage="assessment", opened=ClinicalDate(2026, 11, 2))
    made = {open_case(office, person, reference, facts) for reference in ("ZX-77 1", "ZX-77 2")}
    found = SearchEverywhere(office)
    assert {row.id for row in found.find("zx-77").cases} == made
    assert [row.reference for row in found.find("ZX-77 2").cases] == ["ZX-77 2"]
    assert {row.sort_name for row in found.find("ZX-77").cases} == {"REFERENCED, Colm"}
    assert found.find("  ").cases == found.find("%").cases == ()


def test_a_move_is_stated_with_its_reason_and_touches_nothing_else(vault: OpenVault) -> None:
    case_id, cases = add_case(vault), Cases(vault)
    facts = CaseFile(vault).open(case_id).case.facts
    cases.move(case_id, CaseMove(stage="closed", reason="Advice given"))
    moved = replace(facts, stage="closed", closed=ClinicalDate.of(vault.today()))
    assert CaseFile(vault).open(case_id).case.facts == moved
    line = of_case(vault, case_id, 1).rows[0]
    assert (line.title, line.reason, [each.after for each in line.changes][:1]) == (
        "Stage",
        "Advice given",
        ["Closed"],
    )
    # Opened again it has no day on which it was closed.
    cases.move(case_id, CaseMove(stage="assessment", reason="Contact resumed"))
    assert CaseFile(vault).open(case_id).case.facts == facts


def test_a_move_wants_another_stage_and_a_reason(vault: OpenVault) -> None:
    case_id, cases = add_case(vault), Cases(vault)
    with pytest.raises(NotAcceptable, match="already"):
        cases.move(case_id, CaseMove(stage="assessment", reason="Again"))
    with pytest.raises(StillMissing, match="Why"):
        cases.move(case_id, CaseMove(stage="panel"))
    assert CaseFile(vault).open(case_id).case.facts.stage == "assessment"
