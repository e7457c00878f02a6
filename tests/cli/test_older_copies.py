"""An older copy put back is found and explained by `casework check`, on the machine that knew it and on another."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import Exit
from app.services.cases.cases import view_of
from app.services.sharing.summarising import Request
from app.services.vault.machine import Machine
from tests.builders import (
    LEAD_PASSPHRASE,
    add_case,
    open_as_lead,
    signed,
)
from tests.confirmed import export

ROOT = Path(__file__).parent.parent.parent
COMMANDS = ("demo", "verify", "check", "export", "backup", "restore", "schema", "doctor", "new", "recover")
MARKER = "Zephyrine"
PANEL = Request(
    audience="panel",
    recipient="The panel",
    purpose="Risk",
    question="What next?",
    answer="Little has changed.",
)


class Shell:
    """Runs `casework` as a person would, in a folder and with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command; nothing it says may be a traceback or carry the marker."""
        home = {"CASEWORK_HOME": str(self.folder / "home"), "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "app", *words],
            cwd=self.folder,
            env=os.environ | home,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr
        assert done.returncode != Exit.BUG, done.stderr
        assert MARKER not in done.stderr
        log = self.folder / "home" / "log" / "casework.log"
        assert not log.exists() or MARKER not in log.read_text("utf-8")
        return done


@pytest.fixture
def casework(tmp_path: Path) -> Shell:
    """The command, in the test's folder."""
    return Shell(tmp_path)


@pytest.fixture
def vault_folder(folder: Path, tmp_path: Path) -> Path:
    """A vault this machine has seen, with a case NM-cli of a person named by the marker and a signed note."""
    machine = Machine(state=tmp_path / "home" / "state")
    with closing(open_as_lead(folder, machine)) as vault:
        case = add_case(vault, MARKER)
        signed(vault, case, f"{MARKER} spoke of V1.")
        vault.lock()
    return folder


def test_check_is_zero_when_clean_and_one_when_not(
    casework: Shell, vault_folder: Path, tmp_path: Path
) -> None:
    typed = f"{LEAD_PASSPHRASE}\n"
    before = (vault_folder / "store.db").read_bytes()
    clean = casework("check", str(vault_folder), "--passphrase-stdin", typed=typed)
    assert (clean.returncode, "Nothing wrong" in clean.stdout) == (Exit.DONE, True)
    (vault_folder / "store.db").write_bytes(before)
    older = casework("check", str(vault_folder), "--passphrase-stdin", typed=typed)
    assert older.returncode == Exit.NO
    assert "earlier copy has been put back" in older.stdout
    accepted = casework("check", str(vault_folder), "--accept-older", "--passphrase-stdin", typed=typed)
    assert "earlier copy has been put back" in accepted.stdout


def test_an_older_folder_on_a_new_machine_is_found_by_a_summary_sent(
    casework: Shell, vault_folder: Path, tmp_path: Path
) -> None:
    older = {name: (vault_folder / name).read_bytes() for name in ("vault.json", "store.db")}
    state = tmp_path / "home" / "state"
    with closing(open_as_lead(vault_folder, Machine(state=state))) as vault:
        case = add_case(vault, "Later")
        signed(vault, case, "Something later")
        with vault.database.reading() as connection:
            case_reference = view_of(connection, case).reference
        export(vault, case_reference, PANEL, tmp_path / "sent.pdf")
        vault.lock()
    for name, content in older.items():
        (vault_folder / name).write_bytes(content)
    (tmp_path / "home").rename(tmp_path / "lost")
    typed = f"{LEAD_PASSPHRASE}\n"
    assert casework("check", str(vault_folder), "--passphrase-stdin", typed=typed).returncode == Exit.DONE
    found = casework("check", str(vault_folder), "--against", "sent.pdf", "--passphrase-stdin", typed=typed)
    assert found.returncode == Exit.NO
    assert "older than the summary you gave remembers" in found.stdout
