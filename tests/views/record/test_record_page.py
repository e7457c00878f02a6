"""A signed record says whether it can be relied on, and what was said of it since."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.domain.fields.compartments import Compartment
from app.domain.kinds.registry import KINDS
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.context.context import Context
from app.views.context.places import DraftAt, RecordAt
from app.views.context.tasks import Tasks
from app.views.look.look import Look
from app.views.record.record_page import SEALED_OFF, RecordPage
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    complete,
    enrol_colleague,
    signed,
    signed_as,
)
from tests.confirmed import add_addendum, mark_in_error, sign
from tests.views.desk_ground import arrived, context_of, places_of, settled


@pytest.fixture
def context(look: Look, tasks: Tasks) -> Context:
    return context_of(look, tasks)


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


def opened(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str, record_id: str, find: str = ""
) -> RecordPage:
    """The record's page, loaded."""
    page = RecordPage(desk, context, case_id, record_id, find)
    arrived(qtbot, page)
    return page


def test_a_genuine_record_says_so_and_by_whom(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "Saw **the heron**"))
    assert page.signature.text.startswith("Genuine and unaltered. Signed by Dr Rowan Ashdown, Consultant")
    assert page.signature.property("bar") == "good"
    assert "Saw the heron" in page.reading.toPlainText()
    assert "Clinical" in page.reading.toPlainText()


def test_an_altered_record_is_not_to_be_relied_on(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    with vault.database.write() as session:
        session.execute(text("DROP TRIGGER record_refuses_update"))
        session.execute(text("UPDATE record SET title = 'Another'"))
    page = opened(qtbot, desk, context, case_id, record_id)
    assert page.signature.text.startswith("Do not rely on this record.")
    assert page.signature.property("bar") == "error"


def test_what_was_said_since_stands_with_its_author(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    add_addendum(vault, record_id, "And a swan")
    mark_in_error(vault, record_id, "It was a stork")
    page = opened(qtbot, desk, context, case_id, record_id)
    assert page.in_error.text.endswith(": It was a stork")
    assert "Addendum by Dr Rowan Ashdown, 23-Nov-2026" in page.reading.toPlainText()
    assert "And a swan" in page.reading.toPlainText()
    assert page.acts.mark.isHidden()


def test_versions_are_compared_and_the_older_leads_to_the_newer(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    older = signed(vault, case_id, "Saw the heron")
    draft = Records(vault).new_version(older)
    content = replace(draft.sheet.content, done="Saw the swan")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    newer = sign(vault, draft.id)
    page = opened(qtbot, desk, context, case_id, older)
    asked = places_of(page)
    assert page.replaced.text == "There is a newer version of this record."
    assert page.acts.version.isHidden()
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "heronswan" in page.versions.comparison.text.toPlainText())
    assert page.replaced.act is not None
    page.replaced.act.click()
    assert asked == [RecordAt(case_id, newer)]


def test_what_was_looked_for_is_marked(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "Saw the heron"), "heron")
    assert page.finding.isVisible()
    assert len(page.reading.hits()) > 1
    first = page.reading.textCursor().position()
    page.finding.next.click()
    assert page.reading.textCursor().position() > first


def test_an_addendum_and_a_mark_are_drafts_first(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    page = opened(qtbot, desk, context, case_id, record_id)
    asked = places_of(page)
    page.acts.addendum.click()
    settled(qtbot, page)
    page.acts.mark.click()
    settled(qtbot, page)
    assert context.asks.asked == ["Write the reason"]  # type: ignore[attr-defined]
    drafts = {draft.id: draft for draft in Drafts(vault).mine()}
    kinds = [drafts[place.draft_id].kind.code for place in asked if isinstance(place, DraftAt)]
    assert kinds == ["addendum", "error_mark"]
    assert {draft.about_id for draft in drafts.values()} == {record_id}


def test_a_late_entry_says_so(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    draft = Drafts(vault).begin(case_id, "consultation")
    sheet = replace(draft.sheet, event=ClinicalDate(2026, 11, 1), content=complete(draft.kind.content))
    Drafts(vault).save(draft.id, sheet, draft.revision)
    page = opened(qtbot, desk, context, case_id, sign(vault, draft.id))
    assert "Late entry: 22 days after the event" in page.reading.toPlainText()


def test_who_is_not_admitted_is_told_in_plain_words(
    qtbot: QtBot, look: Look, tasks: Tasks, vault: OpenVault, case_id: str, machine: Machine
) -> None:
    enrol_colleague(vault)
    record_id = signed(vault, case_id, "Saw the heron", "consultation", compartment=Compartment.MAPPA)
    vault.lock()
    theirs = unlock(vault.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
    try:
        page = opened(qtbot, Desk.of(theirs), context_of(look, tasks), case_id, record_id)
        assert page.signature.text == SEALED_OFF
        assert not page.reading.isVisible()
    finally:
        theirs.close()


def test_a_record_by_a_newer_program_is_read_as_it_was_written_and_takes_nothing_more(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    incident = KINDS["incident"]
    newer = replace(incident, version=incident.version + 1)
    record = signed_as(vault, case_id, newer, complete(incident.content, "Heron"))
    page = opened(qtbot, desk, context, case_id, record)
    shown = page.reading.toPlainText()
    assert page.signature.text.startswith("Genuine and unaltered")
    assert "Written by a newer Casework: update to read it whole." in shown
    assert "As it was written" in shown
    assert "description" in shown
    assert "Heron" in shown
    assert not any(each.isVisibleTo(page) for each in (page.acts.version, page.acts.addendum, page.acts.mark))
