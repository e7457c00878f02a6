"""A draft that is opened again is where it was left; and what was last time is offered and never filled in."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.kinds.session_note.choices import SETTINGS
from app.domain.kinds.session_note.content import SessionNote
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Standing
from app.views.editor.editor_page import EditorPage
from app.views.forms.rows_editor import RowsEditor
from app.views.widgets.tab_order import go_on
from tests.builders import LEAD_PASSPHRASE, complete, draft_of, draft_with, signed
from tests.confirmed import mark_in_error, sign
from tests.views.desk_ground import settled
from tests.views.editor.conftest import Table, writing_of


def box(page: EditorPage, name: str) -> QPlainTextEdit:
    found = writing_of(page).form.body.fields.boxes[name].editor.target()
    assert isinstance(found, QPlainTextEdit)
    return found


@pytest.mark.parametrize("way", ["leave", "lock"])
def test_caret_and_scroll_come_back_when_a_draft_is_opened_again(
    table: Table, vault: OpenVault, case_id: str, way: str
) -> None:
    draft_id = draft_of(vault, case_id, "Saw the heron on the wall. " * 30)
    page = table.editor(draft_id)
    area = writing_of(page).form
    area.focus_field("next_step")
    cursor = box(page, "next_step").textCursor()
    cursor.setPosition(17)
    box(page, "next_step").setTextCursor(cursor)
    at = area.verticalScrollBar().value() - 40
    assert at > 0
    area.verticalScrollBar().setValue(at)
    if way == "lock":
        page.last_words()
    page.leave()
    assert table.context.standing == {draft_id: Standing("next_step", 17, at)}
    other = table.editor(draft_id)
    assert other.focusWidget() is box(other, "next_step")
    assert box(other, "next_step").textCursor().position() == 17
    assert writing_of(other).form.verticalScrollBar().value() == at


def test_a_place_in_a_row_and_in_the_heading_comes_back(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_id = draft_of(vault, case_id, "Words")
    page = table.editor(draft_id)
    flags = writing_of(page).form.body.fields.boxes["red_flags"].editor
    assert isinstance(flags, RowsEditor)
    card = flags.add_row()
    writing_of(page).form.body.finish()
    told = card.fields.boxes["seen_at"].editor.target()
    told.setFocus()
    assert writing_of(page).standing().path == "red_flags.0.seen_at"
    heading = writing_of(page).form.heading
    assert heading is not None
    heading.fields.boxes["source"].editor.target().setFocus()
    page.leave()
    settled(table.qtbot, page)
    other = table.editor(draft_id)
    again = writing_of(other).form.heading
    assert again is not None
    assert other.focusWidget() is again.fields.boxes["source"].editor.target()


def test_a_draft_opened_for_the_first_time_begins_at_its_first_field(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = table.editor(draft_of(vault, case_id, "Words"))
    body = writing_of(page).form.body
    assert writing_of(page).standing().path == body.sections[0].names()[0] == "done"


def test_nothing_of_it_is_in_the_settings(table: Table, vault: OpenVault, case_id: str) -> None:
    draft_id = draft_of(vault, case_id, "Words")
    before = table.context.settings.now
    page = table.editor(draft_id)
    box(page, "done").setFocus()
    page.leave()
    now = table.context.settings.now
    assert draft_id not in repr(now)
    assert replace(now, layout=before.layout) == before


# --- what was last time -----------------------------------------------------------------------------


def offers(page: EditorPage) -> dict[str, QPushButton]:
    found = writing_of(page).form.body.findChildren(QPushButton)
    return {
        each.accessibleName(): each
        for each in found
        if each.isVisible() and "as last time" in each.accessibleName()
    }


def note(vault: OpenVault, **answers: object) -> SessionNote:
    kept = {
        "attendance": "attended",
        "setting": "clinic",
        "duration": 50,
        "team": (vault.member.id,),
    }
    return replace(complete(SessionNote), **{**kept, **answers})


def test_team_place_and_duration_of_the_last_session_are_offered_and_taken_by_a_press(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    setting = SETTINGS[0]
    sign(vault, draft_with(vault, case_id, "session_note", note(vault, setting=setting.code)))
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    content = writing_of(page).form.body.content
    assert (content().team, content().setting, content().duration) == ((), "", None)
    assert set(offers(page)) == {
        f"Team, as last time: {vault.member.name}",
        f"Where, as last time: {setting.label}",
        "Minutes, as last time: 50 min",
    }
    for each in tuple(offers(page).values()):
        each.click()
    assert (content().team, content().setting, content().duration) == (
        (vault.member.id,),
        setting.code,
        50,
    )
    settled(table.qtbot, page)
    assert offers(page) == {}


def test_what_is_typed_takes_the_offer_away(table: Table, vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "Words")
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    assert any(name.startswith("Minutes") for name in offers(page))
    line = writing_of(page).form.body.fields.boxes["duration"].editor.target()
    line.setFocus()
    table.qtbot.keyClicks(line, "5")
    settled(table.qtbot, page)
    assert not any(name.startswith("Minutes") for name in offers(page))


def test_nothing_is_offered_from_a_record_in_error(table: Table, vault: OpenVault, case_id: str) -> None:
    mark_in_error(vault, signed(vault, case_id, "Words"), "Another person")
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    assert offers(page) == {}


def test_the_reason_it_was_missed_is_asked_only_where_it_was(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = table.editor(Drafts(vault).begin(case_id, "session_note").id)
    form = writing_of(page).form.body
    reason = form.fields.boxes["absence_reason"]
    action = form.fields.boxes["absence_action"]
    assert not reason.isVisible()
    assert not action.isVisible()
    attendance = form.fields.boxes["attendance"].editor
    kinds = attendance.spec.offered
    attendance.show_value(kinds[-1].code)
    attendance.edited.emit()
    # At once, so that whoever goes on with Tab comes to it.
    assert form.content().attendance == kinds[-1].code
    assert reason.isVisible()
    assert action.isVisible()
    settled(table.qtbot, page)
    assert reason.is_needed
    assert action.is_needed


# --- errors -----------------------------------------------------------------------------------------


def test_errors_go_as_they_are_mended_and_escape_leads_back_to_the_list(
    table: Table, vault: OpenVault, case_id: str, qtbot: QtBot
) -> None:
    page = table.editor(draft_of(vault, case_id, ""))
    writing = writing_of(page)
    summary, boxes = writing.form.summary, writing.form.body.fields.boxes
    writing.foot.sign.click()
    settled(qtbot, page)
    names = [one.path for one in summary.problems]
    assert {"done", "response", "next_step"} <= set(names)
    qtbot.keyClick(summary, Qt.Key.Key_Return)
    assert writing.form.body.fields.path_of(page.focusWidget()) == names[0]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.focusWidget().accessibleName() == summary.problems[0].words
    summary.picked.emit("done")
    qtbot.keyClicks(box(page, "done"), "Saw the heron")
    settled(qtbot, page)
    assert "done" not in {one.path for one in summary.problems}
    assert boxes["done"].error == ""
    assert box(page, "done").property("state") == ""
    assert boxes["response"].error != ""
    assert page.focusWidget() is box(page, "done")
    for name in ("response", "next_step"):
        box(page, name).setFocus()
        qtbot.keyClicks(box(page, name), "Words")
    settled(qtbot, page)
    left = {one.path for one in summary.problems}
    assert not {"done", "response", "next_step"} & left
    assert summary.isVisible() == bool(left)


def test_tab_goes_from_the_list_over_its_lines_to_the_first_field(
    table: Table, vault: OpenVault, case_id: str, qtbot: QtBot
) -> None:
    page = table.editor(draft_of(vault, case_id, ""))
    writing = writing_of(page)
    writing.foot.sign.click()
    settled(qtbot, page)
    summary, heading = writing.form.summary, writing.form.heading
    assert heading is not None
    reached = []
    for _ in range(len(summary.problems) + 1):
        # As the window does for Tab.
        go_on(page.window(), forward=True)
        reached.append(page.focusWidget())
    assert [each.accessibleName() for each in reached[:-1]] == [one.words for one in summary.problems]
    assert reached[-1] is heading.fields.boxes["event"].editor.target()


def test_a_session_to_come_is_not_signed_and_the_error_says_so(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = table.editor(draft_of(vault, case_id, "Words"))
    writing = writing_of(page)
    heading = writing.form.heading
    assert heading is not None
    event = heading.fields.boxes["event"]
    line = event.editor.target()
    line.setFocus()
    line.clear()
    table.qtbot.keyClicks(line, "14/08/2030")
    table.qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert event.error == "“Date of session”: it lies in the future: it can be today at the latest"
    writing.foot.sign.click()
    settled(table.qtbot, page)
    assert [one.path for one in writing.form.summary.problems] == ["heading.event"]
    assert table.asks.asked == []


def test_the_question_for_the_passphrase_names_the_person_and_the_record(
    table: Table, vault: OpenVault, case_id: str
) -> None:
    page = table.editor(draft_of(vault, case_id, "Words"))
    table.asks.passphrases = []
    writing_of(page).foot.sign.click()
    settled(table.qtbot, page)
    page.sign_view.sign.click()
    case = table.desk.casefile.open(case_id).case
    named = table.asks.details[0].replace("\N{NON-BREAKING HYPHEN}", "-")
    assert named.startswith(f"FAIRWEATHER, Colm ({case.reference}): session note of 23-Nov-2026")
    assert LEAD_PASSPHRASE not in named
