"""A lock takes everything along: nothing stands in its way, nothing typed is lost, nothing stays to be read."""

import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from filelock import FileLock
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.cases.case import CaseName
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import LOCK
from app.views.cases.new_case import NewCase as NewCasePage
from app.views.context.places import DraftAt, NewCase, RecordAt
from tests.builders import KNOWS, LEAD_PASSPHRASE, complete, draft_of
from tests.journeys.window.ground import (
    FAMILY,
    GIVEN,
    Desk,
    Place,
    assert_never_stood,
    done,
    forget_log,
    nothing_taken,
)
from tests.views.stalls import Stalls, not_counted

TYPED = "She saw the grey van by the school again on Tuesday"
_CTRL = Qt.KeyboardModifier.ControlModifier


def every_text(root: QWidget) -> str:
    """Everything that any widget holds, in sight or not."""
    texts: list[str] = []
    for each in (root, *root.findChildren(QWidget)):
        texts += [each.toolTip(), each.accessibleName(), each.accessibleDescription(), each.windowTitle()]
        for read in ("text", "toPlainText", "title", "placeholderText"):
            asked = getattr(each, read, None)
            if callable(asked):
                texts.append(str(asked()))
    texts += [document.toPlainText() for document in root.findChildren(QTextDocument)]
    return "\n".join(texts)


def assert_nothing_left(desk: Desk) -> None:
    """No name and no clinical text anywhere in the program's windows."""
    for window in QApplication.topLevelWidgets():
        with not_counted():
            told = every_text(window)
        for secret in (FAMILY, FAMILY.upper(), GIVEN, "marmalade", TYPED):
            assert secret not in told, type(window).__name__
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == ""
    assert desk.dialogs == 0
    undoable = [
        d for d in desk.window.findChildren(QTextDocument) if d.isUndoAvailable() or d.isRedoAvailable()
    ]
    assert undoable == []
    assert not any(line.isUndoAvailable() for line in desk.window.findChildren(QLineEdit))


def test_the_keys_lock_and_nothing_is_left_to_read(desk: Desk, place: Place, stalls: Stalls) -> None:
    shell = desk.open_desk.shell
    shell.go(RecordAt(place.case_id, place.record_id))
    desk.rest()
    assert "marmalade" in every_text(desk.window)
    box = desk.write(place)
    QTest.keyClicks(box, TYPED)
    box.selectAll()
    box.copy()
    assert TYPED in every_text(desk.window)
    assert QGuiApplication.clipboard().text() == TYPED
    gone = [weakref.ref(each) for each in (desk.open_desk, shell, box, *shell.findChildren(QWidget))]
    del shell, box
    stalls.forget()
    desk.lock()
    desk.rest()
    assert_never_stood(stalls, "locking")
    assert_nothing_left(desk)
    assert [each() for each in gone if each() is not None] == []
    assert place.kept() == TYPED


def test_a_case_that_was_not_opened_yet_is_there_after_the_lock(desk: Desk, place: Place) -> None:
    desk.open_desk.shell.go(NewCase())
    desk.rest()
    desk.type("Family name", "Quillbeck")
    desk.lock()
    assert_nothing_left(desk)
    assert "Quillbeck" not in every_text(desk.window)
    desk.try_passphrase()
    desk.press("Go on: New case, not opened yet")
    desk.rest()
    assert "What you typed here is back" in desk.texts()
    assert desk.control("Family name", QAccessible.Role.EditableText).text() == "Quillbeck"  # type: ignore[attr-defined]


def test_a_lock_while_a_case_is_opened_leaves_it_opened_and_nothing_unfinished(
    desk: Desk, place: Place
) -> None:
    desk.open_desk.shell.go(NewCase())
    desk.rest()
    desk.type("Family name", "Quillbeck")
    front = desk.open_desk.shell.front
    assert isinstance(front, NewCasePage)
    front.person.load(replace(front.person.content(), awareness="unaware", **KNOWS))
    desk.press("Next: the case")
    front.name.load(CaseName(reference="NM-0900"))
    front.facts.load(replace(front.facts.content(), pathway="consultation", stage="assessment"))
    front.referral.finish()
    front.referral.load(complete(type(front.referral.content())))
    opens = desk.control("Open the case")
    assert isinstance(opens, QAbstractButton)
    opens.click()
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    confirms = desk.control("Open the case and sign its referral", QAccessible.Role.Button)
    assert isinstance(confirms, QAbstractButton)
    confirms.click()
    assert front.is_saving
    # The question has gone before a key is pressed: it goes to the page.
    desk.wait(lambda: desk.dialogs == 0)
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.lock()
    desk.try_passphrase()
    assert desk.open_desk.desk.cases.find("NM-0900")
    # What was kept last is the first line of Today, and its act is offered.
    assert not desk.has("Go on: New case, not opened yet")


def test_a_case_that_the_disk_did_not_take_at_the_lock_is_said_to_be_lost(desk: Desk, place: Place) -> None:
    desk.open_desk.shell.go(NewCase())
    desk.rest()
    desk.type("Family name", "Quillbeck")
    with nothing_taken():
        desk.lock()
    assert "What you typed last into a form could not be kept." in desk.texts()
    assert_nothing_left(desk)


def test_it_locks_when_nobody_has_used_it(desk: Desk) -> None:
    desk.window.watches.idle.set_minutes(0)
    desk.wait(lambda: desk.window.open_desk is None)
    desk.rest()
    assert "Locked after a time without a key or the mouse." in desk.texts()
    assert_nothing_left(desk)


def test_it_locks_with_the_screen_and_before_sleep(desk: Desk) -> None:
    desk.window.watches.session.screen_saver_changed(active=True)
    assert desk.window.open_desk is None
    desk.rest()
    desk.try_passphrase()
    desk.window.watches.session.sleep_prepared(starting=True)
    assert desk.window.open_desk is None
    desk.rest()
    assert_nothing_left(desk)


class _Stubborn(QDialog):
    """Shows what it should not, and asks before it closes."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        QVBoxLayout(self).addWidget(QLabel(f"{FAMILY}, {GIVEN}"))

    def reject(self) -> None:
        """Not now."""


def _ask(desk: Desk, depth: int, then: Callable[[], None], answers: list[int]) -> None:
    """Dialogs one inside the other, each waited for in a loop of its own."""
    dialog = _Stubborn(QApplication.activeModalWidget() or desk.window)
    QTimer.singleShot(0, lambda: _ask(desk, depth - 1, then, answers) if depth > 1 else then())
    answers.append(dialog.exec())


def test_typing_and_two_dialogs_deep_it_locks_and_the_text_comes_back(
    desk: Desk, place: Place, stalls: Stalls
) -> None:
    box = desk.write(place)
    QTest.keyClicks(box, TYPED)
    answers: list[int] = []

    def by_keys() -> None:
        over = QApplication.activeModalWidget()
        assert isinstance(over, _Stubborn)
        assert desk.dialogs == 2
        # As a key arrives: at the window that has the keyboard.
        desk.wait(lambda: QApplication.focusWindow() is over.windowHandle())
        QTest.keyClick(over.windowHandle(), Qt.Key.Key_L, _CTRL)

    stalls.forget()
    _ask(desk, 2, by_keys, answers)
    assert answers == [QDialog.DialogCode.Rejected] * 2
    assert desk.window.open_desk is None
    desk.rest()
    assert_never_stood(stalls, "locking two dialogs deep")
    assert_nothing_left(desk)
    desk.try_passphrase()
    desk.control("Restore")
    desk.control("Discard…")
    desk.press("Restore")
    desk.rest()
    assert desk.box("What we did").text() == TYPED


def test_a_lock_during_a_save_loses_neither_it_nor_what_came_after(desk: Desk, place: Place) -> None:
    box = desk.write(place)
    QTest.keyClicks(box, TYPED)
    page = desk.open_desk.shell.front
    assert page.draft is not None
    page.draft.autosave.flush()
    QTest.keyClicks(box, " and on Wednesday")
    assert desk.window.tasks.is_busy
    desk.lock()
    assert place.kept() == f"{TYPED} and on Wednesday"


def test_closing_locks_and_leaves_the_vault_to_the_next_program(desk: Desk, place: Place) -> None:
    box = desk.write(place)
    QTest.keyClicks(box, TYPED)
    before = (place.folder / "vault.json").read_bytes()
    desk.window.close()
    assert not desk.window.isVisible()
    desk.wait(lambda: not desk.window.tasks.is_busy)
    desk.rest()
    assert desk.window.open_desk is None
    # The header's anchor has moved on, and the lock is free.
    assert (place.folder / "vault.json").read_bytes() != before
    with FileLock(place.folder / LOCK, timeout=0):
        pass
    assert place.kept() == TYPED


def test_what_the_disk_does_not_take_at_the_lock_is_kept_sealed_and_saved_after_the_next_unlocking(
    desk: Desk, place: Place
) -> None:
    box = desk.write(place)
    with nothing_taken():
        QTest.keyClicks(box, TYPED)
        desk.lock()
        assert "They are kept in memory" in desk.texts()
        assert_nothing_left(desk)
        (unsaved,) = desk.window._unsaved[place.folder]
        assert TYPED.encode() not in unsaved.sealed
        assert desk.dialogs == 0
    desk.try_passphrase()
    desk.wait(lambda: "is saved now" in desk.open_desk.warning.text)
    assert done(desk.open_desk.vault, place.draft_id) == TYPED
    assert desk.window._unsaved == {}
    desk.lock()
    assert place.kept() == TYPED
    forget_log()


def test_text_that_lives_in_memory_alone_is_not_closed_away(desk: Desk, place: Place) -> None:
    box = desk.write(place)
    with nothing_taken():
        QTest.keyClicks(box, TYPED)
        desk.window.close()
        desk.wait(desk.window.isVisible)
        desk.rest()
        assert "They are kept in memory" in desk.texts()
    desk.window.close()
    desk.control("Close and lose them")
    desk.press("Cancel")
    desk.rest()
    desk.try_passphrase()
    desk.wait(lambda: "is saved now" in desk.open_desk.warning.text)
    desk.lock()
    assert place.kept() == TYPED
    forget_log()


@pytest.mark.parametrize("moment", ["reading", "asked", "signing"])
def test_a_lock_in_the_middle_of_signing_leaves_a_draft_or_a_record_and_never_both(
    desk: Desk, place: Place, moment: str
) -> None:
    with not_counted():
        draft_id = draft_of(desk.open_desk.vault, place.case_id, "The heron again")
    desk.open_desk.shell.go(DraftAt(place.case_id, draft_id))
    desk.rest()
    desk.press("Sign…")
    desk.rest()
    if moment != "reading":
        desk.press("Sign session note…")
        desk.control("Your passphrase")
    if moment == "signing":
        QTest.keyClicks(desk.focus(), LEAD_PASSPHRASE)
        desk.key(Qt.Key.Key_Return)
    desk.window.lock()
    desk.rest()
    assert_nothing_left(desk)
    with not_counted():
        vault = place.reopened()
        drafts = {each.id for each in Drafts(vault).mine()}
        (newest,) = Records(vault).newest(place.case_id, "session_note")
        assert check(vault).findings == ()
        vault.lock()
    is_signed = newest.provenance.id != place.record_id
    assert (draft_id in drafts, is_signed) == (moment != "signing", moment == "signing")
