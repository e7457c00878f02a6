"""A document is added while a bar tells how far it is, can be given up half way, and is asked for where it is gone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from app.models.tables import FilePart
from app.services.desk import Desk
from app.services.records.drafts import Drafts
from app.services.records.file_parts import PART
from app.services.vault.open_vault import OpenVault
from app.views.context.tasks import Tasks
from app.views.editor.editor_page import EditorPage
from app.views.forms.file_editor import FileEditor
from app.views.theme.theme import Theme
from app.views.widgets import waiting
from tests.views.desk_ground import arrived, context_of, settled

MEGABYTES = 60


@pytest.fixture
def page(qtbot: QtBot, vault: OpenVault, theme: Theme, tasks: Tasks, case_id: str) -> EditorPage:
    """A draft of a document, open."""
    context = context_of(theme, tasks)
    draft = Drafts(vault).begin(case_id, "document")
    made = EditorPage(Desk.of(vault), context, case_id, draft.id)
    arrived(qtbot, made)
    return made


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A document that takes a moment."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(MEGABYTES * PART)
    return path


def editor(page: EditorPage) -> FileEditor:
    """Where it is chosen."""
    assert page.writing is not None
    found = page.writing.form.body.fields.boxes["file"].editor
    assert isinstance(found, FileEditor)
    return found


def parts(vault: OpenVault) -> int:
    """How many parts the store has."""
    with vault.database.read() as session:
        return session.scalar(select(func.count()).select_from(FilePart)) or 0


def test_it_is_sealed_with_a_bar_and_saved_with_the_draft(
    qtbot: QtBot, vault: OpenVault, page: EditorPage, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SHOWN_AFTER", 0)
    field = editor(page)
    field.take(large)
    qtbot.waitUntil(lambda: field.waiting._bar.value() > 0, timeout=30_000)
    assert field.problem() == "Wait until the document is sealed, or cancel"
    assert not field.choose.isEnabled()
    qtbot.waitUntil(lambda: field.value() is not None and not field.problem(), timeout=60_000)
    settled(qtbot, page)
    assert field.said.text() == "large.pdf (PDF, 60 MB)"
    assert parts(vault) == MEGABYTES
    assert page.draft is not None
    page.draft.autosave.flush()
    settled(qtbot, page)
    (kept,) = Drafts(vault).mine()
    assert kept.sheet.content.file == field.value()


def test_who_cancels_half_way_has_added_nothing_and_may_go_on(
    qtbot: QtBot, vault: OpenVault, page: EditorPage, large: Path
) -> None:
    field = editor(page)
    field.take(large)
    qtbot.waitUntil(lambda: field.waiting._bar.value() > 0, timeout=30_000)
    field.cancel()
    settled(qtbot, page)
    assert field.value() is None
    assert (parts(vault), field.problem()) == (0, "")
    assert field.choose.isEnabled()
    large.write_bytes(b"Short")
    field.take(large)
    qtbot.waitUntil(lambda: field.value() is not None, timeout=30_000)
    settled(qtbot, page)
    assert parts(vault) == 1


def test_another_takes_the_place_of_the_one_before_and_a_refusal_leaves_it(
    qtbot: QtBot, vault: OpenVault, page: EditorPage, tmp_path: Path
) -> None:
    field = editor(page)
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_bytes(name.encode())
        field.take(tmp_path / name)
        qtbot.waitUntil(lambda name=name: field.said.text().startswith(name), timeout=30_000)
        settled(qtbot, page)
    assert parts(vault) == 1
    field.take(tmp_path / "none.pdf")
    qtbot.waitUntil(field.refused.isVisible, timeout=30_000)
    assert field.refused.text().startswith("Error: It could not be read")
    assert field.said.text().startswith("second.txt")


def test_one_that_is_not_in_the_vault_any_more_is_asked_for_before_it_is_signed(
    qtbot: QtBot, vault: OpenVault, page: EditorPage, tmp_path: Path
) -> None:
    field = editor(page)
    (tmp_path / "first.txt").write_bytes(b"first")
    field.take(tmp_path / "first.txt")
    qtbot.waitUntil(lambda: field.value() is not None, timeout=30_000)
    settled(qtbot, page)
    kept = field.value()
    assert kept is not None
    Desk.of(vault).files.remove(page.draft_id, kept.id)
    assert page.draft is not None
    page.draft.autosave.flush()
    settled(qtbot, page)
    opened = Drafts(vault).open(page.draft_id)
    assert [gap.why for gap in opened.missing if gap.path == "file"] == [
        "The document is not in the vault any more: add it again"
    ]
