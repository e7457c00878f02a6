"""Going away from a draft loses nothing of it, wherever one goes and whatever the disk does."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from shiboken6 import isValid

from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.services.records.unsaved import UnsavedDrafts
from app.services.vault.open_vault import OpenVault
from app.views.context.places import CaseAt, CaseList, DraftAt, NewRecord
from app.views.editor import autosave
from app.views.editor.editor_page import EditorPage
from app.views.shell.shell import Shell
from tests.views.editor.conftest import Table
from tests.views.editor.test_autosave import LONG, fill_disk, free_disk


@pytest.fixture
def shell(table: Table) -> Shell:
    """The window of the open vault."""
    made = Shell(table.desk, table.context)
    table.qtbot.addWidget(made)
    made.resize(1360, 860)
    made.show()
    made.start()
    return made


def editor(table: Table, shell: Shell) -> EditorPage:
    """The editor in front, ready."""
    front = shell.front
    assert isinstance(front, EditorPage)
    table.qtbot.waitUntil(lambda: front.writing is not None and front.writing.form.is_ready)
    return front


def written(page: EditorPage, text: str) -> None:
    """Write a text."""
    assert page.writing is not None
    box = page.writing.form.body.fields.boxes["done"].editor.target()
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText(text)


def kept(vault: OpenVault, draft_id: str) -> str:
    """What the vault has of it."""
    content = Drafts(vault).open(draft_id).sheet.content
    assert isinstance(content, SessionNote)
    return content.done


def test_what_a_full_disk_did_not_take_is_parked_when_the_vault_locks_later(
    table: Table, shell: Shell, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    shell.go(DraftAt(case_id, draft.id))
    page = editor(table, shell)
    fill_disk(vault)
    written(page, LONG)
    shell.go(CaseList())
    table.qtbot.waitUntil(lambda: not table.context.tasks.is_busy)
    assert isValid(page)
    (unsaved,) = (each for last in shell.last_words() for each in last())
    table.qtbot.waitUntil(lambda: not isValid(page))
    free_disk(vault)
    assert UnsavedDrafts(vault).give_back(unsaved)
    assert kept(vault, draft.id) == LONG.strip()


def test_a_page_that_was_left_goes_when_the_disk_has_room_again(
    table: Table, shell: Shell, vault: OpenVault, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AGAIN_MS", 120)
    draft = Drafts(vault).begin(case_id, "session_note")
    shell.go(DraftAt(case_id, draft.id))
    page = editor(table, shell)
    fill_disk(vault)
    written(page, LONG)
    shell.go(CaseAt(case_id))
    table.qtbot.waitUntil(lambda: any("disk is full" in told for told, _ in table.offered))
    free_disk(vault)
    table.qtbot.waitUntil(lambda: not isValid(page))
    assert kept(vault, draft.id) == LONG.strip()
    assert shell.last_words() == ()


def test_going_back_begins_no_second_record(
    table: Table, shell: Shell, vault: OpenVault, case_id: str
) -> None:
    shell.go(CaseAt(case_id))
    shell.go(NewRecord(case_id, "session_note"))
    table.qtbot.waitUntil(lambda: isinstance(shell.front, EditorPage))
    editor(table, shell)
    shell.back()
    table.qtbot.waitUntil(lambda: not table.context.tasks.is_busy)
    assert shell.place == CaseAt(case_id)
    assert len(Drafts(vault).mine()) == 1
