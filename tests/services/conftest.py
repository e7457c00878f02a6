"""A team's vault, with the lead and a colleague taking turns at the desk, and a kind with a field of every form."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.domain.kinds import registry as kinds
from app.services.entry.unlocking import unlock
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    SteppingClock,
    add_case,
    enrol_colleague,
    make_vault,
    open_as_lead,
)
from tests.every_form import KIND


@dataclass
class Desk:
    """One desk: whoever sits down closes the vault of who sat there before."""

    folder: Path
    machine: Machine
    colleague_id: str
    recovery_key: str
    seated: list[OpenVault] = field(default_factory=list)

    def sit(self, login: str, passphrase: str) -> OpenVault:
        """Let a member sit down."""
        self.leave()
        self.seated.append(unlock(self.folder, login, passphrase, machine=self.machine))
        return self.seated[-1]

    def lead(self) -> OpenVault:
        """Let the lead sit down."""
        return self.sit(LEAD.login, LEAD_PASSPHRASE)

    def colleague(self, passphrase: str = COLLEAGUE_PASSPHRASE) -> OpenVault:
        """Let the colleague sit down."""
        return self.sit(COLLEAGUE.login, passphrase)

    def leave(self) -> None:
        """Lock the vault."""
        while self.seated:
            self.seated.pop().lock()


@pytest.fixture(scope="package", autouse=True)
def _every_form() -> Iterator[None]:
    """Offer the kind with a field of every form."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "KINDS", {**kinds.KINDS, KIND.code: KIND})
        yield


@pytest.fixture(scope="session")
def team_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Where the team's vault lies, the colleague's id, and the recovery key."""
    folder = tmp_path_factory.mktemp("team")
    machine = Machine(state=folder / "state", clock=SteppingClock())
    key = make_vault(folder / "team.vault", machine)
    vault = open_as_lead(folder / "team.vault", machine)
    colleague = enrol_colleague(vault)
    vault.lock()
    return folder, colleague, key


def _desk(template: tuple[Path, str, str], at: Path) -> Desk:
    shutil.copytree(template[0], at, dirs_exist_ok=True)
    machine = Machine(state=at / "state", clock=SteppingClock())
    return Desk(at / "team.vault", machine, template[1], template[2])


@pytest.fixture
def desk(tmp_path: Path, team_template: tuple[Path, str, str]) -> Iterator[Desk]:
    """A desk of the test's own."""
    made = _desk(team_template, tmp_path / "desk")
    yield made
    made.leave()


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, team_template: tuple[Path, str, str]
) -> Iterator[OpenVault]:
    """A vault open for its lead that the tests of one file share: each adds its own case."""
    made = _desk(team_template, tmp_path_factory.mktemp("office"))
    yield made.lead()
    made.leave()


@pytest.fixture
def a_case(office: OpenVault) -> str:
    """A case of the test's own in the shared vault."""
    return add_case(office)
