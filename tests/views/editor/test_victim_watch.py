"""A victim's detail is warned of while it is written and again at Sign, calmly, and only to who may be told."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.kinds.session_note.content import SessionNote
from app.services.cases.victims import Victims
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from app.views.editor.editor_page import EditorPage
from app.views.editor.victim_line import VictimLine
from app.views.forms.growing_box import GrowingBox
from app.views.record.record_page import NAMED, RecordPage
from tests.builders import LEAD_PASSPHRASE, complete, draft_with
from tests.views.desk_ground import arrived, settled
from tests.views.editor.conftest import Table, asked_places, writing_of

IDENTITY = VictimIdentity(
    name="Kerensa Polwarth", addresses="12 Elm Road, Northmoor NM4 2AB", reason="Named in the notification"
)
NAMES = "He drove past Kerensa Polwarth near the heronry"


def draft_of(vault: OpenVault, case_id: str, words: str) -> str:
    """A session note that says the words in one place alone."""
    return draft_with(vault, case_id, "session_note", replace(complete(SessionNote), done=words))


@pytest.fixture
def guarded(vault: OpenVault, case_id: str) -> str:
    """The case, with an identified victim."""
    Victims(vault).identify(case_id, Victims(vault).add(case_id, "ex_intimate"), IDENTITY)
    return case_id


def box(page: EditorPage, name: str) -> GrowingBox:
    """The box of a text field."""
    found = writing_of(page).form.body.fields.boxes[name].editor.target()
    assert isinstance(found, GrowingBox)
    return found


def said(page: EditorPage) -> list[str]:
    """What the lines under the fields say."""
    return [line.text for line in page.findChildren(VictimLine) if line.text]


def test_it_is_said_under_the_field_and_the_code_is_written_in_one_step(
    table: Table, vault: OpenVault, guarded: str
) -> None:
    page = table.editor(Drafts(vault).begin(guarded, "session_note").id)
    done = box(page, "done")
    done.setFocus()
    done.insertPlainText("\N{SLIGHTLY SMILING FACE} ")
    table.qtbot.keyClicks(done, f"{NAMES}.")
    table.qtbot.waitUntil(lambda: said(page) == ["A protected detail stands here, of V1 (name)."])
    line = page.findChild(VictimLine)
    assert "Kerensa" not in line.put.text() + line.put.accessibleName()
    assert line.put.text() == "Write V1 instead"
    line.put.click()
    assert done.text() == "\N{SLIGHTLY SMILING FACE} He drove past V1 near the heronry."
    table.qtbot.waitUntil(lambda: said(page) == [])
    done.undo()
    assert done.text().endswith(f"{NAMES}.")
    table.qtbot.waitUntil(lambda: len(said(page)) == 1)


def test_every_sort_of_field_is_looked_at(table: Table, vault: OpenVault, guarded: str) -> None:
    page = table.editor(Drafts(vault).begin(guarded, "session_note").id)
    form = writing_of(page).form
    assert form.heading is not None
    source = form.heading.fields.boxes["source"].editor.target()
    assert isinstance(source, QLineEdit)
    source.setFocus()
    table.qtbot.keyClicks(source, "A call from 12 Elm Road")
    box(page, "next_step").insertPlainText("Write to Kerensa Polwarth at 12 Elm Road")
    wanted = {
        "A protected detail stands here, of V1 (address).",
        "A protected detail stands here, of V1 (address, name).",
    }
    table.qtbot.waitUntil(lambda: set(said(page)) == wanted)
    writing_of(page).victims.put_all()
    table.qtbot.waitUntil(lambda: source.text() == "A call from V1's address")
    assert box(page, "next_step").text() == "Write to V1 at V1's address"
    settled(table.qtbot, page)
    assert said(page) == []


def test_who_is_not_admitted_is_told_nothing(table: Table, vault: OpenVault, guarded: str) -> None:
    for key in [each for each in vault.compartments.held if each[0] is Compartment.VICTIM]:
        del vault.compartments.held[key]
    page = table.editor(draft_of(vault, guarded, NAMES))
    box(page, "done").setFocus()
    box(page, "done").moveCursor(QTextCursor.MoveOperation.End)
    table.qtbot.keyClicks(box(page, "done"), " of 12 Elm Road")
    settled(table.qtbot, page)
    assert page.findChildren(VictimLine) == []
    page.begin_to_sign()
    settled(table.qtbot, page)
    assert page.sign_view.isVisible()
    assert page.sign_view.named.text == ""
    assert page.sign_view.sign.text() == "Sign session note…"


def test_signing_says_it_again_and_offers_the_code(table: Table, vault: OpenVault, guarded: str) -> None:
    page = table.editor(draft_of(vault, guarded, NAMES))
    page.begin_to_sign()
    table.qtbot.waitUntil(page.sign_view.isVisible)
    view = page.sign_view
    assert view.named.isVisible()
    assert "V1 (name)" in view.named.text
    assert "“What we did”" in view.named.text
    assert view.sign.text() == "Sign session note all the same…"
    assert view.named.act is not None
    view.named.act.click()
    table.qtbot.waitUntil(lambda: box(page, "done").text() == "He drove past V1 near the heronry")
    page.begin_to_sign()
    table.qtbot.waitUntil(view.isVisible)
    assert not view.named.isVisible()


def test_signed_all_the_same_it_is_marked_where_it_is_read(
    table: Table, vault: OpenVault, guarded: str
) -> None:
    table.asks.passphrases = [LEAD_PASSPHRASE]
    page = table.editor(draft_of(vault, guarded, NAMES))
    asked = asked_places(page)
    page.begin_to_sign()
    table.qtbot.waitUntil(page.sign_view.isVisible)
    page.sign_view.sign.click()
    table.qtbot.waitUntil(lambda: bool(asked))
    record = Records(vault).newest(guarded, "session_note")[0]
    assert record.sheet.content.done == NAMES
    shown = RecordPage(table.desk, table.context, guarded, record.provenance.id)
    arrived(table.qtbot, shown)
    assert (shown.named.isVisible(), shown.named.text) == (True, NAMED)
