"""What is typed reaches the vault by itself, and what cannot be saved is neither lost nor shouted about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.domain.kinds.session_note.content import SessionNote
from app.errors import DiskFull, SavedElsewhere
from app.services.records.drafts import Drafts, DraftView
from app.services.records.unsaved import UnsavedDrafts
from app.services.vault.open_vault import OpenVault
from app.views.context.tasks import Tasks
from app.views.editor import autosave
from app.views.editor.autosave import Autosave, Book, SaveState
from tests.views.settling import quiet


@dataclass
class Screen:
    """What is typed, for one draft of a vault."""

    vault: OpenVault
    draft: DraftView
    autosave: Autosave
    tasks: Tasks
    words: str = ""

    def type(self, words: str) -> None:
        """Type words."""
        self.words = words
        self.autosave.touch()

    def kept(self) -> str:
        """The words in the vault."""
        content = Drafts(self.vault).open(self.draft.id).sheet.content
        assert isinstance(content, SessionNote)
        return content.done


@pytest.fixture
def screen(qtbot: QtBot, vault: OpenVault, case_id: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """A draft on the screen; the waits are shorter than a writer's."""
    monkeypatch.setattr(autosave, "PAUSE_MS", 60)
    monkeypatch.setattr(autosave, "CAP_MS", 300)
    monkeypatch.setattr(autosave, "AGAIN_MS", 120)
    tasks, parent = Tasks(), QObject()
    draft = Drafts(vault).begin(case_id, "session_note")
    book = Book(Drafts(vault), UnsavedDrafts(vault), draft.id, draft.revision)
    made = Screen(
        vault,
        draft,
        Autosave(tasks, book, lambda: replace(draft.sheet, content=SessionNote(done=made.words)), parent),
        tasks,
    )
    yield made
    made.autosave.end()
    tasks.finish()
    del parent


def fill_disk(vault: OpenVault) -> None:
    """Let the store grow no more."""
    with vault.database.write() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))


def free_disk(vault: OpenVault) -> None:
    """Let it grow again."""
    with vault.database.write() as session:
        session.execute(text("PRAGMA max_page_count = 1000000"))


LONG = "A heron stood in the reeds. " * 4000


def test_what_is_typed_is_saved_after_a_pause(qtbot: QtBot, screen: Screen) -> None:
    screen.type("Saw the heron")
    assert screen.autosave.state is SaveState.CHANGED
    qtbot.waitUntil(lambda: screen.autosave.state is SaveState.SAVED)
    assert screen.kept() == "Saw the heron"
    assert screen.autosave.at is not None
    assert screen.autosave.unsaved() is None


def test_who_never_pauses_is_saved_all_the_same(qtbot: QtBot, screen: Screen) -> None:
    def types_on() -> bool:
        screen.type(f"{screen.words} word".strip())
        return screen.kept() != ""

    qtbot.waitUntil(types_on)
    assert screen.kept().startswith("word")


def test_leaving_saves_at_once_and_the_latest_wins(qtbot: QtBot, screen: Screen) -> None:
    screen.type("First")
    screen.autosave.flush()
    screen.type("First and second")
    screen.autosave.flush()
    qtbot.waitUntil(lambda: screen.autosave.state is SaveState.SAVED)
    assert screen.kept() == "First and second"


def test_what_is_under_way_at_a_lock_is_handed_over_with_the_revision_after_it(
    qtbot: QtBot, screen: Screen
) -> None:
    screen.type("Saw the heron")
    screen.autosave.flush()
    screen.type("Saw the heron and a sw")
    handed = screen.autosave.unsaved()
    assert handed is not None
    qtbot.waitUntil(lambda: screen.autosave.at is not None)
    handed.keep()
    assert screen.kept() == "Saw the heron and a sw"


def test_a_full_disk_is_said_once_and_tried_again_until_it_is_not(qtbot: QtBot, screen: Screen) -> None:
    refused: list[BaseException] = []
    states: list[SaveState] = []
    screen.autosave.refused.connect(refused.append)
    screen.autosave.state_changed.connect(lambda: states.append(screen.autosave.state))
    fill_disk(screen.vault)
    screen.type(LONG)
    qtbot.waitUntil(lambda: screen.autosave.state is SaveState.REFUSED)
    screen.type(f"{LONG} and more")
    qtbot.waitUntil(lambda: states.count(SaveState.SAVING) >= 3)
    assert [type(failure) for failure in refused] == [DiskFull]
    assert screen.autosave.unsaved() is not None
    free_disk(screen.vault)
    qtbot.waitUntil(lambda: screen.autosave.state is SaveState.SAVED)
    assert screen.kept() == f"{LONG} and more"


def test_another_window_is_not_overwritten_and_the_writer_goes_on_after_choosing(
    qtbot: QtBot, screen: Screen
) -> None:
    refused: list[BaseException] = []
    screen.autosave.refused.connect(refused.append)
    theirs = replace(screen.draft.sheet, content=SessionNote(done="Theirs"))
    revision, _ = Drafts(screen.vault).save(screen.draft.id, theirs, screen.draft.revision)
    screen.type("Mine")
    qtbot.waitUntil(lambda: screen.autosave.state is SaveState.ELSEWHERE)
    screen.type("Mine and more")
    qtbot.waitUntil(lambda: quiet(screen.autosave, screen.tasks))
    assert screen.kept() == "Theirs"
    assert [type(failure) for failure in refused] == [SavedElsewhere]
    screen.autosave.go_on(revision, edited=True)
    screen.type("Mine and more")
    qtbot.waitUntil(lambda: screen.autosave.state is SaveState.SAVED)
    assert screen.kept() == "Mine and more"


def test_a_draft_that_ended_is_saved_no_more(qtbot: QtBot, screen: Screen) -> None:
    screen.type("Too late")
    screen.autosave.end()
    qtbot.waitUntil(lambda: quiet(screen.autosave, screen.tasks))
    assert screen.kept() == ""
    assert screen.autosave.unsaved() is None
