"""Records signed under supervision: who stands for them, and that nothing of them leaves before."""

from dataclasses import replace

import msgspec
import pypdfium2
import pytest
from sqlalchemy import delete, insert, select

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade, Right
from app.domain.kinds.countersignature.content import Countersignature
from app.domain.kinds.registry import KINDS
from app.domain.records.countersigning import Stage
from app.domain.records.facets import AGREES
from app.domain.records.written import Written
from app.errors import MustConfirm, NotADraft, NotGenuine, NotPermitted, StillMissing
from app.models.tables import Draft, FacetRow, Record
from app.reports.draw_text import draw_text
from app.services.cases.signing import Signing
from app.services.cases.today import Sort, Today
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records import drafts, facets
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.heading import Heading
from app.services.records.records import Records, signed_row
from app.services.records.supervised import SOMEBODY, Supervisions
from app.services.sharing.preparing import Prepared, prepare
from app.services.sharing.summarising import Request
from app.services.team.enrolment import Newcomer
from app.services.team.staff import Staff
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from app.services.vault.signatures import Signatures
from tests.attacks.ground import tampered
from tests.builders import (
    COLLEAGUE_PASSPHRASE,
    LEAD,
    add_case,
    raise_flag,
    signed,
)
from tests.confirmed import admit, countersign, enrol, give_back, let_go, mark_in_error, sign
from tests.services.conftest import Desk

TRAINEE = Newcomer(login="wren", name="Wren Tallow", role="Trainee psychologist", grade=Grade.TRAINEE)
WORDS = "Dunlinword"
PANEL = Request(
    audience="panel",
    recipient="Northmoor SIM panel",
    purpose="Panel of 24-Nov-2026",
    question="What helps?",
    answer="Little.",
)
PRINTED = "incident"
"""A kind that a panel's summary prints the words of."""


@pytest.fixture
def case_id(desk: Desk) -> str:
    """A case of the lead's, and a trainee in the team."""
    lead = desk.lead()
    enrol(lead, TRAINEE, COLLEAGUE_PASSPHRASE)
    return add_case(lead)


def trainee(desk: Desk) -> OpenVault:
    """Let the trainee sit down."""
    return desk.sit(TRAINEE.login, COLLEAGUE_PASSPHRASE)


def stage(vault: OpenVault, record_id: str) -> Stage:
    """How a record stands by its signatures."""
    with vault.database.read() as session:
        row = session.get_one(Record, record_id)
        return Supervisions(vault, session, Signatures(session, vault.header)).of(row).stage


def everything(prepared: Prepared) -> str:
    """All that leaves: the pages as they read, what is attached to them, and the plain text."""
    pages = pypdfium2.PdfDocument(prepared.pdf)
    read = [pages[n].get_textpage().get_text_range() for n in range(len(pages))]
    attached = msgspec.json.encode(prepared.document.plain()).decode()
    return "\n".join((*read, attached, draw_text(prepared.document), prepared.pdf.decode("latin-1")))


def test_a_trainee_s_record_leaves_once_it_is_countersigned_and_not_before(desk: Desk, case_id: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    lead = desk.lead()
    assert stage(lead, record) is Stage.AWAITS
    before = prepare(lead, case_id, PANEL)
    assert WORDS not in everything(before)
    assert "A record of this case awaits a countersignature" in draw_text(before.document)
    assert any(note.startswith("Left out, as nobody countersigned it yet: incident") for note in before.notes)
    countersign(lead, record)
    assert stage(lead, record) is Stage.COUNTERSIGNED
    after = prepare(lead, case_id, PANEL)
    assert WORDS in everything(after)
    # That the report itself asks nobody for a second signature is one of its facts.
    assert "countersign" not in everything(after).replace('"countersigner":""', "")
    assert check(lead).findings == ()


def test_a_note_is_returned_twice_and_then_countersigned(desk: Desk, case_id: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    for remark in ("Which court?", "And until when?"):
        lead = desk.lead()
        give_back(lead, record, WORDS, remark)
        assert stage(lead, record) is Stage.RETURNED
        assert WORDS not in everything(prepare(lead, case_id, PANEL))
        assert remark not in everything(prepare(lead, case_id, PANEL))
        author = trainee(desk)
        record = sign(author, Records(author).new_version(record).id)
        assert stage(author, record) is Stage.AWAITS
    lead = desk.lead()
    assert WORDS not in everything(prepare(lead, case_id, PANEL))
    countersign(lead, record)
    assert WORDS in everything(prepare(lead, case_id, PANEL))
    assert [each.version for each in Records(lead).read(record).versions] == [1, 2, 3]
    assert check(lead).findings == ()


@pytest.mark.parametrize("code", [each.code for each in KINDS.values() if each.attested])
def test_an_opinion_is_attested_in_words_of_one_s_own(desk: Desk, case_id: str, code: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, code)
    lead = desk.lead()
    with pytest.raises(StillMissing, match="In your own words"):
        countersign(lead, record)
    assert stage(lead, record) is Stage.AWAITS
    draft = Drafts(lead).mine()[0]
    Drafts(lead).save(
        draft.id,
        replace(draft.sheet, content=Countersignature(verdict=AGREES, attested="I saw him myself")),
        draft.revision,
    )
    sign(lead, draft.id)
    assert stage(lead, record) is Stage.ATTESTED


def test_a_red_flag_acts_and_leaves_at_once_and_says_whose_word_it_awaits(desk: Desk, case_id: str) -> None:
    record = raise_flag(trainee(desk), case_id, seen="Bought a knife")
    lead = desk.lead()
    told = draw_text(prepare(lead, case_id, PANEL).document)
    assert f"(trainee, awaits {LEAD.name})" in " ".join(told.split())
    assert "Bought a knife" in told
    assert "a countersignature" not in told
    countersign(lead, record)
    assert "trainee, awaits" not in draw_text(prepare(lead, case_id, PANEL).document)


def test_lists_say_since_when_it_is_awaited_and_when_it_was_returned(desk: Desk, case_id: str) -> None:
    author = trainee(desk)
    record = signed(author, case_id, WORDS, PRINTED)
    assert waiting(author, case_id) == ["awaits countersignature since 23-Nov-2026"]
    lead = desk.lead()
    give_back(lead, record, WORDS, "Which court?")
    assert waiting(lead, case_id) == ["returned 23-Nov-2026, not countersigned"]
    countersign(lead, record)
    assert waiting(lead, case_id) == [""]


def waiting(vault: OpenVault, case_id: str) -> list[str]:
    """What the chronology says of each record: a countersignature is no line of it."""
    return [each.awaits for each in Chronology(vault).page(case_id).rows]


def test_what_is_in_error_awaits_nothing(desk: Desk, case_id: str) -> None:
    author = trainee(desk)
    mark_in_error(author, signed(author, case_id, WORDS, PRINTED), "Wrong person")
    assert waiting(author, case_id) == [""]


def test_who_signs_by_themself_awaits_nobody(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    record = signed(lead, case_id, WORDS, PRINTED)
    assert stage(lead, record) is Stage.NONE
    with pytest.raises(NotPermitted, match="record of their own"):
        countersign(lead, record)
    colleague = desk.colleague()
    with pytest.raises(NotADraft, match="awaits no countersignature"):
        countersign(colleague, record)
    assert WORDS in everything(prepare(colleague, case_id, PANEL))


def test_a_trainee_countersigns_nothing(desk: Desk, case_id: str) -> None:
    author = trainee(desk)
    for record in (signed(author, case_id, WORDS, PRINTED), signed(desk.lead(), case_id, WORDS)):
        with pytest.raises(NotPermitted):
            countersign(trainee(desk), record)


def test_what_was_countersigned_meanwhile_is_not_countersigned_again(desk: Desk, case_id: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    colleague = desk.colleague()
    draft = Records(colleague).begin_remark(record, kind_code())
    Drafts(colleague).save(
        draft.id, replace(draft.sheet, content=Countersignature(verdict=AGREES)), draft.revision
    )
    countersign(desk.lead(), record)
    colleague = desk.colleague()
    with pytest.raises(NotADraft, match="awaits no countersignature"):
        sign(colleague, draft.id)


def test_a_countersignature_takes_the_passphrase_for_exactly_it(desk: Desk, case_id: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    lead = desk.lead()
    draft = Records(lead).begin_remark(record, kind_code())
    Drafts(lead).save(
        draft.id, replace(draft.sheet, content=Countersignature(verdict=AGREES)), draft.revision
    )
    review = Signing(lead).review(draft.id)
    other = confirmed_at_unlocking(lead, b"another digest")
    with pytest.raises(MustConfirm):
        Signing(lead).sign(review, other)
    assert stage(lead, record) is Stage.AWAITS


def kind_code() -> str:
    """The code of the kind that countersigns."""
    return next(code for code, made in KINDS.items() if made.countersigns)


def waits(vault: OpenVault) -> list[tuple[str, str]]:
    """What waits of countersignatures for who sits at the desk: its sort, and the record."""
    page = Today(vault).page(sorts=(Sort.COUNTERSIGN, Sort.RETURNED))
    return [(each.sort, each.target) for each in page.rows]


def test_today_asks_who_leads_the_case_and_tells_the_author_what_came_back(desk: Desk, case_id: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    assert waits(desk.colleague()) == []
    lead = desk.lead()
    assert waits(lead) == [("countersign", record)]
    give_back(lead, record, WORDS, "Which court?")
    assert waits(lead) == []
    author = trainee(desk)
    assert waits(author) == [("returned", record)]
    draft = Records(author).new_version(record)
    assert waits(author) == []
    second = sign(author, draft.id)
    lead = desk.lead()
    assert waits(lead) == [("countersign", second)]
    countersign(lead, second)
    assert waits(lead) == []
    assert waits(trainee(desk)) == []


def test_today_asks_the_service_s_lead_where_nobody_leads_the_case(desk: Desk, case_id: str) -> None:
    theirs = add_case(trainee(desk), "Undertow")
    record = signed(trainee(desk), theirs, WORDS, PRINTED)
    assert waits(desk.lead()) == [("countersign", record)]


def test_the_page_of_a_record_says_how_it_stands_and_offers_what_may_be_done(
    desk: Desk, case_id: str
) -> None:
    author = trainee(desk)
    record = signed(author, case_id, WORDS, PRINTED)
    mine = Records(author).open(record)
    assert (mine.supervision.stage, mine.asked, mine.may_countersign) == (Stage.AWAITS, LEAD.name, False)
    lead = desk.lead()
    assert Records(lead).open(record).may_countersign
    give_back(lead, record, WORDS, "Which court?")
    returned = Records(lead).open(record)
    assert (returned.supervision.stage, returned.supervision.by) == (Stage.RETURNED, LEAD.name)
    (said,) = returned.view.said
    assert "Which court?" in said.text
    assert WORDS in said.text
    author = trainee(desk)
    assert Records(author).open(record).is_returned_to_me
    sign(author, Records(author).new_version(record).id)
    assert Records(author).open(record).supervision.stage is Stage.NONE


def test_who_left_is_not_asked(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    gone = Newcomer(login="ash", name="Dr Ashby Penhale", role="Psychologist", grade=Grade.CLINICIAN)
    gone_id = enrol(lead, gone, COLLEAGUE_PASSPHRASE)
    theirs = add_case(desk.sit(gone.login, COLLEAGUE_PASSPHRASE), "Undertow")
    record = raise_flag(trainee(desk), theirs)
    assert Records(desk.seated[-1]).open(record).asked == gone.name
    lead = desk.lead()
    assert waits(lead) == []
    let_go(lead, gone_id)
    assert waits(lead) == [("countersign", record)]
    assert Records(lead).open(record).asked == SOMEBODY
    assert "(trainee, awaits a lead or clinician)" in spoken(prepare(lead, theirs, PANEL))


def spoken(prepared: Prepared) -> str:
    """What the pages say, in one line."""
    return " ".join(draw_text(prepared.document).split())


def by_a_program_of_their_own(vault: OpenVault, case_id: str, record_id: str) -> None:
    """Sign a countersignature as the member at the desk, as a program would that asks for no right."""
    made = KINDS[kind_code()]
    with vault.acting(Right.WRITE) as act:
        heading = Heading(case_id, Compartment.CLINICAL, about_id=record_id)
        draft = drafts.start(vault, act, made, heading)
        content = Countersignature(verdict=AGREES)
        row = signed_row(vault, act, draft, replace(draft.sheet, content=content))
        act.insert(Record, **row)
        shown = facets.heading_of(row, draft.sheet, vault.member.name)
        rows = facets.drawn_rows(made, Written(shown, content), Grade.LEAD.value)
        act.connection.execute(insert(FacetRow), rows)
        act.connection.execute(delete(Draft).where(Draft.id == draft.id))
        act.note(
            "record.sign",
            "record",
            row["id"],
            case=case_id,
            digest=row["digest"].hex(),
            draft=draft.id,
            facets=facets.digest(rows),
        )


def test_a_trainee_with_a_program_of_their_own_stands_for_nothing(desk: Desk, case_id: str) -> None:
    other = Newcomer(login="lark", name="Lark Trewin", role="Trainee psychologist", grade=Grade.TRAINEE)
    enrol(desk.lead(), other, COLLEAGUE_PASSPHRASE)
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    by_a_program_of_their_own(desk.sit(other.login, COLLEAGUE_PASSPHRASE), case_id, record)
    lead = desk.lead()
    assert stage(lead, record) is Stage.AWAITS
    assert WORDS not in everything(prepare(lead, case_id, PANEL))
    found = [each.sentence for each in check(lead).findings]
    assert any("What lists show of it is not what was signed" in each for each in found), found


def test_nobody_stands_for_their_own_record_whatever_they_are_certified_as(desk: Desk, case_id: str) -> None:
    author = trainee(desk)
    record = signed(author, case_id, WORDS, PRINTED)
    by_a_program_of_their_own(author, case_id, record)
    lead = desk.lead()
    assert stage(lead, record) is Stage.AWAITS
    assert WORDS not in everything(prepare(lead, case_id, PANEL))


def test_a_countersignature_that_was_altered_stops_what_would_rest_on_it(desk: Desk, case_id: str) -> None:
    record = signed(trainee(desk), case_id, WORDS, PRINTED)
    said = countersign(desk.lead(), record)
    desk.leave()
    swap = "UPDATE record SET signature = zeroblob(64) WHERE id = ?"
    tampered(desk.folder, lambda sql: sql.execute(swap, [said]))
    lead = desk.lead()
    assert stage(lead, record) is Stage.AWAITS
    with pytest.raises(NotGenuine, match="countersignature"):
        prepare(lead, case_id, PANEL)


@pytest.mark.parametrize("compartment", [Compartment.RESTRICTED, Compartment.MAPPA])
def test_a_sealed_record_waits_too_and_what_says_so_holds_nothing_of_it(
    desk: Desk, case_id: str, compartment: Compartment
) -> None:
    lead = desk.lead()
    if compartment is Compartment.MAPPA:
        who = next(each.member.id for each in Staff(lead).list() if each.member.name == TRAINEE.name)
        admit(lead, who, compartment)
    record = signed(trainee(desk), case_id, WORDS, "consultation", compartment=compartment)
    lead = desk.lead()
    assert waiting(lead, case_id) == ["awaits countersignature since 23-Nov-2026"]
    with lead.database.read() as session:
        clear = session.scalars(
            select(FacetRow.body).where(FacetRow.record_id == record, FacetRow.code != "")
        )
        assert all(WORDS.encode() not in body for body in clear)
    countersign(lead, record)
    assert waiting(lead, case_id) == [""]
    assert rebuild(lead).changed == 0
    assert check(lead).findings == ()
