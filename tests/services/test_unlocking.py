"""A vault opens for its members alone, and says the same to everybody else."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.errors import Damaged, InUse, NotAVault, NotPermitted, WrongSecret
from app.models.tables import EventRow
from app.services.checks.checking import check
from app.services.entry.unlocking import needs_login, unlock
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import COLLEAGUE, LEAD, LEAD_PASSPHRASE, open_as_lead
from tests.confirmed import let_go
from tests.released import FIRST_SIGNATURES, released
from tests.services.conftest import Desk


def refusal(desk: Desk, login: str | None, passphrase: str) -> str:
    """What is said to somebody who is not let in."""
    with pytest.raises(WrongSecret) as refused:
        unlock(desk.folder, login, passphrase, machine=desk.machine)
    return str(refused.value)


def test_a_wrong_login_and_a_wrong_passphrase_are_told_the_same(desk: Desk) -> None:
    said = {
        refusal(desk, LEAD.login, "not the right passphrase"),
        refusal(desk, "nobody", LEAD_PASSPHRASE),
        refusal(desk, COLLEAGUE.login, LEAD_PASSPHRASE),
        refusal(desk, "", LEAD_PASSPHRASE),
        refusal(desk, None, LEAD_PASSPHRASE),
        refusal(desk, LEAD.login, ""),
    }
    assert len(said) == 1
    assert LEAD_PASSPHRASE not in said.pop()


def test_a_refusal_leaves_the_vault_free_for_the_next(desk: Desk) -> None:
    refusal(desk, LEAD.login, "not the right passphrase")
    assert desk.lead().member.login == LEAD.login


def test_the_login_may_be_written_in_any_case_and_with_blanks(desk: Desk) -> None:
    assert desk.sit("  RÖWAN ".replace("Ö", "O"), LEAD_PASSPHRASE).member.login == LEAD.login


def test_a_vault_with_one_member_needs_no_login(folder: Path, machine: Machine) -> None:
    assert not needs_login(folder)
    vault = unlock(folder, None, LEAD_PASSPHRASE, machine=machine)
    assert vault.member.name == LEAD.name
    vault.close()


def test_a_vault_with_two_members_needs_a_login(desk: Desk) -> None:
    assert needs_login(desk.folder)


def test_a_vault_that_is_open_cannot_be_opened_again(
    vault: OpenVault, folder: Path, machine: Machine
) -> None:
    with pytest.raises(InUse):
        open_as_lead(folder, machine)
    vault.lock()
    open_as_lead(folder, machine).close()


def test_a_folder_that_is_no_vault_is_said_and_left_alone(tmp_path: Path, machine: Machine) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "absent"):
        with pytest.raises(NotAVault):
            unlock(folder, None, LEAD_PASSPHRASE, machine=machine)
    assert list((tmp_path / "empty").iterdir()) == []


def test_locking_wipes_the_keys(vault: OpenVault) -> None:
    secrets = (vault.vault_key, vault.member_secret, *vault.compartments.secrets())
    assert not any(secret.is_wiped for secret in secrets)
    vault.lock()
    assert all(secret.is_wiped for secret in secrets)
    vault.lock()


def test_a_member_who_has_left_is_not_let_in(desk: Desk) -> None:
    let_go(desk.lead(), desk.colleague_id)
    with pytest.raises((NotPermitted, WrongSecret)):
        desk.colleague()


def test_a_member_who_has_left_is_not_let_in_with_an_older_header_either(desk: Desk) -> None:
    vault = desk.lead()
    before = (desk.folder / "vault.json").read_bytes()
    let_go(vault, desk.colleague_id)
    vault.close()
    desk.seated.clear()
    (desk.folder / "vault.json").write_bytes(before)
    with pytest.raises(NotAVault):
        desk.colleague()
    (desk.folder / "store-2.db").rename(desk.folder / "store.db")
    with pytest.raises(Damaged):
        desk.colleague()


@pytest.mark.parametrize("login", ["rowan", "anwen"])
def test_a_vault_of_the_first_release_is_brought_up_to_date_after_a_backup(
    tmp_path: Path, login: str
) -> None:
    old = released(tmp_path / "old")
    with closing(old.open(login)) as vault:
        report = check(vault)
        assert (report.findings, report.signatures) == ((), FIRST_SIGNATURES)
        with vault.database.read() as session:
            stated = session.execute(select(EventRow.fact, EventRow.basis)).all()
        # What is looked for in outputs, and who may look, was never stated before: the lead's unlocking states it.
        new = ("victim.terms", "access.key", "access.admit")
        assert {basis for fact, basis in stated if fact not in new} == {"adopted"}
    assert sorted(fact for fact, _ in stated).count("victim.identity") == 1
    backup = old.place / "demo-form-1.casework-backup"
    restore(backup, tmp_path / "before.vault")
    with closing(old.open(login)) as again, again.database.read() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == len(stated)


def test_a_restored_folder_writes_a_chain_of_its_own(folder: Path, machine: Machine, tmp_path: Path) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        back_up(vault, tmp_path / "b.casework-backup")
        first = vault.header.device
    restore(tmp_path / "b.casework-backup", tmp_path / "back.vault")
    with closing(open_as_lead(tmp_path / "back.vault", machine)) as vault:
        assert vault.header.device != first
        assert check(vault).is_clean
    with closing(open_as_lead(tmp_path / "back.vault", machine)) as vault:
        second = vault.header.device
    assert second != first
