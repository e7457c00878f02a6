"""An older vault is brought up to date whole or not at all: killed before any write, the old opens or the new."""

import hashlib
import signal
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from app.services.checks.checking import check
from tests.attacks.ground import raw_sql, start_worker
from tests.released import FIRST_SIGNATURES, Released, released

FEW: Final = (1, 9, 30)
MOST: Final = 400
SIGNED: Final = (
    "SELECT id, body, signature, digest FROM record ORDER BY id",
    "SELECT device, seq, at, actor_id, action, detail FROM ledger WHERE device = ? AND seq < ? ORDER BY seq",
    "SELECT id, content, sha256 FROM disclosure ORDER BY id",
)


def signed_bytes(old: Released, first: tuple[str, int]) -> list[str]:
    """A digest over what was signed and noted before the vault was brought up to date."""
    with raw_sql(old.folder, "rowan", old.passphrase()) as connection:
        rows = [connection.execute(sql, first if "?" in sql else ()).fetchall() for sql in SIGNED]
    assert all(rows)
    return [hashlib.sha256(repr(each).encode()).hexdigest() for each in rows]


def whole_ledger(old: Released) -> tuple[str, int]:
    """The one chain of the released vault, and how many rows it has."""
    with raw_sql(old.folder, "rowan", old.passphrase()) as connection:
        ((device, size),) = connection.execute("SELECT device, size FROM ledger_head").fetchall()
    return device, size


def stores(old: Released) -> set[str]:
    """The files of the folder that hold a store, or say that one is being made."""
    return {path.name for path in old.folder.glob("store*") if not path.name.endswith(("-wal", "-shm"))}


def killed_before(place: Path, write: int) -> bool:
    """Kill who brings the vault up to date before that write; whether there was such a write."""
    old = released(place)
    untouched = (old.folder / "store.db").read_bytes(), (old.folder / "vault.json").read_bytes()
    first = whole_ledger(old)
    before = signed_bytes(old, first)
    with start_worker("migrate", old.place, old.machine.state, write) as process:
        _, said = process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}, said
    if b"store-2.db" not in (old.folder / "vault.json").read_bytes():
        # Nothing of the old vault was written to.
        assert ((old.folder / "store.db").read_bytes(), (old.folder / "vault.json").read_bytes()) == untouched
    with closing(old.open()) as vault:
        report = check(vault)
        assert (report.findings, report.signatures) == ((), FIRST_SIGNATURES)
        vault.lock()
    old.open().lock()
    assert stores(old) == {"store-2.db"}
    assert signed_bytes(old, first) == before
    return process.returncode != 0


@pytest.mark.parametrize("write", FEW)
def test_a_kill_before_a_write_leaves_the_old_vault_or_the_new(tmp_path: Path, write: int) -> None:
    assert killed_before(tmp_path / "old", write)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_before_each_write_leaves_the_old_vault_or_the_new(tmp_path: Path) -> None:
    for write in range(1, MOST):
        if not killed_before(tmp_path / str(write), write):
            assert write > max(FEW)
            return
    pytest.fail("a migration has no end of writes")
