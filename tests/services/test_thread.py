"""The golden thread of a case: read from what was signed, and whole once each part cites the one before."""

from dataclasses import replace

from app.domain.fields.rows import Cite
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.thread import Gap
from app.domain.values.dates import ClinicalDate
from app.services.cases.progress import Progress
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, draft_with, signed
from tests.confirmed import mark_in_error, sign


def broken(vault: OpenVault, case_id: str) -> list[tuple[Gap, str]]:
    """The gaps of the case, and what they are of."""
    return [(each.gap, each.name) for each in Progress(vault).thread(case_id).gaps]


def cite_of(vault: OpenVault, record: str, field: str) -> str:
    """How the first row of a field of a record is cited."""
    read = Records(vault).read(record)
    return Cite(read.provenance.series, getattr(read.sheet.content, field)[0].row).wire


def test_a_case_without_anything_has_no_gap(vault: OpenVault, case_id: str) -> None:
    assert broken(vault, case_id) == []


def test_the_thread_is_whole_once_each_part_cites_the_one_before(vault: OpenVault, case_id: str) -> None:
    incident = signed(vault, case_id, "Words", "incident")
    alone = replace(complete(Factor), evidence=())
    content = replace(complete(Formulation), factors=(alone,))
    first = sign(vault, draft_with(vault, case_id, "formulation", content))
    assert broken(vault, case_id) == [(Gap.NO_EVIDENCE, "F1"), (Gap.NO_GOAL, "F1")]
    assert {each.record_id for each in Progress(vault).thread(case_id).gaps} == {first}
    mark_in_error(vault, first, "Wrong case")
    grounded = replace(content, factors=(replace(alone, evidence=(incident,)),))
    formulation = sign(vault, draft_with(vault, case_id, "formulation", grounded))
    assert broken(vault, case_id) == [(Gap.NO_GOAL, "F2")]
    why = (cite_of(vault, formulation, "factors"),)
    goal = replace(complete(Goal), why=why, measured_by="urge", by=ClinicalDate(2027))
    content = replace(complete(Plan), goals=(goal,), steps=())
    plan = sign(vault, draft_with(vault, case_id, "plan", content))
    assert broken(vault, case_id) == [(Gap.NO_SESSION, "G1")]
    note = replace(complete(SessionNote), cites=(cite_of(vault, plan, "goals"),))
    assert note.attendance == "attended"
    sign(vault, draft_with(vault, case_id, "session_note", note))
    assert broken(vault, case_id) == []
    assert check(vault).is_clean
    rebuild(vault)
    assert broken(vault, case_id) == []
