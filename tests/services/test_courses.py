"""Which profile a profile goes on from: the last of its own target, and of no other."""

from dataclasses import replace
from typing import Any

from app.domain.fields.declare import Rating
from app.domain.kinds.fixation_profile.content import FixationProfile
from app.domain.values.dates import ClinicalDate
from app.services.records.drafts import Drafts, DraftView
from app.services.records.editing import Editing
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import complete, sign

COURT = {"target": "organisation", "victim": "", "named": "Court"}


def begun(vault: OpenVault, case_id: str, day: int, **answers: Any) -> DraftView:
    """A draft of a profile that is whole but for what changed, of that day in March."""
    draft = Drafts(vault).begin(case_id, "fixation_profile")
    content = replace(complete(FixationProfile), **{"changed": "", **answers})
    event = ClinicalDate(2026, 3, day)
    Drafts(vault).save(draft.id, replace(draft.sheet, event=event, content=content), draft.revision)
    return Drafts(vault).open(draft.id)


def wanted(draft: DraftView) -> list[str]:
    """What is missing."""
    return [gap.label for gap in draft.missing]


def test_what_changed_is_needed_where_there_is_an_earlier_profile_of_the_same_target(
    vault: OpenVault, case_id: str
) -> None:
    first = begun(vault, case_id, 1)
    assert wanted(first) == []
    sign(vault, first.id)
    assert wanted(begun(vault, case_id, 2, **COURT)) == []
    assert wanted(begun(vault, case_id, 2)) == ["What changed since 01-Mar-2026"]
    assert wanted(begun(vault, case_id, 2, changed="Less")) == []


def test_a_new_version_goes_on_from_what_came_before_its_own_day(vault: OpenVault, case_id: str) -> None:
    first = sign(vault, begun(vault, case_id, 1).id)
    second = sign(vault, begun(vault, case_id, 8, changed="Less").id)
    assert Records(vault).new_version(first).since is None
    assert Records(vault).new_version(second).since == ClinicalDate(2026, 3, 1)


def test_an_editor_is_given_the_last_profile_of_each_target_and_nothing_is_filled_in(
    vault: OpenVault, case_id: str
) -> None:
    urge = Rating(value=4, confidence="high", source="records")
    sign(vault, begun(vault, case_id, 1, urge=urge).id)
    newest = sign(vault, begun(vault, case_id, 2, changed="Less").id)
    of_court = sign(vault, begun(vault, case_id, 3, **COURT).id)
    draft = Drafts(vault).begin(case_id, "fixation_profile")
    opened = Editing(vault).open(draft.id)
    found = {course: each.record.provenance.id for course, each in opened.courses.items()}
    assert found == {"v1": newest, "court": of_court}
    assert opened.draft.sheet.content == FixationProfile()
    kept = {view.provenance.id for view in Records(vault).newest(case_id, "fixation_profile", 1)}
    assert kept == {newest, of_court}
