"""A new vault, from nothing to open."""

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.services.entry.unlocking import unlock
from app.views.context import voice
from app.views.start.assistant import Assistant
from app.views.start.form_screen import FormScreen
from tests.views.start.conftest import Scene

if TYPE_CHECKING:
    from app.views.start.start_page import StartPage

SITE = "Northmoor Stalking Health Team"
PLAIN_NAME = "Northmoor Health Team"
PASSPHRASE = "marsh lantern copper thimble"


@pytest.fixture
def assistant(scene: Scene) -> Assistant:
    page: StartPage = scene.start.currentWidget()  # type: ignore[assignment]
    page.ways["new"].click()
    made = scene.start.currentWidget()
    assert isinstance(made, Assistant)
    scene.until(lambda: made.who.body_box.count() > 1)
    return made


def told(step: FormScreen) -> list[str]:
    return [each.accessibleName() for each in step.summary.findChildren(QPushButton) if each.isVisible()]


def fill_where(scene: Scene, assistant: Assistant, parent: Path) -> None:
    QTest.keyClicks(assistant.where.site, SITE)
    QTest.keyClicks(assistant.where.plain, PLAIN_NAME)
    line = assistant.where.place.parent.target
    line.setText(str(parent))  # type: ignore[attr-defined]
    assistant.where.act.click()
    scene.until(lambda: assistant.currentWidget() is assistant.who)


def fill_who(scene: Scene, assistant: Assistant) -> None:
    who = assistant.who
    who.name.setText("Dr Rowan Ashdown")
    who.role.setText("Consultant forensic psychologist")
    who.body_box.setCurrentText("HCPC")
    who.number.setText("pyl01234")
    who.login.setText("rowan")
    who.act.click()
    scene.until(lambda: assistant.currentWidget() is assistant.secret)


def fill_secret(scene: Scene, assistant: Assistant, passphrase: str = PASSPHRASE) -> None:
    assistant.secret.new.first.fill(passphrase)
    assistant.secret.new.again.fill(passphrase)
    assistant.secret.act.click()


@pytest.fixture
def at_kit(scene: Scene, assistant: Assistant, tmp_path: Path) -> Assistant:
    fill_where(scene, assistant, tmp_path / "vaults")
    fill_who(scene, assistant)
    fill_secret(scene, assistant)
    scene.until(lambda: assistant.currentWidget() is assistant.kit)
    return assistant


def key_of(assistant: Assistant) -> str:
    return "-".join(group.text() for group in assistant.kit.key.groups)


def test_makes_a_vault_and_opens_it(scene: Scene, at_kit: Assistant, tmp_path: Path) -> None:
    at_kit.kit.safe.setChecked(True)
    at_kit.kit.act.click()
    scene.until(lambda: bool(scene.opened))
    ((vault, where),) = scene.opened
    folder = tmp_path / "vaults" / "northmoor-stalking-health-team.vault"
    assert where == str(folder)
    assert vault.member.registration == "HCPC PYL01234"
    assert vault.member.is_lead
    vault.lock()
    unlock(folder, "rowan", PASSPHRASE).close()


def test_no_secret_stays_behind(scene: Scene, at_kit: Assistant) -> None:
    kit = at_kit.kit
    key = key_of(at_kit)
    kit.safe.setChecked(True)
    kit.act.click()
    scene.until(lambda: bool(scene.opened))
    assert key not in {key_of(at_kit), kit.key._key}
    assert PASSPHRASE not in {
        at_kit._passphrase,
        at_kit.secret.new.first.text(),
        at_kit.secret.new.again.text(),
    }


def test_each_step_is_counted_under_one_title_said_aloud_and_has_the_keyboard(
    scene: Scene, assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(voice, "say", lambda _widget, words, **_: heard.append(words))
    where, who = assistant.where, assistant.who
    assert where.site.hasFocus()
    assert (where.isAncestorOf(assistant.line), assistant.line.text()) == (
        True,
        "Step 1 of 4: where the vault is",
    )
    fill_where(scene, assistant, tmp_path)
    assert who.name.hasFocus()
    assert who.heading.text() == "New vault"
    assert who.isAncestorOf(assistant.line)
    # Qt shows what is put into a page in its next turn.
    scene.until(assistant.line.isVisible)
    fill_who(scene, assistant)
    assert assistant.secret.isAncestorOf(assistant.line)
    assert heard == ["Step 2 of 4: who you are", "Step 3 of 4: your passphrase"]
    assistant.secret.back.click()
    assert assistant.line.text() == "Step 2 of 4: who you are"
    assert who.name.hasFocus()
    assert who.isAncestorOf(assistant.line)


def test_the_folder_s_name_is_offered_from_the_service_s(assistant: Assistant) -> None:
    QTest.keyClicks(assistant.where.site, SITE)
    assert assistant.where.place.name_line.text() == "northmoor-stalking-health-team"


def test_a_name_typed_by_hand_is_kept(assistant: Assistant) -> None:
    QTest.keyClicks(assistant.where.place.name_line, "north")
    QTest.keyClicks(assistant.where.site, SITE)
    assert assistant.where.place.name_line.text() == "north"


def test_nothing_is_said_before_next_and_all_at_once_then(scene: Scene, assistant: Assistant) -> None:
    QTest.keyClick(assistant.where.site, Qt.Key.Key_Tab)
    assert not told(assistant.where)
    assistant.where.act.click()
    scene.until(lambda: len(told(assistant.where)) == 3)
    assert told(assistant.where)[:2] == [
        "Type the name of the team or service",
        "Type a plain name, which letters and certificates bear",
    ]
    assert assistant.where.summary.hasFocus()


def test_a_plain_name_that_tells_and_a_role_that_does_are_refused_where_they_stand(
    scene: Scene, assistant: Assistant, tmp_path: Path
) -> None:
    QTest.keyClicks(assistant.where.site, SITE)
    QTest.keyClicks(assistant.where.plain, SITE)
    assistant.where.act.click()
    scene.until(lambda: [each[:29] for each in told(assistant.where)] == ["Anybody may see it: say it wi"])
    assistant.where.site.clear()
    assistant.where.plain.clear()
    fill_where(scene, assistant, tmp_path)
    for box, typed in ((assistant.who.name, "Dr Ada Stalker"), (assistant.who.login, "ada")):
        box.setText(typed)
    assistant.who.role.setText("Stalking lead")
    assistant.who.act.click()
    scene.until(lambda: [each[:17] for each in told(assistant.who)] == ["The role stands i"])
    # A family name is nobody's to choose.
    assistant.who.role.setText("Lead")
    assistant.who.act.click()
    scene.until(lambda: assistant.currentWidget() is assistant.secret)


@pytest.mark.parametrize("name", ["a/b", "..", "a:b", " "])
def test_a_name_that_no_disk_takes_is_refused(scene: Scene, assistant: Assistant, name: str) -> None:
    QTest.keyClicks(assistant.where.site, SITE)
    QTest.keyClicks(assistant.where.plain, PLAIN_NAME)
    assistant.where.place.name_line.setText(name)
    assistant.where.act.click()
    assert len(told(assistant.where)) == 1


def test_a_place_that_is_taken_is_refused(scene: Scene, assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "north.vault").mkdir()
    QTest.keyClicks(assistant.where.site, SITE)
    QTest.keyClicks(assistant.where.plain, PLAIN_NAME)
    scene.answers.files = [tmp_path]
    next(each for each in assistant.where.findChildren(QPushButton) if each.text() == "Choose…").click()
    assistant.where.place.name_line.setText("north.vault")
    assistant.where.act.click()
    scene.until(lambda: told(assistant.where) == ["There is already something of that name: choose another."])


def test_a_place_that_is_no_folder_is_refused(scene: Scene, assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    QTest.keyClicks(assistant.where.site, SITE)
    QTest.keyClicks(assistant.where.plain, PLAIN_NAME)
    scene.answers.files = [tmp_path / "file"]
    next(each for each in assistant.where.findChildren(QPushButton) if each.text() == "Choose…").click()
    assistant.where.act.click()
    scene.until(lambda: told(assistant.where) == ["You may not write there: choose another place."])


def test_who_is_missing_is_said_field_by_field(scene: Scene, assistant: Assistant, tmp_path: Path) -> None:
    fill_where(scene, assistant, tmp_path)
    assistant.who.act.click()
    scene.until(lambda: len(told(assistant.who)) == 3)
    assistant.who.name.setText("Kit")
    assistant.who.role.setText("Assistant")
    assistant.who.login.setText("kit")
    assistant.who.body_box.setCurrentText("GMC")
    assistant.who.number.setText("12")
    assistant.who.act.click()
    scene.until(lambda: told(assistant.who) == ["A GMC number has seven digits."])
    assert assistant.who.fields["number"].target.accessibleDescription().startswith("Error: A GMC number")


def test_a_common_passphrase_is_refused_with_its_reason(
    scene: Scene, assistant: Assistant, tmp_path: Path
) -> None:
    fill_where(scene, assistant, tmp_path)
    fill_who(scene, assistant)
    fill_secret(scene, assistant, "password1234")
    scene.until(lambda: bool(told(assistant.secret)))
    assert "too easily guessed" in told(assistant.secret)[0]
    assert not list(tmp_path.glob("*.vault"))


def test_two_passphrases_that_differ_are_refused(scene: Scene, assistant: Assistant, tmp_path: Path) -> None:
    fill_where(scene, assistant, tmp_path)
    fill_who(scene, assistant)
    assistant.secret.new.first.fill(PASSPHRASE)
    assistant.secret.new.again.fill(PASSPHRASE + "x")
    assistant.secret.act.click()
    scene.until(lambda: told(assistant.secret) == ["The two passphrases differ: type the same one twice"])


def test_says_while_typing_how_good_a_passphrase_is(
    scene: Scene, assistant: Assistant, tmp_path: Path
) -> None:
    fill_where(scene, assistant, tmp_path)
    fill_who(scene, assistant)
    strength = assistant.secret.new.strength
    QTest.keyClicks(assistant.secret.new.first.line, "rowan")
    scene.until(lambda: strength.text() == "At least 12 characters: 7 more characters.")
    assert not told(assistant.secret)
    assistant.secret.new.first.fill(PASSPHRASE)
    scene.until(lambda: strength.property("role") == "good")


def test_a_place_taken_meanwhile_makes_nothing_and_says_so(
    scene: Scene, assistant: Assistant, tmp_path: Path
) -> None:
    fill_where(scene, assistant, tmp_path)
    fill_who(scene, assistant)
    (tmp_path / "northmoor-stalking-health-team.vault").mkdir()
    fill_secret(scene, assistant)
    scene.until(lambda: bool(assistant.secret.bar.text))
    assert assistant.secret.bar.text == "There is already something of that name: choose another."
    assert assistant.secret.back.isEnabled()
    assert assistant.takes_drops


def test_the_kit_cannot_be_passed_without_the_tick(scene: Scene, at_kit: Assistant) -> None:
    at_kit.kit.act.click()
    assert len(told(at_kit.kit)) == 1
    QTest.keyClick(at_kit.kit, Qt.Key.Key_Escape)
    QTest.keyClick(at_kit.kit, Qt.Key.Key_Return)
    assert at_kit.currentWidget() is at_kit.kit
    assert not scene.opened
    assert not at_kit.kit.back.isVisible()


def test_the_key_stands_in_six_groups_and_is_spelt_for_a_screen_reader(at_kit: Assistant) -> None:
    assert [len(group.text()) for group in at_kit.kit.key.groups] == [6] * 6
    first = at_kit.kit.key.groups[0].text()
    assert at_kit.kit.key.card.accessibleName().startswith(f"Recovery key: {' '.join(first)};")


def test_the_kit_is_saved_as_a_pdf_that_holds_the_key(
    scene: Scene, at_kit: Assistant, tmp_path: Path
) -> None:
    scene.answers.files = [tmp_path / "kit.pdf"]
    at_kit.kit.key.saves.click()
    scene.until(lambda: bool(at_kit.kit.bar.text))
    text = pypdfium2.PdfDocument(tmp_path / "kit.pdf")[0].get_textpage().get_text_range()
    for group in at_kit.kit.key.groups:
        assert group.text() in text
    assert (tmp_path / "kit.pdf").stat().st_mode & 0o077 == 0


def test_a_kit_that_cannot_be_saved_is_said(scene: Scene, at_kit: Assistant, tmp_path: Path) -> None:
    scene.answers.files = [tmp_path / "nowhere" / "kit.pdf"]
    at_kit.kit.key.saves.click()
    scene.until(lambda: bool(at_kit.kit.bar.text))
    assert at_kit.kit.bar.text.startswith("It could not be saved")
    assert at_kit.kit.act.isEnabled()


def test_the_key_left_in_sight_covers_itself_and_the_passphrase_is_forgotten(
    scene: Scene, at_kit: Assistant
) -> None:
    key = key_of(at_kit)
    at_kit.kit.key._timer.start(10)
    scene.until(lambda: at_kit.kit.key.is_covered)
    assert key.split("-")[0] not in at_kit.kit.key.card.accessibleName()
    at_kit.kit.key.shows.click()
    assert key_of(at_kit) == key
    at_kit.kit.safe.setChecked(True)
    at_kit.kit.act.click()
    assert not scene.opened
    assert scene.unlock_page.bar.text == "Your vault is made. Unlock it with your new passphrase."


def test_a_locking_screen_covers_the_key(scene: Scene, at_kit: Assistant) -> None:
    scene.start.cover()
    assert at_kit.kit.key.is_covered


def test_back_gives_what_was_typed(scene: Scene, assistant: Assistant, tmp_path: Path) -> None:
    fill_where(scene, assistant, tmp_path)
    assistant.who.back.click()
    assert assistant.where.site.text() == SITE
    assistant.where.back.click()
    assert scene.start.currentWidget() is not assistant
