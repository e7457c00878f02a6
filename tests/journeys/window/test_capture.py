"""The telephone rings while a case is open: a line is jotted down beside it, and filed or shredded later."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.values.dates import ClinicalDate
from app.services.cases.cases import CaseQuery
from app.services.cases.today import Sort, Today
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.views.context.places import CaptureAt, CaseAt
from app.views.context.places import Today as TodayAt
from tests.builders import LEAD_PASSPHRASE, add_case, open_as_lead
from tests.views.driver import Driver
from tests.views.stalls import not_counted

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HEARD = "A grey van stood opposite."


@pytest.fixture
def desk(folder: Path, machine: Machine, driver: Driver) -> Desk:
    """The window over a vault with two cases, one of them open."""
    with not_counted():
        vault = open_as_lead(folder, machine)
        case_id = add_case(vault, "Winslade")
        add_case(vault, "Quillon")
    driver.window.start.opened.emit(vault, str(folder))
    driver.rest()
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(CaseAt(case_id))
    driver.rest()
    found: Desk = driver.window.open_desk.desk
    return found


def jot(driver: Driver, danger: str) -> None:
    """Write the line that is heard."""
    assert "WINSLADE, Colm" in driver.texts()
    driver.key(Qt.Key.Key_J, CONTROL | SHIFT)
    driver.rest()
    assert "WINSLADE" not in driver.texts()
    driver.type("What you heard", HEARD)
    driver.answer("Somebody may be in danger", danger)
    driver.type("From", "PC 4471")


def test_a_line_is_jotted_beside_an_open_case_and_filed_in_another(desk: Desk, driver: Driver) -> None:
    jot(driver, "No")
    driver.press("Keep it and go back")
    driver.rest()
    assert "WINSLADE, Colm" in driver.texts()
    with not_counted():
        (line,) = Today(desk.vault).page(sorts=(Sort.CAPTURE,)).rows
        (other,) = [each for each in desk.cases.page(CaseQuery()).rows if "QUILLON" in each.sort_name]
    assert driver.window.open_desk is not None
    driver.window.open_desk.shell.go(TodayAt())
    driver.rest()
    assert "A line jotted down" in driver.texts()
    driver.window.open_desk.shell.go(CaptureAt(line.target))
    driver.rest()
    assert HEARD in driver.texts()
    driver.press("Case: choose a case")
    driver.rest()
    driver.keys(other.reference)
    driver.rest()
    driver.key(Qt.Key.Key_Return)
    driver.rest()
    driver.answer("As a draft of", "Incident")
    driver.press("File it")
    driver.rest()
    with not_counted():
        (draft,) = desk.drafts.mine()
        assert Today(desk.vault).page(sorts=(Sort.CAPTURE,)).rows == ()
    assert (draft.case_id, draft.kind.code) == (other.id, "incident")
    assert (draft.sheet.event, draft.sheet.source) == (ClinicalDate.of(desk.today_date()), "PC 4471")
    assert draft.sheet.content.description == HEARD


def test_a_dangerous_one_asks_for_a_flag_at_once_and_a_shredded_one_is_gone(
    desk: Desk, driver: Driver
) -> None:
    jot(driver, "Yes")
    driver.press("Keep it and go back")
    driver.rest()
    assert "raise a red flag in the case" in driver.texts()
    driver.answer("Why it is shredded", "Kept by mistake")
    driver.press("Shred it…")
    driver.rest()
    driver.press("Shred it")
    driver.rest()
    with not_counted():
        assert Today(desk.vault).page(sorts=(Sort.CAPTURE,)).rows == ()
    assert HEARD not in driver.texts()


def test_a_lock_in_the_middle_of_it_loses_nothing(desk: Desk, driver: Driver) -> None:
    jot(driver, "No")
    driver.key(Qt.Key.Key_L, CONTROL)
    driver.wait(lambda: driver.window.open_desk is None)
    driver.rest()
    driver.type("Passphrase", LEAD_PASSPHRASE)
    driver.press("Unlock")
    driver.rest()
    assert "A line, not kept yet" in driver.texts()
    driver.key(Qt.Key.Key_J, CONTROL | SHIFT)
    driver.rest()
    driver.press("Keep it and go back")
    driver.rest()
    assert driver.window.open_desk is not None
    with not_counted():
        vault = driver.window.open_desk.desk.vault
        (line,) = Today(vault).page(sorts=(Sort.CAPTURE,)).rows
        assert driver.window.open_desk.desk.captures.read(line.target).capture.said == HEARD
