"""The ground a measurement stands on: a vault of n cases and n signed records, and its twin in plain SQLite."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from app.crypto.kdf import CHEAPEST
from app.services.entry.founding import Foundation, found
from app.services.entry.unlocking import unlock
from app.services.team.enrolment import Newcomer
from app.services.vault.machine import Machine
from app.services.vault.open_vault import STORE, OpenVault
from benchmarks import filling, twin

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
    """An open vault, the plain file with the same rows, and a folder beside them for more."""

    n: int
    folder: Path
    vault: OpenVault
    plain: sqlite3.Connection
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

    def sizes(self) -> tuple[int, int]:
        """The bytes of the store and of its twin, both with nothing left in the WAL."""
        with self.vault.database.connection() as connection:
            cursor = connection.connection.cursor()
            connection.rollback()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return (self.vault_folder / STORE).stat().st_size, (self.folder / twin.FILE).stat().st_size


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
            yield Ground(n, folder, vault, plain, full_case)
            plain.close()
        finally:
            vault.close()
    finally:
        shutil.rmtree(folder)


def founded(folder: Path) -> OpenVault:
    """A new vault in a folder, open."""
    machine = Machine(state=folder / "state")
    foundation = Foundation(site="Northmoor Stalking Health Team", founder=_FOUNDER)
    found(folder / "team.vault", foundation, PASSPHRASE, machine=machine, params=CHEAPEST)
    return unlock(folder / "team.vault", LOGIN, PASSPHRASE, machine=machine)
