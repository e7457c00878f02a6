"""Facets: what a record means to its case, drawn at Sign, shown to whom it may be, and drawn again at will."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from app.domain.fields.compartments import Compartment
from app.domain.fields.rights import Grade
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.parts.earlier_flag import EarlierFlag as Flag
from app.domain.kinds.registry import FORM
from app.domain.kinds.session_note import KIND
from app.domain.kinds.session_note.content import SessionNote
from app.domain.records.facets import CLASSES, AxisEvent, RedFlag, Score
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.today import Today
from app.services.checks.checking import check
from app.services.checks.rebuilding import outdated, rebuild
from app.services.entry.unlocking import unlock
from app.services.records.drafts import Drafts
from app.services.records.facets import Unsealing, of_case
from app.services.records.records import Records
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    add_case,
    complete,
    draft_with,
    open_as_lead,
    red_flag,
    sign,
    signed,
)
from tests.confirmed import admit, enrol, let_go
from tests.searching import Search
from tests.services.conftest import Desk

FLAG = Flag(
    sign="weapon",
    detail="Kittiwake",
    action="Told",
    told="DC Arkell",
    told_on=ClinicalDate(2026, 11, 20),
)
NOTE = replace(complete(SessionNote), earlier_flags=(FLAG,), check_in_urge=7)


def store(vault: OpenVault, statement: str, **values: str) -> list[tuple[object, ...]]:
    """What raw SQL gives."""
    with vault.database.connection() as connection:
        ran = connection.execute(text(statement), values)
        return [tuple(row) for row in ran] if ran.returns_rows else []


def noted(vault: OpenVault, case_id: str, **where: Compartment) -> str:
    """A session note with a flag, or the flag alone where none is kept, signed; gives its id."""
    if where.get("compartment") in {None, *KIND.compartments}:
        return sign(vault, draft_with(vault, case_id, "session_note", NOTE, **where))
    return sign(vault, draft_with(vault, case_id, "red_flag", red_flag(seen="Kittiwake"), **where))


def found(vault: OpenVault, case_id: str) -> list[str]:
    with vault.database.reading() as connection:
        return [type(each.facet).__name__ for each in of_case(vault, connection, case_id, *CLASSES.values())]


def cautions(vault: OpenVault, case_id: str) -> list[str]:
    """What is to be seen before anybody acts."""
    return [caution.words for caution in CaseFile(vault).open(case_id).cautions]


def test_a_signed_record_leaves_its_facets_and_the_ledger_their_digest(
    vault: OpenVault, case_id: str
) -> None:
    record = noted(vault, case_id)
    with vault.database.reading() as connection:
        facets = of_case(vault, connection, case_id, AxisEvent, RedFlag, Score)
    assert [type(each.facet) for each in facets] == [AxisEvent, RedFlag, Score]
    assert {each.record_id for each in facets} == {record}
    assert (facets[1].facet.words, facets[1].facet.closed) == (
        "Weapon sought, held or spoken of: Kittiwake",
        None,
    )
    assert (facets[2].facet.measure, facets[2].facet.value, facets[2].facet.most) == ("check_in.urge", 7, 10)
    ((detail,),) = store(vault, "SELECT detail FROM ledger WHERE action = 'record.sign'")
    assert len(json.loads(str(detail))["facets"]) == 64
    assert check(vault).is_clean


def test_what_no_longer_stands_is_read_no_more(vault: OpenVault, case_id: str) -> None:
    record = noted(vault, case_id)
    assert len(CaseFile(vault).open(case_id).flags) == 1
    newer = Records(vault).new_version(record)
    closed = replace(NOTE, earlier_flags=(replace(FLAG, closed_on=ClinicalDate(2026, 11, 22)),))
    Drafts(vault).save(newer.id, replace(newer.sheet, content=closed), newer.revision)
    sign(vault, newer.id)
    assert CaseFile(vault).open(case_id).flags == ()
    assert check(vault).is_clean


@pytest.mark.parametrize(
    "compartment", [each for each in Compartment if each.is_sealed and each.holds_records]
)
def test_a_sealed_record_shows_one_caution_and_nothing_else(desk: Desk, compartment: Compartment) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    record = noted(vault, case_id, compartment=compartment)
    rows = store(vault, "SELECT code, day, body FROM facet WHERE record_id = :id", id=record)
    named = [row for row in rows if row[0]]
    assert [row[0] for row in named] == ["caution"]
    is_restricted = compartment is Compartment.RESTRICTED
    sign = "" if is_restricted else " (weapon sought, held or spoken of)"
    assert json.loads(bytes(named[0][2]))["words"] == f"A red flag is open{sign}"
    for _, day, body in (row for row in rows if not row[0]):
        assert day == ""
        assert b"ittiwake" not in body
        assert b"red_flag" not in body
    assert [flag.text for flag in CaseFile(vault).open(case_id).flags] == [
        "Weapon sought, held or spoken of: Kittiwake"
    ]
    assert f"A red flag is open{sign}: you alone may read it. Somebody else must be admitted." in cautions(
        vault, case_id
    )
    colleague = desk.colleague()
    assert Unsealing(colleague).more() is False
    sheet = CaseFile(colleague).open(case_id)
    assert sheet.flags == ()
    alone = "Somebody else must be admitted."
    assert f"A red flag is open{sign}: ask Dr Rowan Ashdown, who alone may read it. {alone}" in cautions(
        colleague, case_id
    )
    assert found(colleague, case_id) == ["Caution"]
    assert CaseFile(colleague).overview(case_id).axis is None


def test_who_may_not_read_a_sealed_flag_is_told_two_whom_to_ask_who_work_here(desk: Desk) -> None:
    lead = desk.lead()
    case_id = add_case(lead)
    admit(lead, desk.colleague_id, Compartment.THIRD_PARTY)
    newcomer = Newcomer(login="tal", name="Tal Reeve", role="Trainee psychologist", grade=Grade.TRAINEE)
    enrol(lead, newcomer, COLLEAGUE_PASSPHRASE)
    noted(lead, case_id, compartment=Compartment.THIRD_PARTY)
    flag = "A red flag is open (weapon sought, held or spoken of)"
    # Who may read it sees the flag itself, and needs nobody to ask.
    assert f"{flag}." in cautions(lead, case_id)
    trainee = desk.sit(newcomer.login, COLLEAGUE_PASSPHRASE)
    assert f"{flag}: ask Dr Rowan Ashdown or {COLLEAGUE.name}." in cautions(trainee, case_id)
    let_go(desk.lead(), desk.colleague_id)
    (said,) = (
        each for each in cautions(desk.sit(newcomer.login, COLLEAGUE_PASSPHRASE), case_id) if flag in each
    )
    assert said == f"{flag}: ask Dr Rowan Ashdown, who alone may read it. Somebody else must be admitted."


def test_after_unlocking_the_sealed_ones_are_opened_in_slices_and_gone_with_the_lock(
    vault: OpenVault, case_id: str, machine: Machine
) -> None:
    for _ in range(3):
        noted(vault, case_id, compartment=Compartment.MAPPA)
    signed(vault, case_id, "Seen at the gate", "incident", compartment=Compartment.MAPPA)
    vault.lock()
    again = unlock(vault.folder, LEAD.login, LEAD_PASSPHRASE, machine=machine)
    assert "RedFlag" not in found(again, case_id)
    slices = 1
    while Unsealing(again).more(2):
        slices += 1
    assert slices > 2
    assert found(again, case_id).count("RedFlag") == 3
    assert CaseFile(again).overview(case_id).axis is not None
    again.lock()
    assert again.unsealed.rows == ()


def test_a_date_of_a_sealed_record_falls_due_for_who_may_read_it(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    days = {"review_on": ClinicalDate(2026, 12, 1), "valid_until": ClinicalDate(2026, 12, 2)}
    consultation = replace(complete(Consultation), follow_up="review", **days)
    where = {"compartment": Compartment.SUPERVISION}
    record = sign(vault, draft_with(vault, case_id, "consultation", consultation, **where))
    assert [each.target for each in Today(vault).page().rows] == [record, record]
    desk.lead()
    vault = desk.seated[-1]
    assert [each.target for each in Today(vault).page().rows] == []
    while Unsealing(vault).more():
        pass
    assert [(each.target, each.what) for each in Today(vault).page().rows] == [
        (record, "Review of the advice"),
        (record, "Advice runs out"),
    ]


def test_of_a_kind_the_newest_record_is_heard(vault: OpenVault, case_id: str) -> None:
    said = replace(complete(Consultation), awareness="aware", before_contact="Not by letter")
    sign(vault, draft_with(vault, case_id, "consultation", said))
    words = [caution.words for caution in CaseFile(vault).open(case_id).cautions]
    assert any("what to heed before anybody contacts" in each for each in words)
    assert len(found(vault, case_id)) > 0
    silent = sign(vault, draft_with(vault, case_id, "consultation", replace(said, before_contact="")))
    assert silent
    words = [caution.words for caution in CaseFile(vault).open(case_id).cautions]
    assert not any("what to heed before anybody contacts" in each for each in words)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE facet SET body = CAST(replace(body, 'Kittiwake', 'Nothing') AS BLOB) WHERE code = 'red_flag'",
        "UPDATE facet SET code = 'coded' WHERE code = 'red_flag'",
        "UPDATE facet SET day = '2020-01-01' WHERE code = 'axis_event'",
        "UPDATE facet SET id = 'x' WHERE code = 'axis_event'",
        "UPDATE facet SET compartment = 'mappa' WHERE code = 'score'",
        "DELETE FROM facet WHERE code = 'red_flag'",
        "INSERT INTO facet SELECT 'y', record_id, case_id, compartment, code, day, body FROM facet LIMIT 1",
    ],
)
def test_a_changed_facet_is_named_and_drawn_again(vault: OpenVault, case_id: str, change: str) -> None:
    record = noted(vault, case_id)
    store(vault, change)
    report = check(vault)
    assert {finding.sentence.split(":")[0] for finding in report.findings} == {f"Record {record}"}
    done = rebuild(vault)
    assert (done.changed, done.left_out) == (1, [])
    assert check(vault).is_clean
    assert rebuild(vault).changed == 0


def test_who_has_no_key_sees_that_a_sealed_facet_was_changed(desk: Desk) -> None:
    vault = desk.lead()
    record = noted(vault, add_case(vault), compartment=Compartment.MAPPA)
    store(vault, "UPDATE facet SET body = zeroblob(60) WHERE code = ''")
    colleague = desk.colleague()
    named = [finding.sentence for finding in check(colleague).findings]
    assert any(record in each and "casework rebuild" in each for each in named)
    lead = desk.lead()
    assert rebuild(lead).changed == 1
    assert check(lead).is_clean


def test_search_text_is_told_again_and_what_does_not_verify_is_left_out(
    vault: OpenVault, case_id: str
) -> None:
    first, second = signed(vault, case_id, "Heronfield"), signed(vault, case_id, "Puffinfield")
    store(
        vault,
        "DELETE FROM record_words WHERE id = (SELECT id FROM record_text WHERE record_id = :id)",
        id=first,
    )
    store(vault, "DELETE FROM record_text WHERE record_id = :id", id=first)
    store(vault, "DROP TRIGGER record_refuses_update")
    store(vault, "UPDATE record SET title = 'Another' WHERE id = :id", id=second)
    done = rebuild(vault)
    assert [each.startswith(f"Record {second}: ") for each in done.left_out] == [True]
    assert [hit.record_id for hit in Search(vault).find("heronfield")] == [first]
    assert Search(vault).find("puffinfield") == ()
    assert store(vault, "SELECT count(*) FROM facet WHERE record_id = :id", id=second) == [(0,)]


def test_another_form_of_the_kinds_is_drawn_at_the_next_unlocking(
    vault: OpenVault, case_id: str, machine: Machine
) -> None:
    record = noted(vault, case_id)
    assert outdated(vault) == ()
    store(vault, "DELETE FROM facet")
    store(vault, "UPDATE facet_form SET form = 'earlier'")
    vault.lock()
    again = open_as_lead(vault.folder, machine)
    assert outdated(again) == ()
    assert store(again, "SELECT DISTINCT form FROM facet_form") == [(FORM,)]
    assert [flag.record_id for flag in CaseFile(again).open(case_id).flags] == [record]
    assert check(again).is_clean
    again.lock()
