"""A draft is its author's alone, and whoever lost their passphrase has their drafts again."""

import pytest
from sqlalchemy import select, update

from app.crypto.kdf import CHEAPEST
from app.domain.fields.compartments import Compartment
from app.errors import Damaged
from app.models.tables import Draft, LedgerRow
from app.services.checks.checking import check
from app.services.entry.recovering import recover
from app.services.records.drafts import Drafts
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, add_case, draft_of
from tests.confirmed import admit, readmit, sign
from tests.services.conftest import Desk

SAID = "Heard the bittern at Quarrendon"
FRESH = "phrase of a readmitted one"


def _says(vault: OpenVault, draft_id: str) -> bool:
    return SAID in str(Drafts(vault).open(draft_id).sheet.content)


def _ledger(vault: OpenVault, draft_id: str) -> list[str]:
    rows = select(LedgerRow.action).where(LedgerRow.subject_id == draft_id).order_by(LedgerRow.seq)
    with vault.database.read() as session:
        return list(session.execute(rows).scalars())


def _stored(desk: Desk, draft_id: str, login: str, passphrase: str) -> bytes:
    """What a colleague with a SQL prompt finds of a draft."""
    with raw_sql(desk.folder, login, passphrase) as sql:
        (body,) = sql.execute("SELECT body FROM draft WHERE id = ?", (draft_id,)).fetchone()
        return bytes(body)


def test_nobody_else_with_the_store_s_key_reads_it(desk: Desk) -> None:
    vault = desk.lead()
    draft_id = draft_of(vault, add_case(vault), SAID)
    assert _says(vault, draft_id)
    desk.leave()
    assert SAID.encode() not in _stored(desk, draft_id, COLLEAGUE.login, COLLEAGUE_PASSPHRASE)


def test_a_draft_takes_words_and_is_signed(desk: Desk) -> None:
    vault = desk.colleague()
    record = sign(vault, draft_of(vault, add_case(vault), SAID))
    assert record
    assert check(vault).findings == ()


@pytest.mark.parametrize("compartment", [Compartment.CLINICAL, Compartment.THIRD_PARTY])
def test_who_is_readmitted_has_their_drafts_again_and_goes_on_with_them(
    desk: Desk, compartment: Compartment
) -> None:
    if compartment is not Compartment.CLINICAL:
        admit(desk.lead(), desk.colleague_id, compartment)
    vault = desk.colleague()
    draft_id = draft_of(vault, add_case(vault), SAID, compartment=compartment)
    readmit(desk.lead(), desk.colleague_id, FRESH)
    vault = desk.colleague(FRESH)
    assert _says(vault, draft_id)
    assert _ledger(vault, draft_id) == ["draft.begin", "draft.hand_back"]
    draft = Drafts(vault).open(draft_id)
    Drafts(vault).save(draft_id, draft.sheet, draft.revision)
    assert check(vault).findings == ()
    readmit(desk.lead(), desk.colleague_id, f"{FRESH} again")
    vault = desk.colleague(f"{FRESH} again")
    assert _says(vault, draft_id)
    assert sign(vault, draft_id)
    assert check(vault).findings == ()


def test_the_recovery_key_hands_everybody_s_drafts_on(desk: Desk) -> None:
    vault = desk.lead()
    case_id = add_case(vault)
    own = draft_of(vault, case_id, SAID)
    theirs = draft_of(desk.colleague(), case_id, SAID)
    desk.leave()
    recover(desk.folder, desk.recovery_key, LEAD.login, FRESH, machine=desk.machine, params=CHEAPEST)
    lead = desk.sit(LEAD.login, FRESH)
    assert _says(lead, own)
    assert check(lead).findings == ()
    readmit(lead, desk.colleague_id, f"{FRESH} again")
    vault = desk.colleague(f"{FRESH} again")
    assert _says(vault, theirs)
    assert check(vault).findings == ()


@pytest.mark.parametrize("to", [None, b"{}", b"noise"])
def test_a_key_that_somebody_changed_is_named_and_keeps_nobody_out(desk: Desk, to: bytes | None) -> None:
    vault = desk.colleague()
    draft_id = draft_of(vault, add_case(vault), SAID)
    lead = desk.lead()
    with lead.database.write() as session:
        session.execute(update(Draft).where(Draft.id == draft_id).values(handing=to))
    assert [each.sentence for each in check(lead).findings] == [
        f"Draft {draft_id}: its key is not the one that it was begun with: its author may not be able to open it."
    ]
    with pytest.raises(Damaged):
        Drafts(desk.colleague()).open(draft_id)
    readmit(desk.lead(), desk.colleague_id, FRESH)
    assert desk.colleague(FRESH).member.login == COLLEAGUE.login


def test_a_key_wrapped_for_another_draft_is_not_handed_back(desk: Desk) -> None:
    vault = desk.colleague()
    case_id = add_case(vault)
    first, second = (draft_of(vault, case_id, SAID) for _ in range(2))
    lead = desk.lead()
    with lead.database.write() as session:
        other = session.get_one(Draft, second).handing
        session.execute(update(Draft).where(Draft.id == first).values(handing=other))
    readmit(lead, desk.colleague_id, FRESH)
    vault = desk.colleague(FRESH)
    assert _ledger(vault, first)[-1] == "draft.not_handed"
    assert _says(vault, second)
