"""A copy that was taken while the vault was open, without what lies beside the store, is never silently short."""

import json
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import Exit, RolledBack, TakenWhileOpen
from app.services.checks.checking import check
from app.services.entry.check_folder import check_folder
from app.services.entry.unlocking import unlock
from app.services.records.chronology import Chronology
from app.services.vault.backups import back_up
from app.services.vault.machine import Machine
from tests.attacks.ground import raw_sql, signed, words
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, add_case, open_as_lead

MEMBER = (LEAD.login, LEAD_PASSPHRASE)
NOTES = 5
SAID = "This copy was taken while the vault was open (since 23-Nov-2026 09:00 UTC)"


def opened_at(folder: Path) -> object:
    """What the header says of being open."""
    return json.loads((folder / "vault.json").read_bytes()).get("opened")


def copied(folder: Path, machine: Machine, to: Path, *, ignore: tuple[str, ...] = ("*-wal", "*-shm")) -> str:
    """Sign some notes, and copy the folder before the vault is locked; gives the case."""
    vault = open_as_lead(folder, machine)
    case = add_case(vault)
    vault.lock()
    vault = open_as_lead(folder, machine)
    for number in range(NOTES):
        signed(vault, case, words(number))
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns(*ignore))
    vault.lock()
    return case


@pytest.fixture
def elsewhere(tmp_path: Path) -> Machine:
    """A machine that has never seen the vault."""
    return Machine(state=tmp_path / "elsewhere", clock=SteppingClock())


def test_the_header_says_since_when_and_by_whom_it_is_open(folder: Path, machine: Machine) -> None:
    assert opened_at(folder) is None
    vault = open_as_lead(folder, machine)
    opened = opened_at(folder)
    at = vault.last_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert opened == {"device": vault.header.device, "at": at, "size": vault.head.size}
    vault.anchor(in_header=True)
    assert opened_at(folder) == opened
    vault.lock()
    assert opened_at(folder) is None


def test_closed_without_a_lock_it_is_at_rest_all_the_same(folder: Path, machine: Machine) -> None:
    vault = open_as_lead(folder, machine)
    vault.close()
    assert opened_at(folder) is None
    open_as_lead(folder, machine).lock()


def test_a_copy_without_its_wal_is_not_opened_without_a_word(
    folder: Path, machine: Machine, elsewhere: Machine, tmp_path: Path
) -> None:
    case = copied(folder, machine, tmp_path / "copy")
    with pytest.raises(TakenWhileOpen) as said:
        open_as_lead(tmp_path / "copy", elsewhere)
    assert str(said.value).startswith(SAID)
    told, code = check_folder(tmp_path / "copy", MEMBER, machine=elsewhere)
    assert code is Exit.NO
    assert SAID in told
    assert "--accept-older" in told
    vault = unlock(tmp_path / "copy", *MEMBER, machine=elsewhere, accept_older=True)
    assert len(Chronology(vault).page(case).rows) < NOTES
    vault.lock()
    with raw_sql(tmp_path / "copy") as connection:
        row = connection.execute("SELECT detail FROM ledger WHERE action = 'device.begin'").fetchone()
    assert json.loads(row[0])["reason"] == "a copy taken while the vault was open was accepted"
    told, code = check_folder(tmp_path / "copy", MEMBER, machine=elsewhere)
    assert code is Exit.DONE
    assert "A copy taken while the vault was open since 23-Nov-2026 09:00 UTC was accepted" in told


def test_on_the_machine_that_knows_better_it_is_an_older_store(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    copied(folder, machine, tmp_path / "copy")
    with pytest.raises(RolledBack):
        open_as_lead(tmp_path / "copy", machine)


def test_a_wal_of_another_moment_is_none(
    folder: Path, machine: Machine, elsewhere: Machine, tmp_path: Path
) -> None:
    copied(folder, machine, tmp_path / "copy")
    (tmp_path / "copy" / "store.db-wal").write_bytes(bytes(40_000))
    with pytest.raises(TakenWhileOpen):
        open_as_lead(tmp_path / "copy", elsewhere)


@pytest.mark.parametrize("who", ["the machine it was open on", "another"])
def test_after_a_crash_nothing_is_said(
    folder: Path, machine: Machine, elsewhere: Machine, tmp_path: Path, who: str
) -> None:
    here = machine if who != "another" else elsewhere
    vault = open_as_lead(folder, machine)
    case = add_case(vault)
    for number in range(NOTES):
        signed(vault, case, words(number))
    # What a killed program leaves: the folder as it stands, WAL and all.
    shutil.copytree(folder, tmp_path / "crashed")
    shutil.copytree(machine.state, tmp_path / "state-then")
    vault.close()
    here = Machine(state=tmp_path / "state-then", clock=machine.clock) if here is machine else elsewhere
    with closing(open_as_lead(tmp_path / "crashed", here)) as after:
        assert len(Chronology(after).page(case).rows) == NOTES
        assert check(after).is_clean


def test_the_header_of_a_backup_is_at_rest(folder: Path, machine: Machine, tmp_path: Path) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        back_up(vault, tmp_path / "b")
    with zipfile.ZipFile(tmp_path / "b") as pack:
        assert "opened" not in json.loads(pack.read("vault.json"))
