"""What was not signed is offered again, can be compared, and goes only after a question."""

from dataclasses import replace

from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from app.views.context.places import DraftAt, Place
from app.views.reading.recovery_bar import RecoveryBar
from tests.builders import draft_of, signed
from tests.views.editor.conftest import Table


def shown(table: Table) -> tuple[RecoveryBar, list[Place]]:
    """The bar after it looked, and where it asks to go."""
    bar = RecoveryBar(table.desk, table.context)
    table.qtbot.addWidget(bar)
    asked: list[Place] = []
    bar.asked_for.connect(asked.append)
    bar.seek()
    table.qtbot.waitUntil(lambda: not table.context.tasks.is_busy)
    return bar, asked


def test_nothing_is_offered_where_nothing_is_unsigned(table: Table) -> None:
    bar, _ = shown(table)
    assert bar.isHidden()


def test_an_unsigned_draft_is_restored(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron")
    bar, asked = shown(table)
    assert bar.words.text().startswith("You have an unsigned draft from 09:00: session note.")
    assert bar.compare.isHidden()
    bar.restore.click()
    assert asked == [DraftAt(case_id, draft_id)]


def test_a_new_version_is_compared_with_what_was_signed(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Records(vault).new_version(signed(vault, case_id, "Saw the heron"))
    content = replace(draft.sheet.content, done="Saw the swan")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    bar, _ = shown(table)
    bar.show()
    bar.compare.click()
    told = bar.difference.text
    table.qtbot.waitUntil(lambda: "heronswan" in told.toPlainText())
    assert bar.difference.isVisible()


def test_discarding_asks_and_can_be_undone(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_of(vault, case_id, "Saw the heron")
    bar, asked = shown(table)
    bar.discard.click()
    table.qtbot.waitUntil(lambda: not table.context.tasks.is_busy and bool(table.offered))
    assert table.asks.asked == ["Discard draft"]
    assert Drafts(vault).mine() == ()
    table.undo()
    table.qtbot.waitUntil(lambda: bool(asked))
    (back,) = Drafts(vault).mine()
    assert isinstance(back.sheet.content, SessionNote)
    assert back.sheet.content.done == "Saw the heron"
