"""What partners were told: listed with its reader and purpose, and given again byte for byte."""

from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.domain.fields.sharing import Share
from app.errors import AlreadyThere, NotFound, NotGenuine
from app.models.tables import LedgerRow
from app.services.cases.cases import Cases
from app.services.sharing.sent import copy
from app.services.sharing.sent import sent as sent_of
from app.services.sharing.summarising import Request
from app.services.vault.open_vault import OpenVault
from tests.builders import LEAD, add_case, signed
from tests.confirmed import export


def send(vault: OpenVault, case_id: str, to: Path, recipient: str) -> None:
    request = Request(audience="panel", recipient=recipient, purpose="Discussion")
    export(vault, Cases(vault).open(case_id).reference, request, to)


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
