"""A draft is written, kept, signed and discarded, and at no moment is anything of it lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from app.domain.fields.rows import Cite
from app.domain.kinds.incident.content import Incident
from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.services.records.editing import Earlier
from app.services.records.records import Records
from app.services.records.unsaved import UnsavedDrafts
from app.services.vault.open_vault import OpenVault
from app.views.context.places import CaseAt, DraftAt, RecordAt
from app.views.editor import autosave
from app.views.editor.autosave import SaveState
from app.views.editor.editor_page import EditorPage
from app.views.editor.evidence import Evidence
from app.views.editor.previous import Previous
from app.views.widgets.words import HYPHEN
from tests.builders import LEAD_PASSPHRASE, SteppingClock, complete, draft_of, draft_with, signed
from tests.confirmed import mark_in_error
from tests.services.test_rows import content_of, formulated, next_version
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, asked_places, writing_of
from tests.views.editor.test_autosave import LONG, fill_disk, free_disk


@pytest.fixture(autouse=True)
def _shorter_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 60)
    monkeypatch.setattr(autosave, "AGAIN_MS", 120)


def box(page: EditorPage, name: str) -> QPlainTextEdit:
    """The box of a text field."""
    found = writing_of(page).form.body.fields.boxes[name].editor.target()
    assert isinstance(found, QPlainTextEdit)
    return found


def kept(vault: OpenVault, draft_id: str) -> SessionNote:
    """The content in the vault."""
    content = Drafts(vault).open(draft_id).sheet.content
    assert isinstance(content, SessionNote)
    return content


def test_what_is_typed_is_in_the_vault_by_itself(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    box(page, "done").setFocus()
    table.qtbot.keyClicks(box(page, "done"), "Saw the heron")
    table.qtbot.waitUntil(lambda: kept(vault, draft.id).done == "Saw the heron")
    table.qtbot.waitUntil(lambda: writing_of(page).foot.state.text().startswith("Draft saved "))


def test_opening_a_draft_saves_nothing(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron")
    revision = Drafts(vault).open(draft_id).revision
    page = table.editor(draft_id)
    page.leave()
    settled(table.qtbot, page)
    assert Drafts(vault).open(draft_id).revision == revision
    assert page.last_words() is None


def test_leaving_saves_what_was_typed_at_once(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    table.qtbot.keyClicks(box(page, "done"), "Half a sen")
    page.leave()
    settled(table.qtbot, page)
    assert kept(vault, draft.id).done == "Half a sen"


def test_a_lock_in_the_middle_of_a_word_takes_it_along(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    table.qtbot.keyClicks(box(page, "done"), "Half a sen")
    last = page.last_words()
    assert last is not None
    assert last() == ()
    assert kept(vault, draft.id).done == "Half a sen"


def test_a_lock_on_a_full_disk_hands_over_what_it_did_not_take(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    fill_disk(vault)
    box(page, "done").setPlainText(LONG)
    last = page.last_words()
    assert last is not None
    (unsaved,) = last()
    free_disk(vault)
    assert UnsavedDrafts(vault).give_back(unsaved)
    assert kept(vault, draft.id).done == LONG.strip()


def test_a_full_disk_is_said_once_and_the_page_stays_until_its_words_are_saved(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id, goes=True)
    fill_disk(vault)
    box(page, "done").setPlainText(LONG)
    table.qtbot.waitUntil(lambda: "disk is full" in page.bar.text)
    assert writing_of(page).foot.state.text() == "Not saved: the disk is full"
    gone: list[bool] = []
    page.destroyed.connect(lambda: gone.append(True))
    page.leave()
    page.retire()
    assert page.draft is not None
    tries: list[object] = []
    page.draft.autosave.state_changed.connect(lambda: tries.append(None))
    table.qtbot.waitUntil(lambda: len(tries) >= 4)
    assert gone == []
    free_disk(vault)
    table.qtbot.waitUntil(lambda: gone == [True])
    assert kept(vault, draft.id).done == LONG.strip()


def test_signing_names_what_is_missing_and_leads_to_it(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    writing = writing_of(page)
    writing.foot.sign.click()
    settled(table.qtbot, page)
    assert writing.form.summary.isVisible()
    assert "Write “What happens next”" in writing.form.summary.accessibleDescription()
    assert table.asks.asked == []
    writing.form.summary.picked.emit("next_step")
    assert writing.form.body.fields.boxes["next_step"].error == "Write “What happens next”"
    assert page.isAncestorOf(page.focusWidget())
    assert page.focusWidget() is box(page, "next_step")


def test_a_record_is_read_through_and_signed_with_the_passphrase(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron")
    page = table.editor(draft_id)
    asked = asked_places(page)
    table.asks.passphrases = ["not the heron passphrase", LEAD_PASSPHRASE]
    writing_of(page).foot.sign.click()
    settled(table.qtbot, page)
    shown = page.sign_view.reading.toPlainText()
    assert "Saw the heron" in shown
    assert "Dr Rowan Ashdown, Consultant forensic psychologist, HCPC PYL01234" in shown
    assert table.asks.asked == []
    page.sign_view.sign.click()
    table.qtbot.waitUntil(lambda: bool(asked))
    assert len(table.asks.asked) == 2
    assert "That is not your passphrase" in table.asks.details[1]
    assert isinstance(asked[0], RecordAt)
    assert Records(vault).read(asked[0].record_id).sheet.content.done == "Saw the heron"
    assert page.last_words() is None


def test_what_may_not_stand_where_it_was_begun_is_not_offered_for_signing(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    content = replace(
        complete(Incident), source="advocate", person_says="not_put", said_to="", outcome="not_reported"
    )
    draft = draft_with(vault, case_id, "incident", replace(content, breach="no"))
    page = table.editor(draft)
    page.begin_to_sign()
    settled(table.qtbot, page)
    assert "kept in “Third party and intelligence” alone" in page.bar.text
    assert not page.sign_view.isVisible()


def test_a_clock_far_ahead_is_asked_about_once_and_then_signed_by(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = table.editor(draft_of(vault, case_id, "Saw the heron"))
    asked = asked_places(page)
    assert isinstance(vault.clock, SteppingClock)
    vault.clock.at += timedelta(days=401)
    table.asks.passphrases = [LEAD_PASSPHRASE, LEAD_PASSPHRASE]
    writing_of(page).foot.sign.click()
    settled(table.qtbot, page)
    assert "look whether this machine's clock is right" in page.sign_view.clock.text()
    page.sign_view.sign.click()
    table.qtbot.waitUntil(lambda: bool(asked))
    assert table.asks.asked[1] == "The clock is right"
    assert isinstance(asked[0], RecordAt)


def test_a_wrong_passphrase_loses_nothing(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron")
    page = table.editor(draft_id)
    table.asks.passphrases = ["not the heron passphrase"]
    writing_of(page).foot.sign.click()
    settled(table.qtbot, page)
    page.sign_view.sign.click()
    table.qtbot.waitUntil(lambda: "not your passphrase" in page.bar.text)
    page.sign_view.back.click()
    assert writing_of(page).isVisible()
    assert box(page, "done").toPlainText() == "Saw the heron"


def test_discarding_is_asked_for_and_can_be_undone(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron")
    page = table.editor(draft_id)
    asked = asked_places(page)
    table.qtbot.keyClicks(box(page, "done"), "And a swan. ")
    writing_of(page).foot.discard.click()
    settled(table.qtbot, page)
    assert table.asks.asked == ["Discard draft"]
    assert asked == [CaseAt(case_id)]
    assert Drafts(vault).mine() == ()
    table.undo()
    settled(table.qtbot, page)
    back = asked[-1]
    assert isinstance(back, DraftAt)
    assert "And a swan." in kept(vault, back.draft_id).done


def test_two_windows_are_compared_and_the_writer_chooses(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    theirs = replace(draft.sheet, content=SessionNote(done="Theirs"))
    Drafts(vault).save(draft.id, theirs, draft.revision)
    table.qtbot.keyClicks(box(page, "done"), "Mine")
    table.qtbot.waitUntil(page.conflict.isVisible)
    page.conflict.compare_wanted.emit()
    shown = page.conflict.difference.text
    table.qtbot.waitUntil(lambda: "Theirs" in shown.toPlainText() and "Mine" in shown.toPlainText())
    assert kept(vault, draft.id).done == "Theirs"
    page.conflict.mine_kept.emit()
    table.qtbot.waitUntil(lambda: kept(vault, draft.id).done == "Mine")
    assert not page.conflict.isVisible()


def test_theirs_can_be_taken_and_mine_had_back(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    theirs = replace(draft.sheet, content=SessionNote(done="Theirs"))
    Drafts(vault).save(draft.id, theirs, draft.revision)
    table.qtbot.keyClicks(box(page, "done"), "Mine")
    table.qtbot.waitUntil(page.conflict.isVisible)
    page.conflict.theirs_taken.emit()
    table.qtbot.waitUntil(lambda: box(page, "done").toPlainText() == "Theirs")
    assert page.draft is not None
    assert page.draft.autosave.state is SaveState.SAVED
    table.undo()
    table.qtbot.waitUntil(lambda: kept(vault, draft.id).done == "Mine")


def test_an_answer_carried_forward_is_marked_until_it_is_confirmed(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Last week he stayed away")
    draft_id = draft_of(vault, case_id, "")
    page = table.editor(draft_id)
    writing = writing_of(page)
    assert [writing.beside.tabs.tabText(n) for n in (0, 1)] == ["Evidence", "Last of this kind"]
    writing.beside.brought.emit("response", "Last week he stayed away", "23-Nov-2026")
    settled(table.qtbot, page)
    assert box(page, "response").toPlainText() == "Last week he stayed away"
    told = "Confirm or edit “How the person responded”: it was carried forward"
    assert told in [problem.words for problem in writing.form.problems()]
    page.leave()
    settled(table.qtbot, page)
    again = table.editor(draft_id)
    assert told in [problem.words for problem in writing_of(again).form.problems()]
    box(again, "response").setFocus()
    table.qtbot.keyClicks(box(again, "response"), "Not so. ")
    table.qtbot.waitUntil(
        lambda: told not in [problem.words for problem in writing_of(again).form.problems()]
    )


def test_what_was_carried_can_be_taken_back_without_what_was_typed_elsewhere(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    writing_of(page).beside.brought.emit("response", "Last week he stayed away", "23-Nov-2026")
    table.qtbot.keyClicks(box(page, "done"), "Mine")
    table.undo()
    assert box(page, "response").toPlainText() == ""
    assert box(page, "done").toPlainText() == "Mine"


def test_the_keyboard_cites_a_record_in_the_text_it_came_from(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Last week he stayed away")
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    writing = writing_of(page)
    box(page, "done").setFocus()
    table.qtbot.waitUntil(lambda: box(page, "done").hasFocus())
    table.qtbot.keyClicks(box(page, "done"), "As he said ")
    table.qtbot.keyClick(box(page, "done"), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    table.qtbot.waitUntil(writing.beside.evidence.list.hasFocus)
    table.qtbot.keyClick(writing.beside.evidence.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert box(page, "done").toPlainText() == "As he said [Session note, 23-Nov-2026]"
    assert box(page, "done").hasFocus()


def evidence_of(page: EditorPage) -> Evidence:
    return writing_of(page).beside.evidence


def line_of_references(page: EditorPage) -> list[str]:
    """What the references of a note say, as a person types them."""
    editor = writing_of(page).form.body.fields.boxes["cites"].editor
    told = [each.text().replace(HYPHEN, "-") for each in editor.findChildren(QLabel)]
    return [each for each in told if each.startswith("F")]


def test_a_factor_is_found_by_its_code_and_cited_by_the_note_and_keeps_its_newest_words(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    first = formulated(vault, case_id, "Lives alone", "Lives near the station")
    alone, near = content_of(vault, first).factors
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    field = writing_of(page).form.body.fields.boxes["cites"].editor
    writing_of(page).go_to("cites")
    table.qtbot.waitUntil(field.target().hasFocus)
    writing_of(page)._to_evidence()
    evidence_of(page).filter.setText("F2")
    evidence_of(page).take_focus()
    table.qtbot.keyClick(evidence_of(page).list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    cite = Cite(first, near.row).wire
    table.qtbot.waitUntil(lambda: kept(vault, draft.id).cites == (cite,))
    said = "F2 Lives near the station (formulation of 23-Nov-2026, version 1)"
    assert line_of_references(page) == [said]

    second = next_version(vault, first, (alone, replace(near, statement="Lives by the bus depot")), 2)
    again = table.editor(draft.id)
    assert line_of_references(again) == ["F2 Lives by the bus depot (formulation of 02-Mar-2026, version 2)"]
    next_version(vault, second, (alone,), 3)
    assert line_of_references(table.editor(draft.id)) == ["F2, withdrawn 03-Mar-2026"]
    assert kept(vault, draft.id).cites == (cite,)


def test_a_factor_that_is_cited_in_a_text_leaves_its_code_and_opens_its_record_beside(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    formulated(vault, case_id, "Lives alone", "Lives near the station")
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    box(page, "done").setFocus()
    table.qtbot.waitUntil(lambda: box(page, "done").hasFocus())
    evidence_of(page).filter.setText("station")
    evidence_of(page).take_focus()
    table.qtbot.keyClick(evidence_of(page).list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert box(page, "done").toPlainText() == "[F2, formulation of 23-Nov-2026]"
    evidence_of(page).take_focus()
    table.qtbot.keyClick(evidence_of(page).list, Qt.Key.Key_Return)
    settled(table.qtbot, page)
    tabs = writing_of(page).beside.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Formulation 23-Nov-2026"


def test_a_record_is_read_beside_without_leaving_the_draft(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Last week he stayed away", "consultation")
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    evidence = writing_of(page).beside.evidence
    evidence.take_focus()
    table.qtbot.keyClick(evidence.list, Qt.Key.Key_Return)
    settled(table.qtbot, page)
    tabs = writing_of(page).beside.tabs
    assert tabs.tabText(tabs.currentIndex()) == "Consultation 23-Nov-2026"


def test_a_narrow_window_shows_one_pane_at_a_time(table: Table, vault: OpenVault, case_id: str) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id, width=800, height=600)
    writing = writing_of(page)
    assert writing.panes.is_stacked
    assert writing.form.isVisible()
    assert not writing.beside.isVisible()
    writing.panes.turn_to("left")
    assert writing.outline.isVisible()
    writing.outline.picked.emit("done")
    assert writing.form.isVisible()
    assert not writing.outline.isVisible()


def test_the_outline_says_what_is_missing_and_what_no_longer_is(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "session_note")
    page = table.editor(draft.id)
    writing = writing_of(page)
    table.qtbot.waitUntil(lambda: writing.outline.count.text() == "4 answers to go")
    writing.form.body.load(complete(SessionNote))
    table.qtbot.waitUntil(lambda: writing.outline.count.text() == "Nothing to go")


def test_hiding_names_takes_the_draft_off_the_screen_and_keeps_it(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron")
    page = table.editor(draft_id)
    page.hide_names(hidden=True)
    assert not box(page, "done").isVisible()
    page.hide_names(hidden=False)
    assert box(page, "done").toPlainText() == "Saw the heron"


def test_only_what_was_written_is_offered_to_be_copied_and_nothing_of_a_record_in_error(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Last week he stayed away")
    draft_id = draft_of(vault, case_id, "")
    page = table.editor(draft_id)
    assert "Copy this text: How the person responded" in offered_beside(table, page)
    assert not any("Type" in name or "Date of session" in name for name in offered_beside(table, page))
    mark_in_error(vault, record_id, "Another person's")
    page = table.editor(draft_id)
    writing_of(page).beside.open(Earlier("Session note", Records(vault).read(record_id)))
    assert offered_beside(table, page) == []


def offered_beside(table: Table, page: EditorPage) -> list[str]:
    """What can be copied from the record that is beside the draft."""
    tabs = writing_of(page).beside.tabs
    tabs.setCurrentIndex(tabs.count() - 1)
    previous = tabs.currentWidget()
    assert isinstance(previous, Previous)
    table.qtbot.waitUntil(lambda: previous.is_ready)
    return [link.accessibleName() for link in previous.findChildren(QPushButton)]


def test_a_key_goes_from_one_needed_answer_to_the_next(table: Table, vault: OpenVault, case_id: str) -> None:
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    form = writing_of(page).form
    seen = []
    for _ in range(4):
        table.qtbot.keyClick(page.window().focusWidget() or page, Qt.Key.Key_F8)
        seen.append(writing_of(page).standing().path)
    assert seen == ["attendance", "session_type", "team", "next_step"]
    table.qtbot.keyClick(page.window().focusWidget() or page, Qt.Key.Key_F8)
    assert writing_of(page).standing().path == "attendance"
    form.body.load(complete(SessionNote))
    table.qtbot.keyClick(page.window().focusWidget() or page, Qt.Key.Key_F8)
    assert "Every answer that is needed is there" in page.bar.text
