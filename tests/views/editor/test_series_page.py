"""The grid of a series: its columns by the room that there is, what is common, and rows that go and come back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.fields.compartments import Compartment
from app.domain.kinds.incident.content import Incident
from app.domain.records.record import Sheet
from app.domain.records.series import MOST_ROWS
from app.domain.values.dates import ClinicalDate
from app.services.cases.series import Written
from app.views.context.places import CaseAt, DraftAt
from app.views.editor.series_cells import CellBox
from app.views.editor.series_common import CommonRow
from app.views.editor.series_model import NEEDED, SeriesModel
from app.views.editor.series_page import SeriesPage
from app.views.editor.series_table import SeriesTable
from app.views.widgets.unmoved import DropDown
from tests.builders import LEAD_PASSPHRASE, complete
from tests.views.desk_ground import places_of, settled
from tests.views.editor.conftest import Table

DAY = ClinicalDate(2026, 11, 2)
WHOLE = replace(
    complete(Incident), source="police", outcome="reported", person_says="not_put", said_to="", breach="no"
)
WHOLE = replace(WHOLE, handling="", handling_conditions="")


def written(words: str, **said: object) -> Written:
    """A row that lacks nothing."""
    return Written(None, Sheet(event=DAY, content=replace(WHOLE, description=words, **said)))


def opened(table: Table, case_id: str, width: int = 1228, height: int = 700) -> SeriesPage:
    """The series, ready."""
    page = SeriesPage(table.desk, table.context, case_id)
    table.qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.arrive()
    settled(table.qtbot, page)
    return page


def parts(page: SeriesPage) -> tuple[SeriesModel, SeriesTable, CommonRow]:
    """What it is made of once it is open."""
    assert page.rows is not None
    assert page.table is not None
    assert page.common is not None
    return page.rows, page.table, page.common


def type_in(page: SeriesPage, row: int, column: int, text: str) -> None:
    """Type into a cell, letter by letter, and leave it by Tab."""
    rows, table, _ = parts(page)
    table.setFocus()
    table.setCurrentIndex(rows.index(row, column))
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget() or table, letter)
    QTest.keyClick(QApplication.focusWidget() or table, Qt.Key.Key_Tab)


def titles(page: SeriesPage) -> list[str]:
    """The columns in sight."""
    rows, table, _ = parts(page)
    return [rows.title(n) for n in range(1, rows.columnCount()) if not table.isColumnHidden(n)]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (
            1228,
            "Date, What, Channel, To whom, Words, Severity, Person says, Said to, In law, Breach, How it stands",
        ),
        (1000, "Date, What, To whom, Words, Severity, Person says, Said to, Breach"),
        (700, "Date, What, Words"),
    ],
)
def test_columns_go_where_there_is_no_room_for_them(
    table: Table, case_id: str, width: int, shown: str
) -> None:
    page = opened(table, case_id, width)
    assert ", ".join(titles(page)) == shown
    # One empty row, the keyboard in its date.
    rows, grid, _ = parts(page)
    assert (rows.rowCount(), rows.counted) == (1, 0)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 1)


def test_a_cell_that_is_typed_into_says_which_it_is_and_offers_answers(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    rows, grid, _ = parts(page)
    grid.setFocus()
    grid.setCurrentIndex(rows.index(0, 2))
    for letter in "me":
        QTest.keyClicks(QApplication.focusWidget() or grid, letter)
    box = QApplication.focusWidget()
    assert isinstance(box, CellBox)
    interface = QAccessible.queryAccessibleInterface(box)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "What, row 1"
    assert [box.offers.item(n).text() for n in range(box.offers.count())] == [
        "Messages or calls",
        "Something else",
    ]
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert rows.index(0, 2).data() == "Something else"
    assert grid.currentIndex().column() == 3
    # Escape gives up what was typed, in the vault too.
    grid.setCurrentIndex(rows.index(0, 5))
    QTest.keyClicks(grid, "x")
    settled(table.qtbot, page)
    (kept,) = table.desk.series.page(case_id).rows
    assert kept.sheet.content.description == "x"
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Escape)
    settled(table.qtbot, page)
    (kept,) = table.desk.series.page(case_id).rows
    assert kept.sheet.content.description == ""


def test_a_row_says_what_it_lacks_where_it_lacks_it(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    rows, _, _ = parts(page)
    assert not any(rows.index(0, n).data(NEEDED) for n in range(rows.columnCount()))
    type_in(page, 0, 1, "2/11/26")
    lacking = [rows.title(n) for n in range(rows.columnCount()) if rows.index(0, n).data(NEEDED)]
    assert lacking == ["What", "Channel", "Words", "Severity", "Person says", "In law", "Breach"]
    assert page.acts.text == "Row 1 has 8 answers to go; how each stands is computed"
    assert page.sign.text() == "Sign 0 incidents…"
    assert not page.sign.isEnabled()
    type_in(page, 0, 4, "Ada")
    assert rows.index(0, 4).data() == "Ada"
    assert "No code of a victim" in str(rows.index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole))


def test_an_answer_that_no_column_has_is_told_to_be_in_the_whole_form(table: Table, case_id: str) -> None:
    told = {"source": "victim", "outcome": "not_reported", "person_says": "denies", "said_to": "police"}
    alone = {"reported_to": (), "crime_references": (), "put_ok": ""}
    table.desk.series.keep(case_id, [written("First", **told, **alone)])
    page = opened(table, case_id)
    assert page.acts.text == (
        "Row 1 has 1 answer to go, 1 of them in its whole form; how each stands is computed"
    )


def test_what_is_common_is_written_to_every_row_but_one_of_its_own(table: Table, case_id: str) -> None:
    rows = [written("First"), written("Own", source="probation"), written("Third")]
    table.desk.series.keep(case_id, rows)
    page = opened(table, case_id)
    model, _, common = parts(page)
    assert [model.index(n, 0).data() for n in range(4)] == ["1", "2 own", "3", "4"]
    said = str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Row 2, ready, Source of its own: Probation"
    source = common.first
    assert isinstance(source, DropDown)
    source.setCurrentIndex(source.findData("records"))
    settled(table.qtbot, page)
    kept = [each.sheet.content.source for each in table.desk.series.page(case_id).rows]
    assert kept == ["records", "probation", "records"]
    # Conditions of handling are asked where there are any.
    boxes = {each.accessibleName(): each for each in common.findChildren(QLineEdit)}
    assert not boxes["Conditions"].isVisible()
    handling = next(each for each in common.findChildren(DropDown) if each.accessibleName() == "Handling")
    handling.setCurrentIndex(handling.findData("conditions"))
    assert boxes["Conditions"].isVisible()


def test_what_is_common_is_kept_before_any_row_is_typed(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    _, _, common = parts(page)
    source = common.first
    assert isinstance(source, DropDown)
    source.setCurrentIndex(source.findData("police"))
    settled(table.qtbot, page)
    page = opened(table, case_id)
    rows, grid, _ = parts(page)
    assert rows.common["source"] == "police"
    # One goes on in that row, and leaves none empty.
    assert grid.currentIndex().row() == 0
    type_in(page, 0, 1, "2/11/26")
    settled(table.qtbot, page)
    (kept,) = table.desk.series.page(case_id).rows
    assert (kept.sheet.event, kept.sheet.content.source) == (DAY, "police")


def test_a_row_with_answers_that_no_cell_shows_is_never_taken_for_the_empty_one(
    table: Table, case_id: str
) -> None:
    hidden = Incident(person_account="What he said of it")
    table.desk.series.keep(case_id, [written("First"), Written(None, Sheet(content=hidden))])
    page = opened(table, case_id)
    type_in(page, 0, 5, "More words")
    settled(table.qtbot, page)
    kept = table.desk.series.page(case_id).rows
    assert [each.sheet.content.person_account for each in kept][1:] == ["What he said of it"]


def test_a_deleted_row_comes_back_to_its_place_or_among_the_drafts(table: Table, case_id: str) -> None:
    table.desk.series.keep(case_id, [written("First"), written("Second"), written("Third")])
    page = opened(table, case_id)
    rows, grid, _ = parts(page)
    grid.setCurrentIndex(rows.index(1, 1))
    page.drop.click()
    settled(table.qtbot, page)
    texts = [each.sheet.content.description for each in table.desk.series.page(case_id).rows]
    assert texts == ["First", "Third"]
    table.undo()
    settled(table.qtbot, page)
    assert [rows.index(n, 5).data() for n in range(3)] == ["First", "Second", "Third"]
    assert len(table.desk.series.page(case_id).rows) == 3
    # The empty row is nothing to delete.
    grid.setCurrentIndex(rows.index(3, 1))
    page.drop.click()
    assert rows.counted == 3


def test_a_sheet_that_is_too_long_is_refused_in_one_sentence(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    rows, grid, _ = parts(page)
    grid.paste_wanted.emit("1/11/26\n" * (MOST_ROWS + 1))
    assert rows.counted == 0
    said = "A series holds at most 50 incidents: sign or delete some of them first. Nothing was pasted."
    assert page.bar.text == said


def test_words_of_several_lines_are_changed_in_the_whole_form_alone(table: Table, case_id: str) -> None:
    table.desk.series.keep(case_id, [written("First line\nSecond line")])
    page = opened(table, case_id)
    rows, grid, _ = parts(page)
    asked = places_of(page)
    assert rows.index(0, 5).data() == "First line …"
    type_in(page, 0, 5, "x")
    settled(table.qtbot, page)
    (kept,) = table.desk.series.page(case_id).rows
    assert kept.sheet.content.description == "First line\nSecond line"
    grid.setCurrentIndex(rows.index(0, 5))
    page.form.click()
    settled(table.qtbot, page)
    assert asked == [DraftAt(case_id, kept.id)]


def test_a_row_of_a_third_party_goes_where_it_belongs_as_it_is_opened(table: Table, case_id: str) -> None:
    draft = table.desk.drafts.begin(case_id, "incident")
    told = replace(WHOLE, source="victim", outcome="not_reported", reported_to=(), crime_references=())
    table.desk.drafts.save(draft.id, replace(draft.sheet, content=told), draft.revision)
    page = opened(table, case_id)
    settled(table.qtbot, page)
    (kept,) = table.desk.series.page(case_id).rows
    assert kept.compartment is Compartment.THIRD_PARTY
    assert kept.missing == ()


def test_hidden_names_take_what_is_written_off_the_screen(table: Table, case_id: str) -> None:
    table.desk.series.keep(case_id, [written("First")])
    page = opened(table, case_id)
    _, grid, _ = parts(page)
    page.hide_names(True)
    assert not grid.isVisible()
    page.hide_names(False)
    assert grid.isVisible()


def test_what_was_typed_last_is_kept_by_its_last_words(table: Table, case_id: str) -> None:
    page = opened(table, case_id)
    rows, grid, _ = parts(page)
    grid.setFocus()
    grid.setCurrentIndex(rows.index(0, 5))
    for letter in "Just":
        QTest.keyClicks(QApplication.focusWidget() or grid, letter)
    words = page.last_words()
    assert words is not None
    assert words() == ()
    (kept,) = table.desk.series.page(case_id).rows
    assert kept.sheet.content.description == "Just"


def test_a_series_with_nothing_left_goes_back_to_its_section(table: Table, case_id: str) -> None:
    table.desk.series.keep(case_id, [written("First")])
    page = opened(table, case_id)
    asked = places_of(page)
    table.asks.passphrases.append(LEAD_PASSPHRASE)
    page.sign.click()
    settled(table.qtbot, page)
    assert page.read_through.isVisible()
    page.read_through.sign.click()
    settled(table.qtbot, page)
    assert asked == [CaseAt(case_id, "behaviour")]
    assert page.is_over
