"""Settings apply at once, undo what they remove, and care for a real vault."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.crypto import header_file
from app.crypto.kdf import CHEAPEST
from app.crypto.key_slots import unlock_recovery
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.errors import WrongRecoveryKey, WrongSecret
from app.services.cases.today import Sort
from app.services.desk import Desk
from app.services.team.staff import Staff
from app.services.vault import backups
from app.services.vault.confirming import confirm
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.settings.kit import NewKit
from app.views.settings.own_words import WritingSection
from app.views.settings.settings_page import SettingsPage
from app.views.settings.team import TeamSection
from app.views.theme.theme import Theme
from tests.builders import COLLEAGUE, LEAD_PASSPHRASE, enrol_colleague
from tests.views.answers import Answers
from tests.views.desk_ground import Kept, arrived, settled
from tests.views.exchange_ground import Offers, press, texts

NEW = "quiet otters under the viaduct"


@dataclass
class Ground:
    """The page over a real vault, and what it asked for."""

    page: SettingsPage
    kept: Kept
    offers: Offers
    asks: Answers
    qtbot: QtBot

    def go(self, title: str) -> Any:
        """Bring a part to the front."""
        number = next(n for n, part in enumerate(self.page.parts) if part.title == title)
        self.page.show_part(number)
        self.settle()
        return self.page.part

    def press(self, name: str) -> None:
        """Press a button and let it work."""
        press(self.page, name)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        settled(self.qtbot, self.page)


def _ground(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks, copy: Path) -> Ground:
    desk = replace(Desk.of(vault), staff=Staff(vault, CHEAPEST))
    kept, offers, asks = Kept(), Offers(), Answers(files=[copy])
    page = SettingsPage(desk, Context(tasks, theme, asks, kept, offers))
    arrived(qtbot, page)
    return Ground(page, kept, offers, asks, qtbot)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.casework-backup"


@pytest.fixture
def ground(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks, copy: Path) -> Iterator[Ground]:
    enrol_colleague(vault)
    yield _ground(qtbot, vault, theme, tasks, copy)
    tasks.finish()


def test_a_theme_is_taken_as_soon_as_it_is_chosen(ground: Ground) -> None:
    ground.go("How it looks").themes["dark"].click()
    assert ground.kept.now.theme == "dark"


@pytest.mark.parametrize(("row", "percent"), list(enumerate((100, 115, 130, 150, 175, 200))))
def test_text_sizes_go_from_the_usual_to_twice_it(ground: Ground, row: int, percent: int) -> None:
    ground.go("How it looks").text_size.activated.emit(row)
    assert ground.kept.now.text_size == percent


def test_says_after_how_many_minutes_it_locks_in_words_that_leave_no_doubt(ground: Ground) -> None:
    section = ground.go("Lock and login")
    assert "Locks after 10 min without using this app." in texts(section)
    section.minutes.setCurrentText("5 min")
    section.minutes.activated.emit(section.minutes.currentIndex())
    assert ground.kept.now.idle_minutes == 5
    assert "Locks after 5 min without using this app." in texts(section)


def test_a_login_name_is_remembered_only_when_asked_for_and_forgotten_at_once(ground: Ground) -> None:
    section = ground.go("Lock and login")
    section.remember.setChecked(True)
    assert ground.kept.now.last_login == "rowan"
    section.remember.setChecked(False)
    assert ground.kept.now.last_login == ""


def test_a_removed_word_comes_back_by_undo(ground: Ground) -> None:
    ground.page.desk.writing.add_word("limerence")
    section = ground.go("Writing")
    assert section.words.item(0).text() == "limerence"
    ground.press("Remove the word")
    assert ground.page.desk.writing.words() == ()
    ground.offers.take_back()
    ground.settle()
    assert ground.page.desk.writing.words() == ("limerence",)
    assert section.words.count() == 1


def test_a_snippet_is_written_changed_removed_and_brought_back(ground: Ground) -> None:
    editor, writing = ground.go("Writing").snippets, ground.page.desk.writing
    for text in ("Seen with the advocate.", "Seen with the advocate and {{name}}."):
        editor.short.setText("Adv")
        editor.text.setPlainText(text)
        ground.press("Keep the snippet")
        assert [each.text for each in writing.snippets() if each.is_own] == [text]
    assert editor.list.currentItem().text().startswith(";adv")
    ground.press("Remove the snippet")
    assert not any(each.is_own for each in writing.snippets())
    ground.offers.take_back()
    ground.settle()
    assert [each.abbreviation for each in writing.snippets() if each.is_own] == ["adv"]


def test_a_snippet_without_a_text_is_not_kept_and_the_field_says_why(ground: Ground) -> None:
    editor = ground.go("Writing").snippets
    editor.short.setText("adv")
    ground.press("Keep the snippet")
    assert "Type what it stands for" in editor.text.accessibleDescription()
    assert not any(each.is_own for each in ground.page.desk.writing.snippets())


def test_a_shipped_snippet_cannot_be_removed(ground: Ground) -> None:
    editor = ground.go("Writing").snippets
    editor.list.setCurrentRow(0)
    assert "shipped" in editor.list.currentItem().text()
    assert not editor.drop.isEnabled()


def test_a_snippet_begun_comes_back_after_a_lock_whole_or_not(ground: Ground) -> None:
    editor = ground.go("Writing").snippets
    assert ground.page.last_words() is None
    editor.text.setPlainText("Begun and not kept.")
    last = ground.page.last_words()
    assert last is not None
    last()
    other = SettingsPage(ground.page.desk, ground.page.context)
    arrived(ground.qtbot, other)
    other.show_part(other.parts.index(WritingSection))
    settled(ground.qtbot, other)
    section = other.part
    assert isinstance(section, WritingSection)
    assert section.snippets.text.toPlainText() == "Begun and not kept."
    section.snippets.short.setText("half")
    press(other, "Keep the snippet")
    settled(ground.qtbot, other)
    assert "half" in {each.abbreviation for each in other.desk.writing.snippets()}
    assert other.desk.today.page(sorts=(Sort.FORM,)).rows == ()


def test_a_snippet_that_is_only_looked_at_is_none_that_was_begun(ground: Ground) -> None:
    editor = ground.go("Writing").snippets
    editor.list.setCurrentRow(0)
    assert editor.text.toPlainText() != ""
    if (last := ground.page.last_words()) is not None:
        last()
    assert ground.page.desk.today.page(sorts=(Sort.FORM,)).rows == ()


def test_another_snippet_takes_the_place_of_what_was_typed_with_a_word_and_a_way_back(ground: Ground) -> None:
    editor = ground.go("Writing").snippets
    editor.short.setText("half")
    editor.text.setPlainText("Begun and not kept.")
    editor.list.setCurrentRow(0)
    assert editor.text.toPlainText() != "Begun and not kept."
    ground.offers.take_back()
    assert (editor.short.text(), editor.text.toPlainText()) == ("half", "Begun and not kept.")


def test_who_is_being_enrolled_comes_back_after_a_lock_without_a_passphrase(ground: Ground) -> None:
    form = ground.go("Team").enrol
    form.name.setText("Kit Marlowe-Pryce")
    form.role.setText("Assistant psychologist")
    form.grade.setCurrentIndex(2)
    form.new.first.line.setText("quiet otters under the viaduct")
    last = ground.page.last_words()
    assert last is not None
    last()
    other = SettingsPage(ground.page.desk, ground.page.context)
    arrived(ground.qtbot, other)
    other.show_part(other.parts.index(TeamSection))
    settled(ground.qtbot, other)
    section = other.part
    assert isinstance(section, TeamSection)
    again = section.enrol
    assert again is not None
    assert (again.name.text(), again.role.text()) == ("Kit Marlowe-Pryce", "Assistant psychologist")
    assert again.grade.currentIndex() == 2
    assert again.new.first.text() == ""


def _type(section: Any, present: str, new: str, again: str) -> None:
    section.form.present.line.setText(present)
    section.form.new.first.line.setText(new)
    section.form.new.again.line.setText(again)


def test_the_passphrase_is_changed_and_the_boxes_are_emptied(ground: Ground) -> None:
    section = ground.go("Your passphrase")
    _type(section, LEAD_PASSPHRASE, NEW, NEW)
    ground.press("Change passphrase")
    assert "changed" in ground.page.bar.text
    assert section.form.present.text() == section.form.new.first.text() == section.form.new.again.text() == ""
    confirm(ground.page.desk.vault, NEW, b"")
    with pytest.raises(WrongSecret):
        confirm(ground.page.desk.vault, LEAD_PASSPHRASE, b"")


@pytest.mark.parametrize(
    ("present", "new", "again", "told"),
    [
        ("", NEW, NEW, "Type your present passphrase"),
        (LEAD_PASSPHRASE, "", "", "Type a new passphrase"),
        (LEAD_PASSPHRASE, NEW, "other", "The two passphrases differ"),
        ("somebody else's words", NEW, NEW, "That is not your present passphrase"),
        (LEAD_PASSPHRASE, "rowan ashdown rowan", "rowan ashdown rowan", "too easily guessed"),
    ],
)
def test_a_passphrase_that_cannot_be_taken_is_explained_at_its_field(
    ground: Ground, present: str, new: str, again: str, told: str
) -> None:
    section = ground.go("Your passphrase")
    _type(section, present, new, again)
    ground.press("Change passphrase")
    assert told in section.form.summary.accessibleDescription()
    assert any(told in field.target.accessibleDescription() for field in section.form.fields.values())
    confirm(ground.page.desk.vault, LEAD_PASSPHRASE, b"")


def test_passphrases_do_not_stay_in_their_boxes_when_one_goes_elsewhere(ground: Ground) -> None:
    section = ground.go("Your passphrase")
    _type(section, LEAD_PASSPHRASE, NEW, NEW)
    ground.go("About")
    assert section.form.present.text() == section.form.new.first.text() == ""


def test_says_how_good_a_new_passphrase_is_while_it_is_typed(ground: Ground) -> None:
    new = ground.go("Your passphrase").form.new
    new.first.line.setText("password")
    ground.qtbot.waitUntil(lambda: "At least 12" in new.strength.text())
    new.first.line.setText(NEW)
    ground.qtbot.waitUntil(lambda: new.strength.text() == "Strong.")


def test_a_backup_is_written_where_asked_under_a_name_that_says_the_day_alone(
    ground: Ground, copy: Path
) -> None:
    section = ground.go("Backup and check")
    assert section.last.text() == "Never backed up."
    ground.press("Back up now…")
    assert ground.asks.names == ["2026-11-23.casework-backup"]
    assert copy.is_file()
    assert backups.last_backup(ground.page.desk.vault) is not None
    assert section.last.text().startswith("Last backup: 23-Nov-2026")


def test_a_backup_that_fails_leaves_the_button_and_says_why(ground: Ground, copy: Path) -> None:
    copy.write_bytes(b"something else")
    section = ground.go("Backup and check")
    ground.press("Back up now…")
    assert "already something of that name" in ground.page.bar.text
    assert section.back_up.isEnabled()
    assert copy.read_bytes() == b"something else"


def test_the_check_of_a_sound_vault_says_so_and_what_it_looked_at(ground: Ground) -> None:
    section = ground.go("Backup and check")
    ground.press("Check now")
    assert "Nothing wrong was found" in texts(section)
    assert "of the ledger" in texts(section)
    assert section.found.property("bar") == "good"


def test_the_check_of_an_altered_vault_lists_what_is_wrong(ground: Ground) -> None:
    with ground.page.desk.vault.database.write() as session:
        connection = session.connection()
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
        connection.exec_driver_sql(f"DROP TRIGGER {found[0][0]}")
        session.commit()
    section = ground.go("Backup and check")
    ground.press("Check now")
    assert "is wrong" in texts(section)
    assert section.found.property("bar") == "error"
    assert "Write nothing more here" in texts(section)


def test_the_team_is_listed_with_role_and_compartments(ground: Ground) -> None:
    told = texts(ground.go("Team"))
    assert "Dr Rowan Ashdown (lead, you)" in told
    assert COLLEAGUE.name in told
    assert "Admitted to no sealed compartment" in told


def test_a_colleague_is_admitted_after_a_question(ground: Ground) -> None:
    section = ground.go("Team")
    ground.asks.passphrases = ["not the heron words", LEAD_PASSPHRASE]
    ground.press(f"Admit {COLLEAGUE.name} to MAPPA and MARAC")
    assert ground.page.bar.text == "That is not your passphrase: nothing was done."
    ground.press(f"Admit {COLLEAGUE.name} to MAPPA and MARAC")
    assert ground.asks.asked == [f"Admit {COLLEAGUE.name} to MAPPA and MARAC"] * 2
    kit = next(one for one in ground.page.desk.staff.list() if one.member.login == COLLEAGUE.login)
    assert kit.compartments == (Compartment.MAPPA,)
    assert "Sealed compartments: MAPPA and MARAC" in texts(section)


def test_a_colleagues_way_in_is_closed_and_the_list_says_that_they_left(ground: Ground) -> None:
    section = ground.go("Team")
    ground.asks.passphrases = [LEAD_PASSPHRASE]
    ground.press(f"{COLLEAGUE.name} leaves")
    assert ground.asks.asked == [f"{COLLEAGUE.name} leaves"]
    assert "Has left" in texts(section)
    assert [one.has_left for one in ground.page.desk.staff.list()].count(True) == 1


def test_whose_passphrase_became_known_stays_in_the_list_and_the_vault_has_new_keys(ground: Ground) -> None:
    ground.go("Team")
    epoch = ground.page.desk.vault.header.epoch
    ground.asks.passphrases = [LEAD_PASSPHRASE]
    ground.press(f"The passphrase of {COLLEAGUE.name} became known")
    assert ground.page.bar.text == f"{COLLEAGUE.name} has no way in any more, and the vault has new keys."
    assert [one.has_left for one in ground.page.desk.staff.list()].count(True) == 0
    assert ground.page.desk.vault.header.epoch == epoch + 1


def _enrol(ground: Ground, *, number: str = "PYL01235") -> Any:
    section = ground.go("Team")
    section.enrol.name.setText("Dr Imogen Farrow")
    section.enrol.role.setText("Psychologist")
    section.enrol.login.setText("imogen")
    section.enrol.body.setCurrentText("HCPC")
    section.enrol.number.setText(number)
    section.enrol.new.first.line.setText(NEW)
    section.enrol.new.again.line.setText(NEW)
    ground.asks.passphrases = [LEAD_PASSPHRASE]
    ground.press("Enrol")
    return section


def test_the_lead_enrols_a_colleague(ground: Ground) -> None:
    section = _enrol(ground)
    assert "Dr Imogen Farrow" in texts(section)
    assert section.enrol.new.first.text() == section.enrol.name.text() == ""


def test_the_lead_chooses_the_grade_of_who_is_enrolled(ground: Ground) -> None:
    section = ground.go("Team")
    assert section.enrol.grade.currentText() == "Clinician"
    section.enrol.grade.setCurrentText("Trainee")
    section = _enrol(ground)
    assert "Dr Imogen Farrow (trainee)" in texts(section)
    assert section.enrol.grade.currentText() == "Clinician"


def test_a_registration_number_that_cannot_be_is_explained_and_nothing_typed_is_lost(ground: Ground) -> None:
    section = _enrol(ground, number="nonsense")
    assert "Error: " in section.enrol.number.accessibleDescription()
    assert section.enrol.name.text() == "Dr Imogen Farrow"


def test_a_forgotten_passphrase_is_replaced_by_the_lead(ground: Ground) -> None:
    section = ground.go("Team")
    section.readmit.who.setCurrentText(COLLEAGUE.name)
    section.readmit.new.first.line.setText(NEW)
    section.readmit.new.again.line.setText(NEW)
    ground.asks.passphrases = [LEAD_PASSPHRASE]
    ground.press("Let them in again")
    assert "can unlock with the new passphrase" in ground.page.bar.text


def test_who_is_not_the_lead_is_shown_the_team_and_no_way_to_change_it(
    qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks, copy: Path
) -> None:
    enrol_colleague(vault)
    vault.member = replace(vault.member, grade=Grade.CLINICIAN)
    ground = _ground(qtbot, vault, theme, tasks, copy)
    section = ground.go("Team")
    assert section.enrol is None
    assert section.readmit is None
    assert COLLEAGUE.name in texts(section)
    tasks.finish()


def test_the_parts_move_into_a_box_where_the_window_is_narrow(ground: Ground) -> None:
    page = ground.page
    assert page.list.isVisible()
    assert not page.box.isVisible()
    page.resize(500, 800)
    assert page.box.isVisible()
    assert not page.list.isVisible()
    page.box.setCurrentIndex(2)
    assert page.list.currentRow() == 2
    assert page.parts[2] is type(page.part)
    assert page.part.isVisible()


def test_every_part_but_about_has_something_for_the_keyboard(ground: Ground) -> None:
    for kind in ground.page.parts[:-1]:
        part = ground.go(kind.title)
        part.focus_first()
        focus = ground.page.focusWidget()
        assert focus is not None
        assert part.isAncestorOf(focus), part.title


def test_about_names_the_version(ground: Ground) -> None:
    assert "Version 0." in texts(ground.go("About"))


def test_enter_goes_on_from_any_line_of_a_form(ground: Ground) -> None:
    section = ground.go("Your passphrase")
    ground.qtbot.keyClick(section.form.present.line, Qt.Key.Key_Return)
    assert "Type your present passphrase" in section.form.summary.accessibleDescription()


def new_kit(ground: Ground) -> NewKit:
    """Make a new kit, and give what shows it."""
    ground.go("Recovery kit")
    ground.asks.passphrases = [LEAD_PASSPHRASE]
    ground.press("Make a new recovery kit…")
    ground.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NewKit))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewKit)
    return dialog


def test_a_new_kit_is_made_with_the_passphrase_and_its_key_opens_the_vault(
    ground: Ground, vault: OpenVault, recovery_key: str
) -> None:
    dialog = new_kit(ground)
    assert ground.asks.asked == ["Make a new recovery kit"]
    assert "the kit that was printed before opens nothing" in ground.asks.details[0]
    key = "-".join(group.text() for group in dialog.key.groups)
    header = header_file.load(vault.folder / "vault.json")
    unlock_recovery(header, key).wipe()
    with pytest.raises(WrongRecoveryKey):
        unlock_recovery(header, recovery_key)
    dialog.done(0)


def test_a_new_kit_is_not_closed_unkept_without_a_second_word(ground: Ground) -> None:
    dialog = new_kit(ground)
    press(dialog, "Close")
    assert dialog.isVisible()
    assert "neither printed nor saved" in dialog.bar.text
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_a_new_kit_that_was_saved_is_closed_at_once(ground: Ground, tmp_path: Path) -> None:
    dialog = new_kit(ground)
    ground.asks.files = [tmp_path / "kit.pdf"]
    press(dialog, "Save as PDF…")
    ground.qtbot.waitUntil(lambda: dialog.key.is_kept)
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_a_wrong_passphrase_makes_no_kit(ground: Ground, vault: OpenVault, recovery_key: str) -> None:
    ground.go("Recovery kit")
    ground.asks.passphrases = ["not the passphrase"]
    ground.press("Make a new recovery kit…")
    assert ground.page.bar.text == "That is not your passphrase: nothing was changed."
    unlock_recovery(header_file.load(vault.folder / "vault.json"), recovery_key).wipe()


def test_settings_stand_in_rows_that_say_what_is_set_and_who_sets_it(ground: Ground) -> None:
    section = ground.go("Lock and login")
    assert ground.page.heading.text() == "Lock and login"
    said = texts(ground.page).splitlines()
    assert [each for each in said if each in {"Setting", "Value", "Set by"}] == ["Setting", "Value", "Set by"]
    rows = section.rows
    assert [(row.who, row.by.text()) for row in rows._rows] == [
        ("You", "You"),
        ("Casework", "Casework"),
        ("You", "You"),
    ]
    assert "1 of 3 cannot be changed" in said
    # How far a choice can go is said under it.
    assert "60 min at most." in section._message.text()
    assert (
        section._message.mapTo(ground.page, QPoint()).y() > section.minutes.mapTo(ground.page, QPoint()).y()
    )
    # What nobody can change has words and no control.
    assert not rows._rows[1].value.findChildren(QAbstractButton)
    assert "Always" in texts(rows._rows[1].value)


def test_a_theme_that_the_computer_chooses_is_set_by_the_computer(ground: Ground) -> None:
    section = ground.go("How it looks")
    for name, who in (("light", "You"), ("system", "This computer"), ("dark", "You")):
        section.themes[name].click()
        assert section.rows._rows[0].by.text() == who


def test_settings_have_no_first_act_and_say_that_changes_are_kept(ground: Ground) -> None:
    page = ground.page
    for part in page.parts:
        ground.go(part.title)
        assert [
            each.text() for each in page.findChildren(QPushButton) if each.property("kind") == "primary"
        ] == []
        assert page.foot is not None
        shown = {"How it looks", "Lock and login"}
        assert page.foot.isVisible() == (part.title in shown), part.title
    ground.go("How it looks")
    assert page.foot is not None
    assert page.foot.text == "Changes are kept at once, for you on this computer"


def test_ctrl_enter_does_what_the_form_with_the_keyboard_is_for(ground: Ground) -> None:
    section = ground.go("Your passphrase")
    _type(section, LEAD_PASSPHRASE, NEW, NEW)
    ground.page.activateWindow()
    section.form.present.line.setFocus()
    ground.qtbot.waitUntil(section.form.present.line.hasFocus)
    ground.qtbot.keyClick(section.form.present.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    ground.qtbot.waitUntil(lambda: "changed" in ground.page.bar.text)


def test_narrow_who_sets_it_stands_under_what_is_set(ground: Ground) -> None:
    section = ground.go("Lock and login")
    row = section.rows._rows[0]
    assert row.by.x() > row.value.x()
    ground.page.resize(560, 700)
    ground.settle()
    assert row.by.text() == "Set by: You"
    assert row.by.y() > row.value.y() > row.setting.y()
    assert "Value" not in texts(section).splitlines()
    assert ground.page.box.isVisible()
