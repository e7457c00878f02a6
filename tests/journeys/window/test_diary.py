"""An appointment from the diary to its signed note by the window alone, and the gap that goes with it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.values.dates import ClinicalDate
from app.services.cases.cases import CaseQuery
from app.services.cases.diary import Diary
from app.services.cases.today import Sort, Today
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.context.places import AppointmentAt, RailPart
from app.views.context.places import Today as TodayAt
from app.views.diary.diary_page import DiaryPage
from tests import confirmed
from tests.appointments import book
from tests.builders import LEAD_PASSPHRASE, add_case, complete, open_as_lead
from tests.reports.test_icalendar import parts
from tests.views.driver import Driver
from tests.views.stalls import not_counted

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with a case and an appointment of a week ago."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        case_id = add_case(vault, "Winslade")
        a_week_ago = ClinicalDate.of(vault.today() - timedelta(days=7))
        book(vault, case_id, day=a_week_ago)
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    found: Desk = driver.window.open_desk.desk
    return found


def shell(driver: Driver):  # type: ignore[no-untyped-def] # noqa: ANN201 - as the window has it
    assert driver.window.open_desk is not None
    return driver.window.open_desk.shell


def fill(driver: Driver) -> None:
    """Write what the note still asks."""
    driver.answer("The person was there", "Yes")
    driver.press("Team: add a member of staff")
    # The author stands first.
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Escape)
    driver.type("Minutes", "50")
    driver.type("What we did", "Looked at the week.")
    driver.type("How the person responded", "Said little.")
    driver.answer("Taking part", "Took part")
    driver.type("What happens next", "Next week.")
    driver.answer("Risk asked about", "Yes")
    driver.type("What was found, or why not asked", "Nothing new.")
    driver.answer("Contact with a victim asked about", "No")
    driver.answer("New admission or threat", "None")
    driver.rest()


def sign(driver: Driver) -> None:
    """Go on with the note and sign it."""
    driver.press("Go on with the note")
    driver.rest()
    driver.press("Sign…")
    driver.rest()
    driver.press("Sign session note…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign this session note")
    driver.rest()


def test_an_appointment_without_a_note_is_said_noted_and_gone_from_today(desk: Desk, driver: Driver) -> None:
    shell(driver).go(TodayAt())
    driver.rest()
    with not_counted():
        (line,) = Today(desk.vault).page(sorts=(Sort.NOTE,)).rows
    page = shell(driver).front
    page.sorts.choose(("missing",))
    page.sorts.changed.emit()
    driver.rest()
    page.view.setCurrentIndex(page.table.index(0, 0))
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    assert "Not said, no note yet" in driver.texts()
    driver.press("How it went…")
    driver.rest()
    driver.answer("How it went", "Attended")
    driver.press("Save how it went")
    driver.rest()
    assert "Attended, no note yet" in driver.texts()
    driver.press("Write the note")
    driver.rest()
    with not_counted():
        (draft,) = desk.drafts.mine()
        said = draft.sheet.content
        assert (said.session_type, said.attendance, said.setting) == ("individual", "attended", "clinic")
        assert draft.sheet.event == ClinicalDate.of(desk.today_date() - timedelta(days=7))
    fill(driver)
    shell(driver).go(RailPart("diary"))
    driver.rest()
    page = shell(driver).front
    assert isinstance(page, DiaryPage)
    driver.press("Before")
    driver.rest()
    page.view.setFocus()
    page.view.setCurrentIndex(page.table.index(0, 0))
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    assert "Attended, note begun" in driver.texts()
    sign(driver)
    with not_counted():
        assert Today(desk.vault).page(sorts=(Sort.NOTE,)).rows == ()
        assert Diary(desk.vault).read(line.target).record_id
    shell(driver).go(AppointmentAt(line.target))
    driver.rest()
    assert "Attended, noted" in driver.texts()
    driver.press("Open the note")
    driver.rest()
    assert "Looked at the week." in driver.texts()


def test_a_new_one_says_who_is_busy_and_goes_into_a_calendar(
    desk: Desk, driver: Driver, tmp_path: Path
) -> None:
    with not_counted():
        day = desk.today_date() + timedelta(days=7)
        case_id = desk.cases.page(CaseQuery()).rows[0].id
        with_person = book(desk.vault, case_id, day=ClinicalDate.of(day))
    shell(driver).go(RailPart("diary"))
    driver.rest()
    driver.key(Qt.Key.Key_PageDown, CONTROL)
    driver.rest()
    assert "1 appointment" in driver.texts()
    driver.press("New appointment")
    driver.rest()
    driver.answer("For", "Supervision")
    driver.type("Day", ClinicalDate.of(day).show())
    driver.type("Time", "10.30")
    driver.type("Minutes", "60")
    driver.answer("How", "In person")
    driver.answer("Where", "Clinic")
    driver.wait(lambda: "has at that time: individual session" in driver.texts())
    driver.press("Save the appointment")
    driver.rest()
    assert "Supervision" in driver.texts()
    driver.press("Save as .ics…")
    driver.save_as(tmp_path / "week.ics")
    driver.wait(lambda: "Saved 1 appointment, without a name." in driver.texts())
    content = (tmp_path / "week.ics").read_bytes()
    (only,) = parts(content)
    assert (only["SUMMARY"], only["LOCATION"]) == ("Appointment", "Clinic")
    for name in (b"Winslade", b"WINSLADE", b"Rowan", b"Ashdown", b"Northmoor", b"talking", b"upervision"):
        assert name not in content
    # Once the person has died nothing is asked of the appointment but why it was not held.
    with not_counted():
        person = desk.people.read(desk.casefile.open(case_id).case.person_id)
        died = replace(person.details, deceased_on=ClinicalDate.of(desk.today_date()))
        desk.people.correct(person.id, died)
    shell(driver).go(AppointmentAt(with_person))
    driver.rest()
    assert "Not held: the person died" in driver.texts()
    driver.press("How it went…")
    driver.rest()
    driver.answer("How it went", "Cancelled by another agency")
    driver.type("Why", "Told by the ward")
    driver.press("Save how it went")
    driver.rest()
    assert "Cancelled by another agency" in driver.texts()


def test_a_note_that_was_written_in_the_case_is_taken_for_it(desk: Desk, driver: Driver) -> None:
    with not_counted():
        (line,) = Today(desk.vault).page(sorts=(Sort.NOTE,)).rows
        draft = desk.drafts.begin(line.case_id, "session_note")
        day = ClinicalDate.of(desk.today_date() - timedelta(days=7))
        whole = replace(draft.sheet, event=day, content=complete(draft.kind.content))
        desk.drafts.save(draft.id, whole, draft.revision)
        record = confirmed.sign(desk.vault, draft.id)
    shell(driver).go(AppointmentAt(line.target))
    driver.rest()
    assert "Written that day" in driver.texts()
    driver.press_like("It is the note of this appointment: ")
    driver.rest()
    assert "Not said, noted" in driver.texts()
    with not_counted():
        assert Diary(desk.vault).read(line.target).record_id == record
