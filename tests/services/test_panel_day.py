"""The day of a panel: its agenda as it stands, and what is ready signed by one word, all of it or none."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.cases.meeting import Meeting
from app.domain.fields.compartments import Compartment
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.panel.view import View
from app.domain.values.dates import ClinicalDate
from app.errors import MustConfirm, NotFound, SavedElsewhere
from app.services.cases.casefile import CaseFile
from app.services.cases.meetings import Meetings
from app.services.cases.panel_day import PanelDay
from app.services.cases.signing import Signing, digest_of_all
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.builders import add_case, complete
from tests.confirmed import sign
from tests.services.conftest import Desk

DAY = ClinicalDate(2026, 11, 19)
SAID = "Seen twice at the weekend"
VIEWS = (
    View(
        row="01a20000-0000-7000-8000-00000000000a", agency="police", by="DC Arkell", view=SAID, dissents="yes"
    ),
    View(
        row="01a20000-0000-7000-8000-00000000000b",
        agency="advocate",
        by="R. Lind",
        view=f"V1: {SAID}",
        dissents="no",
        victim="V1",
        whose="own",
        findable="no",
        consent=("health_only",),
        limits_told="yes",
        safety_now="not_said",
        contact_since="unknown",
    ),
)


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


@pytest.fixture
def cases(vault: OpenVault) -> tuple[str, ...]:
    """Three cases."""
    return tuple(add_case(vault, family) for family in ("Winslade", "Hargreave", "Quill"))


@pytest.fixture
def meeting(vault: OpenVault, cases: tuple[str, ...]) -> str:
    """A meeting that hears all of them, the last one first."""
    return Meetings(vault).hold(Meeting(held_on=DAY, chair="DCI P. Lorne", agenda=cases[::-1]))


def decide(vault: OpenVault, meeting: str, case_id: str, **said: str) -> str:
    """Write all that the record of one case needs; gives its draft."""
    draft = PanelDay(vault).begin(meeting, case_id)
    content = replace(complete(Panel), meeting=meeting, question="What next?", **said)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return draft.id


def test_the_agenda_says_how_far_each_case_has_come(
    vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    day = PanelDay(vault)
    view = day.read(meeting)
    assert (view.words, view.meeting.chair) == ("Panel, 19-Nov-2026", "DCI P. Lorne")
    assert [each.case_id for each in view.agenda] == list(cases[::-1])
    assert not any(each.draft_id or each.record_id or each.is_ready for each in view.agenda)
    first = day.begin(meeting, cases[2])
    assert (first.sheet.event, first.sheet.content.meeting) == (DAY, meeting)
    # To begin it again is to go on with it.
    assert day.begin(meeting, cases[2]).id == first.id
    decide(vault, meeting, cases[1], decision="continue")
    begun, ready, untouched = day.read(meeting).agenda
    assert (begun.draft_id, begun.is_ready) == (first.id, False)
    assert {"Why", "Decision", "Question to the panel"} <= set(begun.to_go)
    assert (ready.is_ready, ready.to_go, ready.decision) == (True, (), "go on as before")
    assert not untouched.draft_id
    with pytest.raises(NotFound):
        day.begin(meeting, add_case(vault, "Elsewhere"))
    with pytest.raises(NotFound):
        day.read(cases[0])


def test_that_it_is_looked_at_is_noted_once_and_not_at_every_save(
    vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    day = PanelDay(vault)
    before = vault.head.size
    view = day.read(meeting)
    assert vault.head.size == before + 1
    assert day.again(meeting) == view
    decide(vault, meeting, cases[0], decision="continue")
    written = vault.head.size
    assert day.again(meeting) != view
    assert vault.head.size == written


def test_all_that_is_ready_is_signed_by_one_word_and_the_rest_stays(
    vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    day, signing = PanelDay(vault), Signing(vault)
    decide(vault, meeting, cases[0], decision="monitor")
    decide(vault, meeting, cases[1], decision="continue")
    waits = day.begin(meeting, cases[2])
    ready = day.ready(meeting)
    assert {each.draft.case_id for each in ready} == {cases[0], cases[1]}
    records = signing.sign_all(ready, confirmed_at_unlocking(vault, digest_of_all(ready)))
    assert len(records) == len(ready)
    after = {each.case_id: each for each in day.read(meeting).agenda}
    assert {after[case].record_id for case in cases[:2]} == set(records)
    assert not after[cases[0]].draft_id
    assert after[cases[2]].draft_id == waits.id
    # What a record decides of its case is stated with it.
    assert CaseFile(vault).open(cases[0]).case.facts.stage == "monitoring"
    assert check(vault).findings == ()


def test_one_that_was_saved_since_keeps_all_from_being_signed(
    vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    signing = Signing(vault)
    for case_id in cases:
        decide(vault, meeting, case_id, decision="continue")
    ready = PanelDay(vault).ready(meeting)
    late = Drafts(vault).open(ready[-1].draft.id)
    Drafts(vault).save(late.id, late.sheet, late.revision)
    with pytest.raises(SavedElsewhere):
        signing.sign_all(ready, confirmed_at_unlocking(vault, digest_of_all(ready)))
    for case_id in cases:
        assert Chronology(vault).page(case_id).rows == ()
    assert len(Drafts(vault).mine()) == len(cases)


def test_the_word_is_for_exactly_what_is_signed_and_in_that_order(
    vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    signing = Signing(vault)
    for case_id in cases:
        decide(vault, meeting, case_id, decision="continue")
    ready = PanelDay(vault).ready(meeting)
    for given, of in ((ready[:2], ready), (ready, ready[:2]), (ready, ready[::-1]), (ready[:1], ())):
        with pytest.raises(MustConfirm):
            signing.sign_all(given, confirmed_at_unlocking(vault, digest_of_all(of)))
    # Nor does the word for one by itself sign several, or the other way round.
    with pytest.raises(MustConfirm):
        signing.sign_all(ready[:1], confirmed_at_unlocking(vault, ready[0].digest))
    with pytest.raises(MustConfirm):
        signing.sign(ready[0], confirmed_at_unlocking(vault, digest_of_all(ready[:1])))
    assert len(Drafts(vault).mine()) == len(cases)


def test_a_record_of_another_meeting_or_another_member_is_not_taken_for_this_one(
    desk: Desk, vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    other = Meetings(vault).hold(Meeting(held_on=DAY, agenda=cases))
    decide(vault, other, cases[0], decision="continue")
    restricted = Drafts(vault).begin(cases[1], "panel", Compartment.RESTRICTED)
    assert not any(each.draft_id for each in PanelDay(vault).read(meeting).agenda)
    content = replace(complete(Panel), meeting=meeting)
    Drafts(vault).save(restricted.id, replace(restricted.sheet, content=content), restricted.revision)
    (found,) = (each for each in PanelDay(vault).read(meeting).agenda if each.draft_id)
    assert (found.case_id, found.draft_id) == (cases[1], restricted.id)


def test_what_each_agency_said_is_kept_apart_and_the_panel_tells_nothing_of_it(
    desk: Desk, vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    case_id = cases[0]
    draft = PanelDay(vault).begin(meeting, case_id)
    whole = replace(complete(Panel), meeting=meeting, views=VIEWS)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=whole), draft.revision)
    panel = sign(vault, draft.id)
    records = {each.kind: Records(vault).read(each.id) for each in Chronology(vault).page(case_id).rows}
    assert set(records) == {"panel", "collateral", "victim_voice"}
    assert records["panel"].sheet.content.views == ()
    heard, voice = records["collateral"], records["victim_voice"]
    for each in (heard, voice):
        assert (each.provenance.compartment, each.sheet.knowledge) == ("third_party", "third_party")
        assert (each.sheet.event, each.sheet.content.noted_in, each.fault) == (DAY, panel, "")
    said = heard.sheet.content
    assert (said.agency, said.said_by, said.detail, said.dissents) == ("police", "DC Arkell", SAID, "yes")
    assert (said.covers, said.heard_on, said.contact) == (DAY, DAY, "not_asked")
    assert (voice.sheet.content.words, voice.sheet.content.advocate) == (f"V1: {SAID}", "R. Lind")
    # A later version says what changed of what it holds itself, and nothing of who said something again.
    later = Records(vault).new_version(panel)
    assert later.sheet.content.views == ()
    again = replace(later.sheet.content, views=VIEWS[:1], minutes="Police")
    Drafts(vault).save(later.id, replace(later.sheet, content=again), later.revision)
    newer = Records(vault).read(sign(vault, later.id)).sheet
    assert (newer.update, newer.content.views) == ("Minutes held by added", ())
    assert check(vault).findings == ()
    # Whoever opens the store without the key of third parties finds no word of it, and no program shows them one.
    rows = Chronology(desk.colleague()).page(case_id).rows
    assert "panel" in {each.kind for each in rows}
    assert not any(word in str(rows) for word in (SAID, "Arkell", "R. Lind", "Police"))
    with raw_sql(desk.folder) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [str(row) for table in tables for row in store.execute(f'SELECT * FROM "{table}"')]
    assert any("Minutes held by added" in row for row in kept)
    assert not [row for row in kept if SAID in row or "Arkell" in row or "R. Lind" in row]


def test_who_is_not_admitted_is_not_asked_what_the_agencies_said(
    desk: Desk, vault: OpenVault, cases: tuple[str, ...], meeting: str
) -> None:
    assert PanelDay(vault).begin(meeting, cases[0]).unoffered == frozenset()
    colleague = desk.colleague()
    draft = PanelDay(colleague).begin(meeting, cases[0])
    assert draft.unoffered == {"views"}
    note = Drafts(colleague).begin(cases[0], "session_note")
    assert note.unoffered == {"collateral"}
    # Admitted once and no more: what was typed stays in the draft and in sight, and Sign says why it waits.
    whole = replace(complete(Panel), meeting=meeting, views=VIEWS[:1])
    Drafts(colleague).save(draft.id, replace(draft.sheet, content=whole), draft.revision)
    late = Drafts(colleague).open(draft.id)
    assert late.unoffered == frozenset()
    assert [gap.words for gap in late.missing] == [
        "What each agency said (this is kept where you are not admitted: take it out, and ask who is)"
    ]
