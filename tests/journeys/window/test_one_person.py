"""Somebody who was referred twice: both files read side by side, joined, found by either name, and parted again."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.cases.person import PersonDetails
from app.domain.values.dates import ClinicalDate
from app.services.cases.cases import CaseQuery
from app.services.cases.opening import open_case
from app.services.checks.checking import check
from app.services.desk import Desk
from app.services.vault.machine import Machine
from tests.builders import KNOWS, LEAD_PASSPHRASE, OPENED, open_as_lead
from tests.views.driver import Driver
from tests.views.stalls import not_counted

FIRST = PersonDetails(
    family_name="Quillon", given_names="Bram", born=ClinicalDate(1980, 8, 14), awareness="unaware", **KNOWS
)
AGAIN = replace(FIRST, family_name="Ash Quillon", awareness="aware", gp="Hexbridge Surgery")


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault in which one man has two files."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        open_case(vault, FIRST, "NM-1001", OPENED)
        open_case(vault, AGAIN, "NM-1002", OPENED)
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    return driver.window.open_desk.desk


def names(desk: Desk) -> dict[str, str]:
    with not_counted():
        assert check(desk.vault).findings == ()
        return {row.reference: row.sort_name for row in desk.cases.page(CaseQuery()).rows}


def go_to(driver: Driver, words: str) -> None:
    driver.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    driver.keys(words)
    driver.wait(lambda: "result" in driver.texts())
    driver.rest()
    driver.key(Qt.Key.Key_Return)
    driver.rest()


def test_two_files_of_one_man_are_joined_and_parted(desk: Desk, driver: Driver) -> None:
    go_to(driver, "NM-1001")
    driver.press("Correct the person’s details")
    driver.rest()
    driver.press("One person, two files")
    driver.rest()
    assert "Similar name and date of birth." in driver.texts()
    driver.press("Read both: ASH QUILLON, Bram")
    driver.rest()
    driver.press("Join them…")
    assert "Error: Say why." in driver.texts()
    driver.type("Why", "He told both services the same address")
    driver.press("Join them…")
    driver.rest()
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Join ASH QUILLON, Bram with QUILLON, Bram")
    driver.rest()
    assert "Joined on" in driver.texts()
    assert names(desk) == {"NM-1001": "QUILLON, Bram", "NM-1002": "QUILLON, Bram"}
    # The name of the other still finds the case, under the one that stays.
    go_to(driver, "ash quillon")
    driver.wait(lambda: "QUILLON, Bram" in driver.texts())
    driver.press("Correct the person’s details")
    driver.rest()
    driver.press("One person, two files")
    driver.rest()
    driver.press("Read both, to part ASH QUILLON, Bram")
    driver.rest()
    driver.type("Why", "A cousin of the same age")
    driver.press("Part them…")
    driver.rest()
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Part ASH QUILLON, Bram from QUILLON, Bram")
    driver.rest()
    assert names(desk) == {"NM-1001": "QUILLON, Bram", "NM-1002": "ASH QUILLON, Bram"}
