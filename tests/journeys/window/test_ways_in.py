"""Coming in and going out: the passphrase is never typed where it could be read, and nothing is lost by leaving."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from app.domain.kinds.session_note.content import SessionNote
from app.views.context.places import CaseAt, CaseList, DraftAt, RecordAt, Today
from app.views.start.assistant import Assistant
from app.views.window.main_window import MainWindow
from tests.builders import LEAD, LEAD_PASSPHRASE, complete, enrol_colleague
from tests.journeys.window.ground import Desk, Place
from tests.journeys.window.test_first_run import found_a_vault
from tests.views.driver import Driver
from tests.views.stalls import not_counted

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def team(place: Place) -> Place:
    """The vault with a second member in it."""
    with not_counted():
        vault = place.reopened()
        enrol_colleague(vault)
        vault.lock()
    return place


def secret(driver: Driver) -> QLineEdit:
    box = driver.control("Passphrase", QAccessible.Role.EditableText)
    assert isinstance(box, QLineEdit)
    return box


def login(driver: Driver) -> QLineEdit:
    box = driver.control("Login name", QAccessible.Role.EditableText)
    assert isinstance(box, QLineEdit)
    return box


def assert_hidden(driver: Driver) -> None:
    """What is typed now cannot be read, wherever the keyboard is."""
    assert driver.window.focusWidget() is secret(driver)
    assert secret(driver).echoMode() is QLineEdit.EchoMode.Password


def test_after_a_lock_the_passphrase_of_who_locked_is_asked_for(team: Place, desk: Desk) -> None:
    desk.lock()
    assert_hidden(desk)
    assert login(desk).text() == LEAD.login
    assert desk.window.settings.now.last_login == ""
    QTest.keyClicks(desk.window.focusWidget(), LEAD_PASSPHRASE)
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Return)
    desk.control("Parts of Casework")


def test_after_a_lock_by_itself_too(team: Place, desk: Desk) -> None:
    desk.window.watches.idle.due.emit()
    desk.rest()
    assert_hidden(desk)
    assert login(desk).text() == LEAD.login


def test_after_a_start_the_passphrase_comes_first_and_then_the_login(
    window: MainWindow, driver: Driver, team: Place
) -> None:
    window.show_folder(team.folder)
    driver.rest()
    assert login(driver).text() == ""
    assert_hidden(driver)
    QTest.keyClicks(secret(driver), LEAD_PASSPHRASE)
    QTest.keyClick(secret(driver), Qt.Key.Key_Return)
    assert window.focusWidget() is login(driver)
    assert not driver.has("There is a problem")
    QTest.keyClicks(login(driver), LEAD.login)
    QTest.keyClick(login(driver), Qt.Key.Key_Return)
    driver.control("Parts of Casework")


def test_who_locked_is_forgotten_in_another_vault(team: Place, desk: Desk, tmp_path: Path) -> None:
    desk.lock()
    desk.window.show_folder(tmp_path / "another.vault")
    assert desk.window.start.currentWidget().login_line.text() == ""  # type: ignore[union-attr]


# --- the recovery kit -------------------------------------------------------------------------------


@pytest.fixture
def at_kit(driver: Driver, tmp_path: Path) -> Assistant:
    """The page with the recovery kit of a vault just made."""
    found_a_vault(driver, tmp_path)
    driver.control("I have put it somewhere safe")
    driver.rest()
    page = driver.window.start.currentWidget()
    assert isinstance(page, Assistant)
    return page


def question() -> QDialog | None:
    over = QApplication.activeModalWidget()
    return over if isinstance(over, QDialog) else None


def test_closing_before_the_kit_is_kept_asks_once(driver: Driver, at_kit: Assistant) -> None:
    window = driver.window
    window.close()
    assert window.isVisible()
    first = question()
    assert first is not None
    assert "neither printed nor saved" in driver.texts()
    window.close()
    assert question() is first
    driver.press("Cancel")
    assert at_kit.kit.isVisible()
    assert not at_kit.kit.key.is_covered
    window.close()
    driver.press("Close without it")
    driver.wait(lambda: not window.isVisible())


@pytest.mark.parametrize("how", ["saved", "ticked"])
def test_a_kit_that_is_kept_is_asked_about_no_more(
    driver: Driver, at_kit: Assistant, tmp_path: Path, how: str
) -> None:
    if how == "saved":
        driver.press("Save as PDF…")
        driver.save_as(tmp_path / "kit.pdf")
        driver.rest()
    else:
        driver.press("I have put it somewhere safe")
    driver.window.close()
    assert question() is None
    driver.wait(lambda: not driver.window.isVisible())


def test_a_window_closed_while_the_vault_is_made_comes_back_with_its_kit(
    driver: Driver, tmp_path: Path
) -> None:
    found_a_vault(driver, tmp_path)
    driver.window.close()
    driver.wait(lambda: question() is not None)
    assert driver.window.isVisible()
    driver.press("Cancel")
    assert driver.has("I have put it somewhere safe")


def test_a_second_start_takes_no_kit_away(driver: Driver, at_kit: Assistant, place: Place) -> None:
    driver.window.show_folder(place.folder)
    assert driver.window.start.currentWidget() is at_kit
    assert not at_kit.kit.key.is_covered


# --- going back -------------------------------------------------------------------------------------


def test_back_after_signing_leads_to_where_one_was_before_the_draft(desk: Desk, place: Place) -> None:
    shell = desk.open_desk.shell
    with not_counted():
        draft = shell.desk.drafts.open(place.draft_id)
        whole = replace(draft.sheet, content=complete(SessionNote, "Said and done."))
        shell.desk.drafts.save(draft.id, whole, draft.revision)
    for each in (CaseAt(place.case_id, "sessions"), DraftAt(place.case_id, place.draft_id)):
        shell.go(each)
        desk.rest()
    desk.press("Sign…")
    desk.rest()
    desk.press("Sign session note…")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Sign this session note")
    desk.control("Write an addendum")
    desk.rest()
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desk.rest()
    assert shell.place == CaseAt(place.case_id, "sessions")
    desk.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    desk.rest()
    assert isinstance(shell.place, RecordAt)


def test_back_after_a_draft_is_discarded_leads_to_where_one_was_before(desk: Desk, place: Place) -> None:
    shell = desk.open_desk.shell
    for each in (CaseList(), CaseAt(place.case_id), DraftAt(place.case_id, place.draft_id)):
        shell.go(each)
        desk.rest()
    desk.press("Discard draft…")
    desk.press("Discard draft")
    desk.rest()
    assert shell.place == CaseAt(place.case_id)
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desk.rest()
    assert shell.place != DraftAt(place.case_id, place.draft_id)
    assert "nothing by that reference" not in desk.texts()


def test_a_draft_that_is_no_more_leads_to_its_case(desk: Desk, place: Place) -> None:
    shell = desk.open_desk.shell
    shell.go(DraftAt(place.case_id, place.draft_id))
    desk.rest()
    shell.go(Today())
    desk.rest()
    with not_counted():
        shell.desk.drafts.discard(place.draft_id)
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desk.rest()
    assert shell.place == CaseAt(place.case_id)
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desk.rest()
    assert shell.place == Today()


# --- F12 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["today", "cases", "case", "record", "draft", "sharing"])
def test_f12_twice_leaves_the_keyboard_where_it_was(desk: Desk, place: Place, where: str) -> None:
    desk.open_desk.shell.go(
        {
            "today": Today(),
            "cases": CaseList(),
            "case": CaseAt(place.case_id),
            "record": RecordAt(place.case_id, place.record_id),
            "draft": DraftAt(place.case_id, place.draft_id),
            "sharing": CaseAt(place.case_id, "sharing"),
        }[where]
    )
    desk.rest()
    if where == "draft":
        box = desk.box("What we did")
        box.insertPlainText("He was early.")
    elif where == "today":
        desk.window.focusNextPrevChild(True)
    before = told(desk.window.focusWidget())
    desk.key(Qt.Key.Key_F12)
    desk.rest()
    desk.key(Qt.Key.Key_F12)
    desk.rest()
    assert told(desk.window.focusWidget()) == before
    if where == "draft":
        assert box.textCursor().position() == len("He was early.")


def told(widget: QWidget | None) -> tuple[str, str, str]:
    assert widget is not None
    return type(widget).__name__, widget.objectName(), widget.accessibleName()


def test_who_went_elsewhere_while_names_were_hidden_stays_there(desk: Desk, place: Place) -> None:
    desk.write(place)
    desk.key(Qt.Key.Key_F12)
    rail = desk.open_desk.shell.rail.list
    rail.setFocus()
    if desk.open_desk.shell.window().focusWidget() is rail:
        desk.open_desk.shell.rail.lock.setFocus()
    desk.key(Qt.Key.Key_F12)
    desk.rest()
    assert desk.window.focusWidget() is desk.open_desk.shell.rail.lock
