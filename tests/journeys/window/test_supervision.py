"""Supervision by the window: what is due in a colleague's cases, what is decided of one, and the colleague's word."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.fields.compartments import Compartment
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from app.views.context.places import CaseList
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
    assert "No review for 180 days (since " in shown
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


def test_a_note_is_decided_by_one_and_signed_by_both(folder: Path, overdue: Machine, driver: Driver) -> None:
    sit(driver, folder, overdue, LEAD.login, LEAD_PASSPHRASE)
    go_to_supervision(driver)
    assert "No note of supervision awaits your word." in driver.texts()
    decide(driver)
    driver.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    driver.rest()
    assert f"It is signed by both: it awaits the agreement of {COLLEAGUE.name}." in driver.texts()
    assert not driver.has("Agree or differ")
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: driver.window.open_desk is None)
    driver.rest()
    desk = sit(driver, folder, overdue, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    go_to_supervision(driver)
    agree(driver)
    with not_counted():
        assert desk.supervision.page().to_agree == ()
