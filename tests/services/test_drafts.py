"""A draft keeps what was typed, for its author alone."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.fields.compartments import SEALED, Compartment
from app.domain.values.dates import ClinicalDate
from app.errors import Damaged, NotAcceptable, NotAdmitted, NotADraft, NotFound, NotPermitted, SavedElsewhere
from app.models.tables import Draft, LedgerRow
from app.services.records.drafts import Drafts, heading_of
from app.services.records.editing import Editing
from app.services.records.records import Records
from app.services.records.unsaved import UnsavedDraft, UnsavedDrafts
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, signed
from tests.confirmed import sign
from tests.every_form import EveryForm, Step
from tests.services.conftest import Desk

HALF = EveryForm(story="Saw the heron", colour="red", steps=(Step(aside="half a row"),))


def begun(vault: OpenVault, case_id: str, compartment: Compartment | None = None) -> tuple[str, int]:
    """A draft with half its answers: its id and revision."""
    draft = Drafts(vault).begin(case_id, "every_form", compartment)
    revision, _ = Drafts(vault).save(draft.id, replace(draft.sheet, content=HALF), draft.revision)
    return draft.id, revision


def test_a_draft_begins_today_and_empty(office: OpenVault, a_case: str) -> None:
    draft = Drafts(office).begin(a_case, "every_form")
    assert draft.sheet.event == ClinicalDate(2026, 11, 23)
    assert draft.sheet.content == EveryForm()
    assert draft.compartment is Compartment.CLINICAL


def test_half_an_answer_is_kept_and_what_is_missing_listed(office: OpenVault, a_case: str) -> None:
    draft_id, _ = begun(office, a_case)
    draft = Drafts(office).open(draft_id)
    assert draft.sheet.content == HALF
    assert [gap.label for gap in draft.missing] == ["Heading", "Why that colour", "Steps, row 1: Act"]
    assert draft.saved_at > draft.begun_at


def test_a_draft_saved_in_another_window_is_not_overwritten(office: OpenVault, a_case: str) -> None:
    draft_id, revision = begun(office, a_case)
    seen = Drafts(office).open(draft_id)
    Drafts(office).save(draft_id, replace(seen.sheet, source="first"), revision)
    with pytest.raises(SavedElsewhere):
        Drafts(office).save(draft_id, replace(seen.sheet, source="second"), revision)
    assert Drafts(office).open(draft_id).sheet.source == "first"


def test_only_the_author_has_the_draft(desk: Desk) -> None:
    lead = desk.lead()
    draft_id, revision = begun(lead, add_case(lead))
    sheet = Drafts(lead).open(draft_id).sheet
    vault = desk.colleague()
    assert Drafts(vault).mine() == ()
    for attempt in (
        lambda: Drafts(vault).open(draft_id),
        lambda: Drafts(vault).save(draft_id, sheet, revision),
        lambda: Drafts(vault).discard(draft_id),
        lambda: sign(vault, draft_id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert Drafts(desk.lead()).open(draft_id).sheet == sheet


def test_mine_are_the_members_own_last_saved_first(office: OpenVault, a_case: str) -> None:
    first, revision = begun(office, a_case)
    second, _ = begun(office, a_case)
    other, _ = begun(office, add_case(office))
    assert [draft.id for draft in Drafts(office).mine(a_case)] == [second, first]
    Drafts(office).save(first, Drafts(office).open(first).sheet, revision)
    assert [draft.id for draft in Drafts(office).mine(a_case)] == [first, second]
    assert other in {draft.id for draft in Drafts(office).mine()}


@pytest.mark.parametrize("compartment", [c for c in Compartment if c.is_sealed and c.holds_records])
def test_a_draft_in_a_sealed_compartment_is_sealed(
    office: OpenVault, a_case: str, compartment: Compartment
) -> None:
    draft_id, _ = begun(office, a_case, compartment)
    assert Drafts(office).open(draft_id).sheet.content == HALF
    with office.database.read() as session:
        assert b"heron" not in session.get_one(Draft, draft_id).body


def test_nobody_begins_where_they_are_not_admitted(desk: Desk) -> None:
    vault = desk.colleague()
    case_id = add_case(vault)
    with pytest.raises(NotAdmitted):
        Drafts(vault).begin(case_id, "every_form", Compartment.VICTIM)
    assert Drafts(vault).mine() == ()


def test_a_discarded_draft_is_gone_and_that_it_was_is_noted(office: OpenVault, a_case: str) -> None:
    draft_id, _ = begun(office, a_case)
    Drafts(office).discard(draft_id)
    with pytest.raises(NotFound):
        Drafts(office).open(draft_id)
    with office.database.read() as session:
        noted = select(LedgerRow.action).where(LedgerRow.subject_id == draft_id)
        assert session.execute(noted).scalars().all() == ["draft.begin", "draft.discard"]


def test_a_draft_needs_a_case_and_a_kind_that_exist(office: OpenVault, a_case: str) -> None:
    with pytest.raises(NotFound):
        Drafts(office).begin("nothing", "every_form")
    with pytest.raises(NotFound):
        Drafts(office).begin(a_case, "nothing")


def test_a_value_no_form_takes_is_refused_and_the_draft_stays(office: OpenVault, a_case: str) -> None:
    draft_id, revision = begun(office, a_case)
    draft = Drafts(office).open(draft_id)
    with pytest.raises(NotAcceptable):
        Drafts(office).save(draft_id, replace(draft.sheet, content=EveryForm(colour="No code")), revision)
    assert Drafts(office).open(draft_id) == draft


def test_a_signed_draft_is_a_draft_no_longer(office: OpenVault, a_case: str) -> None:
    draft = Drafts(office).begin(a_case, "every_form")
    Drafts(office).save(draft.id, replace(draft.sheet, content=EveryForm(heading="x")), draft.revision)
    sign(office, draft.id)
    with pytest.raises((NotFound, NotADraft)):
        sign(office, draft.id)
    assert Drafts(office).mine(a_case) == ()


def unsaved(desk: Desk, words: str = "Heronfield") -> UnsavedDraft:
    """A sheet that could not be saved when the lead's vault was locked."""
    vault = desk.lead()
    draft = Drafts(vault).begin(add_case(vault), "every_form", Compartment.VICTIM)
    sheet = replace(draft.sheet, content=EveryForm(story=words))
    made = UnsavedDrafts(vault).seal(draft.id, sheet, draft.revision)
    desk.leave()
    return made


def test_an_unsaved_sheet_is_saved_after_the_next_unlocking(desk: Desk) -> None:
    waiting = unsaved(desk)
    vault = desk.lead()
    assert UnsavedDrafts(vault).give_back(waiting)
    saved = Drafts(vault).open(waiting.draft_id)
    assert saved.revision == waiting.revision + 1
    assert saved.sheet.content == EveryForm(story="Heronfield")
    with vault.database.read() as session:
        given = select(LedgerRow.subject_id).where(LedgerRow.action == "draft.give_back")
        assert session.scalars(given).all() == [waiting.draft_id]


def test_an_unsaved_sheet_is_unreadable_and_only_in_memory(desk: Desk) -> None:
    waiting = unsaved(desk)
    assert b"Heronfield" not in waiting.sealed
    assert "Heronfield" not in repr(waiting)
    assert not any(b"Heronfield" in file.read_bytes() for file in desk.folder.rglob("*") if file.is_file())


def test_an_unsaved_sheet_that_the_draft_has_left_behind_stands_beside_it(desk: Desk) -> None:
    waiting = unsaved(desk)
    vault = desk.lead()
    drafts = Drafts(vault)
    seen = drafts.open(waiting.draft_id)
    drafts.save(waiting.draft_id, replace(seen.sheet, source="elsewhere"), seen.revision)
    assert not UnsavedDrafts(vault).give_back(waiting)
    assert drafts.open(waiting.draft_id).sheet.source == "elsewhere"
    (beside,) = (each for each in drafts.mine(seen.case_id) if each.id != waiting.draft_id)
    assert beside.sheet.content == EveryForm(story="Heronfield")
    assert beside.compartment is Compartment.VICTIM


def test_an_unsaved_sheet_of_a_draft_that_is_gone_needs_its_place(desk: Desk) -> None:
    waiting = unsaved(desk)
    vault = desk.lead()
    Drafts(vault).discard(waiting.draft_id)
    with pytest.raises(NotFound):
        UnsavedDrafts(vault).give_back(waiting)
    assert Drafts(vault).mine() == ()


def test_what_is_put_beside_a_draft_is_as_confidential_and_about_the_same_record(desk: Desk) -> None:
    vault = desk.lead()
    record_id = signed(vault, add_case(vault), "Heronfield", compartment=Compartment.VICTIM)
    draft = Records(vault).begin_remark(record_id, "addendum")
    made = UnsavedDrafts(vault).seal(draft.id, draft.sheet, draft.revision, heading_of(draft))
    Drafts(vault).discard(draft.id)
    assert not UnsavedDrafts(vault).give_back(made)
    (beside,) = Drafts(vault).mine()
    assert (beside.compartment, beside.about_id) == (Compartment.VICTIM, record_id)
    assert beside.sheet == draft.sheet


@pytest.mark.parametrize(
    "change",
    [
        {"revision": 2},
        {"draft_id": "01a20000-0000-7000-8000-000000000001"},
        {"sealed": b"\x01" + bytes(60)},
    ],
)
def test_an_unsaved_sheet_opens_only_as_it_was_sealed(desk: Desk, change: dict[str, Any]) -> None:
    waiting = unsaved(desk)
    with pytest.raises(Damaged):
        UnsavedDrafts(desk.lead()).give_back(replace(waiting, **change))


def test_a_colleague_cannot_open_an_unsaved_sheet(desk: Desk) -> None:
    waiting = unsaved(desk)
    colleague = UnsavedDrafts(desk.colleague())
    with pytest.raises(NotPermitted):
        colleague.give_back(waiting)
    with pytest.raises(Damaged):
        colleague.give_back(replace(waiting, member_id=desk.colleague_id))


def test_a_sealed_record_that_is_not_open_to_its_author_keeps_nobody_from_their_own_draft(
    desk: Desk,
) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    signed(vault, case_id, "Heronfield", compartment=Compartment.MAPPA)
    colleague = desk.colleague()
    draft = Drafts(colleague).begin(case_id, "consultation")
    assert Editing(colleague).open(draft.id).earlier is None
    with pytest.raises(NotAdmitted):
        Records(colleague).newest(case_id, "consultation")


@pytest.mark.parametrize("compartment", SEALED)
def test_a_session_note_stands_where_the_team_reads_it(
    vault: OpenVault, case_id: str, compartment: Compartment
) -> None:
    with pytest.raises(NotPermitted, match="Session note is not kept in the compartment"):
        Drafts(vault).begin(case_id, "session_note", compartment)
    assert Drafts(vault).mine(case_id) == ()
    restricted = Drafts(vault).begin(case_id, "session_note", Compartment.RESTRICTED)
    assert restricted.compartment is Compartment.RESTRICTED
