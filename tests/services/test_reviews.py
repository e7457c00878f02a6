"""A review begins with the goals of its case, answers a divergence, and says when the next one is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.kinds.collateral.content import Collateral
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.plan.content import Plan
from app.domain.kinds.review.content import Review
from app.domain.values.dates import ClinicalDate
from app.errors import StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.today import Today
from app.services.records.drafts import Drafts
from app.services.records.facets import Unsealing
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, complete, draft_with
from tests.confirmed import sign
from tests.services.conftest import Desk
from tests.services.test_diverging import collateral, fell

DONE = replace(complete(Review), next=ClinicalDate(2026, 12, 1), decision="continue", divergence="")
DUE = "Review of the case"


def diverges(vault: OpenVault, case_id: str) -> bool:
    """Whether a divergence is shown."""
    return CaseFile(vault).overview(case_id).diverges is not None


def due(vault: OpenVault) -> list[str]:
    """The days on which a review is due."""
    return [row.on for row in Today(vault).page().rows if row.what == DUE]


def a_day_later(desk: Desk) -> None:
    """Let a day pass."""
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(days=1)


def test_it_must_answer_a_divergence_and_a_new_source_raises_it_again(desk: Desk) -> None:
    vault = desk.lead()
    case_id = fell(vault)
    collateral(vault, case_id)
    with pytest.raises(StillMissing) as refused:
        sign(vault, draft_with(vault, case_id, "review", DONE))
    assert "olice" not in str(refused.value)
    assert diverges(vault, case_id)
    sign(vault, draft_with(vault, case_id, "review", replace(DONE, divergence="The officer is believed.")))
    assert not diverges(vault, case_id)
    a_day_later(desk)
    day = ClinicalDate(2026, 11, 24)
    heard = Collateral(agency="police", covers=day, heard_on=day, contact="direct", detail="At the gate")
    sign(vault, draft_with(vault, case_id, "collateral", heard))
    assert diverges(vault, case_id)


def test_who_may_not_read_the_source_is_not_asked_about_it(desk: Desk) -> None:
    lead = desk.lead()
    case_id = fell(lead)
    collateral(lead, case_id)
    other = desk.colleague()
    assert sign(other, draft_with(other, case_id, "review", DONE))
    again = desk.lead()
    while Unsealing(again).more():
        pass
    assert diverges(again, case_id)


def test_it_begins_with_the_goals_that_stand_and_names_them(vault: OpenVault) -> None:
    case_id = add_case(vault)
    goal = replace(complete(Goal), wording="Nights without the telephone", why=(case_id,))
    plan = sign(vault, draft_with(vault, case_id, "plan", replace(complete(Plan), goals=(goal,))))
    (set_goal,) = Records(vault).read(plan).sheet.content.goals
    (row,) = Drafts(vault).begin(case_id, "review").sheet.content.goals
    assert row.goal == f"{plan}#{set_goal.row}"
    assert row.name == "G1 Nights without the telephone"
    assert row.result == row.words == ""


def test_the_next_one_is_due_until_it_is_signed_and_no_new_version_does_it(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    first = sign(vault, draft_with(vault, case_id, "review", DONE))
    assert due(vault) == ["2026-12-01"]
    version = Records(vault).new_version(first)
    content = replace(version.sheet.content, next=ClinicalDate(2026, 12, 3))
    Drafts(vault).save(version.id, replace(version.sheet, content=content), version.revision)
    sign(vault, version.id)
    assert due(vault) == ["2026-12-03"]
    sign(vault, draft_with(vault, case_id, "review", replace(DONE, next=ClinicalDate(2026, 12, 5))))
    assert due(vault) == ["2026-12-05"]
