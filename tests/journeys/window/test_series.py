"""Eight incidents of a police paper typed as rows, and seven of them signed by one passphrase."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from app.domain.fields.compartments import Compartment
from app.domain.values.dates import ClinicalDate
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.records.reading import RecordView
from app.services.vault.machine import Machine
from app.views.context.places import CaseAt, NewRecord
from app.views.editor.series_page import SeriesPage
from tests.builders import LEAD_PASSPHRASE, add_case, open_as_lead
from tests.journeys.window.ground import nothing_taken
from tests.views.driver import Driver
from tests.views.stalls import not_counted

CONTROL = Qt.KeyboardModifier.ControlModifier
TYPED = (
    "2 nov 2026|gif|post|V1|For the one who waits|alarm|not put||reported|no",
    '5/11/26|"|"|"|You wore the green coat|"|"||"|"',
    '9/11/26|messages or|telephone|"|Silent, four times|intr|denies|police|"|"',
    'about 11 Nov 2026|watch|in person|"|none heard|alarm|"|"|no f|"',
    '14/11/26|messages or|e-m|V2|Tell her I forgive her|intr|admits|"|charged|"',
    '16/11/26|"|"|"|Why does nobody answer|"|"|"|"|"',
    '18/11/26|approach|in person|V1|Just five minutes|alarm|admits in|"|reported|"',
)
"""The cells of the rows that are whole, as somebody types them; an empty one is gone over."""
STANDS = (
    "alleged",
    "alleged",
    "denied to police",
    "denied to police; no further action",
    "admitted to police; charged, not tried",
    "admitted to police; charged, not tried",
    "admitted in part to police",
)


@pytest.fixture
def case_id(folder: Path, machine: Machine, driver: Driver) -> str:
    """The window at the section of a case with two victims."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        case_id = add_case(vault)
        for relationship in ("ex_intimate", "family"):
            Victims(vault).add(case_id, relationship)
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(CaseAt(case_id, "behaviour"))
    driver.rest()
    driver.press("Series of incidents…")
    driver.rest()
    return case_id


def desk_of(driver: Driver) -> Desk:
    """The desk of the window."""
    assert driver.window.open_desk is not None
    desk: Desk = driver.window.open_desk.desk
    return desk


def page_of(driver: Driver) -> SeriesPage:
    """The series in front."""
    assert driver.window.open_desk is not None
    page = driver.window.open_desk.shell.front
    assert isinstance(page, SeriesPage)
    return page


def grid(driver: Driver) -> QTableView:
    """Its rows."""
    found = driver.control("Incidents of the series")
    assert isinstance(found, QTableView)
    return found


def type_in(driver: Driver, text: str) -> None:
    """Type letter by letter: the first one opens the cell, which has the keyboard from then on."""
    for letter in text:
        driver.keys(letter)


def type_row(driver: Driver, cells: str) -> None:
    """Type a row cell by cell, and go to the next."""
    *before, last = cells.split("|")
    for cell in before:
        if cell:
            type_in(driver, cell)
        driver.key(Qt.Key.Key_Tab)
    if last:
        type_in(driver, last)
    driver.key(Qt.Key.Key_Return)


def day_of(record: RecordView) -> date:
    """The day of an incident, as near as it is known."""
    day = record.sheet.event.earliest() if record.sheet.event else None
    assert day is not None
    return day


def shown(driver: Driver, row: int) -> list[str]:
    """What the cells of a row show."""
    model = grid(driver).model()
    return [str(model.index(row, n).data() or "") for n in range(model.columnCount())]


def test_eight_incidents_are_typed_as_rows_and_seven_are_signed(case_id: str, driver: Driver) -> None:
    driver.answer("Source", "Police")
    driver.answer("Grade: source", "2 Untested")
    driver.answer("Information", "A Known at first hand")
    driver.type("Crime reference", "NMC-0049144")
    driver.type("Of which force", "Northmoor")
    grid(driver).setFocus()
    page_of(driver).focus_first()
    for cells in TYPED:
        type_row(driver, cells)
    type_in(driver, "20/11/26")
    driver.key(Qt.Key.Key_Tab)
    type_in(driver, "me")
    driver.rest()
    assert [shown(driver, n)[-1] for n in range(7)] == list(STANDS)
    assert shown(driver, 1)[1:7] == ["05-Nov-2026", '"', '"', '"', "You wore the green coat", '"']
    # What is being typed is kept, before anybody leaves the cell.
    with not_counted():
        *_, last = desk_of(driver).series.page(case_id).rows
    assert last.sheet.content.behaviour == "messages"
    driver.key(Qt.Key.Key_Tab)
    driver.rest()
    assert "8 of at most 50; each becomes its own record" in driver.texts()
    assert page_of(driver).acts.text.startswith("Row 8 has 6 answers to go")
    driver.press("Sign 7 incidents…")
    driver.rest()
    assert driver.texts().count("incident of ") >= 7
    driver.press("Sign 7 records…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign 7 records")
    driver.rest()
    assert "1 of at most 50" in driver.texts()
    with not_counted():
        desk = desk_of(driver)
        entries = desk.chronology.page(case_id).rows
        assert [each.kind for each in entries] == ["incident"] * 7
        read = sorted((desk.records.read(each.id) for each in entries), key=day_of)
        (left,) = desk.drafts.mine(case_id)
    assert left.sheet.event == ClinicalDate(2026, 11, 20)
    contents = [each.sheet.content for each in read]
    assert [each.behaviour for each in contents] == [
        "gifts",
        "gifts",
        "messages",
        "watching",
        "messages",
        "messages",
        "approach",
    ]
    assert [each.victims for each in contents] == [("V1",)] * 4 + [("V2",)] * 2 + [("V1",)]
    assert read[3].sheet.event == ClinicalDate(2026, 11, 11, about=True)
    references = [(each.number, each.force) for content in contents for each in content.crime_references]
    assert references == [("NMC-0049144", "Northmoor")] * 7
    assert {(each.source, each.source_grade, each.information_grade) for each in contents} == {
        ("police", "2", "a")
    }
    assert {each.provenance.compartment for each in read} == {Compartment.CLINICAL}


def test_what_is_typed_in_a_cell_outlives_a_lock(case_id: str, driver: Driver) -> None:
    page_of(driver).focus_first()
    type_row(driver, TYPED[0])
    for _ in range(4):
        driver.key(Qt.Key.Key_Tab)
    type_in(driver, "Typed just before the lock.")
    driver.key(Qt.Key.Key_L, CONTROL)
    driver.wait(lambda: driver.window.open_desk is None)
    driver.rest()
    driver.type("Passphrase", LEAD_PASSPHRASE)
    driver.press("Unlock")
    driver.rest()
    with not_counted():
        first, second = desk_of(driver).series.page(case_id).rows
    assert first.sheet.content.description == "For the one who waits"
    assert second.sheet.content.description == "Typed just before the lock."


def test_no_row_is_lost_that_a_full_disk_did_not_take_at_the_lock(case_id: str, driver: Driver) -> None:
    page_of(driver).focus_first()
    type_row(driver, TYPED[0])
    driver.rest()
    with nothing_taken():
        # One that is kept is changed, and three are new: one of them as it cannot be read.
        grid(driver).setCurrentIndex(grid(driver).model().index(0, 5))
        type_in(driver, "Changed.")
        driver.key(Qt.Key.Key_Return)
        rows = "\n".join(each.replace("|", "\t") for each in (TYPED[4], TYPED[6]))
        QGuiApplication.clipboard().setText(f"{rows}\nheron\tthreat\n")
        driver.key(Qt.Key.Key_V, CONTROL)
        driver.key(Qt.Key.Key_L, CONTROL)
        driver.wait(lambda: driver.window.open_desk is None)
        driver.rest()
        assert "They are kept in memory" in driver.texts()
    driver.type("Passphrase", LEAD_PASSPHRASE)
    driver.press("Unlock")
    driver.rest()
    with not_counted():
        kept = desk_of(driver).series.page(case_id).rows
    assert [each.sheet.content.description for each in kept] == [
        "Changed.",
        "Tell her I forgive her",
        "Just five minutes",
        "",
    ]
    assert kept[3].sheet.to_draft().get("typed") == {"event": "heron"}
    assert driver.window.open_desk is not None
    assert "is saved now" in driver.window.open_desk.warning.text


def test_rows_are_pasted_deleted_had_back_and_opened_as_a_form(case_id: str, driver: Driver) -> None:
    page_of(driver).focus_first()
    rows = "\n".join(each.replace("|", "\t") for each in TYPED[:2])
    QGuiApplication.clipboard().setText(f"{rows}\nheron\tthreat\tin person\tAda\n")
    driver.key(Qt.Key.Key_V, CONTROL)
    driver.rest()
    assert "Row 3, Date:" in driver.texts()
    assert "Row 3, To whom: No code of a victim: write V1, or V1, V2." in driver.texts()
    assert shown(driver, 2)[1] == "heron"
    with not_counted():
        kept = desk_of(driver).series.page(case_id).rows
    assert [each.sheet.to_draft().get("typed") for each in kept] == [
        None,
        None,
        {"event": "heron", "victims": "Ada"},
    ]
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Delete, CONTROL)
    # A button that is pressed by its key goes down first, as anybody sees.
    driver.wait(lambda: grid(driver).model().rowCount() == 3)
    driver.rest()
    with not_counted():
        assert len(desk_of(driver).series.page(case_id).rows) == 2
    driver.key(Qt.Key.Key_Z, CONTROL)
    driver.rest()
    assert shown(driver, 2)[1] == "heron"
    with not_counted():
        assert len(desk_of(driver).series.page(case_id).rows) == 3
    grid(driver).setCurrentIndex(grid(driver).model().index(0, 1))
    driver.key(Qt.Key.Key_F2)
    driver.wait(lambda: not driver.has("Incidents of the series"))
    driver.rest()
    assert "Draft saved" in driver.texts()
    assert "For the one who waits" in driver.texts()


def test_a_series_is_found_among_the_commands_of_a_case(case_id: str, driver: Driver) -> None:
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(CaseAt(case_id, "overview"))
    driver.rest()
    driver.key(Qt.Key.Key_K, CONTROL)
    driver.rest()
    driver.type("Search and commands", "series of")
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    assert page_of(driver).case_id == case_id
    driver.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    driver.rest()
    driver.window.open_desk.shell.go(NewRecord(case_id))
    driver.rest()
    driver.press("Series of incidents…")
    driver.rest()
    assert page_of(driver).case_id == case_id
