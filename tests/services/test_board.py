"""The board shows each case in its stage with how long it is there; the caseload counts what rests on whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from app.domain.cases.case import STAGES, CaseConcern, CaseFacts, CaseGates, CaseMove, Gate
from app.domain.cases.limits import LIMITS, StageLimits
from app.domain.cases.person import PersonDetails
from app.domain.kinds.custody.content import Custody
from app.domain.values.dates import ClinicalDate
from app.errors import NotPermitted
from app.models.tables import Case
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import CaseQuery, Cases, Hidden, of_stage
from app.services.cases.opening import open_case
from app.services.cases.pathway import Pathway
from app.services.cases.stage_limits import SiteLimits
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from tests.builders import KNOWS, add_case, complete, draft_with, raise_flag
from tests.confirmed import mark_in_error, sign
from tests.services.conftest import Desk

DAY = ClinicalDate(2026, 11, 20)
FACTS = CaseFacts(pathway="assessment", stage="screening", opened=ClinicalDate(2026, 11, 2))


def opened(vault: OpenVault, reference: str, **facts: object) -> str:
    details = PersonDetails(family_name=f"Q{reference}", given_names="Colm", awareness="aware", **KNOWS)
    return open_case(vault, details, reference, replace(FACTS, **facts))


def release_in(vault: OpenVault, case_id: str, days: int) -> str:
    today = vault.clock().astimezone(vault.zone).date()
    ends = ClinicalDate.of(today + timedelta(days=days))
    held = replace(complete(Custody), expected_release=ends)
    return sign(vault, draft_with(vault, case_id, "custody", held))


@pytest.fixture
def cases(vault: OpenVault) -> Cases:
    """Two in screening, one open, one closed."""
    opened(vault, "B-1", opened=ClinicalDate(2026, 11, 10))
    opened(vault, "B-2", opened=ClinicalDate(2026, 11, 2))
    opened(vault, "B-3", stage="assessment")
    opened(vault, "B-4", stage="closed", closed=ClinicalDate(2026, 11, 20))
    return Cases(vault)


def row(cases: Cases, reference: str):  # type: ignore[no-untyped-def]  # noqa: ANN201
    return next(each for each in cases.page(CaseQuery()).rows if each.reference == reference)


def test_each_stage_has_its_cases_the_longest_in_it_first(cases: Cases) -> None:
    board = cases.board(CaseQuery())
    found = {stage: [each.reference for each in page.rows] for stage, page in board.stages.items()}
    assert found == {
        "referred": [],
        "screening": ["B-2", "B-1"],
        "panel": [],
        "assessment": ["B-3"],
        "intervention": [],
        "co_work": [],
        "monitoring": [],
        "open": [],
        "review": [],
        "follow_up": [],
    }
    assert (board.matching, board.total) == (3, 4)


def test_the_closed_ones_stand_on_the_board_when_they_are_asked_for(cases: Cases) -> None:
    board = cases.board(CaseQuery(filters={"stage": ("closed", "assessment")}))
    assert {stage: page.matching for stage, page in board.stages.items()} == {"closed": 1, "assessment": 1}


def test_a_board_goes_on_page_by_page(cases: Cases) -> None:
    first = cases.board(CaseQuery(), limit=1).stages["screening"]
    assert ([each.reference for each in first.rows], first.matching, first.total) == (["B-2"], 2, 4)
    second = cases.page(of_stage(CaseQuery(), "screening"), offset=1, limit=1)
    assert ([each.reference for each in second.rows], second.matching) == (["B-1"], 2)


def test_a_board_is_narrowed_as_the_list_is(cases: Cases) -> None:
    board = cases.board(CaseQuery(name="qb-1", filters={"pathway": ("assessment",)}))
    assert board.matching == 1
    assert cases.board(CaseQuery(filters={"lead": ("nobody",)})).matching == 0


def test_a_case_that_came_into_its_stage_later_stands_below_however_old_it_is(cases: Cases) -> None:
    opened(cases.vault, "B-5", stage="panel", opened=ClinicalDate(2026, 11, 12))
    # Opened first of all, but before the panel from today on.
    cases.change(cases.find("B-2"), replace(FACTS, stage="panel"), "To the panel")
    panel = cases.board(CaseQuery()).stages["panel"]
    assert [each.reference for each in panel.rows] == ["B-5", "B-2"]


def test_what_is_hidden_is_counted_once_by_what_hides_it(desk: Desk) -> None:
    vault = desk.lead()
    mine = Cases(vault)
    opened(vault, "B-1")
    opened(vault, "B-2", stage="closed", closed=ClinicalDate(2026, 11, 20))
    vault = desk.colleague()
    opened(vault, "B-3")
    opened(vault, "B-4", stage="closed", closed=ClinicalDate(2026, 11, 20))
    opened(vault, "B-5", stage="panel")
    lead, colleague = (mine.vault.member.id,), (vault.member.id,)
    cases = Cases(vault)
    still = tuple(each.code for each in STAGES if each.code != "closed")
    assert cases.page(CaseQuery()).hidden == Hidden()
    assert cases.page(CaseQuery(filters={"lead": lead})).hidden == Hidden(led_by_others=3)
    assert cases.page(CaseQuery(filters={"lead": lead, "stage": still})).hidden == Hidden(3, 1)
    assert cases.page(CaseQuery(filters={"lead": colleague, "stage": ("panel",)})).hidden == Hidden(2, 1, 1)
    assert cases.page(CaseQuery(filters={"stage": ("closed",)})).hidden == Hidden(others=3)
    assert cases.page(CaseQuery(name="qb-3")).hidden == Hidden(others=4)
    # A board has no column for the closed ones, so it hides them without being asked to.
    assert cases.board(CaseQuery()).hidden == Hidden(closed=2)
    assert cases.board(CaseQuery(filters={"lead": lead})).hidden == Hidden(3, 1)


def test_cases_are_narrowed_by_whether_the_person_knows(cases: Cases) -> None:
    add_case(cases.vault)
    page = cases.page(CaseQuery(filters={"awareness": ("aware",)}, sort="name", descending=False))
    assert ([each.awareness for each in page.rows], page.matching, page.total) == (["aware"] * 4, 4, 5)


def test_open_red_flags_are_counted_until_one_is_closed_or_does_not_stand(vault: OpenVault) -> None:
    cases, case_id = Cases(vault), add_case(vault)
    add_case(vault)
    for _ in range(2):
        raise_flag(vault, case_id)
    raise_flag(vault, case_id, closed_on=DAY, closed_why="Handed in")
    second = raise_flag(vault, case_id)
    assert {each.id: each.flags for each in cases.page(CaseQuery()).rows}[case_id] == 3
    mark_in_error(vault, second, "Another case.")
    query = CaseQuery(filters={"flags": ("open",)})
    assert [(each.id, each.flags) for each in cases.page(query).rows] == [(case_id, 2)]
    assert len(CaseFile(vault).open(case_id).flags) == 2


def test_a_card_has_the_concern_that_was_stated_last_and_what_is_closed(vault: OpenVault) -> None:
    case_id = add_case(vault)

    def told() -> tuple[str, str]:
        (found,) = Cases(vault).page(CaseQuery()).rows
        return found.concern, found.gates

    assert told() == ("", "")
    Pathway(vault).state(case_id, "case.concern", CaseConcern(entry="high"))
    gates = tuple(
        Gate(gate=gate, stands=stands, why="Rule")
        for gate, stands in (("contact", "closed"), ("letters", "waived"), ("direct_work", "closed"))
    )
    Pathway(vault).state(case_id, "case.gates", CaseGates(gates=gates))
    assert told() == ("high", "direct_work contact")
    Pathway(vault).state(case_id, "case.concern", CaseConcern(entry="high", exit="low"))
    Pathway(vault).state(case_id, "case.gates", CaseGates(gates=(replace(gates[0], stands="open"),)))
    assert told() == ("low", "")
    assert check(vault).findings == ()


def test_the_columns_of_the_board_are_held_against_what_was_stated(vault: OpenVault) -> None:
    case_id = add_case(vault)
    Pathway(vault).state(case_id, "case.concern", CaseConcern(entry="high"))
    with vault.database.write() as session:
        session.execute(update(Case).where(Case.id == case_id).values(concern="low", closed_gates="letters"))
    found = [each.sentence for each in check(vault).findings]
    assert len(found) == 2
    assert all(each.startswith("Case ") for each in found)


def test_the_lead_sets_how_long_a_case_may_stand_in_a_stage(desk: Desk) -> None:
    vault = desk.lead()
    assert Cases(vault).board(CaseQuery()).limits == LIMITS
    assert (LIMITS.referred, LIMITS.assessment, LIMITS.intervention) == (28, 90, None)
    mine = StageLimits(referred=14, assessment=60, intervention=180)
    SiteLimits(vault).state(mine)
    SiteLimits(vault).state(mine)
    assert Cases(vault).board(CaseQuery()).limits == SiteLimits(vault).read() == mine
    assert check(vault).findings == ()
    with pytest.raises(NotPermitted):
        SiteLimits(desk.colleague()).state(LIMITS)


@pytest.mark.parametrize(
    ("stage", "since", "over"),
    [
        ("referred", ClinicalDate(2026, 10, 26), 0),
        ("referred", ClinicalDate(2026, 10, 25), 1),
        ("assessment", ClinicalDate(2026, 8, 24), 1),
        ("assessment", ClinicalDate(2026, 8, 25), 0),
        # In October it began: on the last of its days, for all that anybody knows.
        ("referred", ClinicalDate(2026, 10), 0),
        ("referred", ClinicalDate(2026, 9), 26),
        ("intervention", ClinicalDate(2020, 1, 1), 0),
        ("closed", ClinicalDate(2020, 1, 1), 0),
        ("referred", ClinicalDate(), 0),
    ],
)
def test_a_case_is_over_the_limit_on_the_day_after(stage: str, since: ClinicalDate, over: int) -> None:
    assert LIMITS.over(stage, since, date(2026, 11, 23)) == over


def test_the_first_stage_counts_from_the_opening_and_a_later_one_from_when_it_was_stated(
    cases: Cases,
) -> None:
    assert row(cases, "B-1").stage_since == ClinicalDate(2026, 11, 10)
    assert row(cases, "B-4").stage_since == ClinicalDate(2026, 11, 20)
    cases.change(
        cases.find("B-1"), replace(FACTS, stage="panel", opened=ClinicalDate(2026, 11, 10)), "To the panel"
    )
    assert row(cases, "B-1").stage_since == ClinicalDate(2026, 11, 23)
    cases.change(cases.find("B-2"), replace(FACTS, pathway="intervention"))
    assert row(cases, "B-2").stage_since == ClinicalDate(2026, 11, 2)


def test_the_next_day_to_act_stands_with_the_case_until_it_does_not_stand(cases: Cases) -> None:
    case_id = cases.find("B-1")
    release_in(cases.vault, case_id, 40)
    first = release_in(cases.vault, case_id, -3)
    due = row(cases, "B-1")
    assert (due.due_on, due.due_what) == (cases.vault.clock().date() - timedelta(days=3), "Release expected")
    mark_in_error(cases.vault, first, "Another case.")
    due = row(cases, "B-1")
    assert due.due_on == cases.vault.clock().date() + timedelta(days=40)
    assert (row(cases, "B-2").due_on, row(cases, "B-2").due_what) == (None, "")


def test_the_caseload_counts_open_cases_what_is_late_and_what_is_not_signed(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    opened(vault, "B-9", stage="closed", closed=ClinicalDate(2026, 11, 20))
    for days in (-2, -1, 1):
        release_in(vault, case_id, days)
    lead = vault.member.name
    vault = desk.colleague()
    Drafts(vault).begin(case_id, "session_note")
    load = Cases(vault).caseload()
    assert [each[1:] for each in load.rows] == [(lead, 1, 2, 0), (vault.member.name, 0, 0, 1)]
    assert (load.matching, load.total) == (2, 2)
    assert Cases(vault).caseload(offset=1, limit=5).rows == load.rows[1:]


def test_the_longest_in_a_stage_are_found_however_many_were_opened_before_them(vault: OpenVault) -> None:
    """Most were opened first and came into the stage today: those opened later, and in it since, stand above."""
    cases = Cases(vault)
    for n in range(1, 15):
        opened(vault, f"B-{n:02}", stage="referred", opened=ClinicalDate(2026, 9, n))
        cases.move(cases.find(f"B-{n:02}"), CaseMove(stage="screening", reason="Screened"))
    for n in range(15, 18):
        opened(vault, f"B-{n:02}", opened=ClinicalDate(2026, 10, n))
    query = of_stage(CaseQuery(), "screening")
    pages = [cases.page(query, offset=offset, limit=2).rows for offset in range(0, 18, 2)]
    found = [each.reference for page in pages for each in page]
    assert found == [f"B-{n:02}" for n in (15, 16, 17, *range(1, 15))]
