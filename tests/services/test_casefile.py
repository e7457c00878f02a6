"""The file of a case: gates before acts, open flags alone, and one derivation for paper and screen."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from app.charts.marks import Lane
from app.domain.cases.case import CaseFacts
from app.domain.fields.compartments import Compartment
from app.domain.fields.content import due, specs
from app.domain.fields.declare import Target
from app.domain.kinds.custody.content import Custody, Spell
from app.domain.kinds.licence.content import Licence
from app.domain.kinds.order.content import Order, Requirement
from app.domain.kinds.registry import KINDS, MOVING
from app.domain.values.dates import ClinicalDate
from app.models.tables import LedgerRow
from app.services.cases.casefile import QUESTIONS, SENT, VICTIMS, CaseFile
from app.services.cases.cautions import Weight
from app.services.cases.today import AHEAD, Sort, ToDo, When
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from tests.builders import add_case, complete, draft_with, enrol_colleague, signed
from tests.confirmed import add_addendum, mark_in_error, move_out, sign


@pytest.fixture
def desk(vault: OpenVault) -> Desk:
    return Desk.of(vault)


def test_somebody_unaware_is_a_gate_that_forbids(desk: Desk) -> None:
    case_id = add_case(desk.vault, awareness="unaware")
    first = desk.casefile.open(case_id).cautions[0]
    assert first.kind is Weight.STOP
    assert "does not know" in first.words


@pytest.mark.parametrize("awareness", ["aware", "engaged"])
def test_somebody_who_knows_is_no_gate(desk: Desk, awareness: str) -> None:
    case_id = add_case(desk.vault, awareness=awareness)
    assert [caution for caution in desk.casefile.open(case_id).cautions if caution.kind is Weight.STOP] == []


def state_of_law(desk: Desk, case_id: str, stage: str) -> None:
    """Say by hand where the proceedings stand."""
    facts = replace(desk.casefile.open(case_id).case.facts, justice_stage=stage)
    desk.cases.change(case_id, facts)


def briefly(desk: Desk, case_id: str) -> list[str]:
    """The cautions of a case that ask for care, in brief."""
    return [each.brief for each in desk.casefile.open(case_id).cautions if each.kind is Weight.CARE]


def test_an_investigation_asks_for_care_and_says_when_it_was_stated(desk: Desk) -> None:
    case_id = add_case(desk.vault, awareness="aware")
    state_of_law(desk, case_id, "investigation")
    assert briefly(desk, case_id) == ["under investigation"]
    assert desk.casefile.open(case_id).law.lines == (("Under investigation", ", stated 23-Nov-2026"),)


def test_once_a_record_tells_of_it_its_dates_say_where_the_law_stands(desk: Desk) -> None:
    case_id = add_case(desk.vault, awareness="aware")
    state_of_law(desk, case_id, "remand")
    spell = Spell(status="remand", place="HMP Aldercross", begins=ClinicalDate(2026, 6, 22))
    stay = Custody(spells=(spell,), ends=ClinicalDate(2026, 9, 11), release_type="automatic")
    custody = sign(desk.vault, draft_with(desk.vault, case_id, "custody", stay))
    # Nobody is held who was released, whatever was stated before.
    assert desk.casefile.open(case_id).law.lines == ()
    licence = complete(Licence, custody=custody, sort="licence", recalls=(), tag=())
    out = replace(licence, released_on=ClinicalDate(2026, 9, 11), ends=ClinicalDate(2026, 12, 6))
    sign(desk.vault, draft_with(desk.vault, case_id, "licence", out))
    assert desk.casefile.open(case_id).law.lines == (("Licence, until 06-Dec-2026", ""),)
    assert briefly(desk, case_id) == ["on licence"]
    # What is stated after them, or of what no record tells, is told beside them with its day.
    for stage, label, asks in (
        ("trial", "Before the court", ["on licence", "before the court"]),
        ("remand", "On remand", ["on licence"]),
        ("licence", "", ["on licence"]),
    ):
        state_of_law(desk, case_id, stage)
        stated = ((label, ", stated 23-Nov-2026"),) if label else ()
        assert desk.casefile.open(case_id).law.lines == (("Licence, until 06-Dec-2026", ""), *stated)
        assert briefly(desk, case_id) == asks


def test_a_victim_without_a_sealed_identity_asks_for_care(desk: Desk) -> None:
    case_id = add_case(desk.vault, awareness="aware")
    assert desk.casefile.open(case_id).cautions == ()
    desk.victims.add(case_id, "ex_intimate")
    assert any("One victim" in caution.words for caution in desk.casefile.open(case_id).cautions)


def test_the_newest_leaves_out_what_no_longer_stands(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    first, second = (signed(desk.vault, case_id, f"note {n}") for n in range(2))
    mark_in_error(desk.vault, second, "Another person's note.")
    (newest,) = desk.casefile.overview(case_id).newest
    assert (newest.kind, newest.record_id) == ("session_note", first)


def test_as_much_is_counted_beside_the_name_of_a_list_as_the_list_has(desk: Desk) -> None:
    case_id, other = add_case(desk.vault), add_case(desk.vault)
    note, wrong, elsewhere = (signed(desk.vault, case_id, f"note {n}") for n in range(3))
    incident = signed(desk.vault, case_id, "Wrote to V1", "incident")
    sign(desk.vault, desk.records.new_version(note).id)
    mark_in_error(desk.vault, wrong, "Another person's note.")
    add_addendum(desk.vault, incident, "It was in the evening")
    move_out(desk.vault, elsewhere, other)
    counts = dict(desk.casefile.open(case_id).counts)
    assert (counts.pop(VICTIMS), counts.pop(SENT), counts.pop(QUESTIONS)) == (0, 0, 0)
    assert counts == {"session_note": 2, "incident": 1, "addendum": 1, MOVING[0]: 1}
    for code, count in counts.items():
        assert desk.chronology.page(case_id, kinds=(code,)).matching == count, code
    assert desk.chronology.page(case_id).total == sum(counts.values())


def test_a_victim_can_be_cited_by_code_alone(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    desk.victims.add(case_id, "ex_intimate")
    draft = desk.drafts.begin(case_id, "session_note")
    (victim,) = desk.editing.open(draft.id).citable[Target.VICTIM]
    assert (victim.id, victim.kind) == ("V1", "victim")


def test_an_editor_opens_with_all_it_shows_in_one_row_of_the_ledger(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    last = signed(desk.vault, case_id, "Saw the heron")
    draft = desk.drafts.begin(case_id, "session_note")
    size = desk.vault.head.size
    opened = desk.editing.open(draft.id)
    assert desk.vault.head.size == size + 1
    assert opened.draft == draft
    assert opened.earlier is not None
    assert (opened.earlier.what, opened.earlier.record.provenance.id) == ("Last of this kind", last)
    assert [each.id for each in opened.citable[Target.RECORD]] == [last]
    with desk.vault.database.read() as session:
        row = session.scalars(select(LedgerRow).order_by(LedgerRow.seq.desc()).limit(1)).one()
    assert (row.action, row.subject_id, row.case_id) == ("draft.open", draft.id, case_id)
    assert json.loads(row.detail or "{}") == {"beside": last}


def test_the_newest_says_what_was_added_to_it(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    record = signed(desk.vault, case_id, "First")
    (newest,) = desk.casefile.overview(case_id).newest
    assert "addend" not in newest.words
    for added in ("1 addendum", "2 addenda"):
        add_addendum(desk.vault, record, "More")
        (newest,) = desk.casefile.overview(case_id).newest
        assert newest.words.endswith(f", {added}")


def test_the_newest_of_a_kind_and_the_one_before_it_are_read_in_one_row(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    ids = [signed(desk.vault, case_id, f"note {n}") for n in range(3)]
    size = desk.vault.head.size
    found = desk.records.newest(case_id, "session_note", 2)
    assert [each.provenance.id for each in found] == [ids[2], ids[1]]
    assert {each.fault for each in found} == {""}
    assert desk.vault.head.size == size + 1
    assert desk.records.newest(add_case(desk.vault), "session_note", 2) == ()


def test_two_versions_are_compared_and_the_row_names_both(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    old = signed(desk.vault, case_id, "First words")
    new = sign(desk.vault, desk.records.new_version(old).id)
    size = desk.vault.head.size
    before, after = desk.records.compare(old, new)
    assert (before.provenance.version, after.provenance.version) == (1, 2)
    assert [each.id for each in before.versions] == [each.id for each in after.versions] == [old, new]
    assert desk.vault.head.size == size + 1


def test_an_offer_says_where_the_member_may_write_and_who_reads_what_is_restricted(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    offer = desk.casefile.offer(case_id)
    assert offer.compartments == tuple(each for each in Compartment if each.holds_records)
    assert offer.readers == ()
    assert offer.cautions == desk.casefile.open(case_id).cautions


def test_the_axis_numbers_its_marks_as_a_drawing_does(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    for code in ("incident", "order", "session_note", "custody", "fixation_profile"):
        sign(desk.vault, draft_with(desk.vault, case_id, code, complete(KINDS[code].content)))
    axis = desk.casefile.overview(case_id).axis
    assert axis is not None
    points = sum(len(series.points) for series in axis.series)
    assert len(axis.marks) == len(axis.events) + len(axis.spans) + points
    lanes = [mark.lane for mark in axis.marks]
    assert lanes == sorted(lanes, key=[Lane.BEHAVIOUR, Lane.SESSIONS, Lane.ORDERS, Lane.FIXATION].index)


def test_the_axis_tells_today_and_shows_some_of_what_is_still_to_come(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    sign(desk.vault, draft_with(desk.vault, case_id, "incident", complete(KINDS["incident"].content)))
    axis = desk.casefile.overview(case_id).axis
    assert axis is not None
    assert axis.today == desk.vault.clock().astimezone(desk.vault.zone).date()
    assert (axis.end - axis.today).days >= 28


def test_ratings_alone_are_the_fixations_and_nothing_else_of_the_case(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    assert desk.casefile.ratings(case_id) is None
    for code in ("incident", "session_note", "fixation_profile"):
        sign(desk.vault, draft_with(desk.vault, case_id, code, complete(KINDS[code].content)))
    axis, whole = desk.casefile.ratings(case_id), desk.casefile.overview(case_id).axis
    assert axis is not None
    assert whole is not None
    assert (axis.events, axis.spans, axis.series) == ((), (), whole.series)


def test_an_empty_case_has_no_axis(desk: Desk) -> None:
    assert desk.casefile.overview(add_case(desk.vault)).axis is None


def test_what_falls_due_is_declared_with_its_field() -> None:
    order = Order(ends=ClinicalDate(2026, 12), order_type="")
    assert list(due(order)) == [(date(2026, 12, 1), "Order ends")]


def test_every_declared_due_date_is_a_date() -> None:
    declared = [spec for kind in KINDS.values() for spec in specs(kind.content) if spec.due]
    assert len(declared) >= 5
    assert {spec.form.code for spec in declared} == {"date"}


def dates(desk: Desk, **narrowed: tuple[str, ...]) -> list[ToDo]:
    """What falls due, as Today has it."""
    return list(desk.today.page(sorts=(Sort.DATE,), **narrowed).rows)


def test_today_shows_what_falls_due_until_it_no_longer_stands(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    soon = desk.today_date() + AHEAD
    record = release_in(desk, case_id, AHEAD.days)
    assert [(each.day, each.what, each.target) for each in dates(desk)] == [
        (soon, "Release expected", record)
    ]
    mark_in_error(desk.vault, record, "Written in the wrong case.")
    assert dates(desk) == []


def in_days(desk: Desk, days: int) -> ClinicalDate:
    return ClinicalDate.of(date.fromordinal(desk.today_date().toordinal() + days))


def release_in(desk: Desk, case_id: str, days: int) -> str:
    spell = Spell(status="remand", place="HMP Aldercross", begins=in_days(desk, min(days, 0) - 60))
    custody = replace(complete(Custody), spells=(spell,), expected_release=in_days(desk, days))
    return sign(desk.vault, draft_with(desk.vault, case_id, "custody", custody))


def order_that_ends(desk: Desk, case_id: str, days: int, **said: object) -> str:
    begun = {
        "made": in_days(desk, -800),
        "starts": in_days(desk, -800),
        "requirements": (),
        "other_duty": "yes",
    }
    order = replace(complete(Order), ends=in_days(desk, days), **(begun | said))
    return sign(desk.vault, draft_with(desk.vault, case_id, "order", order))


def test_what_ends_by_itself_asks_for_nothing_once_it_is_past(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    order_that_ends(desk, case_id, -1)
    assert dates(desk) == []
    today = order_that_ends(desk, case_id, 0)
    assert [(each.what, each.target) for each in dates(desk)] == [("Order ends", today)]
    assert desk.today.page().late == 0


def test_each_date_comes_as_many_days_ahead_as_it_says(desk: Desk) -> None:
    """Release 90, the end of an order 60, a requirement 14: section 4 of the record."""
    case_id = add_case(desk.vault)
    for days in (14, 15):
        requirement = replace(complete(Requirement), due=in_days(desk, days), progress="under_way")
        order_that_ends(desk, case_id, 400, requirements=(requirement,))
    order_that_ends(desk, case_id, 60)
    order_that_ends(desk, case_id, 61)
    release_in(desk, case_id, 90)
    release_in(desk, case_id, 91)
    found = [(each.what, (each.day - desk.today_date()).days) for each in dates(desk)]
    assert found == [("Requirement of an order: Words", 14), ("Order ends", 60), ("Release expected", 90)]


def test_today_leaves_out_what_is_far_ahead(desk: Desk) -> None:
    release_in(desk, add_case(desk.vault), AHEAD.days + 1)
    page = desk.today.page()
    assert (page.rows, page.matching, page.total, page.late) == ((), 0, 0, 0)


def test_what_is_late_stays_however_late_and_the_oldest_comes_first(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    late = {days: release_in(desk, case_id, -days) for days in (1, 400, 31, 30)}
    release_in(desk, case_id, 0)
    page = desk.today.page(whens=(When.LATE,))
    assert [each.target for each in page.rows] == [late[days] for days in (400, 31, 30, 1)]
    assert (page.matching, page.total, page.late) == (4, 5, 4)


def test_today_leaves_out_cases_that_are_closed_or_led_by_somebody_else(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    order_that_ends(desk, case_id, 1)
    facts = desk.casefile.open(case_id).case.facts
    # What falls due in it is told for 30 days more.
    desk.cases.change(case_id, replace(facts, stage="closed", closed=ClinicalDate(2026, 10, 20)), "Over")
    assert dates(desk) == []


def test_what_the_record_says_is_done_falls_due_no_more(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    for how in ("discharged", "revoked", "replaced", "quashed", "completed"):
        order_that_ends(desk, case_id, 10, ended_on=in_days(desk, -1), ended_how=how)
    assert dates(desk) == []
    requirement = replace(complete(Requirement), due=ClinicalDate(2026, 1, 2), progress="met")
    content = replace(complete(Order), ends=None, hearing=None, requirements=(requirement,))
    assert list(due(content)) == []
    open_still = replace(content, requirements=(replace(requirement, progress="under_way"),))
    assert list(due(open_still)) == [(date(2026, 1, 2), "Requirement of an order")]
    # What an order asks for that is over, nobody has to do.
    assert list(due(replace(open_still, ended_on=ClinicalDate(2026, 1, 1), ended_how="revoked"))) == []
    custody = replace(complete(Custody), expected_release=ClinicalDate(2026, 1, 1), licence_end=None)
    assert list(due(replace(custody, ends=ClinicalDate(2026, 1, 3)))) == []
    assert list(due(replace(custody, ends=None))) == [(date(2026, 1, 1), "Release expected")]


def test_a_page_of_today_goes_on_where_the_one_before_ended(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    for days in (-3, -2, -1, 1, 2, 30, 40):
        release_in(desk, case_id, days)
    desk.drafts.begin(case_id, "session_note")
    whole = desk.today.page()
    paged = [row for offset in range(0, 8, 3) for row in desk.today.page(offset=offset, limit=3).rows]
    assert paged == list(whole.rows)
    assert [row.when for row in paged] == ["late"] * 3 + ["week"] * 3 + ["later"] * 2
    later = desk.today.page(whens=("later",))
    assert list(later.rows) == paged[6:]
    assert (later.matching, later.total) == (2, 8)


def test_today_shows_the_members_own_drafts(desk: Desk) -> None:
    enrol_colleague(desk.vault)
    case_id = add_case(desk.vault)
    draft = desk.drafts.begin(case_id, "session_note")
    (row,) = desk.today.page().rows
    assert (row.sort, row.target, row.what, row.case_id) == ("draft", draft.id, "session_note", case_id)
    assert row.day == desk.today_date()
    assert CaseFile(desk.vault).open(case_id).case.facts != CaseFacts()


def test_a_case_in_short_says_what_is_newest_and_is_one_look(desk: Desk) -> None:
    case_id = add_case(desk.vault)
    ids = [signed(desk.vault, case_id, f"note {n}") for n in range(4)]
    with desk.vault.database.reading() as connection:
        before = connection.scalar(select(func.count()).select_from(LedgerRow))
    seen = desk.casefile.peek(case_id)
    assert (seen.row.id, seen.sheet.case.id, seen.row.stage) == (case_id, case_id, "assessment")
    assert [each.id for each in seen.newest] == ids[:0:-1]
    with desk.vault.database.reading() as connection:
        noted = select(LedgerRow.action, LedgerRow.case_id).order_by(LedgerRow.seq).offset(before)
        assert connection.execute(noted).all() == [("case.peek", case_id)]
