"""A desk with two vaults, made once and copied for each test, whose home must keep quiet about people."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.vault.machine import Machine
from tests.cli.desk import NAME, VICTIM, WORD, furnish, furnish_alone


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The vaults, a summary and this machine's state; the recovery key of the team's vault."""
    folder = tmp_path_factory.mktemp("furnished")
    machine = Machine(state=folder / "home" / "state")
    furnish_alone(folder, machine)
    return folder, furnish(folder, machine)


@pytest.fixture
def desk(tmp_path: Path, furnished: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A desk of the test's own: `team.vault` and `solo.vault`, known on this machine, and a summary with its CA.

    Afterwards no file outside of the PDFs holds a name or a word of a note.
    """
    folder = tmp_path / "desk"
    shutil.copytree(furnished[0], folder)
    monkeypatch.setenv("CASEWORK_HOME", str(folder / "home"))
    yield folder
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix != ".pdf":
            content = file.read_bytes()
            assert not [word for word in (NAME, WORD, VICTIM) if word.encode() in content], file


@pytest.fixture
def kit(furnished: tuple[Path, str]) -> str:
    """The recovery key of the team's vault."""
    return furnished[1]
