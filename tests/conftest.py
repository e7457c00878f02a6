"""Fixtures: one vault is founded for the whole run and copied for each test: each has its own, real one."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot
from xdist.scheduler import LoadFileScheduling

from app.crypto import kdf
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from tests.builders import SteppingClock, add_case, make_vault, open_as_lead

# Tests draw into memory; the journeys on a real X server start programs of their own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("project")


PATIENCE_MS = 120_000


class ByFile(LoadFileScheduling):
    """Gives each file whole to one worker, and all screens to one: what their tests stand on is built once."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "tests/screens" if file.startswith("tests/screens/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """How tests are dealt out. In the order in which they are found: the long journeys do not come last."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait for a state as long as a busy machine takes: the time is there only so that a test that fails ends."""
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


class _RememberedArgon2id:
    """The library's Argon2id, which gives the same for the same: worked out once in a run for each secret and salt.

    It is slow by design, and a third of what a test would take that unlocks its copy of the one vault.
    """

    _known: ClassVar[dict[bytes, bytes]] = {}

    def __init__(self, **parameters: object) -> None:
        self._parameters = parameters

    def derive_into(self, secret: bytes, into: bytearray) -> None:
        """Put the key into a buffer, as the library does."""
        asked = hashlib.sha256(repr((secret, sorted(self._parameters.items()))).encode()).digest()
        if asked not in self._known:
            Argon2id(**self._parameters).derive_into(secret, into)  # type: ignore[arg-type]
            self._known[asked] = bytes(into)
        into[:] = self._known[asked]


@pytest.fixture(scope="session", autouse=True)
def _remembered_keys() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "Argon2id", _RememberedArgon2id)
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, logs and anchors of a test in its own folder, and the window's meeting place."""
    monkeypatch.setenv("CASEWORK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that holds the founded vault and this machine's state, and its recovery key."""
    folder = tmp_path_factory.mktemp("template")
    key = make_vault(folder / "team.vault", Machine(state=folder / "state", clock=SteppingClock()))
    return folder, key


@pytest.fixture
def machine(tmp_path: Path, template: tuple[Path, str]) -> Machine:
    """This machine, which has seen the vault before."""
    shutil.copytree(template[0] / "state", tmp_path / "state")
    return Machine(state=tmp_path / "state", clock=SteppingClock())


@pytest.fixture
def folder(tmp_path: Path, template: tuple[Path, str]) -> Path:
    """A vault folder of the test's own."""
    shutil.copytree(template[0] / "team.vault", tmp_path / "team.vault")
    return tmp_path / "team.vault"


@pytest.fixture
def recovery_key(template: tuple[Path, str]) -> str:
    """The recovery key of the vault."""
    return template[1]


@pytest.fixture
def vault(folder: Path, machine: Machine) -> Iterator[OpenVault]:
    """The vault, open for its lead, admitted to every compartment."""
    opened = open_as_lead(folder, machine)
    yield opened
    opened.close()


@pytest.fixture
def case_id(vault: OpenVault) -> str:
    """A case in the vault."""
    return add_case(vault)
