"""A record that names a victim is signed all the same, byte for byte: marked, and found by who may know the victim."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.compartments import Compartment
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.session_note.content import SessionNote
from app.domain.values.dates import ClinicalDate
from app.errors import NotAdmitted
from app.models.tables import LedgerRow, Record
from app.services.cases.casefile import CaseFile
from app.services.cases.everywhere import SearchEverywhere
from app.services.cases.opening import open_case
from app.services.cases.signing import Signing
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.checks.rebuilding import rebuild
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.vault.open_vault import OpenVault
from tests.builders import OPENED, add_case, complete, draft_with
from tests.confirmed import admit, sign
from tests.services.conftest import Desk

IDENTITY = VictimIdentity(
    name="Kerensa Polwarth", addresses="12 Elm Road, Northmoor NM4 2AB", reason="Named in the notification"
)
NAMES = "He drove past Kerensa Polwarth near the heronry"


def draft_of(vault: OpenVault, case_id: str, words: str, **where: Compartment) -> str:
    """A session note that says the words in one place alone; a consultation where none is kept."""
    if where:
        content = replace(complete(Consultation), valid_until=ClinicalDate(2026, 12, 15), answer=words)
        return draft_with(vault, case_id, "consultation", content, **where)
    note = replace(complete(SessionNote), done=words)
    return draft_with(vault, case_id, "session_note", note)


def signed(vault: OpenVault, case_id: str, words: str, **where: Compartment) -> str:
    """The same, signed."""
    return sign(vault, draft_of(vault, case_id, words, **where))


@pytest.fixture
def case_id(desk: Desk) -> str:
    """A case with an identified victim; the lead is admitted to the victims, the colleague holds the check alone."""
    lead = desk.lead()
    made = add_case(lead)
    Victims(lead).identify(made, Victims(lead).add(made, "ex_intimate"), IDENTITY)
    return made


def found(vault: OpenVault, case_id: str, typed: str) -> tuple[int, int, int]:
    """How many records the palette finds, how many it says there are, and how many the chronology finds."""
    everywhere = SearchEverywhere(vault).find(typed)
    return (
        len(everywhere.records),
        everywhere.more_records,
        Chronology(vault).page(case_id, text=typed).matching,
    )


def test_who_is_admitted_is_told_what_stands_where_and_whose(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    texts = ("Seen at home.", "He drove past Kerensa Polwarth, of 12 Elm Road.")
    told = [
        (texts[each.passage][each.start : each.start + each.length], each.kind, each.code)
        for each in Victims(lead).details_in(case_id, texts)
    ]
    assert told == [("Kerensa Polwarth", "name", "V1"), ("12 Elm Road", "address", "V1")]
    assert Victims(lead).details_in(case_id, ("He drove past V1.",)) == ()


def test_a_victim_of_another_case_of_the_person_has_no_code_here(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    person_id = CaseFile(lead).open(case_id).case.person_id
    other = open_case(lead, person_id, "NM-9999", OPENED)
    assert [each.code for each in Victims(lead).details_in(other, (NAMES,))] == [""]


def test_who_is_not_admitted_is_told_nothing_while_writing_or_signing(desk: Desk, case_id: str) -> None:
    vault = desk.colleague()
    assert not Victims(vault).may_be_told
    with pytest.raises(NotAdmitted):
        Victims(vault).details_in(case_id, (NAMES,))
    draft = draft_of(vault, case_id, NAMES)
    assert Signing(vault).review(draft).named == ()


def test_signing_says_it_and_signs_what_was_read_through(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    draft = draft_of(lead, case_id, NAMES)
    review = Signing(lead).review(draft)
    assert [(each.label, each.kind, each.code) for each in review.named] == [("What we did", "name", "V1")]
    record = Records(lead).read(sign(lead, draft))
    assert (record.fault, record.names_victim) == ("", True)
    content = record.sheet.content
    assert isinstance(content, SessionNote)
    assert content.done == NAMES
    with lead.database.read() as session:
        body = json.loads(session.execute(select(Record.body)).scalar_one())
        details = session.execute(select(LedgerRow.detail)).scalars().all()
    assert body["content"]["done"] == NAMES
    assert "named" not in json.dumps({**body, "content": {}})
    assert not [each for each in details if "Kerensa" in each or "Polwarth" in each]
    clean = Records(lead).read(signed(lead, case_id, "He drove past V1 near the heronry"))
    assert not clean.names_victim
    assert check(lead).findings == ()


def test_it_is_found_by_who_is_admitted_and_by_nobody_else(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    signed(lead, case_id, NAMES)
    signed(lead, case_id, "A heronry, and nobody in it")
    assert found(lead, case_id, "kerensa") == (1, 0, 1)
    assert found(lead, case_id, "heronry") == (2, 0, 2)
    vault = desk.colleague()
    for typed in ("kerensa", "ker", '"kerensa polwarth"', "polwarth heronry"):
        assert found(vault, case_id, typed) == (0, 0, 0)
    assert found(vault, case_id, "heronry") == (1, 0, 1)
    record = Records(vault).newest(case_id, "session_note", most=2)[1]
    assert not record.names_victim
    admit(desk.lead(), desk.colleague_id, Compartment.VICTIM)
    assert found(desk.colleague(), case_id, "kerensa") == (1, 0, 1)


def test_what_somebody_signed_themselves_does_not_tell_them_what_a_victims_name_is(
    desk: Desk, case_id: str
) -> None:
    vault = desk.colleague()
    signed(vault, case_id, NAMES)
    signed(vault, case_id, "He drove past Morwenna Polglaze near the heronry")
    assert found(vault, case_id, "kerensa") == found(vault, case_id, "morwenna") == (1, 0, 1)
    assert found(vault, case_id, f"\u00aa{desk.colleague_id.replace('-', '')}") == (0, 0, 0)
    assert not any(each.names_victim for each in Records(vault).newest(case_id, "session_note", most=2))
    # Marked all the same: others who are not admitted do not find it.
    with vault.database.read() as session:
        noted = session.execute(select(LedgerRow.action).where(LedgerRow.action == "record.named")).all()
    assert len(noted) == 1


def test_records_that_are_there_when_a_victim_becomes_known_are_marked(desk: Desk) -> None:
    lead = desk.lead()
    made = add_case(lead)
    record = signed(lead, made, NAMES)
    sealed = signed(lead, made, NAMES, compartment=Compartment.MAPPA)
    Victims(lead).identify(made, Victims(lead).add(made, "ex_intimate"), IDENTITY)
    assert Records(lead).read(record).names_victim
    assert Records(lead).read(sealed).names_victim
    assert found(desk.colleague(), made, "kerensa") == (0, 0, 0)
    lead = desk.lead()
    assert found(lead, made, "kerensa") == (1, 0, 1)
    Victims(lead).identify(made, "V1", replace(IDENTITY, other_names="Kez"))
    with lead.database.read() as session:
        noted = (
            session.execute(select(LedgerRow.subject_id).where(LedgerRow.action == "record.named"))
            .scalars()
            .all()
        )
    assert sorted(noted) == sorted([record, sealed])
    assert check(lead).findings == ()


def test_a_new_version_that_says_the_code_is_found_by_everybody(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    record = signed(lead, case_id, NAMES)
    draft = Records(lead).new_version(record)
    content = replace(draft.sheet.content, done="He drove past V1 near the heronry")
    Drafts(lead).save(draft.id, replace(draft.sheet, content=content), draft.revision)
    sign(lead, draft.id)
    vault = desk.colleague()
    assert found(vault, case_id, "heronry") == (1, 0, 1)
    assert found(vault, case_id, "kerensa") == (0, 0, 0)


def test_a_mark_that_was_taken_away_is_named_by_the_check_and_put_back(desk: Desk, case_id: str) -> None:
    lead = desk.lead()
    record = signed(lead, case_id, NAMES)
    with lead.database.write() as session:
        session.execute(text("UPDATE record_words SET also = replace(also, '\u00aa', '')"))
    with lead.database.write() as session:
        session.execute(text("INSERT INTO record_fts(record_fts) VALUES ('rebuild')"))
    said = [each.sentence for each in check(lead).findings]
    assert any(record in each for each in said)
    rebuild(lead)
    assert check(lead).findings == ()
    assert found(desk.colleague(), case_id, "kerensa") == (0, 0, 0)
