"""Vaults to attack: one with a past and the machine that has seen it, and one with something sealed in it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.vault.machine import Machine
from tests.attacks.ground import signed, words
from tests.attacks.scene import Scene, set_scene
from tests.builders import SteppingClock, add_case, make_vault, open_as_lead


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed vault, the same before its newest record was signed, and the machine's state."""
    place = tmp_path_factory.mktemp("history")
    here = Machine(state=place / "state", clock=SteppingClock())
    make_vault(place / "team.vault", here)
    vault = open_as_lead(place / "team.vault", here)
    case_id = add_case(vault)
    signed(vault, case_id, words(1))
    vault.lock()
    shutil.copytree(place / "team.vault", place / "older.vault")
    vault = open_as_lead(place / "team.vault", here)
    signed(vault, case_id, words(2))
    vault.lock()
    return place


@pytest.fixture
def folder(history: Path, tmp_path: Path) -> Path:
    """The vault as it is now."""
    shutil.copytree(history, tmp_path, dirs_exist_ok=True)
    return tmp_path / "team.vault"


@pytest.fixture
def older(folder: Path) -> Path:
    """The vault as it was before its newest record was signed."""
    return folder.with_name("older.vault")


@pytest.fixture
def machine(folder: Path) -> Machine:
    """The machine that has seen it all."""
    return Machine(state=folder.with_name("state"), clock=SteppingClock())


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """What a lead sealed, made once."""
    return set_scene(tmp_path_factory.mktemp("scene"))


@pytest.fixture
def scene(staged: Scene, tmp_path: Path) -> Scene:
    """The scene, in a copy of the test's own."""
    shutil.copytree(staged.folder.parent, tmp_path, dirs_exist_ok=True)
    machine = Machine(state=tmp_path / "state", clock=SteppingClock())
    return replace(staged, folder=tmp_path / "team.vault", machine=machine)
