"""An older store put back, or a ledger cut short or changed, is found and explained, whoever has the key."""

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

import pytest

from app.crypto.ledger import EMPTY, append
from app.errors import Damaged, Exit, RolledBack
from app.services.checks.checking import check
from app.services.entry.check_folder import check_folder
from app.services.entry.unlocking import unlock
from app.services.vault import ledger_book
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.attacks.ground import found, raw_sql, signed, tampered, words
from tests.builders import LEAD, LEAD_PASSPHRASE, SteppingClock, add_case, open_as_lead

MEMBER = (LEAD.login, LEAD_PASSPHRASE)


def accepted(folder: Path, machine: Machine) -> OpenVault:
    """The older vault, taken on by somebody who says they put it back themselves."""
    return unlock(folder, *MEMBER, machine=machine, accept_older=True)


def test_an_older_store_under_the_newer_header_is_found(folder: Path, older: Path, machine: Machine) -> None:
    shutil.copy(older / "store.db", folder)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, code = check_folder(folder, MEMBER, machine=machine)
    assert code is Exit.NO
    assert "The store is older than the vault's header remembers" in said
    assert "The store is older than this machine remembers" in said
    assert "what was recorded since is missing" in said


def test_a_whole_older_folder_is_found_by_the_machine_that_knows_better(
    folder: Path, older: Path, machine: Machine
) -> None:
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, code = check_folder(folder, MEMBER, machine=machine)
    assert code is Exit.NO
    assert "this machine remembers" in said
    assert "header remembers" not in said


def test_an_older_store_is_found_on_a_machine_that_never_saw_the_vault(
    folder: Path, older: Path, tmp_path: Path
) -> None:
    shutil.copy(older / "store.db", folder)
    stranger = Machine(state=tmp_path / "stranger", clock=SteppingClock())
    with pytest.raises(RolledBack):
        open_as_lead(folder, stranger)
    said, _ = check_folder(folder, MEMBER, machine=stranger)
    assert "The store is older than the vault's header remembers" in said


def test_looking_at_an_older_store_changes_nothing_of_it(folder: Path, older: Path, machine: Machine) -> None:
    shutil.copy(older / "store.db", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    check_folder(folder, MEMBER, machine=machine)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_older_store_that_is_accepted_goes_on_and_the_ledger_says_so(
    folder: Path, older: Path, machine: Machine
) -> None:
    shutil.copy(older / "store.db", folder)
    vault = accepted(folder, machine)
    signed(vault, add_case(vault), words(3))
    vault.lock()
    with raw_sql(folder) as connection:
        begun = connection.execute("SELECT detail FROM ledger WHERE action = 'device.begin'").fetchall()
    assert [("an older store was accepted" in row[0], '"after"' in row[0]) for row in begun] == [(True, True)]
    vault = open_as_lead(folder, machine)
    # What is missing stays missing, and every later check says so.
    assert any("older than the vault's header remembers" in f.sentence for f in check(vault).findings)
    vault.lock()


def test_a_folder_on_another_machine_begins_a_chain_that_says_so(folder: Path, tmp_path: Path) -> None:
    vault = open_as_lead(folder, Machine(state=tmp_path / "stranger", clock=SteppingClock()))
    with closing(vault):
        assert check(vault).is_clean
    with raw_sql(folder) as connection:
        (detail,) = connection.execute("SELECT detail FROM ledger WHERE action = 'device.begin'").fetchone()
    assert "new on this machine" in detail


def test_an_anchor_that_was_forged_on_this_machine_is_found(
    folder: Path, older: Path, machine: Machine
) -> None:
    shutil.copy(older / "store.db", folder)
    shutil.copy(older / "vault.json", folder)
    (anchor,) = (machine.state / "anchors").glob("*.json")
    anchor.write_bytes(anchor.read_bytes().replace(b'"size":', b'"size":0'))
    with pytest.raises(Damaged):
        open_as_lead(folder, machine)


def shorten(connection: Connection, rows: int, *, tidy: bool) -> None:
    """Take the newest rows off the ledger; `tidy` makes the stored head fit what is left."""
    device, size = connection.execute("SELECT device, size FROM ledger_head").fetchone()
    connection.execute("DELETE FROM ledger WHERE seq >= ?", [size - rows])
    if tidy:
        names = ("device", "seq", "at", "actor_id", "action", "subject", "subject_id", "case_id", "detail")
        head = EMPTY
        for row in connection.execute(f"SELECT {', '.join(names)} FROM ledger ORDER BY seq"):
            facts = dict(zip(names, row, strict=True))
            facts["at"] = datetime.fromisoformat(facts["at"])
            head = append(head, ledger_book.body(facts))
        peaks = b"".join(head.peaks)
        connection.execute(
            "UPDATE ledger_head SET size = ?, head = ?, peaks = ? WHERE device = ?",
            [head.size, head.head, peaks, device],
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_a_ledger_made_shorter_is_an_older_store(
    folder: Path, older: Path, machine: Machine, rows: int
) -> None:
    tampered(folder, lambda connection: shorten(connection, rows, tidy=True))
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
    said, _ = check_folder(folder, MEMBER, machine=machine)
    assert "The store is older than the vault's header remembers" in said


def test_a_ledger_that_lacks_rows_is_found(folder: Path, older: Path, machine: Machine) -> None:
    tampered(folder, lambda connection: connection.execute("DELETE FROM ledger WHERE seq = 4"))
    assert "ledger" in found(folder, machine)


@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-11-23T09:00:00.001Z'",
        "actor_id = NULL",
        "action = 'person.read'",
        "subject = 'person', subject_id = 'x'",
        "case_id = 'x'",
        'detail = \'{"kind":"another"}\'',
        "detail = 'no JSON'",
    ],
)
def test_a_changed_ledger_row_is_found(folder: Path, older: Path, machine: Machine, change: str) -> None:
    sql = f"UPDATE ledger SET {change} WHERE action = 'draft.begin'"
    tampered(folder, lambda connection: connection.execute(sql))
    assert "ledger" in found(folder, machine)


def test_rows_changed_together_with_the_head_contradict_the_anchors(
    folder: Path, older: Path, machine: Machine
) -> None:
    def change(connection: Connection) -> None:
        connection.execute("UPDATE ledger SET actor_id = NULL WHERE action = 'record.sign'")
        shorten(connection, 0, tidy=True)

    tampered(folder, change)
    with pytest.raises(RolledBack):
        open_as_lead(folder, machine)
