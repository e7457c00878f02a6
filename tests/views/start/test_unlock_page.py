"""The way into a real vault: right, wrong, older, strange."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.crypto import certificates
from app.services.entry.recovering import recover
from app.services.entry.unlocking import unlock
from app.services.vault import keys
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.writing import spelling
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    enrol_colleague,
    open_as_lead,
)
from tests.views.settling import settle
from tests.views.stalls import Stalls
from tests.views.start.conftest import Scene


@pytest.fixture
def for_two(folder: Path) -> Path:
    """A vault with two members."""
    vault = open_as_lead(folder, Machine())
    enrol_colleague(vault)
    vault.lock()
    return folder


def danger_of(scene: Scene) -> QPushButton:
    buttons = scene.unlock_page.decision.findChildren(QPushButton)
    return next(each for each in buttons if each.property("kind") == "danger")


def test_opens_and_gives_the_vault_with_its_folder(scene: Scene, for_two: Path) -> None:
    scene.show(for_two)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    ((vault, where),) = scene.opened
    assert (vault.member.login, where) == (LEAD.login, str(for_two))
    assert scene.settings.now.last_folder == str(for_two)


def test_everything_goes_by_keyboard(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    scene.start.window().activateWindow()
    # Where hands type by habit nobody can read it, whatever is asked first.
    scene.until(page.secret.line.hasFocus)
    QTest.keyClicks(page.secret.line, LEAD_PASSPHRASE)
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    assert page.login_line.hasFocus()
    assert not page.summary.isVisible()
    QTest.keyClicks(page.login_line, LEAD.login)
    QTest.keyClick(page.login_line, Qt.Key.Key_Return)
    scene.until(lambda: bool(scene.opened))


def test_a_passphrase_can_be_pasted_and_seen(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    page.secret.line.setFocus()
    QGuiApplication.clipboard().setText(LEAD_PASSPHRASE)
    page.secret.line.paste()
    assert page.secret.text() == LEAD_PASSPHRASE
    assert page.secret.line.echoMode() is QLineEdit.EchoMode.Password
    page.secret.reveal.click()
    assert page.secret.line.echoMode() is QLineEdit.EchoMode.Normal
    QGuiApplication.clipboard().clear()


def test_the_passphrase_is_gone_once_it_was_used(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    page.secret.fill(LEAD_PASSPHRASE)
    page.secret.reveal.click()
    page.login_line.setText(LEAD.login)
    page.act.click()
    assert page.secret.text() == ""
    assert not page.secret.line.isUndoAvailable()
    assert page.secret.line.echoMode() is QLineEdit.EchoMode.Password
    scene.until(lambda: bool(scene.opened))


def test_only_the_folder_s_name_is_shown(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    assert page.heading.text() == "Unlock team.vault"
    assert str(for_two.parent) not in page.heading.text()


def test_one_member_alone_needs_no_login(scene: Scene, folder: Path) -> None:
    page = scene.show(folder)
    assert page.login.isHidden()
    page.secret.fill(LEAD_PASSPHRASE)
    page.act.click()
    scene.until(lambda: bool(scene.opened))


def test_a_login_already_typed_is_not_taken_away(scene: Scene, folder: Path) -> None:
    scene.start.show_unlock(folder)
    page = scene.unlock_page
    QTest.keyClicks(page.login_line, LEAD.login)
    scene.until(lambda: page._seen is not None)
    assert not page.login.isHidden()


def test_a_wrong_passphrase_is_said_and_makes_wait(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    scene.try_in(LEAD.login, "not the passphrase at all")
    assert page.bar.text == "The login name or the passphrase does not open this vault."
    assert page.progress.text() == "You can try again in 1 second."
    assert not page.act.isEnabled()
    page.secret.fill(LEAD_PASSPHRASE)
    QTest.keyClick(page.secret.line, Qt.Key.Key_Return)
    assert page.secret.text() == LEAD_PASSPHRASE
    scene.until(page.act.isEnabled, 5000)
    page.act.click()
    scene.until(lambda: bool(scene.opened))
    assert scene.delays.left(for_two) == 0


def test_the_wait_outlives_the_page(scene: Scene, for_two: Path) -> None:
    scene.show(for_two)
    scene.try_in(LEAD.login, "not the passphrase at all")
    scene.delays.failed(for_two)
    scene.delays.failed(for_two)
    scene.start.show_choices()
    scene.start.show_unlock(for_two)
    assert not scene.unlock_page.act.isEnabled()
    assert scene.unlock_page.progress.text() == "You can try again in 4 seconds."


def test_what_is_empty_is_said_on_unlock_and_not_before(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    page.secret.line.setFocus()
    page.login_line.setFocus()
    assert page.summary.isHidden()
    page.act.click()
    assert page.summary.isVisible()
    assert page.summary.accessibleDescription() == "Type your login name. Type your passphrase"
    links = page.summary.findChildren(QPushButton)
    assert [each.accessibleName() for each in links] == ["Type your login name", "Type your passphrase"]
    links[1].click()
    assert page.secret.line.accessibleDescription().startswith("Error: Type your passphrase")


def test_the_login_is_remembered_only_if_wanted(scene: Scene, for_two: Path) -> None:
    page = scene.show(for_two)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert scene.settings.now.last_login == ""
    scene.opened[0][0].lock()
    scene.show(for_two)
    page.remember.setChecked(True)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert scene.settings.now.last_login == LEAD.login
    scene.opened[1][0].lock()
    scene.show(for_two)
    assert page.login_line.text() == LEAD.login
    page.remember.setChecked(False)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert scene.settings.now.last_login == ""


@pytest.mark.parametrize("kind", ["nothing", "empty", "file"])
def test_what_is_no_vault_is_said_at_once(scene: Scene, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "some.vault"
    if kind == "empty":
        place.mkdir()
    elif kind == "file":
        place.write_text("no vault")
    scene.start.show_unlock(place)
    scene.until(lambda: bool(scene.unlock_page.bar.text))
    assert scene.unlock_page.bar.text.startswith("That folder is not a Casework vault")


def test_a_vault_open_elsewhere_is_said(scene: Scene, for_two: Path) -> None:
    other = unlock(for_two, LEAD.login, LEAD_PASSPHRASE)
    scene.show(for_two)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert scene.unlock_page.bar.text == "The vault is already open elsewhere: close it there first."
    assert scene.delays.left(for_two) == 0
    other.close()


def put_back_an_older_copy(folder: Path) -> None:
    unlock(folder, LEAD.login, LEAD_PASSPHRASE).lock()
    kept = folder.parent / "older.db"
    shutil.copy(folder / "store.db", kept)
    unlock(folder, LEAD.login, LEAD_PASSPHRASE).lock()
    shutil.copy(kept, folder / "store.db")


def test_an_older_copy_is_not_opened_until_that_is_meant(scene: Scene, for_two: Path) -> None:
    put_back_an_older_copy(for_two)
    page = scene.show(for_two)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert page.decision.isVisible()
    assert "older" in page.decision.accessibleDescription()
    refuse = next(
        each for each in page.decision.findChildren(QPushButton) if each.accessibleName() == "Do not open it"
    )
    assert refuse.hasFocus()
    refuse.click()
    assert not page.decision.isVisible()
    assert page.bar.text == "The vault was not opened."
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    scene.until(page.decision.isVisible)
    danger_of(scene).click()
    assert not scene.opened
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert len(scene.opened) == 1


def test_what_was_accepted_for_one_vault_holds_for_no_other(scene: Scene, for_two: Path) -> None:
    put_back_an_older_copy(for_two)
    page = scene.show(for_two)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    danger_of(scene).click()
    scene.show(for_two)
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert page.decision.isVisible()
    assert not scene.opened


def test_a_strange_authority_shows_its_fingerprint_and_waits(
    scene: Scene, for_two: Path, recovery_key: str
) -> None:
    recover(for_two, recovery_key, LEAD.login, "a new passphrase for the lead")
    page = scene.show(for_two)
    scene.try_in(COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    assert page.decision.isVisible()
    lead = unlock(for_two, LEAD.login, "a new passphrase for the lead")
    fingerprint = _fingerprint(lead)
    lead.lock()
    assert fingerprint in page.decision.accessibleDescription()
    danger_of(scene).click()
    scene.try_in(COLLEAGUE.login, COLLEAGUE_PASSPHRASE)
    assert scene.opened[0][0].member.login == COLLEAGUE.login


def _fingerprint(vault: OpenVault) -> str:
    with vault.database.read() as session:
        known = {certificates.digest(der): der for der in keys.trusted(session, vault.header)}
    return certificates.fingerprint(known[vault.header.authority[-1]])


def test_going_elsewhere_while_it_opens_leaves_nothing_open(
    scene: Scene, for_two: Path, folder: Path
) -> None:
    page = scene.show(for_two)
    page.login_line.setText(LEAD.login)
    page.secret.fill(LEAD_PASSPHRASE)
    page.act.click()
    assert not page.another.isEnabled()
    # The window may be told to show another vault all the same, by a second start of the program.
    scene.start.show_unlock(folder.parent / "other.vault")
    scene.until(lambda: bool(page.bar.text))
    scene.until(lambda: not page.context.tasks.is_busy)
    assert not scene.opened
    unlock(for_two, LEAD.login, LEAD_PASSPHRASE).close()


def test_the_dictionary_is_there_when_the_vault_opens(scene: Scene, for_two: Path) -> None:
    scene.show(for_two)
    spelling._dictionary.cache_clear()
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    scene.until(lambda: not scene.unlock_page.context.tasks.is_busy)
    assert spelling._dictionary.cache_info().currsize == 1


def test_the_window_goes_on_while_it_opens(scene: Scene, for_two: Path, stalls: Stalls) -> None:
    scene.show(for_two)
    settle(scene.start, lambda: not scene.unlock_page.context.tasks.is_busy)
    stalls.forget()
    scene.try_in(LEAD.login, LEAD_PASSPHRASE)
    assert stalls.longest < 150
