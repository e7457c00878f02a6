"""Whatever goes wrong is one plain sentence where the work is: nothing is lost, and no dialogs come in a storm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.services.vault import machine
from app.views.context.places import CaseAt, CaseList, Today
from app.views.editor import autosave
from app.views.locking.clocks import Clocks
from app.views.locking.idle import Idle
from app.views.window.main_window import MainWindow
from app.views.writing.text_box import TextBox
from tests.journeys.window.ground import Desk, Place, assert_never_stood, done, nothing_taken
from tests.views.settling import turn
from tests.views.stalls import Stalls

_GONE = "the folder is read-only or has gone"


def test_a_wrong_passphrase_is_one_sentence_and_tells_nothing_else(
    window: MainWindow, qtbot: QtBot, place: Place, stalls: Stalls
) -> None:
    desk = Desk(window, qtbot)
    stalls.forget()
    desk.unlock(place, "not the passphrase at all")
    assert "The login name or the passphrase does not open this vault." in desk.texts()
    assert window.open_desk is None
    assert desk.dialogs == 0
    desk.wait(lambda: desk.has("Unlock"))
    desk.try_passphrase()
    desk.control("Parts of Casework")
    assert_never_stood(stalls, "unlocking")


def test_a_folder_that_vanished_is_said_where_one_is_and_all_goes_on_when_it_is_back(
    desk: Desk, place: Place, stalls: Stalls
) -> None:
    stalls.forget()
    place.folder.rename(place.folder.with_name("unplugged"))
    desk.open_desk.shell.go(CaseAt(place.case_id))
    desk.rest()
    # To look at a case is noted in the ledger, and nothing is shown that was not noted.
    assert _GONE in desk.open_desk.shell.front.bar.text
    assert desk.dialogs == 0
    desk.open_desk.shell.go(CaseList())
    desk.rest()
    desk.open_desk.shell.go(Today())
    desk.rest()
    place.folder.with_name("unplugged").rename(place.folder)
    desk.open_desk.shell.go(CaseAt(place.case_id))
    desk.rest()
    assert desk.open_desk.shell.front.bar.text == ""
    desk.control("Person QUILLFEATHER, Oswin")
    assert_never_stood(stalls, "the folder was away")


def test_a_folder_that_vanished_for_good_keeps_nobody_from_locking(desk: Desk, place: Place) -> None:
    place.folder.rename(place.folder.with_name("unplugged"))
    desk.lock()
    assert _GONE in desk.texts()
    desk.try_passphrase()
    assert "That folder is not a Casework vault" in desk.texts()
    place.folder.with_name("unplugged").rename(place.folder)
    desk.try_passphrase()
    desk.control("Parts of Casework")


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Autosave tries again after tenths of a second, not after many."""
    monkeypatch.setattr(autosave, "PAUSE_MS", 100)
    monkeypatch.setattr(autosave, "CAP_MS", 200)
    monkeypatch.setattr(autosave, "AGAIN_MS", 300)


def bar(desk: Desk) -> str:
    """What the bar of the page in front says."""
    front = desk.open_desk.shell.front
    assert front is not None
    return front.bar.text


def test_what_the_disk_does_not_take_stays_on_the_screen_and_is_saved_when_it_does(
    desk: Desk, place: Place, brisk: None, stalls: Stalls
) -> None:
    box = desk.write(place)
    stalls.forget()
    with nothing_taken():
        for word in ("He ", "came ", "back ", "at ", "nine"):
            QTest.keyClicks(box, word)
            desk.wait(lambda: _GONE in bar(desk))
            assert desk.dialogs == 0
        desk.wait(lambda: "Not saved" in desk.texts())
        assert box.text() == "He came back at nine"
        assert "still on the screen" in bar(desk)
    desk.wait(lambda: "Draft saved" in desk.texts())
    assert bar(desk) == ""
    assert_never_stood(stalls, "the disk took nothing")
    assert done(desk.open_desk.vault, place.draft_id) == "He came back at nine"


def test_a_folder_that_went_away_while_typing_is_never_said_to_have_saved(
    desk: Desk, place: Place, brisk: None
) -> None:
    box = desk.write(place)
    away = place.folder.with_name("away")
    place.folder.rename(away)
    QTest.keyClicks(box, "He came back at nine")
    desk.wait(lambda: _GONE in bar(desk))
    assert "Not saved" in desk.texts()
    away.rename(place.folder)
    desk.wait(lambda: "Draft saved" in desk.texts())
    desk.lock()
    assert place.kept() == "He came back at nine"


def test_what_another_window_saved_is_not_written_over(desk: Desk, place: Place, brisk: None) -> None:
    box = desk.write(place)
    drafts = Drafts(desk.open_desk.vault)
    theirs = drafts.open(place.draft_id)
    drafts.save(theirs.id, replace(theirs.sheet, content=SessionNote(done="Theirs")), theirs.revision)
    QTest.keyClicks(box, "Mine")
    desk.control("Keep mine")
    assert desk.dialogs == 0
    QTest.keyClicks(box, " and more")
    desk.rest()
    assert box.text() == "Mine and more"
    assert done(desk.open_desk.vault, place.draft_id) == "Theirs"
    desk.press("Compare")
    desk.rest()
    desk.press("Keep mine")
    desk.wait(lambda: "Draft saved" in desk.texts())
    assert done(desk.open_desk.vault, place.draft_id) == "Mine and more"


def paste(box: TextBox, *, text: str = "", html: str = "") -> None:
    """Paste by the keys."""
    mime = QMimeData()
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


_HTML = (
    "<html><head><title>t</title><style>p { color: red }</style></head><body><p>One <b>bold</b> row</p>"
    "<ul><li>first</li><li>second</li></ul><img src='http://nowhere.invalid/x.png'><script>alert(1)</script>"
)
_ROWS = "She saw him by the gate, and went home another way.\n" * 1_850


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"text": _ROWS}, _ROWS.strip()),
        ({"html": _HTML}, "One **bold** row\n- first\n- second"),
        (
            {"text": "Fine \N{SLIGHTLY SMILING FACE}\N{FAMILY} ok"},
            "Fine \N{SLIGHTLY SMILING FACE}\N{FAMILY} ok",
        ),
        ({"text": "safe\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe"}, "safegnp.exe"),
        ({"text": "קו ועוד"}, "קו ועוד"),
    ],
    ids=["96 kB", "HTML", "emoji", "a bidi override", "Hebrew"],
)
def test_whatever_is_pasted_becomes_plain_text_and_is_saved(
    desk: Desk, place: Place, brisk: None, stalls: Stalls, given: dict[str, str], kept: str
) -> None:
    box = desk.write(place)
    stalls.forget()
    paste(box, **given)
    # To read all of a long text, or of the screen, takes the window's thread as long as what is measured here.
    said = desk.open_desk.shell.front.writing.foot.state
    desk.wait(lambda: box.document().characterCount() > len(kept))
    desk.wait(lambda: not box._pasting.is_under_way)
    QTest.keyClick(box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: "Draft saved" in said.text())
    desk.rest()
    if kept.isascii():
        # The first letter of another script makes Qt look for a typeface that has it, on the window's thread.
        assert_never_stood(stalls, f"pasting {len(kept)} letters")
    assert box.text() == kept
    assert (desk.dialogs, bar(desk)) == (0, "")
    assert done(desk.open_desk.vault, place.draft_id) == kept


@pytest.mark.parametrize(
    "words", ["y" * 199_000, ("he waited at the gate " * 9_050)[:199_000]], ids=["no space", "words"]
)
def test_one_row_of_200_kb_takes_typing_without_a_stall(
    desk: Desk, place: Place, brisk: None, stalls: Stalls, words: str
) -> None:
    box = desk.write(place)
    desk.rest()
    stalls.forget()
    paste(box, text=words)
    desk.wait(lambda: box.document().characterCount() > len(words))
    box.moveCursor(box.textCursor().MoveOperation.End)
    for _ in range(10):
        QTest.keyClick(box, Qt.Key.Key_Z)
        turn()
    desk.wait(lambda: "Draft saved" in desk.open_desk.shell.front.writing.foot.state.text())
    assert_never_stood(stalls, "typing behind a row of 199,000 letters")
    assert done(desk.open_desk.vault, place.draft_id) == words + "z" * 10


def test_more_than_a_record_can_hold_is_said_and_stays_on_the_screen(
    desk: Desk, place: Place, brisk: None
) -> None:
    box = desk.write(place)
    rows = "\n".join(["y" * 99] * 1_000)[:99_990]
    paste(box, text=rows)
    desk.wait(lambda: len(box.toPlainText()) == len(rows))
    box.moveCursor(box.textCursor().MoveOperation.End)
    QTest.keyClicks(box, "and eleven more")
    desk.wait(lambda: "more text than this field can hold (100,000 characters)" in bar(desk))
    assert desk.dialogs == 0
    assert len(box.text()) == 99_990 + 15
    for _ in range(15):
        QTest.keyClick(box, Qt.Key.Key_Backspace)
    desk.wait(lambda: "Draft saved" in desk.texts())
    assert len(done(desk.open_desk.vault, place.draft_id)) == 99_990


def test_a_note_of_ten_thousand_words_opens_and_takes_typing_without_a_stall(
    desk: Desk, place: Place, stalls: Stalls
) -> None:
    drafts = Drafts(desk.open_desk.vault)
    draft = drafts.open(place.draft_id)
    words = "\n".join("he went to the gate and waited there again" for _ in range(1_112))
    drafts.save(draft.id, replace(draft.sheet, content=SessionNote(done=words)), draft.revision)
    stalls.forget()
    box = desk.write(place)
    opening = stalls.longest
    assert box.text() == words
    stalls.forget()
    box.moveCursor(box.textCursor().MoveOperation.End)
    for letter in " and once more, for an hour or so":
        QTest.keyClick(box, letter)
        turn()
    desk.wait(lambda: "Draft saved" in desk.texts())
    print(f"opening 10,000 words: {opening:.0f} ms")  # noqa: T201
    assert_never_stood(stalls, "typing in 10,000 words")
    assert done(desk.open_desk.vault, place.draft_id).endswith("for an hour or so")


@pytest.mark.parametrize("jump", [7200.0, -7200.0])
def test_a_clock_that_jumps_locks_when_it_may_have_been_sleep_and_never_otherwise(
    desk: Desk, jump: float
) -> None:
    seconds = [0.0, 0.0]
    window = desk.window
    window.watches.idle.end()
    idle = window.watches.idle = Idle(
        window, minutes=10, clocks=Clocks(lambda: seconds[0], lambda: seconds[1])
    )
    idle.due.connect(window.lock)
    idle.begin()
    seconds[0] += 1
    seconds[1] += 1 + jump
    idle.count()
    assert (window.open_desk is None) is (jump > 0)
    if window.open_desk is not None:
        seconds[0] += 1
        idle.count()
        assert window.open_desk is not None


def test_a_clock_that_was_put_back_is_said_at_the_way_in(
    window: MainWindow, qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = datetime.now(UTC)
    monkeypatch.setattr(machine.Machine, "__init__", _with_clock(lambda: true - timedelta(days=400)))
    desk = Desk(window, qtbot)
    desk.unlock(place)
    desk.control("Parts of Casework")
    assert "this machine's clock is behind by 399 days. Nothing can be signed" in desk.texts()
    assert desk.dialogs == 0
    monkeypatch.undo()


def _with_clock(clock: Callable[[], datetime]) -> Callable[..., None]:
    made = machine.Machine.__init__

    def begin(self: machine.Machine, **given: object) -> None:
        made(self, **{"clock": clock, **given})  # type: ignore[arg-type]

    return begin


def test_a_clock_put_back_while_the_vault_is_open_makes_no_record_older_than_the_last(
    desk: Desk, place: Place, brisk: None
) -> None:
    vault = desk.open_desk.vault
    box = desk.write(place)
    vault.clock = lambda: datetime.now(UTC) - timedelta(days=400)
    QTest.keyClicks(box, "He came back at nine")
    desk.wait(lambda: "Draft saved" in desk.texts())
    desk.lock()
    assert desk.dialogs == 0
    assert place.kept() == "He came back at nine"
