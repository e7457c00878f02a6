"""The command line from outside: what it says, and how it ends."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.victim import VictimIdentity
from app.errors import Exit
from app.services.cases import CaseQuery, Cases, view_of
from app.services.disclosing import Disclosing
from app.services.machine import Machine
from app.services.summarising import Request
from app.services.victims import Victims
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    LEAD,
    LEAD_PASSPHRASE,
    add_case,
    enrol_colleague,
    open_as_lead,
    signed,
)

ROOT = Path(__file__).parent.parent
COMMANDS = ("demo", "verify", "check", "export", "backup", "restore", "schema", "doctor", "new", "recover")
MARKER = "Zephyrine"
PANEL = Request(audience="panel", recipient="The panel", purpose="Risk")


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


def reference(folder: Path, tmp_path: Path) -> str:
    """The reference of the one case there is."""
    with closing(open_as_lead(folder, Machine(state=tmp_path / "home" / "state"))) as vault:
        found = Cases(vault).page(CaseQuery()).rows[0].reference
        vault.lock()
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_an_example(casework: Shell, command: str) -> None:
    done = casework(command, "--help")
    assert done.returncode == Exit.DONE
    assert f"Example: casework {command}" in " ".join(done.stdout.split())


def test_alone_it_lists_the_commands_and_the_exit_codes(casework: Shell) -> None:
    alone = casework()
    said = alone.stdout
    assert alone.returncode == Exit.DONE
    assert all(command in said for command in COMMANDS)
    assert "11 withheld" in " ".join(said.split())


@pytest.mark.parametrize("words", [("bogus",), ("check",), ("verify", "--bogus", "x.pdf")])
def test_a_wrong_command_line_is_a_sentence_and_two(casework: Shell, words: tuple[str, ...]) -> None:
    done = casework(*words)
    assert done.returncode == Exit.CANNOT_TELL
    assert "casework --help" in done.stderr


def test_schema_prints_one_kind_or_all(casework: Shell) -> None:
    one = json.loads(casework("schema", "incident").stdout)
    assert one["title"] == "Incident"
    assert set(json.loads(casework("schema").stdout)) >= {"consultation", "session_note", "fixation_profile"}
    unknown = casework("schema", "horoscope")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (Exit.NOT_ACCEPTABLE, 1)


def test_doctor_says_that_this_machine_will_do(casework: Shell) -> None:
    done = casework("doctor")
    assert done.returncode == Exit.DONE
    assert "WANTING" not in done.stdout
    assert "SQLCipher 4." in done.stdout


def test_a_new_vault_is_led_by_its_maker_and_recovered_with_its_key(casework: Shell) -> None:
    made = casework(
        *(
            "new",
            "t.vault",
            "--service",
            "A team",
            "--as",
            "lead",
            "--name",
            "A Lead",
            "--role",
            "Psychologist",
        ),
        "--passphrase-stdin",
        typed=f"{LEAD_PASSPHRASE}\n",
    )
    assert made.returncode == Exit.DONE
    key = made.stdout.split("Recovery key: ")[1].split()[0]
    assert (
        casework("check", "t.vault", "--passphrase-stdin", typed=f"{LEAD_PASSPHRASE}\n").returncode
        == Exit.DONE
    )
    fresh = "an altogether other phrase"
    back = casework("recover", "t.vault", "--as", "lead", "--passphrase-stdin", typed=f"{key}\n{fresh}\n")
    assert back.returncode == Exit.DONE
    assert casework("check", "t.vault", "--passphrase-stdin", typed=f"{fresh}\n").returncode == Exit.DONE
    old = casework("check", "t.vault", "--passphrase-stdin", typed=f"{LEAD_PASSPHRASE}\n")
    assert old.returncode == Exit.WRONG_SECRET
    wrong = casework(
        "recover", "t.vault", "--as", "lead", "--passphrase-stdin", typed=f"AAAAAA-{key[7:]}\n{fresh}\n"
    )
    assert wrong.returncode == Exit.WRONG_SECRET
    again = casework(
        "new", "t.vault", "--service", "B", "--as", "b", "--name", "B", "--role", "B", "--passphrase-stdin"
    )
    assert again.returncode == Exit.NOT_ACCEPTABLE


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


def test_several_members_have_to_say_who_they_are(casework: Shell, folder: Path, tmp_path: Path) -> None:
    with closing(open_as_lead(folder, Machine(state=tmp_path / "home" / "state"))) as vault:
        enrol_colleague(vault)
        vault.lock()
    unsaid = casework("check", str(folder), "--passphrase-stdin", typed=f"{LEAD_PASSPHRASE}\n")
    assert (unsaid.returncode, "--as" in unsaid.stderr) == (Exit.CANNOT_TELL, True)
    said = casework(
        "check", str(folder), "--as", COLLEAGUE.login, "--passphrase-stdin", typed=f"{COLLEAGUE_PASSPHRASE}\n"
    )
    assert said.returncode == Exit.DONE


def test_an_export_verifies_until_a_byte_of_it_changes(
    casework: Shell, vault_folder: Path, tmp_path: Path
) -> None:
    case, typed = reference(vault_folder, tmp_path), f"{LEAD_PASSPHRASE}\n"
    export = ("export", str(vault_folder), case, "--for", "panel", "--out", "s.pdf", "--passphrase-stdin")
    assert casework(*export, typed=typed).returncode == Exit.DONE
    assert casework(*export, typed=typed).returncode == Exit.STORAGE
    genuine = casework("verify", "s.pdf", "--ca", "site-ca.pem", "--json")
    assert genuine.returncode == Exit.DONE
    assert json.loads(genuine.stdout)[0]["signer"] == LEAD.name
    assert casework("verify", "s.pdf").returncode == Exit.CANNOT_TELL
    content = bytearray((tmp_path / "s.pdf").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "t.pdf").write_bytes(content)
    (tmp_path / "u.pdf").write_bytes((tmp_path / "s.pdf").read_bytes() + b"\n")
    assert casework("verify", "t.pdf", "--ca", "site-ca.pem").returncode == Exit.NO
    assert casework("verify", "u.pdf", "--ca", "site-ca.pem").returncode == Exit.NO
    assert casework("verify", "s.pdf", "gone.pdf", "--ca", "site-ca.pem").returncode == Exit.CANNOT_TELL
    assert casework("verify", "s.pdf", "gone.pdf", "t.pdf", "--ca", "site-ca.pem").returncode == Exit.NO
    kept = casework("check", str(vault_folder), "--against", "s.pdf", "--passphrase-stdin", typed=typed)
    assert kept.returncode == Exit.DONE
    assert (
        casework(
            "check", str(vault_folder), "--against", "t.pdf", "--passphrase-stdin", typed=typed
        ).returncode
        == 2
    )


def test_an_older_folder_on_a_new_machine_is_found_by_a_summary_sent(
    casework: Shell, vault_folder: Path, tmp_path: Path
) -> None:
    older = {name: (vault_folder / name).read_bytes() for name in ("vault.json", "store.db")}
    state = tmp_path / "home" / "state"
    with closing(open_as_lead(vault_folder, Machine(state=state))) as vault:
        case = add_case(vault, "Later")
        signed(vault, case, "Something later")
        with vault.database.read() as session:
            case_reference = view_of(session, case).reference
        Disclosing(vault).export(case_reference, PANEL, tmp_path / "sent.pdf")
        vault.lock()
    for name, content in older.items():
        (vault_folder / name).write_bytes(content)
    (tmp_path / "home").rename(tmp_path / "lost")
    typed = f"{LEAD_PASSPHRASE}\n"
    assert casework("check", str(vault_folder), "--passphrase-stdin", typed=typed).returncode == Exit.DONE
    found = casework("check", str(vault_folder), "--against", "sent.pdf", "--passphrase-stdin", typed=typed)
    assert found.returncode == Exit.NO
    assert "older than the summary you gave remembers" in found.stdout


def test_a_protected_detail_stops_the_export_and_is_not_named(
    casework: Shell, vault_folder: Path, tmp_path: Path
) -> None:
    with closing(open_as_lead(vault_folder, Machine(state=tmp_path / "home" / "state"))) as vault:
        case = add_case(vault, "Plain")
        code = Victims(vault).add(case, "stranger")
        Victims(vault).identify(
            case, code, VictimIdentity(name="Ottoline Harkaway", reason="The advocate asked")
        )
        signed(vault, case, "He asked where Harka-way lives.", "consultation")
        with vault.database.read() as session:
            case_reference = view_of(session, case).reference
        vault.lock()
    done = casework(
        *("export", str(vault_folder), case_reference, "--out", "s.pdf", "--passphrase-stdin"),
        typed=f"{LEAD_PASSPHRASE}\n",
    )
    assert done.returncode == Exit.WITHHELD
    assert "Look at: " in done.stderr
    assert "arka" not in done.stderr
    assert not (tmp_path / "s.pdf").exists()


def test_a_backup_comes_back_as_a_vault_that_checks_clean(
    casework: Shell, vault_folder: Path, tmp_path: Path
) -> None:
    typed = f"{LEAD_PASSPHRASE}\n"
    backup = ("backup", str(vault_folder), "b.casework-backup", "--passphrase-stdin")
    assert casework(*backup, typed=typed).returncode == Exit.DONE
    assert casework(*backup, typed=typed).returncode == Exit.STORAGE
    assert casework("restore", "b.casework-backup", "back.vault").returncode == Exit.DONE
    assert casework("restore", "b.casework-backup", "back.vault").returncode == Exit.STORAGE
    # The folder it came from went on, so this machine knows of more than the backup holds.
    there = casework("check", "back.vault", "--passphrase-stdin", typed=typed)
    assert there.returncode in {Exit.DONE, Exit.NO}
    assert (
        casework("check", "back.vault", "--accept-older", "--passphrase-stdin", typed=typed).returncode
        <= Exit.NO
    )
    damaged = bytearray((tmp_path / "b.casework-backup").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "d.casework-backup").write_bytes(damaged)
    assert casework("restore", "d.casework-backup", "d.vault").returncode == Exit.DAMAGED
    (tmp_path / "n.casework-backup").write_bytes(b"not a backup")
    assert casework("restore", "n.casework-backup", "n.vault").returncode == Exit.STORAGE
    assert not list(tmp_path.glob("[dn].vault"))


def test_a_reader_who_has_had_enough_is_no_fault(casework: Shell, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m app schema | head -1'
    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "CASEWORK_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("{", "")
