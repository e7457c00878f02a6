"""Questions to colleagues: who may ask, be asked, read, answer and clear, what Today shows of them, what stays out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.cases.question import Answer, Asking, Clearing, stands_in
from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade, Right
from app.domain.values.dates import ClinicalDate
from app.errors import (
    NotAcceptable,
    NotAdmitted,
    NotADraft,
    NotFound,
    NotPermitted,
    StillMissing,
    UserError,
)
from app.models.tables import EventRow, QuestionRow
from app.services.cases.casefile import QUESTIONS, CaseFile
from app.services.cases.questions import Questions
from app.services.cases.today import Sort, Today, ToDo
from app.services.checks.checking import check
from app.services.checks.question_check import redraw_questions
from app.services.facts.history import of_case
from app.services.facts.projection import Columns
from app.services.records.records import Records
from app.services.sharing.resting import basis_of
from app.services.team.enrolment import Newcomer
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE, LEAD, SteppingClock, add_case, signed
from tests.confirmed import admit, enrol, let_go, let_in, mark_in_error, move_out, sign
from tests.services.conftest import Desk

PASSAGE = "walked past the library"
WRITTEN = f"He {PASSAGE} again. She saw him there."
OTHERS = "an unrelated gravel harbour"
DUE = ClinicalDate(2026, 12, 1)
ASKED = "Was this before the order was served?"
ANSWER = Answer(answer="Two days before it")
CLEAR = Clearing(because="The note says so now")


@pytest.fixture
def lead(desk: Desk) -> OpenVault:
    return desk.lead()


def asking(desk: Desk, **changes: object) -> Asking:
    return replace(Asking(passage=PASSAGE, asked=ASKED, colleague=desk.colleague_id, due=DUE), **changes)  # type: ignore[arg-type]


def ask(desk: Desk, vault: OpenVault, **where: Compartment) -> tuple[str, str, str]:
    """A case, a record in it, and what was asked of the colleague about it."""
    case_id = add_case(vault)
    record_id = signed(vault, case_id, WRITTEN, **where)
    return case_id, record_id, Questions(vault).ask(record_id, asking(desk))


def waiting(vault: OpenVault) -> list[tuple[str, str, str]]:
    rows: tuple[ToDo, ...] = Today(vault).page(sorts=(Sort.QUESTION,)).rows
    return [(row.when, row.on[:10], row.what) for row in rows]


def counted(vault: OpenVault, case_id: str) -> int:
    return CaseFile(vault).open(case_id).counts[QUESTIONS]


def test_a_question_is_asked_answered_and_cleared_and_each_sees_what_is_theirs(desk: Desk) -> None:
    lead = desk.lead()
    case_id, record_id, question_id = ask(desk, lead)
    asked = Questions(lead).read(question_id)
    assert (asked.asked.passage, asked.asked.asked, asked.asker, asked.colleague, asked.due) == (
        PASSAGE,
        ASKED,
        LEAD.name,
        COLLEAGUE.name,
        DUE,
    )
    assert (asked.is_open, asked.may_answer, asked.may_clear, asked.is_of_earlier) == (
        True,
        False,
        True,
        False,
    )
    assert waiting(lead) == [("later", "2026-12-01", f"waits|{COLLEAGUE.name}")]
    with pytest.raises(NotPermitted, match="Only who was asked"):
        Questions(lead).answer(question_id, ANSWER)

    kit = desk.colleague()
    assert waiting(kit) == [("later", "2026-12-01", f"asked|{LEAD.name}")]
    assert counted(kit, case_id) == 1
    with pytest.raises(NotPermitted, match="Only who asked"):
        Questions(kit).clear(question_id, CLEAR)
    (beside,) = Records(kit).open(record_id).questions
    assert (beside.id, beside.may_answer) == (question_id, True)
    Questions(kit).answer(question_id, ANSWER)
    assert waiting(kit) == []
    with pytest.raises(NotADraft, match="answered already"):
        Questions(kit).answer(question_id, ANSWER)

    lead = desk.lead()
    assert waiting(lead) == [("week", "2026-11-23", f"answered|{COLLEAGUE.name}")]
    Questions(lead).clear(question_id, CLEAR)
    ended = Questions(lead).read(question_id)
    assert (ended.answer, ended.because, ended.cleared_by) == (ANSWER.answer, CLEAR.because, LEAD.name)
    assert waiting(lead) == []
    assert counted(lead, case_id) == 0
    assert [each.id for each in Questions(lead).of_case(case_id, 10).rows] == [question_id]
    with pytest.raises(NotADraft, match="cleared already"):
        Questions(lead).clear(question_id, CLEAR)
    assert check(lead).findings == ()


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"asked": " "}, StillMissing),
        ({"colleague": ""}, StillMissing),
        ({"due": None}, StillMissing),
        ({"due": ClinicalDate(2026, 11, 2)}, StillMissing),
        ({"passage": " "}, StillMissing),
        ({"passage": "He rang her at home"}, NotAcceptable),
        ({"passage": "x" * 2001}, NotAcceptable),
        ({"colleague": "01a20000-0000-7000-8000-000000000001"}, NotAcceptable),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_stated(
    desk: Desk, lead: OpenVault, changes: dict[str, object], refused: type[UserError]
) -> None:
    record_id = signed(lead, add_case(lead), WRITTEN)
    with pytest.raises(refused):
        Questions(lead).ask(record_id, asking(desk, **changes))
    with lead.reading(Right.CHECK) as act:
        assert act.session.query(EventRow).filter(EventRow.subject == "question").count() == 0


def test_one_asks_nobody_who_may_not_read_it_nor_oneself(desk: Desk, lead: OpenVault) -> None:
    enrol(
        lead,
        Newcomer(login="ada", name="Ada Lister", role="Administrator", grade=Grade.ADMINISTRATOR),
        OTHERS,
    )
    case_id = add_case(lead)
    open_to_all, sealed = (
        signed(lead, case_id, WRITTEN),
        signed(lead, case_id, WRITTEN, compartment=Compartment.RESTRICTED),
    )
    assert [each.name for each in Questions(lead).offer(open_to_all).colleagues] == [COLLEAGUE.name]
    assert Questions(lead).offer(sealed).colleagues == ()
    with pytest.raises(NotAcceptable, match="may read this record"):
        Questions(lead).ask(sealed, asking(desk))
    ada = desk.sit("ada", OTHERS)
    with pytest.raises(NotPermitted):
        Questions(ada).offer(open_to_all)


def test_in_a_sealed_compartment_who_is_not_admitted_sees_nothing_of_it(desk: Desk) -> None:
    lead = desk.lead()
    admit(lead, desk.colleague_id, Compartment.SUPERVISION)
    enrol(lead, Newcomer(login="wren", name="Wren Ashby", role="Psychologist"), OTHERS)
    case_id = add_case(lead)
    record_id = signed(lead, case_id, WRITTEN, "supervision_note", compartment=Compartment.SUPERVISION)
    assert [each.id for each in Questions(lead).offer(record_id).colleagues] == [desk.colleague_id]
    question_id = Questions(lead).ask(record_id, asking(desk))

    kit = desk.colleague()
    assert waiting(kit) == [("later", "2026-12-01", f"asked|{LEAD.name}")]
    Questions(kit).answer(question_id, ANSWER)
    assert Questions(kit).read(question_id).answer == ANSWER.answer

    wren = desk.sit("wren", OTHERS)
    assert counted(wren, case_id) == 0
    assert Questions(wren).of_case(case_id, 10).rows == ()
    for refused in (
        lambda: Questions(wren).read(question_id),
        lambda: Questions(wren).offer(record_id),
        lambda: Questions(wren).answer(question_id, ANSWER),
        lambda: Questions(wren).clear(question_id, CLEAR),
    ):
        with pytest.raises(NotAdmitted):
            refused()
    assert all("uestion" not in line.title for line in of_case(wren, case_id, 50).rows)
    assert check(wren).findings == ()
    lead = desk.lead()
    assert Questions(lead).of_case(case_id, 10).rows[0].answer == ANSWER.answer


def test_of_a_restricted_record_each_of_the_two_reads_what_the_other_writes(desk: Desk) -> None:
    """Neither leads the case: who is not trusted to seal by an older key makes one, which the other needs too."""
    lead = desk.lead()
    wren_id = enrol(lead, Newcomer(login="wren", name="Wren Ashby", role="Psychologist"), OTHERS)
    case_id = add_case(lead)
    kit = desk.colleague()
    record_id = signed(kit, case_id, WRITTEN, compartment=Compartment.RESTRICTED)
    lead = desk.lead()
    let_in(lead, case_id, wren_id)
    kit = desk.colleague()
    question_id = Questions(kit).ask(record_id, asking(desk, colleague=wren_id))
    wren = desk.sit("wren", OTHERS)
    assert Questions(wren).read(question_id).asked.asked == ASKED
    Questions(wren).answer(question_id, ANSWER)
    kit = desk.colleague()
    assert Questions(kit).read(question_id).answer == ANSWER.answer
    Questions(kit).clear(question_id, CLEAR)
    wren = desk.sit("wren", OTHERS)
    assert Questions(wren).read(question_id).because == CLEAR.because
    assert check(wren).findings == ()


def test_an_amended_record_says_that_the_passage_stands_in_an_earlier_version(
    desk: Desk, lead: OpenVault
) -> None:
    _, record_id, question_id = ask(desk, lead)
    draft = Records(lead).new_version(record_id)
    newer = sign(lead, draft.id)
    view = Questions(lead).read(question_id)
    assert (view.record_id, view.newest_id, view.is_of_earlier) == (record_id, newer, True)
    assert [each.id for each in Records(lead).open(newer).questions] == [question_id]
    mark_in_error(lead, newer, "The wrong day")
    assert [each.id for each in Records(lead).open(newer).questions] == [question_id]


def test_of_a_record_in_the_wrong_case_nothing_is_asked_there_any_more(desk: Desk, lead: OpenVault) -> None:
    case_id, record_id, question_id = ask(desk, lead)
    move_out(lead, record_id, add_case(lead))
    assert waiting(lead) == []
    assert counted(lead, case_id) == 0
    assert Questions(lead).of_case(case_id, 10).rows == ()
    assert Records(lead).open(record_id).questions == ()
    for refused in (
        lambda: Questions(lead).read(question_id),
        lambda: Questions(lead).clear(question_id, CLEAR),
    ):
        with pytest.raises(NotFound):
            refused()
    with pytest.raises(NotADraft):
        Questions(lead).ask(record_id, asking(desk))
    assert check(lead).findings == ()
    assert waiting(desk.colleague()) == []


def test_who_asked_is_told_that_their_colleague_left_and_who_leads_the_case_stands_in_for_them(
    desk: Desk,
) -> None:
    case_id = add_case(desk.lead())
    kit = desk.colleague()
    record_id = signed(kit, case_id, WRITTEN)
    lead_id = next(each.id for each in Questions(kit).offer(record_id).colleagues if each.name == LEAD.name)
    of_lead = Questions(kit).ask(record_id, asking(desk, colleague=lead_id))
    lead = desk.lead()
    of_kit = Questions(lead).ask(record_id, asking(desk))
    let_go(lead, desk.colleague_id)
    assert waiting(lead) == [
        ("late", "2026-12-01", f"left|{COLLEAGUE.name}"),
        ("later", "2026-12-01", f"asked|{COLLEAGUE.name}"),
        ("later", "2026-12-01", f"waits|{LEAD.name}"),
    ]
    view = Questions(lead).read(of_kit)
    assert (view.has_left, view.may_clear) == (True, True)
    Questions(lead).clear(of_kit, Clearing(because="She left before she could say"))
    Questions(lead).answer(of_lead, ANSWER)
    Questions(lead).clear(of_lead, CLEAR)
    assert waiting(lead) == []
    assert check(lead).findings == ()


def test_what_is_late_is_late(desk: Desk, lead: OpenVault) -> None:
    ask(desk, lead)
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(days=9)
    assert [when for when, *_ in waiting(lead)] == ["late"]
    assert [when for when, *_ in waiting(desk.colleague())] == ["late"]


def test_an_output_does_not_rest_on_what_colleagues_ask(desk: Desk, lead: OpenVault) -> None:
    case_id = add_case(lead)
    record_id = signed(lead, case_id, WRITTEN)
    with lead.reading(Right.READ) as act:
        before = basis_of(lead, act.session, case_id, "panel")
    Questions(lead).ask(record_id, asking(desk))
    with lead.reading(Right.READ) as act:
        assert basis_of(lead, act.session, case_id, "panel") == before
    assert all("uestion" not in line.title for line in of_case(lead, case_id, 50).rows)


def _rows(vault: OpenVault) -> list[Columns]:
    with vault.reading(Right.CHECK) as act:
        columns = QuestionRow.__table__.c
        return [dict(row) for row in act.session.execute(columns.id.table.select()).mappings()]


def test_the_list_is_written_anew_as_it_was_stated(desk: Desk, lead: OpenVault) -> None:
    _, record_id, first = ask(desk, lead)
    Questions(lead).ask(record_id, asking(desk))
    Questions(lead).clear(first, CLEAR)
    stated = _rows(lead)
    with lead.acting(Right.CHECK) as act:
        act.session.query(QuestionRow).filter(QuestionRow.id == first).delete()
        act.session.query(QuestionRow).update({"asker_id": "nobody", "due": "2026-01-01"})
        act.session.add(QuestionRow(**stated[0] | {"id": "stray"}))
        act.session.flush()
        assert redraw_questions(act) == 2
        act.note("facts.rebuilt")
    assert sorted(_rows(lead), key=str) == sorted(stated, key=str)


@pytest.mark.parametrize("passage", ["Ash rang  twice", "• Ash\trang", "Done\nAsh rang twice", "“Ash rang”"])
def test_a_passage_stands_in_a_record_whatever_signs_are_between_its_words(passage: str) -> None:
    assert stands_in(passage, "Done\nAsh rang **twice**.\nNext")


@pytest.mark.parametrize("passage", ["rang her twice", "Ash rang twice\nand came", "…", ""])
def test_what_is_not_written_there_is_no_passage_of_it(passage: str) -> None:
    assert not stands_in(passage, "Done\nAsh rang **twice**.\nNext")
