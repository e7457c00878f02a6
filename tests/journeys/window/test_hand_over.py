"""A measure in the person's hands: nothing else can be reached, nothing is lost, and one passphrase leads back."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.kinds.measure.content import Administration
from app.errors import WrongSecret
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.handing_over import HandingOver
from app.services.records.records import Records
from app.services.records.sitting import path_of
from app.views.context.places import DraftAt, HandOver
from app.views.start.handed_over import HandedOverScreen
from app.views.start.handing_back import HandingBack
from app.views.window.main_window import MainWindow
from tests.attacks.test_bytes import spellings
from tests.builders import LEAD, LEAD_PASSPHRASE, SITE
from tests.journeys.window.answering import ITEM, MANY, answer, begun, hand_over
from tests.journeys.window.ground import FAMILY, GIVEN, WORDS, Desk, Place, forget_log, nothing_taken
from tests.views.settling import turn
from tests.views.stalls import not_counted

ROOT: Final = Path(__file__).parents[3]
NAMES: Final = (
    FAMILY,
    FAMILY.upper(),
    GIVEN,
    SITE,
    LEAD.name,
    LEAD.login,
    "marmalade",
    "NM-",
    "PCL",
    "PTSD",
    "Casework",
)
BACK: Final = "Please give this back"
KEYS: Final = (
    *(
        "Esc",
        "F1",
        "F2",
        "F5",
        "F6",
        "F8",
        "F10",
        "F11",
        "F12",
        "Menu",
        "Alt",
        "Home",
        "End",
        "Tab",
        "Shift+Tab",
    ),
    *(
        "Ctrl+L",
        "Ctrl+K",
        "Ctrl+N",
        "Ctrl+S",
        "Ctrl+E",
        "Ctrl+F",
        "Ctrl+O",
        "Ctrl+P",
        "Ctrl+Q",
        "Ctrl+W",
        "Ctrl+Z",
    ),
    *(
        "Ctrl+Shift+E",
        "Ctrl+Shift+F",
        "Ctrl+/",
        "Ctrl+Return",
        "Alt+Left",
        "Alt+Right",
        "Alt+F4",
        "Alt+A",
        "Shift+F10",
    ),
    *(f"Ctrl+{n}" for n in range(10)),
    *(f"Alt+{n}" for n in range(10)),
)


@pytest.fixture
def screen(desk: Desk, place: Place) -> HandedOverScreen:
    """What the person has before them, handed over and not begun."""
    with not_counted():
        draft_id = begun(desk.open_desk.vault, place.case_id)
    return hand_over(desk, place.case_id, draft_id)


def test_the_clinician_reads_what_can_and_what_cannot_be_reached(desk: Desk, place: Place) -> None:
    draft_id = begun(desk.open_desk.vault, place.case_id)
    vault = desk.open_desk.vault
    screen = hand_over(desk, place.case_id, draft_id)
    assert vault.vault_key.is_wiped
    assert vault.store_secret.is_wiped
    assert vault.member_secret.is_wiped
    assert not vault.held.is_locked
    assert desk.window.open_desk is None
    assert desk.window.isFullScreen()
    assert desk.window.windowTitle() == "Questions"
    assert "Below is a list of problems" in desk.texts()
    assert screen.isVisible()


def test_the_page_before_says_that_the_systems_own_keys_cannot_be_stopped(desk: Desk, place: Place) -> None:
    draft_id = begun(desk.open_desk.vault, place.case_id)
    desk.open_desk.shell.go(HandOver(place.case_id, draft_id))
    desk.rest()
    told = desk.texts()
    assert "Casework cannot stop the keys of the system" in told
    assert "PCL-5: 20 questions about the past month." in told
    assert "without a name, a title or a score" in told
    for name in (FAMILY, FAMILY.upper(), GIVEN):
        assert name not in told
    desk.press("Back to the draft")
    desk.rest()
    # Their name alone: the person sits beside the screen, or will in a moment.
    assert desk.has("The screen is turned away")
    assert not desk.has("Sign…")


def test_it_is_offered_only_where_the_wording_ships_and_it_is_handed_over(desk: Desk, place: Place) -> None:
    draft_id = begun(desk.open_desk.vault, place.case_id)
    desk.open_desk.shell.go(DraftAt(place.case_id, draft_id))
    desk.rest()
    assert desk.has("Hand over…")
    desk.answer("How it was given", "On paper")
    desk.rest()
    assert not desk.has("Hand over…")
    # The blank in "On paper" dropped the list down; the other way stands above.
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    desk.rest()
    assert desk.has("Hand over…")


def test_the_whole_way_there_and_back_and_a_signature(
    desk: Desk, place: Place, screen: HandedOverScreen
) -> None:
    draft_id = _sitting(desk)
    desk.press("Begin")
    desk.rest()
    _answer_all(desk, screen)
    assert "Please give this back to the person who gave it to you." in desk.texts()
    assert not desk.has("Go on with the questions")
    for name in NAMES:
        assert name not in desk.texts(), name
    _try_wrong(desk)
    _unlock(desk)
    assert not desk.window.isFullScreen()
    assert desk.window.windowTitle() == "Casework"
    told = desk.texts()
    assert "In the draft now: 20 of 20 questions, 1 of them without an answer." in told
    for name in (FAMILY, FAMILY.upper(), GIVEN, WORDS):
        assert name not in told
    desk.press("The screen is turned away: open the draft")
    desk.rest()
    with not_counted():
        content = _content(desk, draft_id)
    assert content.answers == (3, None, *(1,) * 17, 0)
    assert (content.given, content.by) == ("handed_over", "person")
    desk.press("Sign…")
    desk.rest()
    desk.press("Sign measure…")
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Sign this measure")
    desk.rest()
    _assert_signed(desk, place, content)
    assert not path_of(place.folder, draft_id).exists()


def _answer_all(desk: Desk, screen: HandedOverScreen) -> None:
    """Every question, by keys and by buttons, with a way back and a question that is left out."""
    assert f"1 of {MANY}" in desk.texts()
    assert "In the past month, how much were you bothered by:" in desk.texts()
    answer(desk, "4")
    assert ITEM in desk.texts()
    desk.key(Qt.Key.Key_Backspace)
    desk.rest()
    assert [each.isChecked() for each in screen.question.answers] == [False] * 4 + [True]
    desk.press("Quite a bit")
    desk.press("Next")
    desk.rest()
    desk.press("Next")
    assert "Choose an answer, or leave this one out." in desk.texts()
    assert f"2 of {MANY}" in desk.texts()
    answer(desk, "-" + "1" * (MANY - 3))
    assert f"{MANY} of {MANY}" in desk.texts()
    assert desk.has("Finish")
    answer(desk, "0")
    assert "Thank you" in desk.texts()


def _try_wrong(desk: Desk) -> None:
    desk.type("Your passphrase", "four unrelated herring words")
    desk.press("Unlock")
    desk.wait(lambda: "That passphrase does not lead back." in desk.texts())
    assert desk.window.open_desk is None
    assert "You can try again in 1 second." in desk.texts()


def _content(desk: Desk, draft_id: str) -> Administration:
    content = Drafts(desk.open_desk.vault).open(draft_id).sheet.content
    assert isinstance(content, Administration)
    return content


def _assert_signed(desk: Desk, place: Place, content: Administration) -> None:
    """The newest record of the case is that administration, and the vault is whole."""
    vault = desk.open_desk.vault
    with not_counted():
        rows = Chronology(vault).page(place.case_id).rows
        entry = next(each for each in rows if each.kind == "measure")
        signed = Records(vault).read(entry.id).sheet.content
        assert (signed.answers, signed.by) == (content.answers, "person")
        assert signed.missing == "2"
        assert check(vault).findings == ()


def test_no_key_leads_anywhere(desk: Desk, screen: HandedOverScreen) -> None:
    desk.press("Begin")
    desk.rest()
    _try_every_key(desk)
    assert desk.window.open_desk is None
    assert f"1 of {MANY}" in desk.texts()
    assert screen.question.answers[0].accessibleName() == "Not at all"
    desk.press("Stop and hand back")
    desk.rest()
    _try_every_key(desk)
    assert desk.window.open_desk is None
    assert BACK in desk.texts()
    desk.press("Go on with the questions")
    desk.rest()
    assert f"1 of {MANY}" in desk.texts()


def test_no_menu_no_file_and_no_second_start_leads_anywhere(
    desk: Desk, place: Place, screen: HandedOverScreen, tmp_path: Path
) -> None:
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    for step in ("Begin", "Stop and hand back"):
        desk.press(step)
        desk.rest()
        before = desk.texts()
        for part in (desk.window, screen, *screen.findChildren(QWidget)):
            if part.isVisible():
                _ask_for_a_menu(part)
                assert not _takes(part, pdf), part
        desk.window.show_folder(place.folder)
        desk.window.show_folder(None)
        desk.window.lock()
        turn()
        assert QApplication.activePopupWidget() is None
        assert desk.texts() == before
        assert desk.dialogs == 0
    assert desk.window.open_desk is None
    for other in ("Another vault", "Forgotten passphrase", "Login name", "Use"):
        assert not desk.has(other)


def test_closing_the_window_shows_the_way_back_and_closes_nothing(
    desk: Desk, screen: HandedOverScreen
) -> None:
    desk.press("Begin")
    answer(desk, "22")
    for _ in range(3):
        handle = desk.window.windowHandle()
        assert handle is not None
        handle.close()
        turn()
        assert desk.window.isVisible()
        assert BACK in desk.texts()
    desk.press("Go on with the questions")
    desk.rest()
    assert f"3 of {MANY}" in desk.texts()
    assert screen.question.isVisible()


def test_a_person_who_guesses_waits_as_long_as_at_the_unlock_page(
    desk: Desk, screen: HandedOverScreen
) -> None:
    desk.press("Begin")
    desk.press("Stop and hand back")
    desk.rest()
    waits = []
    for n in range(3):
        desk.wait(screen.back.act.isEnabled)
        desk.type("Your passphrase", f"some other words {n}")
        desk.press("Unlock")
        desk.wait(lambda: "You can try again in" in screen.back.progress.text())
        waits.append(screen.back.progress.text())
        # No key tries before the delay is over.
        desk.type("Your passphrase", LEAD_PASSPHRASE)
        desk.key(Qt.Key.Key_Return)
        assert desk.window.open_desk is None
    assert waits == [f"You can try again in {left}." for left in ("1 second", "2 seconds", "4 seconds")]


def test_nothing_is_reported_over_the_persons_screen(desk: Desk, screen: HandedOverScreen) -> None:
    desk.press("Begin")
    desk.rest()
    desk.window.crashes.take(RuntimeError("planted"))
    desk.rest()
    assert desk.reports == []
    assert screen.isVisible()
    desk.press("Stop and hand back")
    _unlock(desk)
    desk.wait(lambda: bool(desk.reports))
    forget_log()
    for each in QApplication.topLevelWidgets():
        if each is not desk.window and each.isVisible():
            each.close()


def test_what_was_answered_outlives_a_kill_and_nothing_of_it_is_on_the_disk_in_clear(
    place: Place, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    given = "31-2040"
    # All that comes before the window.
    with not_counted():
        vault = place.reopened()
        draft_id = begun(vault, place.case_id)
        vault.lock()
        with _answering(place, draft_id, given, temporary) as person:
            assert person.stdout is not None
            assert person.stderr is not None
            said = person.stdout.readline()
            person.send_signal(signal.SIGKILL)
            assert said == "ready\n", person.stderr.read()
        sealed = path_of(place.folder, draft_id)
        assert sealed.stat().st_size > 0
        _assert_tells_nothing(place.folder, place.home, temporary)
        desk: Desk = Desk(request.getfixturevalue("window"), request.getfixturevalue("qtbot"))
    # A wrong passphrase gets nothing of it, and leaves it lying.
    desk.unlock(place, "another four heron words")
    assert str(WrongSecret()) in desk.texts()
    assert sealed.exists()
    desk.wait(lambda: desk.control("Unlock").isEnabled())
    desk.try_passphrase()
    desk.rest()
    assert "What the person answered when this was last handed over is in your draft now" in desk.texts()
    with not_counted():
        content = _content(desk, draft_id)
    assert content.answers == tuple(None if key == "-" else int(key) for key in given)
    assert (content.given, content.by) == ("handed_over", "person")
    assert not sealed.exists()


def test_a_file_that_was_taken_away_is_said(desk: Desk, place: Place, screen: HandedOverScreen) -> None:
    del place
    desk.press("Begin")
    answer(desk, "1")
    given = desk.window.given_away
    assert given is not None
    assert given.sitting is not None
    path_of(given.sitting.folder, given.sitting.draft_id).unlink()
    answer(desk, "1")
    assert "These questions were closed meanwhile" in desk.texts()
    desk.press("Stop and hand back")
    _unlock(desk)
    assert "Nothing of what was answered is there" in desk.texts()
    assert screen is not None


def test_the_system_ends_the_program_all_the_same_and_nothing_is_lost(place: Place) -> None:
    vault = place.reopened()
    draft_id = begun(vault, place.case_id)
    vault.lock()
    with _answering(place, draft_id, "12") as person:
        assert person.stdout is not None
        assert person.stderr is not None
        said = person.stdout.readline()
        person.send_signal(signal.SIGTERM)
        assert said == "ready\n", person.stderr.read()
        assert person.wait() == 0
    again = place.reopened()
    try:
        assert [each.given for each in HandingOver(again).take_back()] == [2]
    finally:
        again.lock()


def test_what_the_disk_did_not_take_is_said_and_kept_before_the_vault_opens(
    desk: Desk, screen: HandedOverScreen
) -> None:
    draft_id = _sitting(desk)
    desk.press("Begin")
    answer(desk, "1")
    with nothing_taken():
        answer(desk, "23")
        assert "Your last answers could not be kept." in desk.texts()
        desk.press("Stop and hand back")
        assert "Your last answers could not be kept." in desk.texts()
    _unlock(desk)
    assert "In the draft now: 3 of 20 questions." in desk.texts()
    assert _content(desk, draft_id).answers == (1, 2, 3)
    assert screen is not None


def test_an_older_copy_put_in_place_meanwhile_is_asked_about_at_the_unlock_page(
    window: MainWindow, qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    older = shutil.copytree(place.folder, tmp_path / "older.vault")
    desk = Desk(window, qtbot)
    desk.unlock(place)
    draft_id = begun(desk.open_desk.vault, place.case_id)
    hand_over(desk, place.case_id, draft_id)
    for name in ("vault.json", "store.db"):
        shutil.copy(older / name, place.folder / name)
    desk.press("Begin")
    desk.press("Stop and hand back")
    desk.rest()
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Unlock")
    desk.wait(lambda: window.given_away is None)
    desk.rest()
    assert "Type your passphrase once more: the vault asks for a decision before it opens." in desk.texts()
    assert not window.isFullScreen()
    desk.try_passphrase()
    assert "This is an earlier copy of the vault" in desk.texts()


def test_a_screen_that_locks_takes_what_is_typed_of_a_passphrase(
    desk: Desk, screen: HandedOverScreen
) -> None:
    desk.press("Begin")
    desk.press("Stop and hand back")
    desk.type("Your passphrase", "four unrelated")
    desk.window.watches.session.gone.emit()
    assert screen.back.secret.text() == ""
    assert desk.window.given_away is not None


def test_on_paper_the_blank_form_is_saved_and_names_nobody(desk: Desk, place: Place, tmp_path: Path) -> None:
    draft_id = begun(desk.open_desk.vault, place.case_id)
    desk.open_desk.shell.go(DraftAt(place.case_id, draft_id))
    desk.rest()
    assert not desk.has("Save the blank form…")
    desk.answer("How it was given", "On paper")
    desk.rest()
    desk.press("Save the blank form…")
    out = tmp_path / "form.pdf"
    desk.save_as(out)
    desk.wait(out.exists)
    desk.rest()
    assert "The blank form was saved as form.pdf." in desk.texts()
    with PdfDocument(out.read_bytes()) as pdf:
        printed = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert ITEM in printed
    for name in (FAMILY, FAMILY.upper(), GIVEN, SITE, LEAD.name):
        assert name not in printed


# --- what is tried ----------------------------------------------------------------------------------


@contextmanager
def _answering(
    place: Place, draft_id: str, keys: str, temporary: Path | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A person who answers, in a process of their own."""
    arguments = [str(place.folder), place.case_id, draft_id, keys]
    command = [sys.executable, "-m", "tests.journeys.window.answering", *arguments]
    names = ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR") if temporary else ()
    own = {"QT_QPA_PLATFORM": "offscreen", "CASEWORK_HOME": str(place.home)}
    environment = {**os.environ, **dict.fromkeys(names, str(temporary)), **own}
    pipe = subprocess.PIPE
    with (
        not_counted(),
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True) as person,
    ):
        yield person


def _sitting(desk: Desk) -> str:
    given = desk.window.given_away
    assert given is not None
    assert given.sitting is not None
    return given.sitting.draft_id


def _unlock(desk: Desk) -> None:
    given = desk.window.given_away
    assert given is not None
    screen = given.screen
    assert screen is not None
    assert isinstance(screen.back, HandingBack)
    desk.wait(screen.back.act.isEnabled)
    desk.type("Your passphrase", LEAD_PASSPHRASE)
    desk.press("Unlock")
    desk.wait(lambda: desk.window.open_desk is not None)
    desk.rest()


def _try_every_key(desk: Desk) -> None:
    shown = desk.window.centralWidget()
    before = desk.texts()
    for keys in KEYS:
        combined = QKeySequence(keys)[0]
        for to in (desk.focus(), desk.window, shown):
            QTest.keyClick(to, combined.key(), combined.keyboardModifiers())
        turn()
        assert desk.window.open_desk is None, keys
        assert desk.dialogs == 0, keys
        assert QApplication.activePopupWidget() is None, keys
    desk.rest()
    after = desk.texts()
    for name in NAMES:
        assert name not in after, name
    assert after.splitlines()[:3] == before.splitlines()[:3]


def _ask_for_a_menu(part: QWidget) -> None:
    middle = part.rect().center()
    QTest.mouseClick(part, Qt.MouseButton.RightButton, pos=middle)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, part.mapToGlobal(middle))
    QApplication.sendEvent(part, event)
    turn()
    assert not any(isinstance(each, QMenu) and each.isVisible() for each in QApplication.topLevelWidgets()), (
        part
    )


def _takes(part: QWidget, file: Path) -> bool:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    copies, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), copies, dragged, left, none)
    event.ignore()
    QApplication.sendEvent(part, event)
    return event.isAccepted() and part.acceptDrops()


def _assert_tells_nothing(*places: Path) -> None:
    secrets = (
        ITEM,
        "pcl-5",
        "Quite a bit",
        "answers",
        "[3,1,null",
        FAMILY,
        GIVEN,
        LEAD.name,
        LEAD_PASSPHRASE,
        "marmalade",
    )
    needles = tuple({needle for secret in secrets for needle in spellings(secret) if len(needle) >= 5})
    searched = 0
    for file in (file for place in places for file in place.rglob("*") if file.is_file()):
        data = file.read_bytes() + b"\n" + file.name.encode()
        searched += len(data)
        found = [needle for needle in needles if needle in data]
        assert not found, (file, found)
    assert searched > 100_000
