"""The ground a measurement stands on: a vault of n cases and n signed records, with two others of the same rows.

One is a twin in plain SQLite, the other a copy under the same key for the driver alone.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from app.crypto.kdf import CHEAPEST
from app.services.entry.founding import Foundation, found
from app.services.entry.unlocking import unlock
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.vault.store_files import store_in
from benchmarks import bare_store, filling, twin
from benchmarks.measuring import Sides, beside

LOGIN, PASSPHRASE = "rowan", "four unrelated heron words"
_FOUNDER = Newcomer(
    login=LOGIN,
    name="Dr Rowan Ashdown",
    role="Consultant forensic psychologist",
    registration_body="HCPC",
    registration_number="PYL01234",
)


@dataclass(frozen=True)
class Ground:
    """An open vault, the plain file and the bare store with the same rows, and a folder beside them for more."""

    n: int
    folder: Path
    vault: OpenVault
    plain: sqlite3.Connection
    bare: bare_store.BareStore
    full_case: str
    """The case that holds 200 records."""

    @property
    def vault_folder(self) -> Path:
        """Where the vault is."""
        return self.folder / "team.vault"

    @property
    def machine(self) -> Machine:
        """The machine that has seen the vault."""
        return Machine(state=self.folder / "state")

    def plainly(self, ours: Callable[[], object]) -> Callable[[], object]:
        """Plain SQLite's turn: the same questions on the same rows, without what ours writes."""
        self.bare.replay()
        ours()
        asked = self.bare.questions()
        return lambda: [self.plain.execute(each.sql, each.values).fetchall() for each in asked]

    def beside(self, ours: Callable[[], object], plain: Callable[[], object], times: int) -> Sides:
        """Ours beside plain SQLite and the bare store, turn by turn."""
        return beside(ours, plain, times, self.bare.replay, self.bare.hear)

    def sizes(self) -> tuple[int, int]:
        """The bytes of the store and of its twin, both with nothing left in the WAL."""
        bare_store.fold(self.vault.database)
        self.plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return (store_in(self.vault_folder)).stat().st_size, (self.folder / twin.FILE).stat().st_size


@contextmanager
def ground(n: int, under: Path) -> Iterator[Ground]:
    """Make the ground in a folder of its own, and remove it afterwards.

    The folder must be on a real disk: a commit to memory is not durable and costs nothing.
    """
    under.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=f"bench-{n}-", dir=under))
    try:
        vault = founded(folder)
        try:
            full_case = filling.fill(vault, n)
            plain = twin.of(vault.database, folder / twin.FILE)
            bare = bare_store.BareStore(vault, folder / bare_store.FILE)
            yield Ground(n, folder, vault, plain, bare, full_case)
            plain.close()
            bare.close()
        finally:
            vault.close()
    finally:
        shutil.rmtree(folder)


def founded(folder: Path) -> OpenVault:
    """A new vault in a folder, open."""
    machine = Machine(state=folder / "state")
    foundation = Foundation(
        site="Northmoor Stalking Health Team", plain_name="Northmoor Health Team", founder=_FOUNDER
    )
    found(folder / "team.vault", foundation, PASSPHRASE, machine=machine, params=CHEAPEST)
    return unlock(folder / "team.vault", LOGIN, PASSPHRASE, machine=machine)
