"""Machines that take turns at one vault: each goes on with its own chain, and nothing that was seen is forgotten."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from app.crypto.anchors import Anchor, closed_with
from app.crypto.chains import MOST
from app.crypto.header import MAX_BYTES, encode, sealed
from app.domain.values.ids import new_id
from app.errors import Exit, RolledBack
from app.services.checks.checking import check
from app.services.entry.check_folder import check_folder
from app.services.entry.unlocking import unlock
from app.services.vault.backups import back_up, restore
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import raw_sql, signed, tampered, words
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, add_case, open_as_lead

MEMBER = (LEAD.login, LEAD_PASSPHRASE)


def fresh(tmp_path: Path, name: str, clock: SteppingClock) -> Machine:
    """A machine that has never seen the vault."""
    return Machine(state=tmp_path / f"state-{name}", clock=clock)


def turn(folder: Path, machine: Machine) -> str:
    """Open and lock; gives the device that wrote."""
    vault = open_as_lead(folder, machine)
    device = vault.header.device
    vault.lock()
    return device


def reasons(folder: Path) -> list[str]:
    """Why each chain but the first was begun, in order."""
    with raw_sql(folder) as connection:
        rows = connection.execute(
            "SELECT detail FROM ledger WHERE action = 'device.begin' ORDER BY at"
        ).fetchall()
    return [json.loads(row[0])["reason"] for row in rows]


def test_two_machines_by_turns_go_on_with_a_chain_each(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    machines = (machine, fresh(tmp_path, "b", SteppingClock()))
    devices, sizes = [], []
    for number in range(10):
        devices.append(turn(folder, machines[number % 2]))
        sizes.append((folder / "vault.json").stat().st_size)
    assert len(set(devices)) == 2
    assert devices == devices[:2] * 5
    # What still grows is the digits of a number.
    assert sizes[-1] - sizes[2] <= 4
    assert reasons(folder) == ["the vault is new on this machine"]
    with closing(open_as_lead(folder, machine)) as vault:
        assert check(vault).is_clean


def test_a_machine_that_crashed_before_it_locked_goes_on_with_its_chain_too(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    other = fresh(tmp_path, "b", SteppingClock())
    with closing(open_as_lead(folder, other)) as vault:
        device = vault.header.device
    turn(folder, machine)
    assert turn(folder, other) == device


@pytest.mark.slow
def test_a_state_folder_that_is_new_each_time_fills_no_header(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    clock = SteppingClock()
    for number in range(MOST + 4):
        turn(folder, fresh(tmp_path, str(number), clock))
    vault = open_as_lead(folder, fresh(tmp_path, "last", clock))
    with closing(vault):
        # Its own chain is anchored when it locks.
        assert len(vault.header.anchors) == MOST - 1
        assert vault.header.closed is not None
        assert vault.header.closed.count == 6
        assert check(vault).is_clean
    # The first machine's chain is among the closed: it begins another, and is told of nothing wrong.
    turn(folder, machine)
    assert set(reasons(folder)) == {"the vault is new on this machine"}


@pytest.fixture
def closed(folder: Path, machine: Machine, tmp_path: Path) -> Path:
    """A vault with two closed chains: it was restored from a backup, and so was the one that the backup is of."""
    for number in "12":
        with closing(open_as_lead(folder, machine)) as vault:
            back_up(vault, tmp_path / number)
        folder = tmp_path / f"back{number}.vault"
        restore(tmp_path / number, folder)
    turn(folder, machine)
    return folder


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM ledger WHERE action = 'device.close' AND detail LIKE '%\"number\":2%'",
        "UPDATE ledger SET detail = replace(detail, '\"number\":1', '\"number\":7') WHERE action = 'device.close'",
        "UPDATE ledger SET detail = replace(detail, '\"size\":', '\"size\":1') WHERE action = 'device.close'",
        "UPDATE ledger SET detail = 'no JSON' WHERE action = 'device.close'",
    ],
)
def test_what_the_ledger_says_of_closed_chains_cannot_be_changed(
    closed: Path, machine: Machine, sql: str
) -> None:
    tampered(closed, lambda connection: connection.execute(sql))
    vault = unlock(closed, *MEMBER, machine=machine, examine=True)
    with closing(vault):
        found = [finding.sentence for finding in check(vault).findings]
    assert any("chains that the ledger says were closed are not those" in each for each in found)


def test_a_closed_chain_that_was_cut_short_is_an_older_store(closed: Path, machine: Machine) -> None:
    with raw_sql(closed) as connection:
        (detail,) = connection.execute("SELECT detail FROM ledger WHERE action = 'device.close'").fetchone()
    device = json.loads(detail)["device"]
    sql = "DELETE FROM ledger WHERE device = ? AND seq = (SELECT max(seq) FROM ledger WHERE device = ?)"
    tampered(closed, lambda connection: connection.execute(sql, [device, device]))
    vault = unlock(closed, *MEMBER, machine=machine, examine=True)
    with closing(vault):
        found = [finding.sentence for finding in check(vault).findings]
    assert any("older than the vault's header remembers" in each for each in found)


def test_a_crash_between_the_ledger_and_the_header_is_no_finding(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        back_up(vault, tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "back.vault")
    before = (tmp_path / "back.vault" / "vault.json").read_bytes()
    turn(tmp_path / "back.vault", machine)
    # The ledger has closed the chain, and the header does not know it.
    (tmp_path / "back.vault" / "vault.json").write_bytes(before)
    (tmp_path / "back.vault" / "restored").touch()
    said, code = check_folder(tmp_path / "back.vault", MEMBER, machine=machine)
    assert code is Exit.DONE, said


def test_a_machine_finds_an_older_folder_though_another_wrote_in_it_last(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    other = fresh(tmp_path, "b", SteppingClock())
    turn(folder, other)
    shutil.copytree(folder, tmp_path / "older")
    vault = open_as_lead(folder, machine)
    signed(vault, add_case(vault), words(5))
    vault.lock()
    shutil.rmtree(folder)
    (tmp_path / "older").rename(folder)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, code = check_folder(folder, MEMBER, machine=machine)
    assert code is Exit.NO
    assert "older than this machine remembers" in said


def test_a_restored_folder_and_the_one_it_came_from_go_on_side_by_side(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        back_up(vault, tmp_path / "b.casework-backup")
    restore(tmp_path / "b.casework-backup", tmp_path / "back.vault")
    devices = [turn(place, machine) for place in (tmp_path / "back.vault", folder) * 3]
    assert devices == devices[:2] * 3
    assert devices[0] != devices[1]
    other = fresh(tmp_path, "b", SteppingClock())
    turn(tmp_path / "back.vault", other)
    assert turn(tmp_path / "back.vault", machine) == devices[0]
    with closing(open_as_lead(tmp_path / "back.vault", machine)) as vault:
        assert check(vault).is_clean


def filled(vault: OpenVault) -> None:
    """Fill the header as the first format let machines fill it that took turns for a year."""
    anchor, many, clock = vault.anchor(), dict(vault.header.anchors), SteppingClock()
    while len(encode(sealed(msgspec.structs.replace(vault.header, anchors=many), vault.vault_key))) < (
        MAX_BYTES - 400
    ):
        for _ in range(40):
            many[new_id(clock())] = anchor
        if len(many) > 1100:
            break
    vault.replace_header(sealed(msgspec.structs.replace(vault.header, anchors=many), vault.vault_key))


def test_a_header_near_its_limit_is_emptied_and_every_chain_of_it_still_missed(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        filled(vault)
    assert (folder / "vault.json").stat().st_size > 200_000
    vault = open_as_lead(folder, machine)
    # The anchors are of chains that this store never had, as if it had been put back before all those turns.
    back_up(vault, tmp_path / "b.casework-backup")
    assert len(check(vault).findings) > 1000
    vault.lock()
    assert (folder / "vault.json").stat().st_size < 16 * 1024


def test_a_header_that_is_full_refuses_neither_lock_nor_backup(
    folder: Path, machine: Machine, tmp_path: Path
) -> None:
    with closing(open_as_lead(folder, machine)) as vault:
        many = ("ab" * 32,) * ((MAX_BYTES - len(encode(vault.header))) // 67)
        authority = (*vault.header.authority, *many)
        header = msgspec.structs.replace(vault.header, authority=authority)
        vault.replace_header(sealed(header, vault.vault_key))
    vault = unlock(folder, *MEMBER, machine=machine, accept_authority=True)
    other = fresh(tmp_path, "b", SteppingClock())
    back_up(vault, tmp_path / "b.casework-backup")
    vault.lock()
    vault = unlock(folder, *MEMBER, machine=other, accept_authority=True)
    assert any("header is full" in remark for remark in check(vault).remarks)
    vault.lock()


def test_each_closing_adds_to_the_one_before(closed: Path) -> None:
    header = json.loads((closed / "vault.json").read_bytes())
    with raw_sql(closed) as connection:
        rows = connection.execute("SELECT detail FROM ledger WHERE action = 'device.close'").fetchall()
    assert len(rows) == header["closed"]["count"] == 2
    folded = None
    for row in sorted((json.loads(row[0]) for row in rows), key=lambda row: row["number"]):
        anchor = {name: row[name] for name in ("size", "head", "root", "at")}
        folded = closed_with(folded, row["device"], msgspec.convert(anchor, Anchor))
    assert header["closed"] == msgspec.to_builtins(folded)
