"""The tabs of a case: what they show of its records, and what they never leave on the screen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import Rating
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.services.cases.cases import Cases
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.sharing.summarising import Request
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.case.assessment import Assessment
from app.views.case.chronology import ChronologyTab
from app.views.case.formulating import Formulating
from app.views.case.history import History
from app.views.case.overview import Overview
from app.views.case.profile import lines
from app.views.case.reveal import Reveal
from app.views.case.sessions import Sessions
from app.views.case.shared import Shared
from app.views.case.tab import Tab
from app.views.case.victims import VictimSafety
from app.views.context.context import Context
from app.views.context.places import ChangeCase, ChangePerson, DraftAt, NewRecord, RecordAt, ShareAt
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD_PASSPHRASE,
    complete,
    draft_of,
    enrol_colleague,
    signed,
)
from tests.confirmed import add_addendum, export, mark_in_error, reveal, sign
from tests.views.desk_ground import arrived, places_of, settled

Show = Callable[[type[Tab]], Any]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, context: Context, case_id: str) -> Show:
    def shown(cls: type[Tab]) -> Tab:
        tab = cls(desk, context, case_id)
        tab.show_sheet(desk.casefile.open(case_id))
        arrived(qtbot, tab)
        return tab

    return shown


def text_of(widget: QWidget) -> str:
    # What was just laid out is shown at the next turn of the event loop.
    QApplication.processEvents()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def press(widget: QWidget, name: str) -> None:
    """Press what is called so."""
    QApplication.processEvents()
    next(e for e in widget.findChildren(QPushButton) if e.accessibleName() == name and e.isVisible()).click()


def rated(value: int | None) -> FixationProfile:
    rating = Rating(value=value, confidence="high", source="interview", note="A note")
    return replace(complete(FixationProfile), **dict.fromkeys(DIMENSIONS, rating))


# --- overview -------------------------------------------------------------------------------------


def test_the_overview_goes_on_with_drafts_and_opens_what_is_newest(
    vault: OpenVault, show: Show, case_id: str
) -> None:
    draft, note = draft_of(vault, case_id, "Words"), signed(vault, case_id, "Words")
    tab = show(Overview)
    asked = places_of(tab)
    links = [e for e in tab.findChildren(QPushButton) if e.accessibleName() == "Session note"]
    for each in links:
        each.click()
    assert {DraftAt(case_id, draft), RecordAt(case_id, note)} <= set(asked)
    assert tab.axis.isVisible()


def test_the_overview_of_an_empty_case_says_what_will_stand_there(show: Show) -> None:
    tab = show(Overview)
    assert "Nothing in this case has a date to show yet." in text_of(tab)
    assert "Nothing of yours is unsigned" in text_of(tab)


def test_the_overview_leads_to_what_can_be_done(show: Show, case_id: str) -> None:
    tab = show(Overview)
    asked = places_of(tab)
    for name in ("Share a summary", "Correct the person’s details", "Change the case"):
        press(tab, name)
    assert asked == [ShareAt(case_id), ChangePerson(case_id), ChangeCase(case_id)]


# --- assessment and formulation -------------------------------------------------------------------


def test_a_dimension_says_its_number_and_how_it_moved() -> None:
    for now, before, since in ((3, 1, "Up from 1"), (1, 4, "Down from 4"), (2, 2, "Unchanged at 2")):
        first = lines(rated(now), rated(before))[0]
        assert (first.value, first.since) == (now, since)
    assert lines(rated(2), None)[0].since == "First profile"
    assert lines(rated(None), rated(2))[0].since == "Cannot be compared"


def test_the_assessment_tab_shows_the_newest_profile_beside_the_one_before(
    vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    for value in (3, 2):
        draft = desk.drafts.begin(case_id, "fixation_profile")
        desk.drafts.save(draft.id, replace(draft.sheet, content=rated(value)), draft.revision)
        newest = sign(desk.vault, draft.id)
    tab = show(Assessment)
    asked = places_of(tab)
    role = Qt.ItemDataRole.AccessibleTextRole
    table = tab.table.model()
    assert tab.table.rowCount() == len(DIMENSIONS)
    assert table.index(0, 1).data(role) == "Rating: 2 of 4"
    assert table.index(0, 4).data(role) == "Since last: Down from 3"
    press(tab, "Open this profile")
    assert asked == [RecordAt(case_id, newest)]
    assert tab.list.table.rowCount() == 2


def test_a_table_of_ratings_never_adds_them_up(vault: OpenVault, show: Show, case_id: str) -> None:
    signed(vault, case_id, "Words", kind="fixation_profile")
    tab = show(Assessment)
    assert "never totalled" in text_of(tab)
    assert tab.table.rowCount() == len(DIMENSIONS)


def test_the_formulation_tab_says_what_it_leaves_open(vault: OpenVault, show: Show, case_id: str) -> None:
    signed(vault, case_id, "A statement", kind="formulation")
    tab = show(Formulating)
    shown = text_of(tab)
    assert "A statement" in shown
    assert "Protective: no factor" in shown
    assert "F1 (Presenting, Behaviour): no evidence" in shown


def test_without_a_formulation_the_tab_teaches(show: Show, case_id: str) -> None:
    tab = show(Formulating)
    asked = places_of(tab)
    assert "No formulation yet" in text_of(tab)
    press(tab, "New formulation")
    assert asked == [NewRecord(case_id, "formulation")]


# --- sessions and chronology ----------------------------------------------------------------------


def test_sessions_are_counted_and_opened(qtbot: QtBot, vault: OpenVault, show: Show, case_id: str) -> None:
    notes = [signed(vault, case_id, "Words") for _ in range(2)]
    signed(vault, case_id, "Words", kind="incident")
    tab = show(Sessions)
    asked = places_of(tab)
    assert "2 session notes" in text_of(tab)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert asked == [RecordAt(case_id, notes[1])]


def test_the_chronology_finds_by_kind_and_by_words_and_says_what_it_hides(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Something about a heron")
    signed(vault, case_id, "Something else", kind="incident")
    tab = show(ChronologyTab)
    tab.resize(1000, 700)
    assert "2 records" in text_of(tab)
    press(tab, "Incident")
    settled(qtbot, tab)
    assert "Filtered: showing 1 of 2" in text_of(tab)
    press(tab, "Clear")
    settled(qtbot, tab)
    tab.list.setFocus()
    qtbot.keyClicks(tab.list, "heron")
    qtbot.waitUntil(lambda: tab.list.table.rowCount() == 1)
    assert "Filtered: showing 1 of 2" in text_of(tab)


def test_the_chronology_marks_what_was_said_since(
    qtbot: QtBot, vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    record = signed(vault, case_id, "Words")
    add_addendum(desk.vault, record, "More")
    mark_in_error(desk.vault, record, "Another person")
    tab = show(ChronologyTab)
    marks = [column.key for column in tab.list.table.columns].index("marks")
    assert tab.list.table.index(0, marks).data() == "In error, 1 addendum"


def test_superseded_versions_are_shown_when_asked_for(
    qtbot: QtBot, vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    newer = desk.records.new_version(signed(vault, case_id, "Words"))
    sign(desk.vault, newer.id)
    tab = show(ChronologyTab)
    assert tab.list.table.rowCount() == 1
    press(tab, "Superseded versions too")
    settled(qtbot, tab)
    assert tab.list.table.rowCount() == 2


def test_a_sealed_record_tells_only_where_it_is(
    vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Words", compartment=Compartment.THIRD_PARTY)
    tab = show(ChronologyTab)
    titles = [column.key for column in tab.list.table.columns].index("title")
    assert tab.list.table.index(0, titles).data() == "Sealed: Third party and intelligence"


# --- victims --------------------------------------------------------------------------------------


@pytest.fixture
def identified(desk: Desk, case_id: str) -> str:
    code = desk.victims.add(case_id, "stranger")
    desk.victims.identify(case_id, code, VictimIdentity(name="Marigold Thistlewood", reason="Advocate asks"))
    return code


def revealed(qtbot: QtBot, show: Show, code: str) -> VictimSafety:
    tab: VictimSafety = show(VictimSafety)
    tab.context.asks.passphrases.append(LEAD_PASSPHRASE)
    press(tab, f"Show who {code} is")
    qtbot.keyClicks(tab.reveal.reason, "To call the advocate")
    qtbot.keyClick(tab.reveal.reason, Qt.Key.Key_Return)
    settled(qtbot, tab)
    return tab


def test_a_victim_is_added_by_relationship_and_known_by_code(
    qtbot: QtBot, desk: Desk, show: Show, case_id: str
) -> None:
    tab = show(VictimSafety)
    press(tab, "Add victim")
    settled(qtbot, tab)
    assert "Choose the victim's relationship" in tab.bar.text
    tab.relationship.setCurrentIndex(tab.relationship.findData("stranger"))
    press(tab, "Add victim")
    settled(qtbot, tab)
    assert [row.code for row in desk.victims.page(case_id).victims] == ["V1"]
    assert "V1\nStranger\nknown by code only" in text_of(tab)


def test_an_identity_is_shown_only_with_a_reason(qtbot: QtBot, show: Show, identified: str) -> None:
    tab = show(VictimSafety)
    press(tab, f"Show who {identified} is")
    qtbot.keyClick(tab.reveal.reason, Qt.Key.Key_Return)
    settled(qtbot, tab)
    assert "Marigold" not in text_of(tab)
    assert tab.bar.text


def test_an_identity_is_not_shown_to_who_does_not_know_the_passphrase(
    qtbot: QtBot, show: Show, identified: str
) -> None:
    tab = show(VictimSafety)
    tab.context.asks.passphrases.append("not the heron words")
    press(tab, f"Show who {identified} is")
    qtbot.keyClicks(tab.reveal.reason, "To call the advocate")
    qtbot.keyClick(tab.reveal.reason, Qt.Key.Key_Return)
    settled(qtbot, tab)
    assert "Marigold" not in text_of(tab)
    assert tab.bar.text == "That is not your passphrase: nothing was done."


def test_an_identity_is_hidden_when_its_time_is_over(
    qtbot: QtBot, show: Show, identified: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reveal, "seconds", 1)
    tab = revealed(qtbot, show, identified)
    assert "Marigold Thistlewood" in text_of(tab)
    qtbot.waitUntil(lambda: "Marigold" not in text_of(tab), timeout=3000)
    assert not any("Marigold" in each.text() for each in tab.reveal.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize("way", ["leave", "names"])
def test_an_identity_goes_from_the_screen_with_its_tab_and_with_names(
    qtbot: QtBot, show: Show, identified: str, way: str
) -> None:
    tab = revealed(qtbot, show, identified)
    assert "Marigold" in text_of(tab)
    if way == "leave":
        tab.leave()
    else:
        tab.hide_names(hidden=True)
    assert "Marigold" not in text_of(tab)
    assert not tab.reveal.is_revealed


def test_a_change_begins_from_what_is_kept_so_that_no_protected_detail_is_lost(
    qtbot: QtBot, desk: Desk, show: Show, identified: str, case_id: str
) -> None:
    tab = revealed(qtbot, show, identified)
    press(tab, "Change")
    form = tab._form
    assert form is not None
    form.form.finish()
    assert form.form.content().name == "Marigold Thistlewood"
    press(form, "Seal and save")
    settled(qtbot, tab)
    kept = reveal(desk.vault, case_id, identified, "To check")
    assert kept.name == "Marigold Thistlewood"
    assert tab._form is None


def test_the_form_says_what_each_line_will_be_looked_for_by(
    qtbot: QtBot, show: Show, identified: str
) -> None:
    tab = revealed(qtbot, show, identified)
    press(tab, "Change")
    form = tab._form
    assert form is not None
    form.form.finish()
    qtbot.waitUntil(lambda: "Name, line 1: Marigold: " in form.looked_for.text())
    assert form.looked_for.isVisible()


def test_an_identity_without_a_reason_to_keep_it_is_not_sealed(
    qtbot: QtBot, desk: Desk, show: Show, case_id: str
) -> None:
    code = desk.victims.add(case_id, "family")
    tab = show(VictimSafety)
    press(tab, f"Keep who {code} is")
    form = tab._form
    assert form is not None
    form.form.finish()
    press(form, "Seal and save")
    settled(qtbot, tab)
    assert form.summary.isVisible()
    assert not desk.victims.page(case_id).victims[0].is_identified


def test_who_is_not_admitted_is_offered_no_identity(
    qtbot: QtBot, vault: OpenVault, machine: Machine, context: Context, case_id: str, identified: str
) -> None:
    enrol_colleague(vault)
    vault.lock()
    theirs = unlock(vault.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
    tab = VictimSafety(Desk.of(theirs), context, case_id)
    arrived(qtbot, tab)
    names = [each.accessibleName() for each in tab.findChildren(QPushButton) if each.isVisible()]
    assert names == ["Add victim"]
    assert "you are not admitted to it" in text_of(tab)
    theirs.close()


# --- sharing --------------------------------------------------------------------------------------


def share(vault: OpenVault, case_id: str, out: Path, recipient: str) -> None:
    request = Request(audience="panel", recipient=recipient, purpose="Before the panel meets")
    export(vault, Cases(vault).open(case_id).reference, request, out)


def test_sharing_lists_what_was_sent_and_gives_it_again(
    vault: OpenVault, show: Show, case_id: str, tmp_path: Path, qtbot: QtBot
) -> None:
    signed(vault, case_id, "Words", "consultation")
    share(vault, case_id, tmp_path / "sent.pdf", "The Northmoor panel")
    tab = show(Shared)
    seen = text_of(tab)
    for words in ("The Northmoor panel", "Before the panel meets", "Who and where a victim is"):
        assert words.lower() in seen.lower()
    assert "Nothing shared yet" not in seen
    tab.context.asks.files.append(tmp_path / "again.pdf")
    save = next(e for e in tab.findChildren(QPushButton) if e.accessibleName().startswith("Save a copy"))
    save.click()
    settled(qtbot, tab)
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "sent.pdf").read_bytes()
    tab.hide_names(True)
    assert "Northmoor" not in text_of(tab)
    tab.hide_names(False)
    assert "Northmoor" in text_of(tab)


def test_sharing_shows_the_newest_and_older_ones_when_asked(
    vault: OpenVault, show: Show, case_id: str, tmp_path: Path, qtbot: QtBot
) -> None:
    signed(vault, case_id, "Words", "consultation")
    for n in range(9):
        share(vault, case_id, tmp_path / f"{n}.pdf", f"Reader {n}")
    tab = show(Shared)
    assert "Reader 0" not in text_of(tab)
    assert "Reader 8" in text_of(tab)
    press(tab, "Show older ones")
    settled(qtbot, tab)
    assert "Reader 0" in text_of(tab)
    assert not any(e.isVisible() for e in tab.findChildren(QPushButton) if e.text() == "Show older ones")


def test_sharing_of_a_case_of_which_nobody_was_told_says_so(show: Show, case_id: str) -> None:
    tab = show(Shared)
    asked = places_of(tab)
    assert "Nothing shared yet" in text_of(tab)
    press(tab, "Share a summary")
    assert asked == [ShareAt(case_id)]


def test_the_history_says_what_was_stated_and_what_stood_there_before(
    qtbot: QtBot, show: Show, desk: Desk, case_id: str
) -> None:
    view = desk.cases.open(case_id)
    desk.cases.change(case_id, replace(view.facts, stage="review"))
    Victims(desk.vault).identify(
        case_id,
        Victims(desk.vault).add(case_id, "family"),
        VictimIdentity(name="Ada Fennimore", reason="A letter"),
    )
    tab = show(History)
    said = [each.text() for each in tab.findChildren(QLabel)]
    assert "Under review (before: Open)" in said
    assert any(text.startswith("Sealed: only who is admitted") for text in said)
    assert not any("Fennimore" in text for text in said)
    assert "Fairweather" in said
    tab.hide_names(hidden=True)
    settled(qtbot, tab)
    shown = [each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab)]
    assert not any("Fairweather" in text for text in shown)
    assert "V1: Identity" in shown
