"""Supervision of a caseload: what is due, a note for each case in its own compartment, signed by both."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.fields.compartments import Compartment
from app.domain.fields.content import shared
from app.domain.fields.rights import Grade
from app.domain.fields.sharing import Share
from app.domain.kinds.agreement.content import AGREED, DIFFERS, Agreement
from app.domain.kinds.registry import KINDS
from app.domain.values.dates import ClinicalDate
from app.errors import NotAdmitted, NotADraft, NotFound, NotPermitted, StillMissing
from app.reports.draw_text import draw_text
from app.services.cases.caseload_due import NOT_SEEN
from app.services.cases.signing import Signing, digest_of_all
from app.services.cases.supervision import Supervision
from app.services.cases.today import Sort
from app.services.checks.checking import check
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.audiences import AUDIENCES, PANEL, audience_of
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE, LEAD, SteppingClock, add_case, complete, raise_flag, signed
from tests.confirmed import admit, countersign, enrol, export, sign
from tests.searching import Search
from tests.services.conftest import Desk

PASSPHRASE = "an unrelated gravel harbour"
TRAINEE = Newcomer(login="tern", name="Terry Nairn", role="Trainee", grade=Grade.TRAINEE)
PLACE = Compartment.SUPERVISION
WORD = "ochrevan"


def wind(desk: Desk, days: int) -> None:
    """Let days pass."""
    clock = desk.machine.clock
    assert isinstance(clock, SteppingClock)
    desk.leave()
    clock.at += timedelta(days=days)


def lead_and_admit(desk: Desk) -> OpenVault:
    """The lead at the desk, with the colleague admitted to supervision."""
    vault = desk.lead()
    admit(vault, desk.colleague_id, PLACE)
    return vault


def write(vault: OpenVault, staff_id: str, case_id: str, words: str = WORD) -> str:
    """Write the note of one case; gives its draft."""
    draft = Supervision(vault).begin(staff_id, case_id)
    content = replace(draft.sheet.content, discussed=f"The {words}", decided="Go on")
    Drafts(vault).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    return draft.id


def agree(vault: OpenVault, record_id: str, verdict: str = AGREED, otherwise: str = "") -> str:
    """Agree with a note, or differ; gives the agreement's id."""
    draft = Records(vault).begin_remark(record_id, "agreement")
    said = Agreement(verdict=verdict, otherwise=otherwise)
    Drafts(vault).save(draft.id, replace(draft.sheet, content=said), draft.revision)
    return sign(vault, draft.id)


@pytest.fixture
def case_id(desk: Desk) -> str:
    """A case that the colleague leads, in which a review is due since long."""
    made = add_case(desk.colleague())
    signed(desk.seated[-1], made, "Saw the heron")
    wind(desk, 200)
    return made


def told(vault: OpenVault, staff_id: str) -> dict[str, list[tuple[str, str]]]:
    """What is due by case: sort and what."""
    view = Supervision(vault).read(staff_id)
    assert [each.case_id for each in view.agenda] == list(view.due)
    return {case: [(each.sort, each.what) for each in lines] for case, lines in view.due.items()}


def test_what_is_due_in_the_cases_of_a_colleague_is_listed(desk: Desk, case_id: str) -> None:
    vault = lead_and_admit(desk)
    other = add_case(vault, "Quillbeck")
    wind(desk, 200)
    vault = desk.lead()
    due = told(vault, desk.colleague_id)
    # No other's case, and not what was seen by nobody.
    assert set(due) == {case_id}
    assert due[case_id] == [(Sort.MISSING, "no_review"), (Sort.MISSING, "not_seen")]
    flag = raise_flag(vault, case_id)
    assert flag
    signed(vault, case_id, "Saw the heron again")
    wind(desk, 8)
    vault = desk.lead()
    due = told(vault, desk.colleague_id)
    assert {sort for sort, _ in due[case_id]} == {Sort.FLAG, Sort.MISSING}
    assert (Sort.MISSING, "not_seen") not in due[case_id]
    assert other not in due


def test_who_was_not_seen_for_long_is_asked_about_from_the_day_on(desk: Desk) -> None:
    made = add_case(desk.colleague())
    signed(desk.seated[-1], made, "Saw the heron")
    wind(desk, NOT_SEEN - 1)
    assert told(lead_and_admit(desk), desk.colleague_id) == {}
    wind(desk, 1)
    assert told(desk.lead(), desk.colleague_id) == {made: [(Sort.MISSING, "not_seen")]}


def test_what_a_trainee_signed_and_nobody_countersigned_is_due(desk: Desk) -> None:
    lead = desk.lead()
    made = add_case(lead)
    trainee = enrol(lead, TRAINEE, PASSPHRASE)
    record = signed(desk.sit(TRAINEE.login, PASSPHRASE), made, "Saw the swan")
    lead = desk.lead()
    assert told(lead, trainee) == {made: [(Sort.COUNTERSIGN, "session_note")]}
    countersign(lead, record)
    assert told(lead, trainee) == {}


def test_a_note_for_each_case_is_signed_by_one_word_in_its_own_compartment(desk: Desk, case_id: str) -> None:
    second = add_case(desk.colleague(), "Quillbeck")
    signed(desk.seated[-1], second, "Saw the heron")
    wind(desk, NOT_SEEN)
    vault = lead_and_admit(desk)
    day = Supervision(vault)
    begun = day.begin(desk.colleague_id, case_id)
    said = begun.sheet.content
    assert (begun.compartment, begun.sheet.event) == (PLACE, ClinicalDate.of(vault.today()))
    assert (said.supervisee, said.supervisor) == (desk.colleague_id, vault.member.id)
    assert day.begin(desk.colleague_id, case_id).id == begun.id
    assert not any(each.is_ready for each in day.read(desk.colleague_id).agenda)
    for each in (case_id, second):
        write(vault, desk.colleague_id, each)
    ready = day.ready(desk.colleague_id)
    records = Signing(vault).sign_all(ready, confirmed_at_unlocking(vault, digest_of_all(ready)))
    after = day.read(desk.colleague_id).agenda
    assert {each.record_id for each in after} == set(records)
    assert check(vault).findings == ()
    # On another day it is another supervision.
    wind(desk, 1)
    assert not any(each.record_id for each in Supervision(desk.lead()).read(desk.colleague_id).agenda)


def test_it_is_signed_by_both(desk: Desk, case_id: str) -> None:
    lead = lead_and_admit(desk)
    record = sign(lead, write(lead, desk.colleague_id, case_id))
    assert Records(lead).open(record).to_agree == (COLLEAGUE.name,)
    assert not Records(lead).open(record).may_agree
    assert Supervision(lead).page().to_agree == ()
    with pytest.raises(NotADraft, match="no agreement of yours"):
        Records(lead).begin_remark(record, "agreement")
    colleague = desk.colleague()
    (waiting,) = Supervision(colleague).page().to_agree
    assert (waiting.record_id, waiting.case_id, waiting.by) == (record, case_id, LEAD.name)
    assert Records(colleague).open(record).may_agree
    with pytest.raises(StillMissing):
        agree(colleague, record, DIFFERS)
    word = agree(colleague, record, DIFFERS, "I would see him sooner")
    assert Supervision(colleague).page().to_agree == ()
    shown = Records(colleague).open(record)
    assert (shown.to_agree, shown.may_agree) == ((), False)
    assert [each.id for each in shown.view.said] == [word]
    # Once is enough, and who does not stand for it has no word in it.
    with pytest.raises(NotADraft):
        Records(colleague).begin_remark(record, "agreement")
    note = signed(colleague, case_id, "Saw the heron")
    with pytest.raises(NotADraft):
        Records(colleague).begin_remark(note, "agreement")
    assert check(desk.lead()).findings == ()


def test_an_agreement_that_was_begun_is_not_signed_when_it_is_awaited_no_more(
    desk: Desk, case_id: str
) -> None:
    lead = lead_and_admit(desk)
    record = sign(lead, write(lead, desk.colleague_id, case_id))
    colleague = desk.colleague()
    first, second = (Records(colleague).begin_remark(record, "agreement") for _ in range(2))
    for each in (first, second):
        said = Agreement(verdict=AGREED)
        Drafts(colleague).save(each.id, replace(each.sheet, content=said), each.revision)
    sign(colleague, first.id)
    with pytest.raises(NotADraft):
        sign(colleague, second.id)


def test_a_new_version_of_it_awaits_its_own_agreement(desk: Desk, case_id: str) -> None:
    lead = lead_and_admit(desk)
    record = sign(lead, write(lead, desk.colleague_id, case_id))
    agree(desk.colleague(), record)
    lead = desk.lead()
    newer = sign(lead, Records(lead).new_version(record).id)
    (waiting,) = Supervision(desk.colleague()).page().to_agree
    assert waiting.record_id == newer


def test_who_is_not_admitted_and_who_may_not_supervise_are_refused(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    trainee = enrol(lead, TRAINEE, PASSPHRASE)
    for act in (
        lambda: Supervision(desk.colleague()).page(),
        lambda: Supervision(desk.colleague()).read(trainee),
        lambda: Supervision(desk.colleague()).begin(trainee, case_id),
        lambda: Supervision(desk.colleague()).ready(trainee),
    ):
        with pytest.raises(NotAdmitted):
            act()
    lead = lead_and_admit(desk)
    with pytest.raises(NotFound):
        Supervision(lead).read(lead.member.id)
    with pytest.raises(NotFound):
        Supervision(lead).begin(desk.colleague_id, "01a20000-0000-7000-8000-000000000001")
    admit(lead, trainee, PLACE)
    with pytest.raises(NotPermitted, match="As a trainee you are not permitted to countersign"):
        Supervision(desk.sit(TRAINEE.login, PASSPHRASE)).begin(desk.colleague_id, case_id)


def test_nothing_of_it_leaves_or_is_found(desk: Desk, case_id: str, tmp_path: Path) -> None:
    lead = lead_and_admit(desk)
    record = sign(lead, write(lead, desk.colleague_id, case_id))
    agree(desk.colleague(), record, DIFFERS, f"The {WORD} too")
    lead = desk.lead()
    assert Search(lead).page(WORD).rows == ()
    reference = next(each.reference for each in Supervision(lead).read(desk.colleague_id).agenda)
    request = Request(
        audience=PANEL, recipient="Panel", purpose="Review", question="What next?", answer="Little."
    )
    prepared = export(lead, reference, request, tmp_path / "out.pdf")
    assert WORD not in draw_text(prepared.document)
    for each in ("supervision_note", "agreement"):
        for code in AUDIENCES:
            told_of = shared(complete(KINDS[each].content, WORD), audience_of(code), frozenset(Share))
            assert WORD not in str(told_of)
    lead.lock()
    assert all(WORD.encode() not in file.read_bytes() for file in desk.folder.rglob("*") if file.is_file())
