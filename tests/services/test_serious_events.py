"""A serious event stands with who is let into it, and its clock runs at once; a death ends what is for the person."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.cases.appointment import AppointmentOutcome
from app.domain.fields.compartments import Compartment
from app.domain.kinds.letter.content import Letter
from app.domain.kinds.panel.content import Panel
from app.domain.kinds.parts.action import Action
from app.domain.kinds.serious_event.content import SeriousEvent
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, StillMissing
from app.services.cases.casefile import CaseFile
from app.services.cases.diary import Diary
from app.services.cases.missing_work import Lacks
from app.services.cases.people import People
from app.services.cases.signing import Signing
from app.services.cases.today import Sort, Today
from app.services.checks.checking import check
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.handing_over import HandingOver
from app.services.records.records import Records
from app.services.sharing.diary_file import save_one
from app.services.vault.open_vault import OpenVault
from tests.appointments import agreed, book
from tests.builders import add_case, complete, draft_with, raise_flag
from tests.confirmed import sign
from tests.reports.test_icalendar import parts
from tests.services.conftest import Desk
from tests.services.test_discharges import ENDED, say_died
from tests.services.test_handing_over import PCL_5
from tests.services.test_law import SPO
from tests.services.test_missing_work import missing, move, voice, wind
from tests.services.test_reviews import DONE

DAY = ClinicalDate(2026, 11, 20)
FOUND = SeriousEvent(
    sort="breach", on=DAY, found_on=DAY, found_at="14:20", what="A summary went to another desk", hold="yes"
)
DIED = replace(FOUND, sort="death_person", what="Found at home by police")
LETTER = Letter(
    template="appointment", audience="person", to="Mr Fairweather", body="Please come.", administrative="no"
)
REGULATOR = "Data breach: regulator by 14:20, 72 hours"


def event(vault: OpenVault, case_id: str, content: SeriousEvent = FOUND) -> str:
    """Sign one."""
    return sign(
        vault, draft_with(vault, case_id, "serious_event", content, compartment=Compartment.RESTRICTED)
    )


def waiting(vault: OpenVault) -> set[tuple[str, str]]:
    """The appointments that Today asks about."""
    rows = Today(vault).page(sorts=(Sort.DIARY, Sort.NOTE)).rows
    return {(row.sort, row.target) for row in rows}


def due(vault: OpenVault, case_id: str) -> list[str]:
    """What falls due in a case, by the list of today."""
    rows = Today(vault).page(sorts=(Sort.DATE,)).rows
    return sorted(row.what for row in rows if row.case_id == case_id)


def test_the_72_hours_of_a_breach_stand_on_today_at_once_for_who_is_let_in_alone(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    record = event(vault, case_id)
    (row,) = (each for each in Today(vault).page().rows if each.target == record)
    assert (row.what, row.on, row.sort) == (REGULATOR, "2026-11-23", "date")
    # Neither its discharge nor its end takes it off the list, and no discharge hands it to anybody.
    begun = Drafts(vault).begin(case_id, "discharge").sheet.content
    assert begun.handed == ()
    sign(vault, draft_with(vault, case_id, "discharge", ENDED))
    move(vault, case_id, "closed")
    assert REGULATOR in due(vault, case_id)
    assert check(vault).is_clean
    colleague = desk.colleague()
    assert "serious" not in str(Today(colleague).page().rows).lower()
    assert "breach" not in str(Chronology(colleague).page(case_id).rows).lower()
    # What the regulator was told ends the clock; the event stays until it is closed.
    vault = desk.lead()
    later = Records(vault).new_version(record)
    told = replace(later.sheet.content, regulator="no", regulator_why="Returned unread")
    Drafts(vault).save(later.id, replace(later.sheet, content=told), later.revision)
    sign(vault, later.id)
    assert REGULATOR not in due(vault, case_id)
    assert "Data breach is open" in due(vault, case_id)


def test_a_death_is_said_of_the_person_as_it_is_signed_and_once(vault: OpenVault, case_id: str) -> None:
    review = Signing(vault).review(
        draft_with(vault, case_id, "serious_event", DIED, compartment=Compartment.RESTRICTED)
    )
    assert review.follows == ("The details of the person say from now on that they died on 20-Nov-2026.",)
    event(vault, case_id, DIED)
    opened = CaseFile(vault).open(case_id)
    assert People(vault).read(opened.case.person_id).details.deceased_on == DAY
    assert any(each.words.startswith("The person died on 20-Nov-2026. No letter") for each in opened.cautions)
    again = draft_with(
        vault,
        case_id,
        "serious_event",
        replace(DIED, on=ClinicalDate(2026, 11, 21)),
        compartment=Compartment.RESTRICTED,
    )
    assert Signing(vault).review(again).follows == ()
    assert check(vault).is_clean


def test_a_death_ends_letters_measures_and_what_was_due_and_asks_to_close_the_rest(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    move(vault, case_id, "intervention")
    action = Action(what="Tell his brother", agency="police", due=ClinicalDate(2026, 12, 1))
    heard = replace(
        complete(Panel), meeting="01a20000-0000-7000-8000-000000000001", actions=(action,), next=None
    )
    sign(vault, draft_with(vault, case_id, "panel", heard))
    sign(vault, draft_with(vault, case_id, "review", DONE))
    said = replace(voice(vault), next_contact=ClinicalDate(2026, 12, 2))
    sign(vault, draft_with(vault, case_id, "victim_voice", said))
    order = sign(vault, draft_with(vault, case_id, "order", SPO))
    flag = raise_flag(vault, case_id)
    letter = draft_with(vault, case_id, "letter", LETTER)
    measure = Drafts(vault).open(draft_with(vault, case_id, "measure", PCL_5))
    before = due(vault, case_id)
    assert {"Review of the case", "Contact with the advocate"} <= set(before)
    assert len([each for each in before if "order" in each.lower() or "programme" in each.lower()]) >= 1
    event(vault, case_id, DIED)
    # What others promised stays, and so does what belongs to a victim; the event itself is open.
    left = due(vault, case_id)
    assert [each.split(":")[0] for each in left] == [
        "Action A1",
        "Contact with the advocate",
        "Death of the person is open",
    ]
    assert missing(vault, case_id) == [Lacks.AFTER_DEATH]
    with pytest.raises(StillMissing, match="Who reads it"):
        sign(vault, letter)
    with pytest.raises(NotAcceptable, match="The person has died"):
        HandingOver(vault).begin(measure.id, measure.revision)
    sign(vault, draft_with(vault, case_id, "letter", replace(LETTER, audience="gp")))
    # Neither a plan nor a profile nor a review is missed any more, however long ago.
    vault = wind(desk, 200)
    assert missing(vault, case_id) == [Lacks.AFTER_DEATH, Lacks.VOICE]
    for record, changes in (
        (order, {"ended_on": DAY, "ended_how": "completed"}),
        (flag, {"closed_on": DAY, "closed_why": "He has died"}),
    ):
        assert Lacks.AFTER_DEATH in missing(vault, case_id)
        later = Records(vault).new_version(record)
        closed = replace(later.sheet.content, **changes)
        Drafts(vault).save(later.id, replace(later.sheet, content=closed), later.revision)
        sign(vault, later.id)
    assert missing(vault, case_id) == [Lacks.VOICE]
    assert check(vault).is_clean


def test_nothing_is_held_or_agreed_with_somebody_after_their_death(desk: Desk, tmp_path: Path) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    order = replace(SPO, made=ClinicalDate(2025, 12, 2))
    sign(vault, draft_with(vault, case_id, "order", order))
    day = ClinicalDate.of(vault.today())
    before, after, coming = (
        book(vault, case_id, day=ClinicalDate(2026, 11, on), clock=clock)
        for on, clock in ((19, "10:00"), (21, "10:00"), (25, "10:00"))
    )
    family, now = book(vault, case_id, purpose="family"), book(vault, case_id, day=day, clock="15:00")
    assert waiting(vault) == {(Sort.NOTE, before), (Sort.NOTE, after), (Sort.DIARY, now)}
    assert len(Today(vault).page(sorts=(Sort.ANNIVERSARY,)).rows) == 1
    event(vault, case_id, DIED)
    # What was before it still has its note to be written; what is of others goes on.
    assert waiting(vault) == {(Sort.NOTE, before)}
    assert Today(vault).page(sorts=(Sort.ANNIVERSARY,)).rows == ()
    shown = {each.id: each.is_cancelled for each in Diary(vault).of_case(case_id)}
    assert shown == {before: False, after: True, now: True, coming: True, family: False}
    save_one(vault, coming, tmp_path / "appointments 2026-11-25.ics")
    (only,) = parts((tmp_path / "appointments 2026-11-25.ics").read_bytes())
    assert only["STATUS"] == "CANCELLED"
    clash = agreed(vault, case_id, purpose="family")
    assert [each.entry.id for each in Diary(vault).clashes(clash)] == [family]
    with pytest.raises(NotAcceptable, match=r"died on 20-Nov-2026: nothing is agreed with them"):
        book(vault, case_id)
    with pytest.raises(NotAcceptable):
        Diary(vault).book(agreed(vault, case_id, clock="11:00"), coming, "Asked for it")
    book(vault, case_id, day=ClinicalDate(2026, 11, 20), clock="16:00")
    book(vault, case_id, purpose="agencies")
    # Whoever came all the same, or was told of it, says so.
    Diary(vault).say(coming, AppointmentOutcome(outcome="cancelled_other", why="He has died"))
    assert check(vault).is_clean


def test_what_may_have_been_before_a_death_that_is_not_known_to_the_day_stands(
    vault: OpenVault, case_id: str
) -> None:
    for on in (20, 21, 22, 23, 24):
        book(vault, case_id, day=ClinicalDate(2026, 11, on))
    for died, last in (
        ("2026-11-21", 21),
        ("2026-11-21~", 21),
        ("2026-11-20/2026-11-22", 22),
        # It is the 23rd: nothing can have been after that.
        ("2026-11", 23),
        ("2026", 23),
        ("unknown", 23),
        ("2026-10", 0),
    ):
        say_died(vault, case_id, ClinicalDate.from_wire(died))
        held = {each.day for each in Diary(vault).of_case(case_id) if not each.is_cancelled}
        assert held == {f"2026-11-{on}" for on in range(20, last + 1)}, died
        later = agreed(vault, case_id, day=ClinicalDate(2026, 11, max(last, 19) + 1))
        with pytest.raises(NotAcceptable, match="The person died"):
            Diary(vault).book(later)
        if last:
            Diary(vault).book(replace(later, day=ClinicalDate(2026, 11, last)))
