"""A group of four by the window: stated, met, a part for each under their own banner, and one signature for all."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.context.places import RailPart
from tests.builders import LEAD, LEAD_PASSPHRASE, add_case, open_as_lead
from tests.grouped import DONE, FAMILIES, GIVEN, THEME
from tests.views.driver import Driver
from tests.views.stalls import not_counted

ALT = Qt.KeyboardModifier.AltModifier
MISSED = 4
"""The number of the member who did not come."""


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with four cases."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        for family, given in zip(FAMILIES, GIVEN, strict=True):
            add_case(vault, family, given_names=given)
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    desk: Desk = driver.window.open_desk.desk
    return desk


def pick(driver: Driver, label: str, act: str, what: str) -> None:
    """Choose what a reference that names nothing yet points at, from its list."""
    driver.press(f"{label}: {act}")
    driver.type(f"{label}: narrow the list", what)
    driver.key(Qt.Key.Key_Return)
    driver.rest()


def state_group(driver: Driver, references: list[str]) -> None:
    """State a group with those members, by its form."""
    driver.press("New group")
    driver.rest()
    driver.type("Name", "Thursday group")
    for n, each in enumerate(references):
        driver.press_like(f"Members, {n}: add ")
        driver.rest()
        pick(driver, "Case", "choose a case", each)
    driver.press("Save the group")
    driver.rest()


def state_session(driver: Driver, done: str) -> None:
    """State a session of it."""
    driver.type("Date", "19-Nov-2026")
    driver.type("Minutes", "90")
    driver.answer("Where", "Clinic")
    pick(driver, "Led by", "add a member of staff", LEAD.name)
    driver.type("Theme", THEME)
    driver.type("What was done", done)
    driver.press("Save the session")
    driver.rest()


def named(driver: Driver) -> list[str]:
    """The members who are named in the case in front."""
    case = driver.window.open_desk.shell.front.case if driver.window.open_desk else None
    told = "\n".join(label.text() for label in case.findChildren(QLabel)) if case else ""
    return [each for each in FAMILIES if each.upper() in told]


def write_part(driver: Driver, number: int) -> None:
    """Go to a member by their number and write their part."""
    driver.key(getattr(Qt.Key, f"Key_{number}"), ALT)
    # Under the banner of the member who is written of, and nobody else is named beside the list.
    driver.wait(lambda: named(driver) == [FAMILIES[number - 1]])
    driver.rest()
    assert named(driver) == [FAMILIES[number - 1]]
    driver.press("Begin the note: did not attend" if number == MISSED else "Begin the note: attended")
    driver.rest()
    driver.answer("How", "In person")
    if number == MISSED:
        driver.answer("Reason it was missed", "Ill or injured")
        driver.type("What was done about it", "Rang him.")
    else:
        driver.type("How the person responded", f"He spoke of himself, {number}.")
        driver.answer("Taking part", "Took part")
        driver.answer("Risk asked about", "Yes")
        driver.type("What was found, or why not asked", "Nothing new")
        driver.answer("Contact with a victim asked about", "Yes")
        driver.answer("Contact the person reports", "None")
        driver.answer("New admission or threat", "None")
    driver.type("What happens next", "Next Thursday.")
    driver.rest()


def test_a_group_of_four_is_written_and_signed_by_one_passphrase(desk: Desk, driver: Driver) -> None:
    with not_counted():
        references = sorted(each.reference for each in desk.cases.page(CaseQuery()).rows)
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(RailPart("groups"))
    driver.rest()
    state_group(driver, references)
    driver.wait(lambda: "Members: " + ", ".join(references) in driver.texts())
    driver.press("New session of: Thursday group")
    driver.rest()
    # What would tell of a member is refused where it is typed, and what was typed stays.
    state_session(driver, f"{DONE} {GIVEN[1]} was late.")
    assert "“What was done” would tell one member of a group of another" in driver.texts()
    driver.type("What was done", DONE)
    driver.press("Save the session")
    driver.rest()
    assert DONE in driver.texts()
    for number in range(1, 5):
        write_part(driver, number)
    assert "4 cases, 4 ready, 0 signed" in driver.texts()
    driver.press("Sign 4 ready…")
    driver.rest()
    read = driver.texts()
    assert read.count(DONE) == 3
    driver.press("Sign 4 records…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign 4 records")
    driver.rest()
    assert "4 cases, 0 ready, 4 signed" in driver.texts()
    with not_counted():
        (listed,) = desk.groups.page()
        (held,) = listed.sessions
        assert (held.session.attended, held.session.missed) == (3, 1)
        for number, item in enumerate(desk.group_day.again(held.id).agenda, 1):
            said = desk.records.read(item.record_id).sheet.content
            assert said.in_common == ("" if number == MISSED else DONE)
    # A signed part is read beside the list, and what was done in common is one press away.
    driver.key(Qt.Key.Key_1, ALT)
    driver.rest()
    assert "Genuine and unaltered" in driver.texts()
    driver.press("What was done in common")
    driver.rest()
    assert "Change what was done in common" in driver.texts()
    # With names hidden nobody is named.
    driver.key(Qt.Key.Key_F12)
    driver.rest()
    assert not any(family.upper() in driver.texts() for family in FAMILIES)
