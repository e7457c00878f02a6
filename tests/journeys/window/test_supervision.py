"""Supervision by the window: what is due in a colleague's cases, what is decided of one, and the colleague's word."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.fields.compartments import Compartment
from app.services.cases.cases import CaseQuery
from app.services.cases.today import Sort
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from app.views.context.places import CaseList, RecordAt
from app.views.record.record_page import RecordPage
from app.views.today.today_page import TodayPage
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    open_as_lead,
    signed,
)
from tests.confirmed import admit
from tests.views.driver import Driver
from tests.views.stalls import not_counted


def sit(driver: Driver, folder: Path, machine: Machine, login: str, passphrase: str) -> Desk:
    """Let somebody sit down at the window."""
    with not_counted():
        vault = unlock(folder, login, passphrase, machine=machine)
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    desk: Desk = driver.window.open_desk.desk
    return desk


def go_to_supervision(driver: Driver) -> None:
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(CaseList())
    driver.rest()
    driver.press("How the cases are shown: Caseload")
    driver.rest()
    driver.press("Supervision")
    driver.rest()


@pytest.fixture
def overdue(folder: Path, machine: Machine) -> Machine:
    """A colleague admitted to supervision, with a case that was let lie for long; gives the machine."""
    with not_counted():
        lead = open_as_lead(folder, machine)
        admit(lead, enrol_colleague(lead), Compartment.SUPERVISION)
        lead.lock()
        colleague = unlock(folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
        signed(colleague, add_case(colleague, "Winslade"), "Saw the heron")
        colleague.lock()
        assert isinstance(machine.clock, SteppingClock)
        machine.clock.at += timedelta(days=200)
    return machine


def decide(driver: Driver) -> None:
    """Go through the colleague's cases, and write and sign what was decided of the one there is."""
    driver.press(f"Go through the cases of: {COLLEAGUE.name}")
    driver.rest()
    assert f"Cases of {COLLEAGUE.name} in which something is due" in driver.texts()
    driver.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    driver.rest()
    shown = driver.texts()
    assert "No review for longer than the service’s limit (since " in shown
    assert "Not seen for 28 days (last seen " in shown
    driver.press("Begin its note")
    driver.rest()
    driver.type("What was discussed", "How long the gaps have become.")
    driver.type("What was decided", "A review within a week.")
    driver.rest()
    assert "1 case, 1 ready, 0 signed" in driver.texts()
    driver.press("Sign 1 ready…")
    driver.rest()
    driver.press("Sign 1 record…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign 1 record")
    driver.rest()
    assert "1 case, 0 ready, 1 signed" in driver.texts()


def agree(driver: Driver) -> None:
    """Read what awaits an agreement, and agree."""
    driver.press_like("Read: ")
    driver.rest()
    assert "A review within a week." in driver.texts()
    driver.press("Agree or differ")
    driver.rest()
    driver.answer("Your word", "Agreed")
    driver.press("Sign…")
    driver.rest()
    driver.press("Sign agreement…")
    driver.type("Your passphrase", COLLEAGUE_PASSPHRASE)
    driver.press("Sign this agreement")
    driver.rest()


def lock(driver: Driver) -> None:
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: driver.window.open_desk is None)
    driver.rest()


def go_on(driver: Driver) -> None:
    driver.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    driver.rest()


def ask(driver: Driver, desk: Desk) -> None:
    """Ask the colleague about two words of their note, with the keyboard alone."""
    assert driver.window.open_desk is not None
    with not_counted():
        (case,) = desk.cases.page(CaseQuery()).rows
        (note,) = desk.chronology.page(case.id, kinds=["session_note"]).rows
    driver.window.open_desk.shell.go(RecordAt(case.id, note.id))
    driver.rest()
    page = driver.window.open_desk.shell.front
    assert isinstance(page, RecordPage)
    cursor = page.reading.document().find("heron")
    cursor.setPosition(cursor.selectionStart())
    page.reading.setTextCursor(cursor)
    page.reading.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    driver.key(Qt.Key.Key_Right, both)
    driver.key(Qt.Key.Key_A, both)
    driver.rest()
    driver.type("Question", "Before the order was served?")
    driver.rest()
    driver.press("To: choose a member of staff")
    driver.rest()
    driver.keys(COLLEAGUE.name)
    driver.rest()
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    driver.type("Answer by", "+3d")
    go_on(driver)
    shown = driver.texts()
    assert f"{LEAD.name} asked {COLLEAGUE.name}: to answer by" in shown
    assert "“Before the order was served?”" in shown
    page = driver.window.open_desk.shell.front
    assert isinstance(page, RecordPage)
    assert [each.cursor.selectedText() for each in page.reading.extraSelections()] == ["heron"]
    assert "Before the order" not in page.reading.toPlainText() + page.aside.text.toPlainText()


def open_question(driver: Driver, act: str) -> None:
    """Go down today's list to a question, and press Enter; `act` is what that does."""
    assert driver.window.open_desk is not None
    page = driver.window.open_desk.shell.front
    assert isinstance(page, TodayPage)
    page.view.setFocus()
    for _ in range(page.table.rowCount()):
        if page.view.current.sort == Sort.QUESTION:
            break
        driver.key(Qt.Key.Key_Down)
    driver.rest()
    assert page.act.accessibleName() == act
    driver.key(Qt.Key.Key_Return)
    driver.rest()


def answer_it(driver: Driver) -> None:
    """Find on Today what one was asked, and answer it."""
    open_question(driver, f"Answer: {LEAD.name} asks you")
    assert "“heron”" in driver.texts()
    driver.type("Answer", "Two days before.")
    go_on(driver)
    assert f"{LEAD.name} asked {COLLEAGUE.name}: answered" in driver.texts()


def clear_it(driver: Driver) -> None:
    """Find the answer on Today, and clear it."""
    open_question(driver, f"Open: {COLLEAGUE.name} answered you")
    assert "Two days before." in driver.texts()
    driver.type("Why it is cleared", "The note says so now.")
    go_on(driver)
    assert f"{LEAD.name} asked {COLLEAGUE.name}: cleared" in driver.texts()


def test_a_note_is_decided_by_one_and_signed_by_both(folder: Path, overdue: Machine, driver: Driver) -> None:
    desk = sit(driver, folder, overdue, LEAD.login, LEAD_PASSPHRASE)
    go_to_supervision(driver)
    assert "No note of supervision awaits your word." in driver.texts()
    decide(driver)
    driver.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    driver.rest()
    assert f"It is signed by both: it awaits the agreement of {COLLEAGUE.name}." in driver.texts()
    assert not driver.has("Agree or differ")
    ask(driver, desk)
    lock(driver)
    desk = sit(driver, folder, overdue, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    answer_it(driver)
    go_to_supervision(driver)
    agree(driver)
    with not_counted():
        assert desk.supervision.page().to_agree == ()
    lock(driver)
    sit(driver, folder, overdue, LEAD.login, LEAD_PASSPHRASE)
    clear_it(driver)
