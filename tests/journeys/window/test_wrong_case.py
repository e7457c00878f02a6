"""A note that was signed in the wrong case, put right by the window: out of there, and signed where it belongs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from app.services.cases.cases import CaseQuery
from app.services.checks.checking import check
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.context.places import CaseAt, RecordAt
from tests.builders import LEAD_PASSPHRASE, add_case, open_as_lead, signed
from tests.told_of_case import lists_of, lists_of_all
from tests.views.driver import Driver
from tests.views.stalls import not_counted

PLANTED = "Zanzibarquill"


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with two cases, and a note of one person in the case of the other."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        signed(vault, add_case(vault, "Wrongfield"), PLANTED)
        add_case(vault, "Rightfield")
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    return driver.window.open_desk.desk


def _in_table(window: QWidget) -> set[str]:
    """The titles in the list that is in sight."""
    model = next(each for each in window.findChildren(QTableView) if each.isVisible()).model()
    cells = (model.index(row, at) for row in range(model.rowCount()) for at in range(model.columnCount()))
    return {said for each in cells if (said := str(each.data() or "")).count(" ") > 4}


def test_a_note_is_put_into_the_right_case(desk: Desk, driver: Driver) -> None:
    with not_counted():
        cases = {row.sort_name.partition(",")[0]: row.id for row in desk.cases.page(CaseQuery()).rows}
        wrong, right = cases["WRONGFIELD"], cases["RIGHTFIELD"]
        (note,) = desk.chronology.page(wrong).rows
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(RecordAt(wrong, note.id))
    driver.rest()
    driver.press("Put right: wrong case…")
    driver.rest()
    driver.press("Look at what will be done")
    assert "Error: Find the case and choose it." in driver.texts()
    driver.type("Find the right case", "rightf")
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    driver.type("How it came to stand in the wrong case", "Two cases were open at once")
    driver.press("Look at what will be done")
    driver.rest()
    said = driver.texts()
    assert "Out of WRONGFIELD, Colm" in said
    assert "Begins in RIGHTFIELD, Colm" in said
    driver.press("Move it out…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Move this record out of the case")
    driver.rest()
    assert "Moved out by Dr Rowan Ashdown" in driver.texts()
    with not_counted():
        assert PLANTED not in lists_of(desk.vault, wrong) + lists_of_all(desk.vault, PLANTED)
    driver.press("Go on in the right case")
    driver.rest()
    assert "RIGHTFIELD, Colm" in driver.texts()
    driver.press("Sign…")
    driver.rest()
    driver.press("Sign session note…")
    driver.type("Your passphrase", LEAD_PASSPHRASE)
    driver.press("Sign this session note")
    driver.rest()
    assert "Genuine and unaltered" in driver.texts()
    driver.window.open_desk.shell.go(CaseAt(wrong, "chronology"))
    driver.rest()
    assert _in_table(driver.window) == {"A record was moved out: entered in the wrong case"}
    assert PLANTED not in driver.texts()
    with not_counted():
        assert PLANTED in lists_of(desk.vault, right)
        assert PLANTED not in lists_of(desk.vault, wrong)
        assert check(desk.vault).findings == ()
