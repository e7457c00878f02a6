"""A panel day with six cases: each in its own record under its own banner, and one signature for all that is ready."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.cases.meeting import Meeting
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.context.places import RailPart
from tests.builders import LEAD_PASSPHRASE, add_case, open_as_lead
from tests.views.driver import Driver
from tests.views.stalls import not_counted

FAMILIES = ("Winslade", "Hargreave", "Dunscombe", "Sallow", "Vellacott", "Quill")
ALT = Qt.KeyboardModifier.AltModifier
LEFT_OPEN = 3
"""The number of the case that has no decision yet when the others are signed."""
HEARD_IN = 1
"""The number of the case in which it is written what an agency said."""
KINDS = {LEFT_OPEN: [], HEARD_IN: ["collateral", "panel"]}
"""What stands in a case afterwards, by its number; one panel in the others."""


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with a meeting of six cases."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        agenda = tuple(add_case(vault, each) for each in FAMILIES)
        held = Meeting(held_on=ClinicalDate.of(vault.today()), chair="DCI P. Lorne", agenda=agenda)
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    desk: Desk = driver.window.open_desk.desk
    with not_counted():
        desk.meetings.hold(held)
    return desk


def write(driver: Driver, number: int, family: str) -> None:
    """Go to a case by its number and write its record, but for the decision of one."""
    driver.key(getattr(Qt.Key, f"Key_{number}"), ALT)
    driver.rest()
    # Under the banner of the case that is written of, and of no other.
    assert f"{family.upper()}, Colm" in driver.texts()
    driver.press("Begin its record")
    driver.rest()
    driver.type("Why", f"What was said of {family}.")
    if number != LEFT_OPEN:
        driver.answer("Decision", "Monitor")
    driver.answer("Is the person to be told", "Knows")
    driver.type("Question to the panel", "What next?")
    if number == HEARD_IN:
        driver.press("What each agency said, 0: add view")
        driver.answer("Agency", "Police", within="View 1 of 1")
        driver.type("View", "Seen at her work again.")
        driver.answer("Dissents", "No", within="View 1 of 1")
    driver.rest()


def test_a_panel_day_of_six_cases_is_signed_by_one_passphrase(desk: Desk, driver: Driver) -> None:
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(RailPart("panels"))
    driver.rest()
    with not_counted():
        (held,) = desk.meetings.page()
    driver.press(f"Open the day of: {held.words}")
    driver.rest()
    for number, family in enumerate(FAMILIES, 1):
        write(driver, number, family)
    assert "6 cases, 5 ready, 0 signed" in driver.texts()
    driver.press("Sign 5 ready…")
    driver.rest()
    read = driver.texts()
    for number, family in enumerate(FAMILIES, 1):
        assert (f"What was said of {family}." in read) == (number != LEFT_OPEN)
    driver.press("Sign 5 records…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign 5 records")
    driver.rest()
    assert "6 cases, 0 ready, 5 signed" in driver.texts()
    with not_counted():
        for number, case_id in enumerate(held.meeting.agenda, 1):
            entries = desk.chronology.page(case_id).rows
            assert sorted(each.kind for each in entries) == KINDS.get(number, ["panel"])
        (draft,) = desk.drafts.mine()
    assert draft.case_id == held.meeting.agenda[LEFT_OPEN - 1]
    # What was left open is a draft like any other, and a signed one is read beside the agenda.
    driver.key(Qt.Key.Key_1, ALT)
    driver.rest()
    assert "Genuine and unaltered" in driver.texts()
    assert "Seen at her work again." not in driver.texts()
    driver.key(Qt.Key.Key_3, ALT)
    driver.rest()
    assert "What was said of Dunscombe." in driver.texts()


def test_names_are_hidden_on_a_panel_day_too_and_nothing_is_lost_by_a_lock(
    desk: Desk, driver: Driver
) -> None:
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(RailPart("panels"))
    driver.rest()
    with not_counted():
        (held,) = desk.meetings.page()
    driver.press(f"Open the day of: {held.words}")
    driver.rest()
    write(driver, 1, "Winslade")
    driver.key(Qt.Key.Key_F12)
    driver.rest()
    for family in FAMILIES:
        assert family.upper() not in driver.texts()
        assert family not in driver.texts()
    driver.key(Qt.Key.Key_F12)
    driver.rest()
    driver.type("Why", "Typed just before the lock.")
    driver.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    driver.wait(lambda: driver.window.open_desk is None)
    driver.rest()
    driver.type("Passphrase", LEAD_PASSPHRASE)
    driver.press("Unlock")
    driver.rest()
    assert driver.window.open_desk is not None
    with not_counted():
        (draft,) = driver.window.open_desk.desk.drafts.mine()
    assert draft.sheet.content.rationale == "Typed just before the lock."
