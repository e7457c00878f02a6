"""What waits for a member stands in the order of what presses, and falls due as far ahead as it has to be known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from app.domain.cases.case import CaseTeam
from app.domain.fields.spec import specs
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.measure.content import Administration
from app.domain.kinds.order.content import Order
from app.domain.kinds.referral.content import Referral
from app.domain.kinds.registry import KINDS
from app.domain.kinds.safety_concern.content import SafetyConcern
from app.domain.kinds.typology.content import Typology
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.cases.missing_work import Lacks
from app.services.cases.pathway import Pathway
from app.services.cases.today import Sort, Today
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with, raise_flag
from tests.confirmed import let_go, sign
from tests.domain.test_law_and_requests import asked
from tests.services.conftest import Desk
from tests.services.test_missing_work import voice, wind

AHEAD = {
    # records.md section 4, rule 7: 14 days ahead, but for
    "Hearing": 30,
    "Tribunal": 30,
    "Release expected": 90,
    "Order ends": 60,
    "Licence ends": 60,
    "Return to bail": 60,
    "Section ends": 28,
    # as far ahead as a request can be due that came in today,
    "Answer to a request": 90,
    # and what no rule names, as far as anything is shown that says nothing of it.
    "At the panel again": 60,
    "Red flag: watched until": 60,
    "Supervisor's report": 28,
    "Contact with the advocate": 60,
}
THREAT_ITEM = Administration(
    measure="phq-9@1", given="paper", by="person", occasion="baseline", answers=(1, 1, 2, 1, 0, 1, 2, 1, 2)
)
"""Answers of which the last raises a critical item."""


def listed(vault: OpenVault) -> list[tuple[str, str]]:
    """What waits, in its order: of what sort, and what it is."""
    return [(row.sort, row.what) for row in Today(vault).page().rows]


def from_today(vault: OpenVault, days: int) -> ClinicalDate:
    """The day so many days on."""
    return ClinicalDate.of(vault.today() + timedelta(days=days))


def released(vault: OpenVault, case_id: str, days: int) -> str:
    """A release expected so many days on."""
    held = complete(Custody, expected_release=from_today(vault, days))
    return sign(vault, draft_with(vault, case_id, "custody", held))


def concern(vault: OpenVault, **said: object) -> SafetyConcern:
    """A safety concern that nobody closed."""
    whole = complete(SafetyConcern, seen_on=ClinicalDate.of(vault.today()))
    whole = replace(whole, about="staff", victims=(), urgency="this_week", safeguarding="none", made_on=None)
    return replace(whole, closed_on=None, closed_why="", **said)


def test_what_presses_stands_first_and_the_rest_by_its_day(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    released(vault, case_id, 3)
    released(vault, case_id, -3)
    Drafts(vault).begin(case_id, "session_note")
    sign(vault, draft_with(vault, case_id, "referral", complete(Referral, urgency="week")))
    sign(vault, draft_with(vault, case_id, "safety_concern", concern(vault)))
    draft_with(vault, case_id, "measure", THREAT_ITEM)
    raise_flag(vault, case_id, done=())
    vault = wind(desk, 0)
    assert listed(vault) == [
        ("flag", "Red flag, not yet done or told: Weapon sought, held or spoken of"),
        ("critical", "measure"),
        ("concern", "Safety concern, a member of staff"),
        ("date", "Release expected"),
        ("date", "Screening"),
        ("draft", "session_note"),
        ("date", "Release expected"),
    ]


def test_a_critical_item_presses_until_it_is_acted_on_in_the_draft_of_its_author_alone(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    quiet = replace(THREAT_ITEM, answers=(1, 1, 2, 1, 0, 1, 2, 1, 0))
    draft_with(vault, case_id, "measure", quiet)
    draft_id = draft_with(vault, case_id, "measure", THREAT_ITEM)
    page = Today(vault).page()
    assert [(row.sort, row.when, row.target) for row in page.rows if row.target == draft_id] == [
        (Sort.CRITICAL, "late", draft_id)
    ]
    assert [row.sort for row in page.rows].count("draft") == 1
    assert page.late == 1
    draft = Drafts(vault).open(draft_id)
    (row,) = draft.sheet.content.critical
    acted = replace(
        row,
        asked="Whether they would act on it",
        done="Safety plan made",
        by="Dr A",
        on=ClinicalDate.of(vault.today()),
        nobody_told="Nobody else needs to know",
    )
    content = replace(draft.sheet.content, critical=(acted,))
    Drafts(vault).save(draft_id, replace(draft.sheet, content=content), draft.revision)
    assert {row.sort for row in Today(vault).page().rows} == {"draft"}
    assert listed(desk.colleague()) == []


def test_what_one_began_is_ones_own_the_last_that_was_kept_first(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    for kind in ("incident", "session_note", "review"):
        Drafts(vault).begin(case_id, kind)
        vault = wind(desk, 1)
    begun = [(row.when, row.sort, row.what, row.on[:10]) for row in Today(vault).page().rows]
    first = vault.today() - timedelta(days=3)
    assert begun == [
        ("week", "draft", kind, (first + timedelta(days=n)).isoformat())
        for n, kind in ((2, "review"), (1, "session_note"), (0, "incident"))
    ]
    named(vault, case_id, desk.colleague_id)
    assert listed(desk.colleague()) == []


def test_a_safety_concern_stands_until_it_is_closed_also_where_its_case_is(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    record = sign(vault, draft_with(vault, case_id, "safety_concern", concern(vault)))
    facts = CaseFile(vault).open(case_id).case.facts
    closed = replace(facts, stage="closed", closed=ClinicalDate.of(vault.today()))
    Cases(vault).change(case_id, closed, "Ended")
    vault = wind(desk, 60)
    (row,) = Today(vault).page().rows
    assert (row.sort, row.what, row.target) == ("concern", "Safety concern, a member of staff", record)
    # By its day somebody should have acted within the week.
    assert row.on == (vault.today() - timedelta(days=53)).isoformat()


def named(vault: OpenVault, case_id: str, *staff: str) -> None:
    """Say who works on a case besides its lead."""
    Pathway(vault).state(case_id, "case.team", CaseTeam(team=staff))


def test_who_works_on_a_case_sees_its_flags_and_days_and_what_is_missing(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    raise_flag(vault, case_id, done=())
    sign(vault, draft_with(vault, case_id, "safety_concern", concern(vault)))
    released(vault, case_id, 3)
    incident(vault, case_id, ClinicalDate(2025, 11, 25))
    ours = [
        ("flag", "Red flag, not yet done or told: Weapon sought, held or spoken of"),
        ("date", "Release expected"),
        ("anniversary", "first_incident|1"),
    ]
    assert listed(desk.colleague()) == []
    named(desk.lead(), case_id, desk.colleague_id)
    # Nobody lets a colleague into what third parties said by naming them.
    assert listed(desk.colleague()) == ours
    vault = wind(desk, 181)
    # Who leads the case and is named in its team is asked once; of a voice that they do not read nobody is asked.
    named(vault, case_id, vault.member.id, desk.colleague_id)
    lines = [(row.sort, row.what) for row in Today(desk.lead()).page(sorts=(Sort.MISSING,)).rows]
    assert lines == [("missing", Lacks.REVIEW)]
    vault = desk.lead()
    sign(vault, draft_with(vault, case_id, "victim_voice", voice(vault)))
    assert [row.what for row in Today(wind(desk, 91)).page(sorts=(Sort.MISSING,)).rows] == [
        Lacks.REVIEW,
        Lacks.VOICE,
    ]
    rows = Today(desk.colleague()).page().rows
    assert [row.sort for row in rows] == ["flag", "date", "missing"]
    assert rows[-1].what == Lacks.REVIEW
    assert check(desk.lead()).findings == ()
    named(desk.lead(), case_id)
    assert Today(desk.colleague()).page().rows == ()


def test_a_flag_of_a_case_whose_lead_has_left_is_seen_by_whoever_leads_the_team(desk: Desk) -> None:
    vault = desk.colleague()
    case_id = add_case(vault)
    raise_flag(vault, case_id, done=())
    released(vault, case_id, 3)
    assert listed(desk.lead()) == []
    vault = desk.lead()
    let_go(vault, desk.colleague_id)
    assert [row.sort for row in Today(vault).page().rows] == ["flag"]


def test_what_falls_due_in_a_case_that_was_closed_is_gone_after_30_days(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    released(vault, case_id, 10)
    facts = CaseFile(vault).open(case_id).case.facts
    Cases(vault).change(
        case_id, replace(facts, stage="closed", closed=ClinicalDate.of(vault.today())), "Ended"
    )
    # What somebody asked for waits from the day on which it came in, whatever becomes of the case.
    sign(vault, draft_with(vault, case_id, "request", asked(received=ClinicalDate.of(vault.today()))))
    waits = ("date", "Answer to a request, no day set")
    assert listed(vault) == [waits, ("date", "Release expected")]
    assert listed(wind(desk, 30)) == [waits, ("date", "Release expected")]
    assert listed(wind(desk, 1)) == [waits]


def test_each_day_is_shown_as_far_ahead_as_it_has_to_be_known() -> None:
    found = dict(_days())
    assert {what for what, ahead in found.items() if ahead != 14} == AHEAD.keys()
    assert {what: found[what] for what in AHEAD} == AHEAD


def _days() -> Iterator[tuple[str, int]]:
    for kind in KINDS.values():
        yield from _of(kind.content)


def _of(cls: type) -> Iterator[tuple[str, int]]:
    for spec in specs(cls):
        if spec.due:
            yield spec.due, spec.ahead
        if spec.row is not None:
            yield from _of(spec.row)


def incident(vault: OpenVault, case_id: str, on: ClinicalDate) -> str:
    """An incident of that day, reported by police."""
    told = complete(Incident, source="police", outcome="reported", person_says="not_put", breach="no")
    draft = Drafts(vault).begin(case_id, "incident")
    content = replace(told, said_to="", order="", handling="", handling_conditions="")
    Drafts(vault).save(draft.id, replace(draft.sheet, event=on, content=content), draft.revision)
    return sign(vault, draft.id)


def test_the_first_incident_a_separation_and_each_order_come_back_a_fortnight_ahead_over_the_end_of_the_year(
    desk: Desk,
) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    incident(vault, case_id, ClinicalDate(2025, 1, 7))
    incident(vault, case_id, ClinicalDate(2025, 12, 20))
    order = complete(Order, order_type="restraining_conviction", made=ClinicalDate(2024, 12, 7))
    sign(vault, draft_with(vault, case_id, "order", order))

    for _ in range(2):
        # Two opinions name one day; a day of which the month alone is known has no anniversary.
        for ended in (ClinicalDate(2023, 12, 6), ClinicalDate(2022, 12)):
            opinion = complete(Typology, relationship="ex_intimate", ended_on=ended)
            sign(vault, draft_with(vault, case_id, "typology", opinion))

    def anniversaries(vault: OpenVault) -> list[tuple[str, str, str]]:
        rows = Today(vault).page(sorts=(Sort.ANNIVERSARY,)).rows
        return [(row.when, row.on, row.what) for row in rows]

    # On 23-Nov-2026 both are ahead; the later incident is not the first.
    assert anniversaries(vault) == [
        ("later", "2026-12-06", "separation|3"),
        ("later", "2026-12-07", "order_made|2"),
    ]
    vault = wind(desk, 14)
    assert anniversaries(vault) == [("week", "2026-12-07", "order_made|2")]
    assert anniversaries(wind(desk, 1)) == []
    vault = wind(desk, 19)
    assert anniversaries(vault) == [("later", "2027-01-07", "first_incident|2")]
    assert anniversaries(wind(desk, 11)) == [("week", "2027-01-07", "first_incident|2")]
