"""A named pipe or a device where a file is expected: an answer at once, in a sentence."""

import os
import shutil
from pathlib import Path

import pytest

from app.errors import Exit
from tests.cli.desk import as_lead, casework, program


@pytest.fixture(params=["pipe", "device"])
def other(request: pytest.FixtureRequest, desk: Path) -> Path:
    """What stands where a file is expected."""
    path = desk / "other.pdf"
    if request.param == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    return path


def test_verify_cannot_tell(desk: Path, other: Path) -> None:
    for typed in (
        (other, "--ca", desk / "site-ca.pem"),
        (desk / "summary.pdf", "--ca", other),
    ):
        ended = program("verify", *typed)
        assert ended.code == Exit.CANNOT_TELL
        assert "pipe or a device" in ended.out + ended.err


def test_a_witness_a_backup_and_an_authority_are_refused(desk: Path, other: Path) -> None:
    checked = as_lead("check", desk / "team.vault", "--against", other)
    assert (checked.code, "not one that this vault signed" in checked.err) == (Exit.CANNOT_TELL, True)
    restored = casework("restore", other, desk / "restored.vault")
    assert (restored.code, restored.err) == (Exit.STORAGE, "There is no backup file of that name.\n")
    assert not (desk / "restored.vault").exists()


@pytest.mark.parametrize("name", ["vault.json", "store.db"])
def test_a_vault_of_other_things_is_no_vault(desk: Path, other: Path, name: str) -> None:
    vault = desk / "team.vault"
    (vault / name).unlink()
    shutil.move(other, vault / name)
    assert as_lead("check", vault).code == Exit.STORAGE


def test_a_demonstration_is_not_put_over_other_things(desk: Path, other: Path) -> None:
    (desk / "demo").mkdir()
    shutil.move(other, desk / "demo" / "demo.json")
    assert casework("demo", "--out", desk / "demo", "--replace").code == Exit.STORAGE
