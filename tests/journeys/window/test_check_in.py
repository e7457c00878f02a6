"""A check-in with the person beside the screen: four keys and one signature."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.cases.cases import CaseQuery
from app.services.desk import Desk
from app.services.vault.machine import Machine
from tests.builders import LEAD_PASSPHRASE, add_case, open_as_lead
from tests.views.driver import Driver
from tests.views.stalls import not_counted


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with a case about somebody who works with the team."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        add_case(vault, "Fairweather", given_names="Oswin", awareness="engaged")
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    return driver.window.open_desk.desk


def test_a_check_in_is_four_answers_and_one_signature(desk: Desk, driver: Driver) -> None:
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys("fairweather")
    driver.wait(lambda: "result" in driver.texts())
    driver.rest()
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    driver.press("New record: choose its kind")
    driver.choose("Check-in")
    driver.rest()
    assert "FAIRWEATHER, Oswin" in driver.texts()
    for told in ("Born", "NHS No.", "Chronology", "Due next", "caution", "flag"):
        assert told not in driver.texts()
    answers = "46n7"
    for each in answers:
        # A menu of this platform leaves no window active: where its keyboard is, the window knows all the same.
        held = driver.window.focusWidget()
        assert held is not None
        QTest.keyClicks(held, each)
        driver.rest()
    driver.press("Sign…")
    driver.rest()
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign this check-in")
    driver.rest()
    assert "Signed. Turn the screen away" in driver.texts()
    assert "Chronology" not in driver.texts()
    with not_counted():
        (case,) = desk.cases.page(CaseQuery()).rows
        (entry,) = desk.chronology.page(case.id).rows
    assert entry.title == "Check-in: time 4, urge 6, acted no, confidence 7"
    assert len(answers) <= 4
