"""What was saved before is compared with what stands now, and brought back whole; nothing is lost by it."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.record import Sheet
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.editor import autosave
from app.views.editor.autosave import SaveState
from app.views.editor.earlier_texts import EarlierTexts, SavedText
from tests.builders import draft_of
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, writing_of
from tests.views.editor.test_editor_page import box, kept

BEGUN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _shorter_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 60)


def said(words: str) -> Sheet:
    return Sheet(content=SessionNote(done=words))


def test_one_of_each_minute_is_kept_with_the_first_and_the_newest() -> None:
    texts = EarlierTexts(SavedText(BEGUN, said("as opened")))
    for second in range(1, 200):
        texts.keep(BEGUN + timedelta(seconds=second), said(f"after {second}"))
    shown = texts.before(said("after 199"))
    assert [each.sheet.content.done for each in shown][-1] == "as opened"
    assert [(each.at - BEGUN).seconds for each in shown] == [181, 121, 61, 1, 0]
    assert len({each.at for each in shown}) == len(shown)
    texts.keep(BEGUN + timedelta(hours=1), said("after 199"))
    assert texts.before(said("after 199")) == shown


def test_a_long_day_keeps_the_first_and_not_too_many() -> None:
    texts = EarlierTexts(SavedText(BEGUN, said("as opened")))
    for minute in range(1, 600):
        texts.keep(BEGUN + timedelta(minutes=2 * minute), said(f"after {minute}"))
    shown = texts.before(said("now"))
    assert len(shown) <= 200
    assert (shown[0].sheet.content.done, shown[-1].sheet.content.done) == ("after 599", "as opened")


def test_an_earlier_text_is_compared_and_brought_back_and_can_be_undone(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron at the weir")
    page = table.editor(draft_id)
    box(page, "done").setPlainText("Saw nothing")
    table.qtbot.waitUntil(lambda: kept(vault, draft_id).done == "Saw nothing")
    settled(table.qtbot, page)
    writing_of(page).foot.earlier.click()
    view = page.earlier
    table.qtbot.waitUntil(view.isVisible)
    assert view.times.count() == 1
    table.qtbot.waitUntil(
        lambda: "Saw nothing" in view.comparison.text.toPlainText().replace("the heron at the weir", "")
    )
    view.restore.click()
    assert box(page, "done").toPlainText() == "Saw the heron at the weir"
    table.qtbot.waitUntil(lambda: kept(vault, draft_id).done == "Saw the heron at the weir")
    table.undo()
    assert box(page, "done").toPlainText() == "Saw nothing"
    table.qtbot.waitUntil(lambda: kept(vault, draft_id).done == "Saw nothing")
    assert page.draft is not None
    table.qtbot.waitUntil(lambda: page.draft.autosave.state is SaveState.SAVED)


def test_where_nothing_else_was_saved_it_says_so(table: Table, vault: OpenVault, case_id: str) -> None:
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    writing_of(page).foot.earlier.click()
    assert page.bar.text == "Nothing else was saved since this draft was opened."
    assert writing_of(page).isVisible()
