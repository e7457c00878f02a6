"""A signed record says whether it can be relied on, and what was said of it since."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.domain.fields.compartments import Compartment
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.registry import KINDS
from app.domain.records.kind import CHRONOLOGY, Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import ShownSection
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.entry_words import marks
from app.services.records.records import Records
from app.services.sharing.summarising import Request
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.case.parts import PARTS
from app.views.context.context import Context
from app.views.context.places import DraftAt, RecordAt
from app.views.context.tasks import Tasks
from app.views.reading import facts
from app.views.record.record_page import SEALED_OFF, RecordPage
from app.views.record.ways import called
from app.views.theme.theme import Theme
from app.views.widgets.tab_order import stops
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    complete,
    draft_with,
    enrol_colleague,
    signed,
    signed_as,
)
from tests.confirmed import add_addendum, export, mark_in_error, sign
from tests.views.desk_ground import arrived, context_of, places_of, settled


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


def opened(
    qtbot: QtBot, desk: Desk, context: Context, case_id: str, record_id: str, find: str = ""
) -> RecordPage:
    """The record's page, loaded."""
    page = RecordPage(desk, context, case_id, record_id, find)
    arrived(qtbot, page)
    page.activateWindow()
    page.focus_first()
    qtbot.waitUntil(page.reading.hasFocus if page.reading.isVisible() else page.isActiveWindow)
    return page


def found(box: QTextEdit, words: str) -> QTextCharFormat:
    """How words in a text look."""
    place = box.document().find(words)
    assert not place.isNull(), words
    return place.charFormat()


def colour_of(box: QTextEdit, words: str) -> QColor:
    return found(box, words).foreground().color()


def weight_of(box: QTextEdit, words: str) -> int:
    return found(box, words).fontWeight()


def weights(box: QTextEdit) -> set[int]:
    """The weights of all letters."""
    cursor, seen = QTextCursor(box.document()), set()
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        seen.add(cursor.charFormat().fontWeight())
    return seen


def page_sections(desk: Desk, page: RecordPage) -> tuple[ShownSection, ...]:
    """What the record says, as the service gives it."""
    return desk.records.read(page._record_id).sections


def test_a_genuine_record_says_so_and_by_whom(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "Saw **the heron**"))
    assert page.signature.text.startswith("Genuine and unaltered. Signed by Dr Rowan Ashdown, Consultant")
    assert page.signature.property("bar") == "good"
    assert "Saw the heron" in page.reading.toPlainText()
    assert "Kept in\tClinical" in page.aside.text.toPlainText()
    lines = page.aside.text.toPlainText().splitlines()
    assert lines[:2] == ["Genuine and unaltered", "Dr Rowan Ashdown"]
    assert lines[2:4] == ["Consultant forensic psychologist", "HCPC PYL01234"]
    assert lines[4].startswith("Signed 23-Nov-2026 ")
    assert colour_of(page.aside.text, "Genuine and unaltered") == context.theme.colour("success")


def test_all_that_was_written_about_it_can_still_be_read(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    content = replace(complete(KINDS["session_note"].content), progress="Kept all appointments. " * 8)
    page = opened(
        qtbot, desk, context, case_id, sign(vault, draft_with(vault, case_id, "session_note", content))
    )
    assert page.heading.text() == "Session note"
    assert page.dated.text() == "23-Nov-2026, version 1"
    beside, told = page.aside.text.toPlainText(), page.reading.toPlainText()
    for label in ("Date of session", "Begun", "Signed", "Kind", "Version", "Kept in"):
        assert f"\n{label}" in beside
    # What is long is told, under its label, with the rest of its section.
    assert "Progress, for partners\nKept all appointments." in told
    assert "Progress" not in beside
    for field in (each for section in page_sections(desk, page) for each in section.fields):
        assert field.label in told + beside


def test_no_word_of_it_is_heavy_and_labels_are_told_by_colour(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    content = complete(KINDS["session_note"].content, "Saw the heron. " * 9)
    page = opened(
        qtbot, desk, context, case_id, sign(vault, draft_with(vault, case_id, "session_note", content))
    )
    theme = context.theme
    for box, label in ((page.aside.text, "Kept in"), (page.reading, "What happens next")):
        assert colour_of(box, label) == theme.colour("muted")
        assert weight_of(box, label) == QFont.Weight.Normal
    assert weight_of(page.reading, "What we did") == QFont.Weight.Medium
    seen = {weight for box in (page.aside.text, page.reading) for weight in weights(box)}
    assert seen == {QFont.Weight.Normal, QFont.Weight.Medium}


def test_the_text_has_no_box_and_lines_that_read_well(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "Saw the heron. " * 60))
    block = page.reading.document().find("Saw the heron").block()
    assert block.blockFormat().lineHeight() == 24
    assert block.charFormat().property(QTextFormat.Property.FontPixelSize) == 15
    assert page.reading.lineWrapColumnOrWidth() <= 640
    assert page.reading.frameWidth() == 0


def test_one_reads_on_from_record_to_record_of_the_kind(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    first, middle, last = (signed(vault, case_id, f"Saw heron {n}") for n in range(3))
    signed(vault, case_id, "Another", "incident")
    page = opened(qtbot, desk, context, case_id, middle)
    asked = places_of(page)
    assert page.ways.words.text() == "2 of 3 in Sessions"
    for key, wanted in ((Qt.Key.Key_Up, first), (Qt.Key.Key_Down, last)):
        qtbot.keyClick(page.reading, key, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda wanted=wanted: asked[-1:] == [RecordAt(case_id, wanted)])
    page = opened(qtbot, desk, context, case_id, last)
    assert page.ways.words.text() == "3 of 3 in Sessions"
    assert (page.ways.before.isEnabled(), page.ways.after.isEnabled()) == (True, False)


def test_the_lists_of_versions_keep_the_keys_that_drop_them_down(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Before")
    newer = sign(vault, Records(vault).new_version(signed(vault, case_id, "Saw the heron")).id)
    page = opened(qtbot, desk, context, case_id, newer)
    asked = places_of(page)
    assert page.ways.before.isEnabled()
    page.tabs.setCurrentIndex(1)
    page.versions.older.setFocus()
    qtbot.keyClick(page.versions.older, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.versions.older.view().isVisible)
    page.versions.older.hidePopup()
    qtbot.keyClick(page.versions.older, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, page)
    assert asked == []


def test_a_record_of_the_chronology_is_counted_among_its_kind(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    signed(vault, case_id, "Saw the heron")
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "A swan", "serious_event"))
    assert page.ways.words.text() == "Serious event 1 of 1"


def test_a_record_of_a_section_is_counted_in_what_the_rail_calls_it(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "A swan", "incident"))
    assert page.ways.words.text() == "1 of 1 in Behaviour and orders"


@pytest.mark.parametrize("made", [each for each in KINDS.values() if each.section != CHRONOLOGY])
def test_a_section_is_called_as_in_the_rail(made: Kind) -> None:
    assert called(made.section) in [part.title for part in PARTS if part.name == made.section]


def test_what_left_since_is_told_and_nothing_more(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str, tmp_path: Path
) -> None:
    record_id = signed(vault, case_id, "Saw the heron", "consultation")
    page = opened(qtbot, desk, context, case_id, record_id)
    assert facts.NONE_SENT in page.aside.text.toPlainText()
    reference = CaseFile(vault).open(case_id).case.reference
    request = Request(
        audience="panel",
        recipient="Northmoor panel",
        purpose="Discussion",
        question="What next?",
        answer="Little has changed.",
    )
    export(vault, reference, request, tmp_path / "s.pdf")
    page = opened(qtbot, desk, context, case_id, record_id)
    assert "23-Nov-2026\tNorthmoor panel" in page.aside.text.toPlainText()
    assert facts.NONE_SENT not in page.aside.text.toPlainText()
    draft = Records(vault).new_version(record_id)
    page = opened(qtbot, desk, context, case_id, sign(vault, draft.id))
    told = " ".join(page.aside.text.toPlainText().split())
    assert f"{facts.MAY_HOLD_EARLIER} 23-Nov-2026 Northmoor panel" in told


def test_narrow_the_facts_take_the_place_of_the_text_and_the_standing_stays(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "Saw the heron"))

    def seen() -> tuple[bool, bool, bool]:
        return page.reading.isVisible(), page.aside.isVisible(), page.signature.isVisible()

    assert seen() == (True, True, False)
    assert not page.show_facts.isVisible()
    page.resize(700, 600)
    settled(qtbot, page)
    assert seen() == (True, False, True)
    page.show_facts.click()
    # The facts begin with how it stands.
    assert seen() == (False, True, False)
    page.show_facts.click()
    assert seen() == (True, False, True)
    page.show_facts.click()
    page.resize(1038, 600)
    settled(qtbot, page)
    assert seen() == (True, True, False)


def test_what_is_looked_for_is_found_in_the_facts_too(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    content = replace(complete(KINDS["session_note"].content), done="Genuine sorrow, he said")
    record_id = sign(vault, draft_with(vault, case_id, "session_note", content))
    page = opened(qtbot, desk, context, case_id, record_id, "genuine")
    page.resize(700, 600)
    settled(qtbot, page)
    assert page.finding.words.text() == "“genuine” is marked in 2 places"
    assert page.reading.isVisible()
    page.finding.next.click()
    assert page.aside.text.textCursor().position() == 0
    assert page.aside.isVisible()
    page.finding.next.click()
    assert page.reading.isVisible()


def test_copied_text_says_first_that_it_is_in_error(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    mark_in_error(vault, record_id, "It was a stork")
    page = opened(qtbot, desk, context, case_id, record_id)
    page.copy.click()
    copied = QGuiApplication.clipboard().text()
    wanted = ("Session note", "Marked in error by", "It was a stork", "Saw the heron", "Kept in")
    places = [copied.index(each) for each in wanted]
    assert places == sorted(places)
    assert "Genuine" not in copied


def test_ctrl_enter_writes_an_addendum(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    page = opened(qtbot, desk, context, case_id, signed(vault, case_id, "Saw the heron"))
    asked = places_of(page)
    qtbot.keyClick(page.reading, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert Drafts(vault).mine()[0].kind.code == "addendum"


def test_the_narrative_is_read_first_and_once(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    note = replace(complete(KINDS["session_note"].content), done="We spoke of the heron.", risk_found="None")
    page = opened(
        qtbot, desk, context, case_id, sign(vault, draft_with(vault, case_id, "session_note", note))
    )
    shown = page.reading.toPlainText()
    assert shown.startswith("What we did\nWe spoke of the heron.")
    assert (shown + page.aside.text.toPlainText()).count("We spoke of the heron.") == 1
    # To the keyboard and to who hears it the text comes before what stands beside it.
    order = stops(page)
    assert order.index(page.reading) < order.index(page.aside.text) < order.index(page.addendum)


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
    assert page.signature.isVisible()
    assert page.aside.text.toPlainText().startswith("Do not rely on this record\n")
    assert colour_of(page.aside.text, "Do not rely") == context.theme.colour("danger")
    assert "Genuine" not in page.aside.text.toPlainText()


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
    assert page.mark.isHidden()
    # Nothing green beside it: that it is unaltered says nothing of whether it is right.
    assert page.signature.property("bar") == "note"
    assert page.signature.text.startswith("It says what was signed by Dr Rowan Ashdown")
    assert page.aside.text.toPlainText().startswith("Marked in error\n")
    assert colour_of(page.aside.text, "Marked in error") == context.theme.colour("danger")
    assert "Genuine" not in page.aside.text.toPlainText()
    page.resize(700, 600)
    settled(qtbot, page)
    assert page.in_error.y() < page.signature.y()


def test_what_was_said_since_stands_behind_a_rule_at_the_end(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    add_addendum(vault, record_id, "And a swan")
    page = opened(qtbot, desk, context, case_id, record_id)
    last = page.reading.document().lastBlock()
    assert last.text() == "And a swan"
    assert last.blockFormat().leftMargin() == 24
    # The rule is drawn at the left edge of the block.
    where = page.reading.document().documentLayout().blockBoundingRect(last).center().y()
    page.reading.moveCursor(QTextCursor.MoveOperation.End)
    y = int(where) - page.reading.verticalScrollBar().value()
    drawn = page.reading.viewport().grab().toImage()
    assert drawn.pixelColor(4, y) == context.theme.colour("edge")


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
    assert page.version.isHidden()
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
    # Nothing of the page's own words stands in for it.
    assert page.finding.words.text().startswith("“heron” is marked in ")
    first = page.reading.textCursor().position()
    page.finding.next.click()
    assert page.reading.textCursor().position() > first


def test_an_addendum_and_a_mark_are_drafts_first(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    record_id = signed(vault, case_id, "Saw the heron")
    page = opened(qtbot, desk, context, case_id, record_id)
    asked = places_of(page)
    page.addendum.click()
    settled(qtbot, page)
    page.mark.click()
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
    assert "Late entry: 22 days after the event" in page.aside.text.toPlainText()
    (entry,) = Chronology(vault).page(case_id).rows
    assert marks(entry) == "Late entry"
    # A later version tells of the same event.
    assert marks(entry._replace(version=2)) == "Version 2"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("2026-11-23", ""),
        ("2026-11-20", ""),
        ("2026-11-19", "Late entry: 4 days after the event"),
        ("2026-10", "Late entry: at least 23 days after the event"),
        ("2026-11", ""),
        ("2026-11-01~", "Late entry: about 22 days after the event"),
        ("unknown", ""),
    ],
)
def test_an_entry_is_late_more_than_seventy_two_hours_after_the_last_day_that_it_can_be_of(
    event: str, said: str
) -> None:
    sheet = Sheet(event=ClinicalDate.from_wire(event), content=complete(Consultation))
    assert facts.delay(sheet, datetime(2026, 11, 23, 18, 0, tzinfo=UTC)) == said


def test_who_is_not_admitted_is_told_in_plain_words(
    qtbot: QtBot, theme: Theme, tasks: Tasks, vault: OpenVault, case_id: str, machine: Machine
) -> None:
    enrol_colleague(vault)
    record_id = signed(vault, case_id, "Saw the heron", "consultation", compartment=Compartment.MAPPA)
    vault.lock()
    theirs = unlock(vault.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
    try:
        page = RecordPage(Desk.of(theirs), context_of(theme, tasks), case_id, record_id)
        stands: list[str] = []
        page.stands_in.connect(stands.append)
        arrived(qtbot, page)
        assert page.signature.text == SEALED_OFF
        assert stands == ["chronology"]
        assert not page.reading.isVisible()
        assert not page.aside.isVisible()
        assert not any(
            each.isVisible() for each in (page.ways, page.copy, page.addendum, page.version, page.mark)
        )
    finally:
        theirs.close()


def test_a_record_by_a_newer_program_is_read_as_it_was_written_and_takes_nothing_more(
    qtbot: QtBot, desk: Desk, context: Context, vault: OpenVault, case_id: str
) -> None:
    incident = KINDS["incident"]
    newer = replace(incident, version=incident.version + 1)
    record = signed_as(vault, case_id, newer, complete(incident.content, "Heron"))
    page = opened(qtbot, desk, context, case_id, record)
    shown = page.reading.toPlainText() + page.aside.text.toPlainText()
    assert page.signature.text.startswith("Genuine and unaltered")
    assert "Written by a newer Casework: update to read it whole." in shown
    assert "As it was written" in shown
    assert "description" in shown
    assert "Heron" in shown
    assert not any(each.isVisibleTo(page) for each in (page.version, page.addendum, page.mark))


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({"ends": ClinicalDate(2028, 3, 31)}, "in force"),
        ({"ends": ClinicalDate(2026, 11, 22)}, "expired"),
        (
            {
                "ends": ClinicalDate(2028, 3, 31),
                "ended_on": ClinicalDate(2026, 11, 20),
                "ended_how": "discharged",
            },
            "discharged",
        ),
    ],
)
def test_how_an_order_stands_today_is_read_beside_its_title(
    qtbot: QtBot,
    desk: Desk,
    context: Context,
    vault: OpenVault,
    case_id: str,
    said: dict[str, object],
    stands: str,
) -> None:
    made = ClinicalDate(2026, 4, 1)
    base = {
        "order_type": "restraining_conviction",
        "route": "",
        "made": made,
        "starts": made,
        "duration": "fixed",
    }
    order = replace(complete(KINDS["order"].content), **(base | said))
    page = opened(qtbot, desk, context, case_id, sign(vault, draft_with(vault, case_id, "order", order)))
    assert page.dated.text().endswith(f"version 1; {stands} on 23-Nov-2026")
