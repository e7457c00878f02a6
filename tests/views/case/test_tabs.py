"""The tabs of a case: what they show of its records, and what they never leave on the screen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.charts.marks import Lane
from app.domain.cases.victim import VictimIdentity
from app.domain.facts.case import STAGE
from app.domain.fields.compartments import Compartment
from app.domain.fields.declare import Rating
from app.domain.kinds.collateral.content import Collateral
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.factor import Factor
from app.domain.kinds.parts.quality import QUALITIES, Quality
from app.domain.kinds.registry import KINDS, codes_in
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.victims import Victims
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.printing.asked import Printing, Subject
from app.services.records.chronology_filter import EntriesAsked
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.summarising import Request
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.case.assessment import Assessment
from app.views.case.behaviour import Behaviour
from app.views.case.chronology import ChronologyTab
from app.views.case.formulating import Formulating
from app.views.case.formulation_beside import PERSON, TEAM
from app.views.case.history import History
from app.views.case.overview import Overview
from app.views.case.planning import Planning
from app.views.case.profile import lines
from app.views.case.record_list import RecordList
from app.views.case.reveal import Reveal
from app.views.case.sessions import Sessions
from app.views.case.shared import Shared
from app.views.case.tab import Tab
from app.views.case.victims import VictimSafety
from app.views.context.context import Context
from app.views.context.places import (
    CaseAt,
    ChangeCase,
    ChangePerson,
    DraftAt,
    NewRecord,
    PrintAt,
    RecordAt,
    ShareAt,
)
from app.views.forms.rows_editor import fresh
from app.views.widgets.link import Link
from app.views.widgets.plain_table import BELOW
from app.views.widgets.words import unbroken
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    add_case,
    complete,
    draft_of,
    draft_with,
    enrol_colleague,
    signed,
)
from tests.confirmed import add_addendum, export, mark_in_error, reveal, sign
from tests.forked import fork
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
    assert "Your drafts" not in text_of(tab)
    assert "No review, order end or release of this case falls due." in text_of(tab)


def test_due_next_and_what_changed_since_the_last_panel_stand_first_on_a_case(
    vault: OpenVault, desk: Desk, show: Show, case_id: str, tmp_path: Path
) -> None:
    signed(vault, case_id, "Before the panel. Long ago.")
    request = Request(
        audience="panel", recipient="P", purpose="P", question="What next?", answer="Little has changed."
    )
    export(vault, desk.casefile.open(case_id).case.reference, request, tmp_path / "panel.pdf")
    today = desk.today_date()
    for days in (-2, 0, 1, 5):
        ends = ClinicalDate.of(today + timedelta(days=days))
        held = replace(complete(Custody), expected_release=ends)
        late = sign(vault, draft_with(vault, case_id, "custody", held))
    tab = show(Overview)
    shown = text_of(tab).replace("\N{NON-BREAKING HYPHEN}", "-")
    heads = [line for line in shown.splitlines() if line in {"Due next", "Since the last panel", "Newest"}]
    assert heads == ["Due next", "Since the last panel", "Newest"]
    for days, how_long in ((-2, "2 days late"), (0, "today"), (1, "tomorrow")):
        assert f"{ClinicalDate.of(today + timedelta(days=days)).show()}, {how_long}" in shown
    assert "1 more" in shown
    assert f"4 signed since the summary for the panel of {ClinicalDate.of(today).show()}." in shown
    assert "Before the panel." not in shown
    asked = places_of(tab)
    press(tab, "1 more: open the chronology")
    next(
        each for each in tab.findChildren(QPushButton) if each.accessibleName() == "Release expected"
    ).click()
    assert asked[0] == CaseAt(case_id, "chronology")
    assert isinstance(asked[1], RecordAt)
    assert asked[1].record_id != late


def test_without_a_panel_it_says_that_all_is_new_to_one(vault: OpenVault, show: Show, case_id: str) -> None:
    signed(vault, case_id, "He waited. And left.")
    tab = show(Overview)
    assert "No summary for the panel was sent yet" in text_of(tab)
    assert ": He waited." in text_of(tab)
    tab.hide_names(True)
    assert "He waited." not in text_of(tab)


def test_the_overview_leads_to_what_can_be_done(show: Show, case_id: str) -> None:
    tab = show(Overview)
    asked = places_of(tab)
    for name in ("Share a report", "Correct the person’s details", "Change the case"):
        press(tab, name)
    assert asked == [ShareAt(case_id), ChangePerson(case_id), ChangeCase(case_id)]


def test_the_overview_says_where_self_report_and_another_source_part(
    vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    today = ClinicalDate.of(desk.today_date())
    told = Collateral(agency="police", covers=today, heard_on=today, contact="direct")
    source = sign(vault, draft_with(vault, case_id, "collateral", told))
    tab = show(Overview)
    asked = places_of(tab)
    sentence = f"Divergence. No self-report to compare; the police reported contact on {today.show()}."
    assert tab.diverges.text == sentence
    press(tab, "Open the record")
    assert asked == [RecordAt(case_id, source)]


def test_without_a_divergence_the_overview_says_nothing_of_it(show: Show) -> None:
    assert "Divergence" not in text_of(show(Overview))


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
    (shown,) = tab.tables
    table = shown.model()
    assert shown.rowCount() == len(DIMENSIONS)
    assert table.index(0, 1).data(role) == "Rating: 2 of 4"
    assert table.index(0, 4).data(role) == "Since last: Down from 3"
    press(tab, "Open this profile")
    assert asked == [RecordAt(case_id, newest)]
    assert tab.list.table.rowCount() == 2


def test_ratings_are_drawn_over_time_and_lead_to_their_profile(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    profile = signed(vault, case_id, "Words", kind="fixation_profile")
    tab = show(Assessment)
    asked = places_of(tab)
    qtbot.waitUntil(tab.trend.axis.isVisible)
    assert [each.name for each in tab.trend.axis.axis.series] == [
        "Time taken up",
        "Loss of control over the thoughts",
        "Certainty of the belief",
        "Urge to contact or watch",
        "Narrowing of life",
    ]
    assert (tab.trend.axis.axis.events, tab.trend.axis.axis.spans) == ((), ())
    tab.trend.frame.switch.choose(1)
    assert tab.trend.table.table.rowCount() == 5
    tab.trend.axis.go_to(0)
    qtbot.keyClick(tab.trend.table, Qt.Key.Key_Return)
    assert asked == [RecordAt(case_id, profile)]


def test_a_table_of_ratings_never_adds_them_up(vault: OpenVault, show: Show, case_id: str) -> None:
    signed(vault, case_id, "Words", kind="fixation_profile")
    tab = show(Assessment)
    assert "Ratings: 0 least, 4 most severe. Clinician profile, not validated. Never totalled." in text_of(
        tab
    )
    assert [each.rowCount() for each in tab.tables] == [len(DIMENSIONS)]


def test_each_target_has_a_table_of_its_own_and_is_compared_with_itself(
    vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    court = {"target": "organisation", "victim": "", "named": "Court"}
    for content in (replace(rated(4), **court), rated(1), replace(rated(3), **court)):
        draft = desk.drafts.begin(case_id, "fixation_profile")
        desk.drafts.save(draft.id, replace(draft.sheet, content=content), draft.revision)
        sign(desk.vault, draft.id)
    tab = show(Assessment)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = {each.accessibleName(): each.model().index(0, 4).data(role) for each in tab.tables}
    assert said == {
        "Newest fixation profile on V1": "Since last: First profile",
        "Newest fixation profile on Court": "Since last: Down from 4",
    }


def test_the_formulation_tab_says_what_it_leaves_open(vault: OpenVault, show: Show, case_id: str) -> None:
    signed(vault, case_id, "A statement", kind="formulation")
    tab = show(Formulating)
    shown = text_of(tab)
    assert "A statement" in shown
    assert "Protective: no factor" in shown
    assert "F1 (Presenting, Behaviour): no evidence" in shown


def test_a_formulation_stands_beside_the_version_for_the_person_and_beside_an_earlier_one(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    written = complete(Formulation, "Alone at night")
    first = replace(
        written,
        factors=(
            fresh(Factor, place="presenting", area="self", statement="Cannot be left", confidence="low"),
        ),
        person_version="You told us how nights are.",
        view="partly",
        view_detail="Not the last part.",
        qualities=tuple(
            fresh(Quality, quality=each.code, holds="no" if each.code == "rival" else "yes")
            for each in QUALITIES
        ),
    )
    record = sign(vault, draft_with(vault, case_id, "formulation", first))
    later = Records(vault).new_version(record)
    (kept,) = later.sheet.content.factors
    new = fresh(Factor, place="protective", area="living", statement="His brother", confidence="high")
    changed = replace(later.sheet.content, factors=(new, replace(kept, confidence="moderate")))
    Drafts(vault).save(later.id, replace(later.sheet, content=changed), later.revision)
    sign(vault, later.id)
    tab = show(Formulating)
    assert "8 yes, 1 no" in text_of(tab)
    assert "Weighs at least one other explanation: no" in text_of(tab)
    # One stop of the keyboard; the arrows move in it.
    tab.ways.parts[0].setFocus()
    QTest.keyClick(tab.ways.parts[0], Qt.Key.Key_Right)
    settled(qtbot, tab)
    shown = text_of(tab)
    assert all(each in shown for each in (TEAM, PERSON, "You told us how nights are.", "Not the last part."))
    assert "Their view: agrees in part" in shown
    assert "F1 presenting: Cannot be left" in shown
    assert tab.ways.parts[1].hasFocus()
    QTest.keyClick(tab.ways.parts[1], Qt.Key.Key_Right)
    settled(qtbot, tab)
    shown = text_of(tab)
    assert "1 changed, 1 added" in shown
    assert "F1, factors: changed" in shown
    assert "What changed: confidence" in shown
    assert "F2, factors: added" in shown
    assert "Not there yet" in shown
    assert tab.compared.older.count() == 1
    assert tab.compared.older.currentText().startswith("Version 1, ")


def test_without_a_formulation_the_tab_teaches(show: Show, case_id: str) -> None:
    tab = show(Formulating)
    asked = places_of(tab)
    assert "No formulation yet" in text_of(tab)
    press(tab, "New formulation")
    assert asked == [NewRecord(case_id, "formulation")]


# --- plan ---------------------------------------------------------------------------------------------------


def test_the_plan_tab_shows_goals_and_each_gap_and_a_line_opens_its_record(
    vault: OpenVault, show: Show, case_id: str
) -> None:
    plan = signed(vault, case_id, "To sleep", kind="plan")
    formulation = signed(vault, case_id, "Alone at night", kind="formulation")
    tab = show(Planning)
    asked = places_of(tab)
    shown = text_of(tab)
    assert "G1" in shown
    assert "To sleep" in shown
    assert "Gaps in the thread: 3" in shown
    gaps = ("Factor without evidence", "Factor without a goal", "Goal without a session in 42 days")
    links = {link.accessibleDescription(): link for link in tab.findChildren(Link)}
    assert set(links) == set(gaps)
    assert all(f"{gap}: 1" in shown for gap in gaps)
    links["Factor without a goal"].click()
    links["Goal without a session in 42 days"].click()
    assert asked == [RecordAt(case_id, formulation), RecordAt(case_id, plan)]


def test_without_a_plan_the_tab_teaches_and_shows_the_gaps_all_the_same(
    vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Alone at night", kind="formulation")
    tab = show(Planning)
    asked = places_of(tab)
    assert "No plan yet" in text_of(tab)
    assert "Factor without a goal: 1" in text_of(tab)
    press(tab, "New plan")
    press(tab, "New safety plan")
    assert asked == [NewRecord(case_id, "plan"), NewRecord(case_id, "safety_plan")]


# --- sessions and chronology ----------------------------------------------------------------------


def test_sessions_are_counted_and_opened(qtbot: QtBot, vault: OpenVault, show: Show, case_id: str) -> None:
    notes = [signed(vault, case_id, "Words") for _ in range(2)]
    signed(vault, case_id, "Words", kind="incident")
    tab = show(Sessions)
    asked = places_of(tab)
    assert "2 records" in text_of(tab)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert asked == [RecordAt(case_id, notes[1])]


def only(tab: ChronologyTab, kind: str) -> None:
    """Choose a kind in its menu."""
    tab.filter.kinds.click()
    take(kind)


def take(said: str) -> None:
    """Choose in the menu that stands open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == said).trigger()
    menu.close()


def test_the_chronology_finds_by_kind_and_by_words_and_says_what_it_hides(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Something about a heron")
    signed(vault, case_id, "Something else", kind="incident")
    tab = show(ChronologyTab)
    tab.resize(1000, 700)
    assert "2 records, newest first" in text_of(tab)
    only(tab, "Incident")
    settled(qtbot, tab)
    assert {"1 of 2, newest first", "Filtered: 1 hidden"} <= set(text_of(tab).splitlines())
    press(tab, "Clear")
    settled(qtbot, tab)
    assert "2 records, newest first" in text_of(tab)
    tab.list.setFocus()
    qtbot.keyClicks(tab.list, "heron")
    qtbot.waitUntil(lambda: tab.list.table.rowCount() == 1)
    assert {"1 of 2, newest first", "Filtered: 1 hidden"} <= set(text_of(tab).splitlines())


def test_the_chronology_marks_what_was_said_since(
    qtbot: QtBot, vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    record = signed(vault, case_id, "Words")
    add_addendum(desk.vault, record, "More")
    mark_in_error(desk.vault, record, "Another person")
    tab = show(ChronologyTab)
    assert below(tab, "when") == ["", "1 addendum"]


@pytest.mark.parametrize(
    ("cls", "kind"),
    [(ChronologyTab, "incident"), (Sessions, "session_note"), (Assessment, "fixation_profile")],
)
@pytest.mark.parametrize("width", [1000, 420])
def test_a_record_in_error_looks_so_in_every_list_however_narrow(
    qtbot: QtBot,
    vault: OpenVault,
    show: Show,
    case_id: str,
    cls: type[Tab],
    kind: str,
    width: int,
) -> None:
    signed(vault, case_id, "It stands", kind=kind)
    mark_in_error(vault, signed(vault, case_id, "Words", kind=kind), "Another person")
    mark_in_error(
        vault, signed(vault, case_id, "Words", kind=kind, compartment=Compartment.RESTRICTED), "So too"
    )
    tab = show(cls)
    tab.resize(width, 700)
    settled(qtbot, tab)
    table = tab.list.table
    told = [
        [
            str(table.index(row, column).data())
            for column in range(table.columnCount())
            if not tab.list.isColumnHidden(column)
        ]
        for row in range(table.rowCount())
    ]
    in_error = [any(cell.startswith("Marked in error: ") for cell in row) for row in told]
    assert sorted(in_error) == [False, True, True]


def test_a_date_range_is_never_cut_off(qtbot: QtBot, vault: OpenVault, show: Show, case_id: str) -> None:
    signed(vault, case_id, "Words", kind="incident")
    draft = Drafts(vault).begin(case_id, "incident")
    spread = ClinicalDate(2026, 3, 1, about=True, until=ClinicalDate(2026, 10, 31))
    sheet = replace(draft.sheet, content=complete(KINDS["incident"].content), event=spread)
    Drafts(vault).save(draft.id, sheet, draft.revision)
    sign(vault, draft.id)
    tab = show(ChronologyTab)
    for width in (1400, 900, 500):
        tab.resize(width, 700)
        settled(qtbot, tab)
        view = tab.list
        for row in range(view.table.rowCount()):
            index = view.table.index(row, 0)
            assert view.columnWidth(0) > view.fontMetrics().horizontalAdvance(index.data()), index.data()


def cells(tab: Any, key: str) -> list[str]:
    """What a column of the list shows."""
    table = tab.list.table
    column = [each.key for each in table.columns].index(key)
    return [str(table.index(row, column).data()) for row in range(table.rowCount())]


def below(tab: Any, key: str) -> list[str]:
    """What stands in the second line of a column."""
    table = tab.list.table
    column = [each.key for each in table.columns].index(key)
    return [str(table.index(row, column).data(BELOW)) for row in range(table.rowCount())]


def test_the_chronology_shows_the_first_sentence_and_hides_it_with_names(
    vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "He waited outside the **gate**. Then he left.")
    signed(vault, case_id, "- Nobody of that name", kind="incident")
    signed(vault, case_id, "Sealed words", kind="incident", compartment=Compartment.MAPPA)
    tab = show(ChronologyTab)
    tab.resize(1500, 700)
    assert below(tab, "title") == ["", "Nobody of that name", "He waited outside the gate."]
    tab.hide_names(True)
    assert below(tab, "title") == ["", "", ""]
    table = tab.list.table
    said = [
        str(table.index(row, column).data(role))
        for row in range(table.rowCount())
        for column in range(table.columnCount())
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert not [each for each in said if "gate" in each or "Nobody" in each]
    tab.hide_names(False)
    assert below(tab, "title")[1] == "Nobody of that name"


def test_an_addendum_stands_in_the_chronology_and_leads_to_what_it_adds_to(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    record = signed(vault, case_id, "Words", kind="incident")
    add_addendum(vault, record, "He rang again. Twice.")
    tab = show(ChronologyTab)
    tab.resize(1500, 700)
    asked = places_of(tab)
    (added, incident) = cells(tab, "title")
    (_, stands) = cells(tab, "stands")
    assert (incident, stands) == ("Approach: breach proved", "admitted to police")
    assert added == f"Addendum to: {incident}; {stands}"
    assert below(tab, "title")[0] == "He rang again."
    assert "2 records" in text_of(tab)
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert asked == [RecordAt(case_id, record)]
    only(tab, "Addendum")
    settled(qtbot, tab)
    assert cells(tab, "by") == ["Addendum"]


def test_the_chronology_keeps_its_filter_when_one_comes_back_to_the_case(
    qtbot: QtBot, vault: OpenVault, show: Show, desk: Desk, context: Context, case_id: str
) -> None:
    signed(vault, case_id, "A heron")
    signed(vault, case_id, "A heron", kind="incident")
    signed(vault, case_id, "Something else", kind="incident")
    tab = show(ChronologyTab)
    only(tab, "Incident")
    press(tab, "Superseded too")
    tab.filter.box.setText("heron")
    settled(qtbot, tab)
    again = show(ChronologyTab)
    assert cells(again, "by") == ["Incident"]
    assert (again.filter.box.text(), again.filter.older.isChecked()) == ("heron", True)
    assert {"1 of 3, newest first", "Filtered: 2 hidden"} <= set(text_of(again).splitlines())
    other = ChronologyTab(desk, context, add_case(vault, "Quill"))
    assert not other.filter.narrows


def test_the_chronology_is_narrowed_by_victim_source_standing_and_days_and_keeps_that(
    qtbot: QtBot, vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    content = complete(KINDS["incident"].content)
    for victim, source in (("V1", "police"), ("V2", "police"), ("V2", "advocate")):
        told = {"source": source, "reported_to": ("police",)}
        said = replace(content, victims=(victim,), new_target="", **told)
        draft = Drafts(vault).begin(case_id, "incident")
        sheet = replace(draft.sheet, content=said, event=ClinicalDate(2026, 11, 3))
        Drafts(vault).save(draft.id, sheet, draft.revision)
        sign(vault, draft.id)
    assert not show(ChronologyTab).filter.victims.isVisible()
    for _ in range(2):
        desk.victims.add(case_id, "stranger")
    tab = show(ChronologyTab)
    by = tab.filter
    for menu, said in ((by.victims, "V2"), (by.sources, "Advocate"), (by.stands, "Admitted")):
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        settled(qtbot, tab)
        take(said)
        settled(qtbot, tab)
    assert [each.text() for each in (by.victims, by.sources, by.stands)] == [
        "Victim: V2",
        "Source: Advocate",
        "How it stands: Admitted",
    ]
    assert {"1 of 3, newest first", "Filtered: 2 hidden"} <= set(text_of(tab).splitlines())
    by.sources.choose(())
    qtbot.keyClick(by.dates, Qt.Key.Key_Return)
    assert by.span.since.entry.hasFocus()
    qtbot.keyClicks(by.span.since.entry, "2026")
    qtbot.keyClicks(by.span.until.entry, "3 feb")
    qtbot.waitUntil(lambda: tab.list.table.rowCount() == 2)
    # Half a date is none, and says so.
    assert by.dates.text() == "Dates: from 2026"
    assert by.span.until.understood.isVisible()
    qtbot.keyClicks(by.span.until.entry, " 2026")
    qtbot.waitUntil(lambda: "Nothing matches" in text_of(tab))
    assert by.dates.text() == f"Dates: 2026 to {unbroken('03-Feb-2026')}"
    again = show(ChronologyTab)
    assert again.filter.asked == by.asked
    assert again.filter.dates.text() == by.dates.text()
    assert "Filtered: 3 hidden" in text_of(again).splitlines()
    press(again, "Clear")
    settled(qtbot, again)
    assert "3 records, newest first" in text_of(again)
    assert not again.filter.narrows
    assert again.filter.span.since.entry.text() == ""


def test_what_the_chronology_shows_is_drawn_over_time_zoomed_and_sent_to_paper_as_it_is_narrowed(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "A heron", kind="incident")
    signed(vault, case_id, "A quiet week")
    tab = show(ChronologyTab)
    asked = places_of(tab)
    press(tab, "Print…")
    tab.switch.choose(1)
    settled(qtbot, tab)
    assert tab.axis is not None
    assert {mark.lane for mark in tab.axis.axis.axis.marks} >= {Lane.BEHAVIOUR, Lane.SESSIONS}
    days = tab.axis.axis.extent.days
    qtbot.keyClick(tab.axis.axis, Qt.Key.Key_Plus)
    assert tab.axis.axis.extent.days < days
    only(tab, "Incident")
    settled(qtbot, tab)
    assert {mark.lane for mark in tab.axis.axis.axis.marks} == {Lane.BEHAVIOUR}
    assert "1 of 2, newest first" in text_of(tab)
    press(tab, "Print…")
    tab.filter.box.setText("nowhere")
    settled(qtbot, tab)
    assert "Nothing matches" in text_of(tab)
    tab.filter.clear()
    tab.switch.choose(0)
    settled(qtbot, tab)
    assert tab.list.isVisible()
    narrowed = EntriesAsked(("incident",))
    assert asked == [
        PrintAt(case_id, Printing(Subject.CHRONOLOGY)),
        PrintAt(case_id, Printing(Subject.AXIS, narrowed)),
    ]


def test_the_thread_and_dose_of_a_plan_are_sent_to_paper(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Words", "plan")
    signed(vault, case_id, "An act", "incident")
    tab = show(Planning)
    asked = places_of(tab)
    press(tab, "Print the golden thread")
    tab.dose.shown.setCurrentIndex(1)
    press(tab, "Print dose and response")
    assert asked == [
        PrintAt(case_id, Printing(Subject.THREAD)),
        PrintAt(case_id, Printing(Subject.DOSE, goal="G1")),
    ]


def test_the_axis_and_the_ratings_are_sent_to_paper_from_where_they_are_seen(
    vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Words", "fixation_profile")
    for cls, button, printing in (
        (Overview, "Print the case over time", Printing(Subject.AXIS, seen_in="overview")),
        (Assessment, "Print ratings over time", Printing(Subject.RATINGS)),
    ):
        tab = show(cls)
        asked = places_of(tab)
        press(tab, button)
        assert asked == [PrintAt(case_id, printing)]


def test_superseded_versions_are_shown_when_asked_for(
    qtbot: QtBot, vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    newer = desk.records.new_version(signed(vault, case_id, "Words"))
    sign(desk.vault, newer.id)
    tab = show(ChronologyTab)
    assert tab.list.table.rowCount() == 1
    press(tab, "Superseded too")
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


IDENTITY = VictimIdentity(
    name="Marigold Thistlewood",
    reason="Advocate asks",
    contact_scheme="joined",
    contact_rules="Through the advocate alone",
)


@pytest.fixture
def identified(desk: Desk, case_id: str) -> str:
    code = desk.victims.add(case_id, "stranger")
    desk.victims.identify(case_id, code, IDENTITY)
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
    for each in ("Marigold Thistlewood", "Joined", "Through the advocate alone"):
        assert each in text_of(tab)
    qtbot.waitUntil(lambda: "Marigold" not in text_of(tab))
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
    assert kept == IDENTITY
    assert tab._form is None


def test_the_form_says_what_each_line_will_be_looked_for_by(
    qtbot: QtBot, show: Show, identified: str
) -> None:
    tab = revealed(qtbot, show, identified)
    press(tab, "Change")
    form = tab._form
    assert form is not None
    form.form.finish()
    qtbot.waitUntil(lambda: "Name, line 1" in text_of(form))
    assert "Marigold: " in text_of(form)
    assert form.looked_for.isVisible()


def test_what_already_carries_a_detail_is_listed_once_it_is_sealed(
    qtbot: QtBot, vault: OpenVault, desk: Desk, show: Show, case_id: str
) -> None:
    code = desk.victims.add(case_id, "family")
    record = signed(vault, case_id, "He asked after Kerensa again.", kind="incident")
    tab = show(VictimSafety)
    asked = places_of(tab)
    press(tab, f"Keep who {code} is")
    form = tab._form
    assert form is not None
    form.form.finish()
    form.form.load(VictimIdentity(name="Kerensa Polwarth", reason="A letter"))
    press(form, "Seal and save")
    qtbot.waitUntil(lambda: tab.bar.text.startswith(f"A detail of {code} already stands in 1 place"))
    assert f"What already carries a detail of {code}" in text_of(tab)
    assert "Kerensa" not in text_of(tab)
    (link,) = [e for e in tab.carriers.findChildren(QPushButton) if e.isVisible()]
    link.click()
    assert asked == [RecordAt(case_id, record)]
    tab.hide_names(hidden=True)
    assert not tab.carriers.isVisible()


def chip(form: QWidget, name: str) -> QPushButton:
    """The chip of that name, once it is there."""
    QApplication.processEvents()
    return next(e for e in form.findChildren(QPushButton) if e.accessibleName() == name and e.isVisible())


def has_chip(form: QWidget, name: str) -> bool:
    QApplication.processEvents()
    return any(e.accessibleName() == name and e.isVisible() for e in form.findChildren(QPushButton))


def test_a_part_is_switched_by_key_and_off_only_with_a_reason(
    qtbot: QtBot, desk: Desk, show: Show, case_id: str
) -> None:
    code = desk.victims.add(case_id, "family")
    tab = show(VictimSafety)
    press(tab, f"Keep who {code} is")
    form = tab._form
    assert form is not None
    form.form.finish()
    form.form.load(VictimIdentity(name="Kerensa Polwarth, her mother's house", reason="A letter"))
    form._check()
    qtbot.waitUntil(lambda: has_chip(form, "Polwarth: alone"))
    chip(form, "Polwarth: alone").setFocus()
    qtbot.keyClick(chip(form, "Polwarth: alone"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: has_chip(form, "Polwarth: only beside another"))
    assert "Polwarth: only with Kerensa, K, Mrs" in text_of(form)
    qtbot.waitUntil(lambda: chip(form, "Polwarth: only beside another").hasFocus())
    qtbot.keyClick(chip(form, "Polwarth: only beside another"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: has_chip(form, "Polwarth: not looked for"))
    press(form, "Not looked for: her mother's house")
    qtbot.waitUntil(lambda: has_chip(form, "her mother's house: alone"))
    press(form, "Seal and save")
    settled(qtbot, tab)
    assert "Error: Say why." in text_of(form)
    assert not desk.victims.page(case_id).victims[0].is_identified
    why = next(
        e for e in form.findChildren(QLineEdit) if e.accessibleName() == "Why “Polwarth” is not looked for"
    )
    qtbot.waitUntil(why.hasFocus)
    qtbot.keyClicks(why, "The clerk is called so")
    press(form, "Seal and save")
    settled(qtbot, tab)
    qtbot.waitUntil(lambda: tab._form is None)
    passages = {"a": "about Kerensa", "b": "about Polwarth", "c": "at her mother's house"}
    assert desk.victims.exposed(case_id, passages) == ("a", "c")


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
    request = Request(
        audience="panel",
        recipient=recipient,
        purpose="Before the panel meets",
        question="What next?",
        answer="Little has changed.",
    )
    export(vault, CaseFile(vault).open(case_id).case.reference, request, out)


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
    press(tab, "Share a report")
    assert asked == [ShareAt(case_id)]


def test_the_history_says_what_was_stated_and_what_stood_there_before(
    qtbot: QtBot, show: Show, desk: Desk, case_id: str
) -> None:
    view = desk.casefile.open(case_id).case
    desk.cases.change(case_id, replace(view.facts, stage="review"), "Due for review")
    Victims(desk.vault).identify(
        case_id,
        Victims(desk.vault).add(case_id, "family"),
        VictimIdentity(name="Ada Fennimore", reason="A letter"),
    )
    tab = show(History)
    said = [each.text() for each in tab.findChildren(QLabel)]
    assert "Under review (before: Assessment)" in said
    assert any(text.startswith("Sealed: only who is admitted") for text in said)
    assert not any("Fennimore" in text for text in said)
    assert "Fairweather" in said
    tab.hide_names(hidden=True)
    settled(qtbot, tab)
    shown = [each.text() for each in tab.findChildren(QLabel) if each.isVisibleTo(tab)]
    assert not any("Fairweather" in text for text in shown)
    assert "V1: Identity" in shown


def test_what_was_stated_twice_stands_first_in_the_history_and_is_chosen_there(
    qtbot: QtBot, show: Show, vault: OpenVault, desk: Desk, case_id: str
) -> None:
    desk.cases.change(
        case_id, replace(desk.casefile.open(case_id).case.facts, stage="review"), "Due for review"
    )
    fork(vault, STAGE, case_id, {"stage": "assessment"})
    tab = show(History)
    asked = places_of(tab)
    shown = text_of(tab)
    assert shown.startswith("Stated twice: Stage\n")
    assert "Under review" in shown
    assert shown.count("This stands now") == 1
    choices = [e for e in tab.findChildren(QPushButton) if e.text() == "Let this stand"]
    assert all(
        e.accessibleName().startswith(f"Stage: let stand what {LEAD.name} stated on ") for e in choices
    )
    assert len({e.accessibleName() for e in choices}) == 2
    tab.hide_names(hidden=True)
    settled(qtbot, tab)
    assert "Under review" not in text_of(tab)
    tab.hide_names(hidden=False)
    settled(qtbot, tab)
    press(tab, choices_of(tab)[0])
    qtbot.waitUntil(lambda: asked == [CaseAt(case_id, "history")])
    assert desk.casefile.open(case_id).case.facts.stage == "review"
    tab.arrive()
    settled(qtbot, tab)
    assert "Stated twice" not in text_of(tab)


def choices_of(tab: Tab) -> list[str]:
    """The names of what can be chosen, in order."""
    return [e.accessibleName() for e in tab.findChildren(QPushButton) if e.text() == "Let this stand"]


def test_where_it_has_no_column_the_title_says_how_an_act_stands(
    vault: OpenVault, show: Show, case_id: str
) -> None:
    signed(vault, case_id, "Words", kind="incident")
    tab = show(ChronologyTab)
    for width, title in (
        (1500, "Approach: breach proved"),
        (420, "Approach: breach proved; admitted to police"),
        (1500, "Approach: breach proved"),
    ):
        tab.resize(width, 700)
        assert cells(tab, "title") == [title]


@pytest.mark.parametrize(
    ("cls", "kind"),
    [(Behaviour, "bail"), (Behaviour, "incident"), (VictimSafety, "safety_concern"), (Shared, "telling")],
)
def test_a_section_lists_its_records_and_no_others(
    qtbot: QtBot, vault: OpenVault, show: Show, case_id: str, cls: type[Tab], kind: str
) -> None:
    signed(vault, case_id, "Words", kind="session_note")
    tab = show(cls)
    settled(qtbot, tab)
    table = next(each for each in tab.findChildren(RecordList))
    assert (table.table.rowCount(), table.isVisible()) == (0, False)
    record = signed(vault, case_id, "Words", kind=kind)
    tab.renew(frozenset())
    settled(qtbot, tab)
    assert table.isVisible()
    assert table.table.rowCount() == 1
    asked = places_of(tab)
    table.selectRow(0)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked == [RecordAt(case_id, record)]


def test_behaviour_begins_an_incident_or_any_other_kind_of_it(show: Show, case_id: str) -> None:
    tab = show(Behaviour)
    asked = places_of(tab)
    press(tab, "New incident")
    others = tab.offers()
    assert len(others.actions()) == len(codes_in("behaviour")) - 1
    next(each for each in others.actions() if each.text() == "New bail").trigger()
    assert asked == [NewRecord(case_id, "incident"), NewRecord(case_id, "bail")]
