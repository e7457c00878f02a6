"""A new record begins in the compartment that was chosen, among those its author may write in."""

from PySide6.QtWidgets import QPushButton

from app.domain.fields.compartments import Compartment
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.context.places import CaseAt, DraftAt
from app.views.editor.new_record import NewRecordPage
from tests.views.desk_ground import arrived, places_of, settled
from tests.views.editor.conftest import Table


def test_a_kind_is_begun_where_it_was_said(table: Table, vault: OpenVault, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    asked = places_of(page)
    arrived(table.qtbot, page)
    page.kept_in.setCurrentIndex(page.kept_in.findData(Compartment.MAPPA.value))
    page.cards[0].begin.click()
    settled(table.qtbot, page)
    (draft,) = Drafts(vault).mine()
    assert (draft.kind.code, draft.compartment) == ("red_flag", Compartment.MAPPA)
    assert asked == [DraftAt(case_id, draft.id)]


def test_a_kind_that_is_given_begins_at_once_in_its_usual_place(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = NewRecordPage(table.desk, table.context, case_id, "incident")
    arrived(table.qtbot, page)
    (draft,) = Drafts(vault).mine()
    assert (draft.kind.code, draft.compartment) == ("incident", draft.kind.compartment)


def test_contact_with_somebody_unaware_is_warned_of(table: Table, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    arrived(table.qtbot, page)
    warned = {card.code for card in page.cards if "does not know" in card.care}
    assert warned == {"session_note", "check_in", "safety_plan"}


def test_escape_gives_it_up_from_the_foot(table: Table, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    asked = places_of(page)
    arrived(table.qtbot, page)
    assert page.foot is not None
    (cancel,) = page.foot.findChildren(QPushButton)
    assert (cancel.text(), cancel.shortcut().toString()) == ("Cancel", "Esc")
    cancel.click()
    assert asked == [CaseAt(case_id)]
