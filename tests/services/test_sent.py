"""What partners were told: listed with its reader and purpose, and given again byte for byte."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.domain.cases.victim import VictimIdentity
from app.domain.fields.sharing import Share
from app.errors import AlreadyThere, Changed, MustConfirm, NotFound, NotGenuine, Withheld
from app.models.tables import LedgerRow
from app.reports.draw_text import draw_text
from app.services.cases.casefile import CaseFile
from app.services.cases.victims import Victims
from app.services.checks.checking import check
from app.services.facts.history import of_case
from app.services.records.drafts import Drafts
from app.services.records.records import Records
from app.services.sharing.as_text import copy_text, leaving_as_text
from app.services.sharing.preparing import Prepared, prepare
from app.services.sharing.sent import copy
from app.services.sharing.sent import sent as sent_of
from app.services.sharing.signing import sign
from app.services.sharing.summarising import Request
from app.services.vault.confirming import confirmed_at_unlocking
from app.services.vault.open_vault import OpenVault
from tests import confirmed
from tests.builders import LEAD, add_case, signed
from tests.confirmed import export


def send(vault: OpenVault, case_id: str, to: Path, recipient: str) -> None:
    request = Request(
        audience="panel",
        recipient=recipient,
        purpose="Discussion",
        question="What next?",
        answer="Little has changed.",
    )
    export(vault, CaseFile(vault).open(case_id).case.reference, request, to)


@pytest.fixture
def case_id(office: OpenVault) -> str:
    made = add_case(office)
    signed(office, made, "Words", "consultation")
    return made


def actions(vault: OpenVault, count: int) -> list[str]:
    mine = select(LedgerRow.action).where(LedgerRow.device == vault.header.device)
    with vault.database.read() as session:
        return list(session.execute(mine.order_by(LedgerRow.seq.desc()).limit(count)).scalars())


def test_what_was_sent_is_listed_newest_first_with_its_reader_and_purpose(
    office: OpenVault, case_id: str, tmp_path: Path
) -> None:
    for n in (1, 2, 3):
        send(office, case_id, tmp_path / f"{n}.pdf", f"Reader {n}")
    page = sent_of(office, case_id, 2)
    assert [each.recipient for each in page.rows] == ["Reader 3", "Reader 2"]
    assert page.total == 3
    newest = page.rows[0]
    assert (newest.author, newest.purpose) == (LEAD.name, "Discussion")
    assert newest.audience.startswith("Panel")
    assert Share.VICTIM in newest.withheld
    assert actions(office, 1) == ["disclosure.list"]
    assert sent_of(office, add_case(office, "Farrow"), 2).rows == ()


def test_a_record_that_is_read_says_what_left_since_it_was_signed(
    office: OpenVault, case_id: str, tmp_path: Path
) -> None:
    send(office, case_id, tmp_path / "before.pdf", "Reader before")
    record = signed(office, case_id, "Words", "incident")
    for n in range(1, 8):
        send(office, case_id, tmp_path / f"{n}.pdf", f"Reader {n}")
    other = add_case(office, "Farrow")
    signed(office, other, "Words", "consultation")
    send(office, other, tmp_path / "other.pdf", "Reader of another case")
    opened = Records(office).open(record)
    assert [each.recipient for each in opened.sent] == [f"Reader {n}" for n in (7, 6, 5, 4, 3)]
    assert opened.total_sent == 7
    assert opened.sent[0].at == sent_of(office, case_id, 1).rows[0].at
    newest = signed(office, case_id, "Words", "incident")
    assert (Records(office).open(newest).sent, Records(office).open(newest).total_sent) == ((), 0)
    # Who holds an earlier text is to be told what changed in a later version.
    draft = Records(office).new_version(record)
    changed = replace(draft.sheet.content, description="Other words")
    Drafts(office).save(draft.id, replace(draft.sheet, content=changed), draft.revision)
    later = Records(office).open(confirmed.sign(office, draft.id))
    assert (later.sent, later.total_sent) == (opened.sent, 7)


def test_it_is_given_again_byte_for_byte_and_that_is_noted(
    office: OpenVault, case_id: str, tmp_path: Path
) -> None:
    send(office, case_id, tmp_path / "sent.pdf", "Reader")
    sent = sent_of(office, case_id, 1).rows[0]
    copy(office, sent.id, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == (tmp_path / "sent.pdf").read_bytes()
    assert actions(office, 1) == ["share.copied"]
    with pytest.raises(AlreadyThere):
        copy(office, sent.id, tmp_path / "again.pdf")
    with pytest.raises(NotFound):
        copy(office, "01a20000-0000-7000-8000-000000000001", tmp_path / "other.pdf")
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["again.pdf", "sent.pdf"]


def test_bytes_that_somebody_exchanged_are_not_given_out(
    office: OpenVault, case_id: str, tmp_path: Path
) -> None:
    send(office, case_id, tmp_path / "sent.pdf", "Reader")
    sent = sent_of(office, case_id, 1).rows[0]
    with office.database.write() as session:
        session.execute(text("DROP TRIGGER disclosure_refuses_update"))
        session.execute(text("UPDATE disclosure SET content = :content"), {"content": b"%PDF-1.7 another"})
    with pytest.raises(NotGenuine):
        copy(office, sent.id, tmp_path / "again.pdf")
    assert not (tmp_path / "again.pdf").exists()


def copied(vault: OpenVault, prepared: Prepared) -> str:
    confirmed = confirmed_at_unlocking(vault, leaving_as_text(prepared.id, prepared.sha256))
    return copy_text(vault, prepared.id, confirmed)


def test_what_leaves_as_text_is_remembered_like_a_file_and_its_pages_can_be_signed_all_the_same(
    vault: OpenVault, tmp_path: Path
) -> None:
    case_id = add_case(vault)
    signed(vault, case_id, "Words", "consultation")
    prepared = prepare(
        vault,
        case_id,
        Request(
            audience="panel",
            recipient="The panel",
            purpose="To agree",
            question="What next?",
            answer="Little has changed.",
        ),
    )
    told = copied(vault, prepared)
    assert told == draw_text(prepared.document)
    assert "The panel" in told
    (row,) = sent_of(vault, case_id, 5).rows
    assert (row.recipient, row.purpose, row.is_text) == ("The panel", "To agree", True)
    assert row.sha256 == sha256(told.encode()).hexdigest()
    assert [line.title for line in of_case(vault, case_id, 1).rows] == ["Summary sent"]
    copy(vault, row.id, tmp_path / "again.txt")
    assert (tmp_path / "again.txt").read_text("utf-8") == told
    sign(vault, prepared.id, confirmed_at_unlocking(vault, prepared.digest), tmp_path / "summary.pdf")
    assert [each.is_text for each in sent_of(vault, case_id, 5).rows] == [False, True]
    assert check(vault).is_clean


def test_text_does_not_leave_without_the_author_s_word_for_these_pages_nor_with_a_victim_s_detail(
    office: OpenVault, case_id: str
) -> None:
    Victims(office).add(case_id, "stranger")
    identity = VictimIdentity(name="Brannoch Yelverton", reason="To find her")
    asked = Request(
        audience="panel",
        recipient="The panel",
        purpose="To agree",
        question="What next?",
        answer="Little has changed.",
    )
    before = prepare(office, case_id, asked)
    Victims(office).identify(case_id, "V1", identity)
    with pytest.raises(Changed):
        copied(office, before)
    naming = prepare(office, case_id, replace(asked, recipient="Ms Yelverton"))
    with pytest.raises(Withheld):
        copied(office, naming)
    clean = prepare(office, case_id, asked)
    with pytest.raises(MustConfirm):
        copy_text(office, clean.id, confirmed_at_unlocking(office, clean.digest))
    assert sent_of(office, case_id, 5).rows == ()
