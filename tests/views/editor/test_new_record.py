"""A new record begins in the compartment that was chosen, among those its author may write in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import KINDS, OFFERED
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.context.places import CaseAt, DraftAt, SeriesAt
from app.views.editor.new_record import NewRecordPage
from tests.views.desk_ground import arrived, places_of, settled
from tests.views.editor.conftest import Table


def test_a_kind_is_begun_where_it_was_said(table: Table, vault: OpenVault, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    asked = places_of(page)
    arrived(table.qtbot, page)
    page.kept_in.setCurrentIndex(page.kept_in.findData(Compartment.MAPPA.value))
    QTest.keyClicks(page.box, "flag done told")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
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
    kinds = page.kinds.kinds
    shown = [kind for row in range(kinds.rowCount()) if (kind := kinds.kind(row)) is not None]
    assert {kind.code for kind in shown} == {kind.code for kind in OFFERED}
    warned = {kind.code for kind in shown if "does not know" in kinds.care(kind)}
    assert warned == {"session_note", "check_in", "safety_plan"}


def test_escape_gives_it_up_from_the_foot(table: Table, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    asked = places_of(page)
    arrived(table.qtbot, page)
    assert page.foot is not None
    (cancel,) = (each for each in page.foot.findChildren(QPushButton) if each.text() == "Cancel")
    assert (cancel.text(), cancel.shortcut().toString()) == ("Cancel", "Esc")
    cancel.click()
    assert asked == [CaseAt(case_id)]


def test_several_incidents_are_begun_as_rows(table: Table, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    asked = places_of(page)
    arrived(table.qtbot, page)
    assert page.foot is not None
    (series,) = (
        each for each in page.foot.findChildren(QPushButton) if each.text() == "Series of incidents…"
    )
    series.click()
    assert asked == [SeriesAt(case_id)]


def test_the_table_is_narrowed_and_walked_from_the_line_above_it(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    arrived(table.qtbot, page)
    kinds = page.kinds.kinds
    QTest.keyClicks(page.box, "behaviour bail")
    assert [kinds.kind(row) for row in range(kinds.rowCount())] == [KINDS["bail"]]
    page.box.clear()
    # Letters that are typed in the table narrow it as well.
    page.kinds.setFocus()
    QTest.keyClicks(page.kinds, "medic")
    assert page.box.text() == "medic"
    page.box.clear()
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    second = kinds.kind(1)
    assert second is not None
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settled(table.qtbot, page)
    (draft,) = Drafts(vault).mine()
    assert draft.kind.code == second.code


def test_words_that_no_kind_has_leave_nothing_to_begin(table: Table, vault: OpenVault, case_id: str) -> None:
    page = NewRecordPage(table.desk, table.context, case_id)
    arrived(table.qtbot, page)
    QTest.keyClicks(page.box, "zebra")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settled(table.qtbot, page)
    assert page.kinds.kinds.rowCount() == 0
    assert Drafts(vault).mine() == ()
