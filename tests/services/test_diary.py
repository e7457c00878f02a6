"""The diary: what is agreed is stated, moved with a word why, said how it went, and noted; each counted once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.domain.cases.appointment import AppointmentOutcome, offered_and_attended
from app.domain.cases.case import CaseGates, Gate
from app.domain.cases.site_settings import DayOff
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade, Right
from app.domain.kinds.registry import KINDS
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable, NotAdmitted, NotADraft, NotFound, StillMissing
from app.models.tables import AppointmentMember, AppointmentRow
from app.services.cases.diary import Diary, week_of
from app.services.cases.pathway import Pathway
from app.services.cases.today import Sort, Today, ToDo, When
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.records.drafts import Drafts
from app.services.team.enrolment import Newcomer
from app.services.team.site import SiteFacts
from app.services.vault.open_vault import OpenVault
from tests.appointments import ATTENDED, CANCELLED, MISSED, agreed, book, sign_whole
from tests.builders import LEAD, SteppingClock, add_case, signed
from tests.confirmed import enrol, let_go, let_in, mark_in_error, state_settings
from tests.services.conftest import Desk

TODAY, FIRST, LAST = date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 29)
WEDNESDAY = ClinicalDate(2026, 11, 25)
SOME_ID = "01a20000-0000-7000-8000-000000000001"


@pytest.fixture
def vault(desk: Desk) -> Iterator[OpenVault]:
    yield desk.lead()
    desk.leave()


@pytest.fixture
def case_id(vault: OpenVault) -> str:
    return add_case(vault)


def wind(desk: Desk, days: int) -> OpenVault:
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(days=days)
    return desk.lead()


def listed(vault: OpenVault, sort: Sort) -> tuple[ToDo, ...]:
    return Today(vault).page(sorts=(sort,)).rows


@pytest.mark.parametrize(("gate", "label"), [("direct_work", "Direct work"), ("contact", "Contact")])
def test_nothing_is_agreed_with_the_person_that_a_gate_closes(
    vault: OpenVault, case_id: str, gate: str, label: str
) -> None:
    before = book(vault, case_id)
    closed = Gate(gate=gate, stands="closed", why="Under investigation")
    Pathway(vault).state(case_id, "case.gates", CaseGates(gates=(closed,)))
    with pytest.raises(NotAcceptable, match=f"^{label} is closed in this case, and the case says why"):
        book(vault, case_id, clock="14:00")
    with pytest.raises(NotAcceptable):
        Diary(vault).book(agreed(vault, case_id, day=ClinicalDate(2026, 11, 26)), before, "She asked")
    # It closes nothing for others, and what was held all the same is written down.
    book(vault, case_id, purpose="agencies")
    book(vault, case_id, day=ClinicalDate(2026, 11, 20))
    Diary(vault).say(before, AppointmentOutcome(outcome="cancelled_other", why="Direct work was closed"))
    waived = replace(closed, stands="waived")
    Pathway(vault).state(case_id, "case.gates", CaseGates(gates=(waived,)))
    book(vault, case_id, clock="14:00")


# --- made and listed --------------------------------------------------------------------------------


def test_what_is_agreed_stands_on_its_day_with_case_place_and_members(vault: OpenVault, case_id: str) -> None:
    later = book(vault, case_id, clock="14:00", minutes=30)
    first = book(vault, case_id)
    book(vault, case_id, day=ClinicalDate(2026, 11, 30))
    page = Diary(vault).page(FIRST, LAST)
    assert [each.id for each in page.rows] == [first, later]
    assert (page.matching, page.total) == (2, 2)
    row = page.rows[0]
    assert (row.day, row.clock, row.ends, row.purpose, row.setting, row.place) == (
        "2026-11-25",
        "10:00",
        "10:50",
        "individual",
        "clinic",
        "Room 4",
    )
    assert (row.case_id, row.sort_name, row.members, row.note) == (
        case_id,
        "FAIRWEATHER, Colm",
        LEAD.name,
        "none",
    )
    assert check(vault).findings == ()


def test_a_day_of_the_team_is_of_no_case_and_lasts_all_day(vault: OpenVault) -> None:
    book(vault, purpose="team", clock="", minutes=None, setting="other", place="Harbour House")
    (row,) = Diary(vault).page(FIRST, LAST).rows
    assert (row.clock, row.ends, row.case_id, row.reference, row.note) == ("", "", "", "", "")


def test_mine_are_those_in_my_diary_and_the_page_counts_the_teams(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    mine = book(vault, case_id)
    both = book(vault, case_id, clock="11:00", members=(vault.member.id, desk.colleague_id))
    theirs = book(vault, case_id, clock="12:00", members=(desk.colleague_id,))
    page = Diary(vault).page(FIRST, LAST, whose=vault.member.id)
    assert [each.id for each in page.rows] == [mine, both]
    assert (page.matching, page.total) == (2, 3)
    assert [each.id for each in Diary(vault).page(FIRST, LAST, whose=desk.colleague_id).rows] == [
        both,
        theirs,
    ]
    assert page.rows[1].members == f"{LEAD.name}, Kit Marlowe-Pryce"


def test_a_page_begins_where_it_is_asked_to(vault: OpenVault, case_id: str) -> None:
    booked = [book(vault, case_id, clock=f"{hour:02}:00") for hour in range(8, 18)]
    page = Diary(vault).page(FIRST, LAST, offset=4, limit=3)
    assert [each.id for each in page.rows] == booked[4:7]
    assert page.matching == len(booked)


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"day": None}, "Day"),
        ({"day": ClinicalDate(2026, 11)}, "Day"),
        ({"minutes": None}, "Minutes"),
        ({"members": ()}, "Of the team"),
        ({"purpose": ""}, "For"),
        ({"setting": "home", "place": "14 Quarry Lane"}, "Place"),
    ],
)
def test_what_is_not_whole_is_not_made(
    vault: OpenVault, case_id: str, changes: dict[str, object], label: str
) -> None:
    with pytest.raises(StillMissing, match=label):
        book(vault, case_id, **changes)
    assert Diary(vault).page(FIRST, LAST).total == 0


def test_nobody_and_nothing_unknown_stands_in_the_diary(vault: OpenVault, case_id: str) -> None:
    for changes in ({"members": (SOME_ID,)}, {"case": SOME_ID}):
        with pytest.raises(NotFound):
            Diary(vault).book(agreed(vault, case_id, **changes))
    with pytest.raises(NotFound):
        Diary(vault).book(agreed(vault, case_id), SOME_ID)


# --- clashes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "minutes", "clashes"),
    [
        ("10:00", 50, True),
        ("09:30", 30, False),
        ("09:30", 31, True),
        ("10:49", 10, True),
        ("10:50", 10, False),
        ("", None, True),
    ],
)
def test_a_member_who_is_busy_then_is_said_and_never_refused(
    vault: OpenVault, case_id: str, clock: str, minutes: int | None, *, clashes: bool
) -> None:
    first = book(vault, case_id)
    wanted = agreed(vault, case_id, clock=clock, minutes=minutes)
    found = Diary(vault).clashes(wanted)
    assert [(each.member, each.entry.id) for each in found] == ([(LEAD.name, first)] if clashes else [])
    Diary(vault).book(wanted)


def test_no_appointment_clashes_with_itself_another_day_another_member_or_one_that_is_off(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    first = book(vault, case_id)
    assert Diary(vault).clashes(agreed(vault, case_id), first) == ()
    assert Diary(vault).clashes(agreed(vault, case_id, day=ClinicalDate(2026, 11, 26))) == ()
    assert Diary(vault).clashes(agreed(vault, case_id, members=(desk.colleague_id,))) == ()
    Diary(vault).say(first, CANCELLED)
    assert Diary(vault).clashes(agreed(vault, case_id)) == ()


# --- moved ------------------------------------------------------------------------------------------


def test_what_is_moved_says_why_and_what_it_was_before_stays_known(vault: OpenVault, case_id: str) -> None:
    made = book(vault, case_id)
    moved = agreed(vault, case_id, day=ClinicalDate(2026, 11, 27), clock="09:00")
    with pytest.raises(StillMissing, match="Why it was moved"):
        Diary(vault).book(moved, made)
    Diary(vault).book(moved, made, "Asked by the person")
    view = Diary(vault).read(made)
    assert view.appointment == moved
    assert [(each.said, each.reason) for each in view.statements] == [
        (agreed(vault, case_id), ""),
        (moved, "Asked by the person"),
    ]
    (row,) = Diary(vault).page(FIRST, LAST).rows
    assert (row.id, row.day, row.clock) == (made, "2026-11-27", "09:00")
    (line,) = [each for each in of_case(vault, case_id, 50).rows if each.reason]
    assert line.title == "Appointment"
    assert [(each.label, each.before, each.after) for each in line.changes] == [
        ("Day", "25-Nov-2026", "27-Nov-2026"),
        ("Time", "10:00", "09:00"),
    ]
    assert check(vault).findings == ()


def test_who_comes_may_change_without_a_word_and_the_case_may_not(desk: Desk) -> None:
    vault = desk.lead()
    case_id, other = add_case(vault), add_case(vault, "Quillon")
    made = book(vault, case_id)
    Diary(vault).book(agreed(vault, case_id, members=(desk.colleague_id,)), made)
    assert Diary(vault).page(FIRST, LAST, whose=vault.member.id).rows == ()
    with pytest.raises(NotAcceptable, match="stays with its case"):
        Diary(vault).book(agreed(vault, other), made, "Mistaken")


# --- how it went ------------------------------------------------------------------------------------


def test_a_day_to_come_can_be_cancelled_and_not_attended(vault: OpenVault, case_id: str) -> None:
    made = book(vault, case_id)
    with pytest.raises(NotAcceptable, match="has not come"):
        Diary(vault).say(made, ATTENDED)
    with pytest.raises(StillMissing, match="Why"):
        Diary(vault).say(made, replace(CANCELLED, why=""))
    Diary(vault).say(made, CANCELLED)
    (row,) = Diary(vault).page(FIRST, LAST).rows
    assert (row.outcome, row.is_cancelled, row.note) == ("cancelled_team", True, "")


def test_what_is_said_wrongly_is_said_again_and_both_stay_known(vault: OpenVault, case_id: str) -> None:
    made = book(vault, case_id, day=ClinicalDate.of(TODAY))
    Diary(vault).say(made, MISSED)
    Diary(vault).say(made, AppointmentOutcome(outcome="late", late=20))
    view = Diary(vault).read(made)
    assert view.outcome == AppointmentOutcome(outcome="late", late=20)
    assert [each.said for each in view.statements[1:]] == [MISSED, view.outcome]
    with pytest.raises(NotAcceptable, match="said already how"):
        Diary(vault).book(agreed(vault, case_id, day=WEDNESDAY), made, "Next week")


def test_offered_counts_what_the_person_could_come_to() -> None:
    said = ("attended", "late", "did_not_attend", "cancelled_person", "cancelled_team", "cancelled_other", "")
    assert offered_and_attended(said) == (4, 2)
    assert offered_and_attended(()) == (0, 0)


# --- its note ---------------------------------------------------------------------------------------


def test_its_note_begins_with_what_the_diary_knows_and_nothing_more(vault: OpenVault, case_id: str) -> None:
    made = book(vault, case_id, day=ClinicalDate.of(TODAY), mode="video", setting="remote", place="")
    Diary(vault).say(made, AppointmentOutcome(outcome="late", late=15))
    draft = Diary(vault).begin_note(made)
    said = draft.sheet.content
    assert (draft.kind.code, draft.sheet.event) == ("session_note", ClinicalDate.of(TODAY))
    assert (said.session_type, said.mode, said.setting, said.attendance, said.late) == (
        "individual",
        "video",
        "remote",
        "attended",
        15,
    )
    # How long it was to last is not how long it lasted, and who was to come is not who came.
    assert (said.duration, said.clinicians, said.done) == (None, "", "")
    assert Diary(vault).page(FIRST, LAST).rows[0].note == "begun"


@pytest.mark.parametrize(
    ("purpose", "outcome", "kind", "attendance"),
    [
        ("check_in", ATTENDED, "check_in", None),
        ("check_in", MISSED, "session_note", "dna"),
        ("group", MISSED, "session_note", "dna"),
        ("call", ATTENDED, "session_note", "attended"),
        (
            "individual",
            AppointmentOutcome(outcome="cancelled_person", why="Ill"),
            "session_note",
            "cancelled_person",
        ),
    ],
)
def test_which_kind_its_note_is_follows_from_what_it_was_for_and_how_it_went(
    vault: OpenVault,
    case_id: str,
    purpose: str,
    outcome: AppointmentOutcome,
    kind: str,
    attendance: str | None,
) -> None:
    made = book(vault, case_id, day=ClinicalDate.of(TODAY), purpose=purpose)
    Diary(vault).say(made, outcome)
    draft = Diary(vault).begin_note(made)
    assert draft.kind is KINDS[kind]
    assert getattr(draft.sheet.content, "attendance", None) == attendance


@pytest.mark.parametrize(
    "changes", [{"purpose": "agencies"}, {"purpose": "supervision"}, {"purpose": "training"}, {"case": ""}]
)
def test_of_what_is_no_session_of_a_case_no_note_is_asked(
    vault: OpenVault, case_id: str, changes: dict[str, str]
) -> None:
    made = Diary(vault).book(agreed(vault, case_id, day=ClinicalDate.of(TODAY), **changes))
    with pytest.raises(NotADraft, match="No note is asked"):
        Diary(vault).begin_note(made)


def test_no_note_before_the_day_none_twice_and_none_over_a_colleagues(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    to_come = book(vault, case_id)
    with pytest.raises(NotAcceptable, match="has not come"):
        Diary(vault).begin_note(to_come)
    made = book(vault, case_id, day=ClinicalDate.of(TODAY))
    begun = Diary(vault).begin_note(made)
    assert Diary(vault).begin_note(made).id == begun.id
    colleague = desk.colleague()
    with pytest.raises(NotADraft, match="A colleague has begun"):
        Diary(colleague).begin_note(made)
    vault = desk.lead()
    sign_whole(vault, begun.id)
    with pytest.raises(NotADraft, match="has its note"):
        Diary(vault).begin_note(made)


def test_a_note_that_was_thrown_away_is_begun_again(vault: OpenVault, case_id: str) -> None:
    made = book(vault, case_id, day=ClinicalDate.of(TODAY))
    first = Diary(vault).begin_note(made)
    Drafts(vault).discard(first.id)
    assert Diary(vault).read(made).entry.note == "none"
    assert Diary(vault).begin_note(made).id != first.id


def test_a_note_that_was_written_without_the_diary_is_taken_for_it(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    made, other = book(vault, case_id), book(vault, case_id, clock="14:00")
    vault = wind(desk, 2)
    signed(vault, case_id, "Of another kind", "incident")
    record = signed(vault, case_id, "Of that day")
    (offered,) = Diary(vault).read(made).offered
    assert (offered.id, offered.author) == (record, LEAD.name)
    vault = wind(desk, 1)
    assert {each.target for each in listed(vault, Sort.NOTE)} == {made, other}
    with pytest.raises(NotFound):
        Diary(vault).take_note(made, SOME_ID)
    Diary(vault).take_note(made, record)
    assert {each.target for each in listed(vault, Sort.NOTE)} == {other}
    assert Diary(vault).read(made).record_id == record
    # One note is of one appointment.
    assert Diary(vault).read(other).offered == ()
    with pytest.raises(NotFound):
        Diary(vault).take_note(other, record)
    with pytest.raises(NotADraft, match="has its note"):
        Diary(vault).take_note(made, record)
    assert check(vault).findings == ()


def test_who_may_write_no_note_is_asked_for_none(desk: Desk) -> None:
    vault = desk.lead()
    newcomer = Newcomer(login="wren", name="Wren", role="Administrator", grade=Grade.ADMINISTRATOR)
    member = enrol(vault, newcomer, "yet another harbour phrase")
    book(vault, add_case(vault), members=(member,))
    wind(desk, 3)
    assert listed(desk.sit("wren", "yet another harbour phrase"), Sort.NOTE) == ()


# --- Today ------------------------------------------------------------------------------------------


def test_todays_diary_is_on_today_until_it_is_said_and_noted(vault: OpenVault, case_id: str) -> None:
    made = book(vault, case_id, day=ClinicalDate.of(TODAY))
    book(vault, case_id)
    (row,) = listed(vault, Sort.DIARY)
    assert (row.when, row.on, row.what, row.target) == (
        When.WEEK,
        "2026-11-23T10:00",
        "individual|10:00|clinic",
        made,
    )
    Diary(vault).say(made, ATTENDED)
    assert [each.target for each in listed(vault, Sort.DIARY)] == [made]
    record = sign_whole(vault, Diary(vault).begin_note(made).id)
    assert listed(vault, Sort.DIARY) == ()
    assert Diary(vault).read(made).record_id == record


def test_one_that_is_past_without_its_note_is_late_from_the_next_working_day(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    wednesday = book(vault, case_id)
    friday = book(vault, case_id, day=ClinicalDate(2026, 11, 27))
    assert [each.target for each in listed(wind(desk, 2), Sort.NOTE)] == []
    vault = wind(desk, 1)
    (row,) = listed(vault, Sort.NOTE)
    assert (row.when, row.on, row.what, row.case_id, row.target) == (
        When.LATE,
        "2026-11-26",
        "individual|2026-11-25",
        case_id,
        wednesday,
    )
    # Over the weekend nobody is asked for Friday's.
    assert [each.target for each in listed(wind(desk, 3), Sort.NOTE)] == [wednesday]
    vault = wind(desk, 1)
    assert [each.target for each in listed(vault, Sort.NOTE)] == [wednesday, friday]
    record = sign_whole(vault, Diary(vault).begin_note(wednesday).id)
    assert [each.target for each in listed(vault, Sort.NOTE)] == [friday]
    mark_in_error(vault, record, "Another day")
    assert [each.target for each in listed(vault, Sort.NOTE)] == [wednesday, friday]
    # The Monday after it is a day off: Friday's is asked for from Tuesday, and Wednesday's since Thursday as before.
    monday = DayOff(day=ClinicalDate(2026, 11, 30), what="Closed")
    state_settings(vault, replace(SiteFacts(vault).settings(), days_off=(monday,)))
    assert [each.on for each in listed(vault, Sort.NOTE)] == ["2026-11-26"]
    assert [each.on for each in listed(wind(desk, 1), Sort.NOTE)] == ["2026-11-26", "2026-12-01"]


@pytest.mark.parametrize(
    ("outcome", "asked"),
    [
        (ATTENDED, True),
        (MISSED, True),
        (AppointmentOutcome(outcome="cancelled_person", why="Ill"), True),
        (CANCELLED, False),
        (AppointmentOutcome(outcome="cancelled_other", why="Not brought"), False),
    ],
)
def test_what_was_missed_is_noted_too_unless_it_says_nothing_of_the_person(
    desk: Desk, outcome: AppointmentOutcome, *, asked: bool
) -> None:
    vault = desk.lead()
    made = book(vault, add_case(vault))
    vault = wind(desk, 3)
    Diary(vault).say(made, outcome)
    assert [each.target for each in listed(vault, Sort.NOTE)] == ([made] if asked else [])


def test_a_new_version_of_the_note_is_its_note_still(desk: Desk) -> None:
    from app.services.records.records import Records  # noqa: PLC0415 - here alone

    vault = desk.lead()
    made = book(vault, add_case(vault))
    vault = wind(desk, 3)
    record = sign_whole(vault, Diary(vault).begin_note(made).id)
    again = Records(vault).new_version(record)
    sign_whole(vault, again.id)
    assert listed(vault, Sort.NOTE) == ()
    assert Diary(vault).read(made).entry.note == "signed"


def test_what_who_has_left_did_not_note_is_for_the_lead_of_the_team(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    alone = book(vault, case_id, members=(desk.colleague_id,))
    book(vault, case_id, clock="12:00", members=(desk.colleague_id, vault.member.id))
    vault = wind(desk, 3)
    assert alone not in [each.target for each in listed(vault, Sort.NOTE)]
    let_go(vault, desk.colleague_id)
    assert len(listed(vault, Sort.NOTE)) == 2
    assert alone in [each.target for each in listed(vault, Sort.NOTE)]


def test_a_colleagues_day_is_not_on_mine(desk: Desk) -> None:
    vault = desk.lead()
    book(vault, add_case(vault), day=ClinicalDate.of(TODAY), members=(desk.colleague_id,))
    assert listed(vault, Sort.DIARY) == ()


# --- restricted -------------------------------------------------------------------------------------


def test_who_is_not_let_into_a_restricted_case_sees_that_somebody_is_busy(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    signed(vault, case_id, "Sealed", compartment=Compartment.RESTRICTED)
    made = book(vault, case_id, day=ClinicalDate.of(TODAY))
    reference = Diary(vault).page(FIRST, LAST).rows[0].reference
    assert reference
    colleague = desk.colleague()
    page = Diary(colleague).page(FIRST, LAST)
    (row,) = page.rows
    assert (row.day, row.clock, row.ends, row.members) == ("2026-11-23", "10:00", "10:50", LEAD.name)
    assert not row.is_seen
    told = (
        row.purpose,
        row.mode,
        row.setting,
        row.place,
        row.outcome,
        row.case_id,
        row.reference,
        row.sort_name,
    )
    assert (set(told), row.note) == ({""}, "")
    assert Diary(colleague).of_case(case_id) == ()
    (clash,) = Diary(colleague).clashes(
        agreed(colleague, day=ClinicalDate.of(TODAY), members=(vault.member.id,))
    )
    assert (clash.member, clash.entry.reference) == (LEAD.name, "")
    for act in (
        Diary(colleague).read,
        Diary(colleague).begin_note,
        lambda each: Diary(colleague).say(each, ATTENDED),
        lambda each: Diary(colleague).book(agreed(colleague, case_id), each, "Moved"),
    ):
        with pytest.raises(NotAdmitted):
            act(made)
    assert "Appointment" not in {each.title for each in of_case(colleague, case_id, 50).rows}


def test_whose_appointment_it_is_knows_of_it_and_so_does_whoever_is_let_in(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    signed(vault, case_id, "Sealed", compartment=Compartment.RESTRICTED)
    theirs = book(vault, case_id, members=(vault.member.id, desk.colleague_id))
    other = book(vault, case_id, clock="12:00")
    colleague = desk.colleague()
    assert [each.is_seen for each in Diary(colleague).page(FIRST, LAST).rows] == [1, 0]
    assert Diary(colleague).read(theirs).appointment.case == case_id
    vault = desk.lead()
    let_in(vault, case_id, desk.colleague_id)
    assert Diary(desk.colleague()).read(other).appointment.case == case_id


def test_the_note_of_a_restricted_case_is_restricted(vault: OpenVault, case_id: str) -> None:
    signed(vault, case_id, "Sealed", compartment=Compartment.RESTRICTED)
    made = book(vault, case_id, day=ClinicalDate.of(TODAY))
    assert Diary(vault).begin_note(made).compartment is Compartment.RESTRICTED


# --- what the table shows ---------------------------------------------------------------------------


def rows(vault: OpenVault) -> list[tuple[object, ...]]:
    """What the tables of the diary hold."""
    with vault.reading(Right.CHECK) as act:
        found = [tuple(row) for row in act.session.execute(select(AppointmentRow.__table__))]
        found += [tuple(row) for row in act.session.execute(select(AppointmentMember.__table__))]
    return sorted(found, key=repr)


def test_a_week_begins_on_its_monday() -> None:
    assert week_of(date(2026, 11, 29)) == (FIRST, LAST)
    assert week_of(date(2026, 11, 23)) == (FIRST, LAST)
    assert week_of(date(2027, 1, 1)) == (date(2026, 12, 28), date(2027, 1, 3))
