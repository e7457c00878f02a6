"""The golden thread and dose and response of a case: read from what was signed, by who may read it."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from app.charts.marks import Lane
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Right
from app.domain.fields.rows import Cite
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.measure.content import Administration
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.courses import Verdict
from app.domain.records.thread_parts import Column
from app.domain.values.dates import ClinicalDate
from app.models.tables import LedgerRow
from app.services.cases.progress import Progress
from app.services.cases.screen_axis import Axis
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.chronology_filter import ChronologyFilter, EntriesAsked
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_with, signed
from tests.confirmed import sign
from tests.services.conftest import Desk
from tests.services.test_diverging import SENTENCE, check_in, collateral, fell

PHQ = Administration(measure="phq-9@1", given="paper", by="person", occasion="session")
GOALS = {
    "mood": {"measured_by": "measure", "measure": "PHQ-9", "aim": "5 or less"},
    "urges": {"measured_by": "check_in_urge", "aim": "3 nights a week"},
}


def on(vault: OpenVault, case_id: str, kind: str, content: object, day: ClinicalDate, **where: Any) -> str:
    """A signed record of that day."""
    draft = Drafts(vault).open(draft_with(vault, case_id, kind, content, **where))
    Drafts(vault).save(draft.id, replace(draft.sheet, event=day), draft.revision)
    return sign(vault, draft.id)


def rows_of(vault: OpenVault, record: str, field: str) -> tuple[str, ...]:
    """How the rows of a field of a record are cited."""
    read = Records(vault).read(record)
    return tuple(Cite(read.provenance.series, row.row).wire for row in getattr(read.sheet.content, field))


def planned(vault: OpenVault, case_id: str, *evidence: str) -> tuple[str, ...]:
    """A factor with that evidence, and two goals that answer it; gives how the goals are cited."""
    factors = (replace(complete(Factor), evidence=evidence),)
    formulation = sign(
        vault, draft_with(vault, case_id, "formulation", replace(complete(Formulation), factors=factors))
    )
    why = rows_of(vault, formulation, "factors")
    by = ClinicalDate(2027)
    goals = tuple(
        replace(complete(Goal), target=target, why=why, by=by, **said) for target, said in GOALS.items()
    )
    plan = on(
        vault, case_id, "plan", replace(complete(Plan), goals=goals, steps=()), ClinicalDate(2026, 8, 3)
    )
    return rows_of(vault, plan, "goals")


def phq(vault: OpenVault, case_id: str, answer: int, day: ClinicalDate, *serves: str) -> str:
    """An administration in which eight items were answered so, and the last with nought."""
    answers = (*(answer,) * 8, 0)
    return on(vault, case_id, "measure", replace(PHQ, answers=answers, serves=serves), day)


def series(axis: Axis | None, lane: Lane) -> dict[str, Any]:
    assert axis is not None
    return {each.name: each for each in axis.series if each.lane is lane}


def test_sessions_stand_beside_what_was_measured_meanwhile(vault: OpenVault) -> None:
    case_id = fell(vault)
    mood, _ = planned(vault, case_id)
    phq(vault, case_id, 2, ClinicalDate(2026, 8, 10))
    phq(vault, case_id, 1, ClinicalDate(2026, 11, 10), mood)
    kept = replace(complete(SessionNote), serves=(mood,))
    missed = replace(complete(SessionNote, attendance="dna"), serves=(mood,))
    on(vault, case_id, "session_note", kept, ClinicalDate(2026, 11, 3))
    on(vault, case_id, "session_note", missed, ClinicalDate(2026, 11, 17))
    on(vault, case_id, "session_note", complete(SessionNote), ClinicalDate(2026, 11, 18))
    begins, ends = ClinicalDate(2026, 9, 1), ClinicalDate(2026, 9, 20)
    spell = Spell(status="remand", place="HMP Aldercross", begins=begins, ends=ends)
    sign(
        vault,
        draft_with(
            vault, case_id, "custody", replace(complete(Custody), spells=(spell,), expected_release=ends)
        ),
    )
    dose = Progress(vault).dose(case_id)
    first, second = dose.goals
    assert (first.row.goal.name, first.row.attended, first.row.offered) == ("G1", 1, 2)
    (response,) = first.row.responses
    # Eight items at 2 and at 1; the file of the PHQ-9 asks for 6.
    assert (response.change, response.verdict) == (-8, Verdict.BEYOND)
    (urge,) = second.row.responses
    assert (second.row.offered, urge.change, urge.verdict) == (0, -5, Verdict.UNSAID)
    goals = series(dose.axis, Lane.GOALS)
    assert set(goals) == {"G1 PHQ-9: total", "G2 Strongest urge"}
    total = goals["G1 PHQ-9: total"]
    assert [point.value for point in total.points] == [16, 8]
    assert (total.least, total.most, total.aim, total.band) == (0, 27, 5, (10, 22))
    # What is aimed at is no value of that scale.
    assert (goals["G2 Strongest urge"].aim, goals["G2 Strongest urge"].band) == (None, None)
    assert len(series(dose.axis, Lane.CHECK_INS)) == 2
    assert dose.axis is not None
    assert len([each for each in dose.axis.events if each.lane is Lane.SESSIONS]) == 3
    assert [each.custody for each in dose.axis.spans] == [True]
    of_goal = first.axis
    assert of_goal is not None
    assert set(series(of_goal, Lane.GOALS)) == {"G1 PHQ-9: total"}
    assert len([each for each in of_goal.events if each.lane is Lane.SESSIONS]) == 2
    for axis in (dose.axis, of_goal):
        points = sum(len(each.points) for each in axis.series)
        assert len(axis.marks) == len(axis.events) + len(axis.spans) + points
    assert check(vault).is_clean


def test_who_may_not_read_a_source_sees_neither_it_nor_what_it_parts_from(desk: Desk) -> None:
    lead = desk.lead()
    case_id = fell(lead)
    source = collateral(lead, case_id)
    sealed = on(
        lead,
        case_id,
        "incident",
        complete(Incident),
        ClinicalDate(2026, 10, 1),
        compartment=Compartment.MAPPA,
    )
    seen = signed(lead, case_id, "Seen", "incident")
    planned(lead, case_id, source, sealed, seen)

    def evidence(vault: OpenVault) -> set[tuple[str, bool]]:
        parts = Progress(vault).thread(case_id).parts
        return {(part.record_id, "Not open" in part.said) for part in parts if part.column is Column.EVIDENCE}

    assert evidence(lead) == {(source, False), (sealed, False), (seen, False)}
    whole = Progress(lead).dose(case_id)
    assert (whole.diverges, whole.source_id) == (SENTENCE, source)
    assert whole.axis is not None
    assert sealed in {mark.record_id for mark in whole.axis.marks}
    other = desk.colleague()
    assert evidence(other) == {("", True), (seen, False)}
    # Nothing of it names its kind or its day.
    told = " ".join(part.said for part in Progress(other).thread(case_id).parts)
    assert not {"Collateral", "2026-11-14", "14-Nov-2026", "01-Oct-2026"} & set(
        told.replace(",", " ").split()
    )
    part = Progress(other).dose(case_id)
    assert (part.diverges, part.source_id) == ("", "")
    assert part.axis is not None
    assert sealed not in {mark.record_id for mark in part.axis.marks}


def test_evidence_opens_its_newest_version_and_each_look_is_noted(vault: OpenVault, case_id: str) -> None:
    first = on(vault, case_id, "incident", complete(Incident), ClinicalDate(2026, 10, 1))
    planned(vault, case_id, first)
    amended = Records(vault).new_version(first)
    denied = replace(amended.sheet.content, person_says="denies")
    Drafts(vault).save(amended.id, replace(amended.sheet, content=denied), amended.revision)
    second = sign(vault, amended.id)
    (part,) = (each for each in Progress(vault).thread(case_id).parts if each.column is Column.EVIDENCE)
    assert (part.record_id, part.name) == (second, "01-Oct-2026")
    # What it tells of may stand otherwise since it was cited.
    assert "denied to police" in part.words
    Progress(vault).dose(case_id)
    with vault.reading(Right.READ) as act:
        noted = select(func.count()).where(LedgerRow.action.in_(("case.thread", "case.dose")))
        assert act.session.scalar(noted) == 2


def test_the_axis_shows_what_the_chronology_is_narrowed_to(vault: OpenVault, case_id: str) -> None:
    """By the same conditions, on the same records."""
    assert Progress(vault).axis(case_id) is None
    act = on(vault, case_id, "incident", complete(Incident), ClinicalDate(2026, 10, 1))
    early = on(vault, case_id, "incident", complete(Incident), ClinicalDate(2025, 10, 1))
    note = on(vault, case_id, "session_note", complete(SessionNote, "A heron"), ClinicalDate(2026, 11, 3))
    whole = Progress(vault).axis(case_id)
    assert whole is not None
    assert {mark.record_id for mark in whole.marks} == {act, early, note}
    for asked in (
        EntriesAsked(("incident",)),
        EntriesAsked(text="heron"),
        EntriesAsked(by=ChronologyFilter(sources=("Police",), since=ClinicalDate(2026))),
    ):
        listed = Chronology(vault).page(case_id, kinds=asked.kinds, text=asked.text, by=asked.by)
        axis = Progress(vault).axis(case_id, asked)
        assert axis is not None
        assert {mark.record_id for mark in axis.marks} == {each.id for each in listed.rows}
        assert 0 < listed.matching < listed.total


def test_a_check_in_alone_makes_an_axis_without_a_goal(vault: OpenVault, case_id: str) -> None:
    assert Progress(vault).dose(case_id).axis is None
    check_in(vault, case_id, ClinicalDate(2026, 11, 6), "7")
    dose = Progress(vault).dose(case_id)
    assert dose.goals == ()
    assert len(series(dose.axis, Lane.CHECK_INS)) == 3
