"""Vaults of earlier releases, as they were made: each must open, migrate and verify for ever."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault

VAULTS: Final = Path(__file__).parent / "golden" / "vaults"
FIRST: Final = "2026-11"
"""Made by the first release: three cases, sixty signed records, one identified victim, one summary sent."""
FIRST_SIGNATURES: Final = 60


@dataclass(frozen=True)
class Released:
    """A copy of such a vault and what lies beside it, to do with as one likes."""

    place: Path

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        return self.place / "demo.vault"

    @property
    def machine(self) -> Machine:
        """A machine that has never seen it."""
        return Machine(state=self.place / "state")

    def passphrase(self, login: str = "rowan") -> str:
        """What a member types."""
        staff = json.loads((self.place / "demo.json").read_text("utf-8"))["staff"]
        return next(str(each["passphrase"]) for each in staff if each["login"] == login)

    def open(self, login: str = "rowan") -> OpenVault:
        """Unlock it, which migrates it."""
        return unlock(self.folder, login, self.passphrase(login), machine=self.machine)


def released(to: Path, release: str = FIRST) -> Released:
    """A copy of the vault of a release."""
    shutil.copytree(VAULTS / release, to)
    return Released(to)
