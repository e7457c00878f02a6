"""The commands: each says how it is used, does what it says, and ends with the code that is written down."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import click
import pytest

from app.cli.root import COMMANDS, cli
from app.domain.fields.compartments import Compartment
from app.domain.kinds import registry as kinds
from app.errors import Exit
from app.services.cases.cases import Cases
from app.services.entry.unlocking import unlock
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE, signed
from tests.cli.desk import ASKED, CASE, SOLO_PASSPHRASE, as_lead, assert_clean, casework, unlocked

ROOT = Path(__file__).parents[2]
NEW_PASSPHRASE = "a fresh marble lantern"
FOUNDER = (
    "--service",
    "Heron Clinic",
    "--plain-name",
    "Heron Clinic",
    "--name",
    "Dr Ada Heron",
    "--role",
    "Psychiatrist",
    "--as",
    "ada",
)


def command_of(name: str) -> click.Command:
    """The command of that name."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def test_help_says_what_there_is() -> None:
    helped = casework("--help")
    assert helped.code == Exit.DONE
    assert all(name in helped.out for name in COMMANDS)


def test_alone_without_a_screen_it_says_where_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    alone = casework()
    assert (alone.code, alone.out) == (Exit.MISSING_PART, "")
    assert "`casework --help`" in alone.err
    assert alone.err.count("\n") == 1


def test_help_and_document_name_every_exit_code() -> None:
    told = re.sub(r"\s+", " ", casework("--help").out)
    written = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    for code in Exit:
        assert re.search(rf"\b{code.value} [a-z]", told), code
        assert f"| {code.value} | `{code.name}` |" in written


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_that_can_be_typed(name: str) -> None:
    helped = casework(name, "--help")
    assert helped.code == Exit.DONE
    example = re.search(r"Example: casework (.*)", re.sub(r"\s+", " ", helped.out))
    assert example
    typed = shlex.split(example[1])
    assert typed[0] == name
    command = command_of(name)
    # Parsing alone: the files of the example need not be there.
    command.make_context(name, typed[1:], resilient_parsing=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_lists_the_command(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)


def test_no_command_takes_a_secret_on_its_command_line() -> None:
    for name in COMMANDS:
        for parameter in command_of(name).params:
            secret = re.search(r"pass|secret|key", parameter.name or "")
            assert secret is None or getattr(parameter, "is_flag", False), (name, parameter.name)


@pytest.mark.parametrize("typed", [("--help",), ("check", "--help"), ("schema",)])
def test_whatever_is_said_to_a_full_disk_ends_in_a_sentence(typed: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app", *typed], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == Exit.STORAGE
    assert done.stderr.count(b"\n") == 1
    assert b"the disk is full" in done.stderr


@pytest.mark.parametrize(
    "typed",
    [
        ("open",),
        ("verify",),
        ("verify", "--never"),
        ("export", "team.vault"),
        ("check", "a", "b"),
        ("doctor", "now"),
        ("demo", "--out"),
    ],
)
def test_a_command_line_that_cannot_be_followed(typed: tuple[str, ...]) -> None:
    ended = casework(*typed)
    assert (ended.code, ended.out) == (Exit.CANNOT_TELL, "")
    assert "--" in ended.err


# --- schema and doctor ----------------------------------------------------------------------------


def test_schema_of_one_kind_and_of_all() -> None:
    every = json.loads(casework("schema").out)
    assert every.keys() == kinds.KINDS.keys()
    one = casework("schema", "session_note")
    assert one.code == Exit.DONE
    assert json.loads(one.out) == every["session_note"]


def test_schema_of_no_kind() -> None:
    ended = casework("schema", "horoscope")
    assert (ended.code, ended.out) == (Exit.NOT_ACCEPTABLE, "")
    assert ended.err == "Casework has no record kind by that name.\n"


def test_doctor_tries_each_thing() -> None:
    ended = casework("doctor")
    assert ended.code == Exit.DONE
    assert len(re.findall(r"^ok ", ended.out, re.MULTILINE)) >= 6


def test_doctor_says_what_is_wanting(desk: Path) -> None:
    shutil.rmtree(desk / "home")
    (desk / "home").write_text("a file where the folder should be")
    ended = casework("doctor")
    assert ended.code == Exit.MISSING_PART
    assert re.search(r"^WANTING +State folder", ended.out, re.MULTILINE)


# --- check, and who says so ------------------------------------------------------------------------


def test_check_finds_nothing_wrong(desk: Path) -> None:
    ended = as_lead("check", desk / "team.vault")
    assert ended.code == Exit.DONE
    assert ended.out.startswith("Nothing wrong was found.")


def test_check_against_a_summary_that_was_sent(desk: Path) -> None:
    assert as_lead("check", desk / "team.vault", "--against", desk / "summary.pdf").code == Exit.DONE
    other = as_lead("check", desk / "team.vault", "--against", desk / "elsewhere" / "summary.pdf")
    assert other.code == Exit.CANNOT_TELL
    assert as_lead("check", desk / "team.vault", "--against", desk / "no.pdf").code == Exit.CANNOT_TELL


def test_an_older_folder_on_a_new_machine_is_found_by_a_summary_sent(desk: Path) -> None:
    vault = desk / "team.vault"
    older = {name: (vault / name).read_bytes() for name in ("vault.json", "store.db")}
    as_lead("export", vault, CASE, *ASKED, "--out", desk / "sent.pdf")
    for name, content in older.items():
        (vault / name).write_bytes(content)
    shutil.rmtree(desk / "home")
    assert as_lead("check", vault).code == Exit.DONE
    found = as_lead("check", vault, "--against", desk / "sent.pdf")
    assert found.code == Exit.NO
    assert "older than the summary you gave remembers" in found.out


def test_check_of_a_colleague_counts_what_is_sealed_from_them(desk: Path) -> None:
    ended = casework(
        "check",
        desk / "team.vault",
        "--as",
        COLLEAGUE.login,
        "--passphrase-stdin",
        stdin=f"{COLLEAGUE_PASSPHRASE}\n",
    )
    assert ended.code == Exit.DONE


def test_the_only_member_need_not_say_who_they_are(desk: Path) -> None:
    typed = ("check", desk / "solo.vault", "--passphrase-stdin")
    assert casework(*typed, stdin=f"{SOLO_PASSPHRASE}\n").code == Exit.DONE
    assert casework(*typed, "--as", "Wren", stdin=f"{SOLO_PASSPHRASE}\r\n").code == Exit.DONE


@pytest.mark.parametrize(
    "typed", [("check",), ("backup", "x.casework-backup"), ("export", "NM-0007", "--out", "x.pdf")]
)
def test_one_of_several_must_say_who_they_are(desk: Path, typed: tuple[str, ...]) -> None:
    ended = casework(
        typed[0], desk / "team.vault", *typed[1:], "--passphrase-stdin", stdin=f"{LEAD_PASSPHRASE}\n"
    )
    assert (ended.code, ended.out) == (Exit.CANNOT_TELL, "")
    assert "--as" in ended.err


def test_check_where_there_is_no_vault(desk: Path) -> None:
    assert as_lead("check", desk / "nowhere").code == Exit.STORAGE
    assert as_lead("check", desk / "summary.pdf").code == Exit.STORAGE


def test_a_passphrase_that_is_no_text(desk: Path) -> None:
    ended = casework("check", desk / "solo.vault", "--passphrase-stdin", stdin=b"\xff\xfe\xfa\n")
    assert ended.code == Exit.NOT_ACCEPTABLE
    assert casework("check", desk / "solo.vault", "--passphrase-stdin").code == Exit.WRONG_SECRET
    ended = casework("check", desk / "solo.vault", "--passphrase-stdin", stdin="a\0b\n")
    assert ended.code == Exit.WRONG_SECRET


def test_a_passphrase_saved_by_an_editor_with_a_mark_before_it(desk: Path) -> None:
    typed = b"\xef\xbb\xbf" + SOLO_PASSPHRASE.encode() + b"\r\n"
    assert casework("check", desk / "solo.vault", "--passphrase-stdin", stdin=typed).code == Exit.DONE


# --- backup and restore ----------------------------------------------------------------------------


def test_a_backup_is_put_back_whole(desk: Path) -> None:
    made = as_lead("backup", desk / "team.vault", desk / "b.casework-backup")
    assert (made.code, made.out) == (Exit.DONE, "Backed up and verified: b.casework-backup\n")
    restored = casework("restore", desk / "b.casework-backup", desk / "back.vault")
    assert restored.code == Exit.DONE
    # The lock was noted after the backup was taken, so on this machine the copy is an older one, and is said to be.
    assert as_lead("check", desk / "back.vault").code == Exit.NO
    assert as_lead("check", desk / "back.vault", "--accept-older").code == Exit.DONE
    assert_clean(desk / "back.vault")
    assert_clean(desk / "team.vault")


def test_a_backup_replaces_nothing(desk: Path) -> None:
    (desk / "b.casework-backup").write_bytes(b"mine")
    assert as_lead("backup", desk / "team.vault", desk / "b.casework-backup").code == Exit.STORAGE
    assert (desk / "b.casework-backup").read_bytes() == b"mine"
    as_lead("backup", desk / "team.vault", desk / "c.casework-backup")
    assert casework("restore", desk / "c.casework-backup", desk / "solo.vault").code == Exit.STORAGE
    assert casework("check", desk / "solo.vault", "--passphrase-stdin", stdin=SOLO_PASSPHRASE).code == 0


def test_a_backup_into_no_folder(desk: Path) -> None:
    assert as_lead("backup", desk / "team.vault", desk / "no" / "b").code == Exit.STORAGE
    assert_clean(desk / "team.vault")


# --- new and recover -------------------------------------------------------------------------------


def test_a_new_vault_is_opened_by_its_founder_and_its_key_by_nobody_else(desk: Path) -> None:
    made = casework("new", desk / "new.vault", *FOUNDER, "--passphrase-stdin", stdin=f"{NEW_PASSPHRASE}\n")
    assert made.code == Exit.DONE
    assert re.search(r"^Recovery key: ([A-Z2-9]{6}-){5}[A-Z2-9]{6}$", made.out, re.MULTILINE)
    assert "Write it down" in made.out
    typed = ("check", desk / "new.vault", "--passphrase-stdin")
    assert casework(*typed, stdin=NEW_PASSPHRASE).code == Exit.DONE
    key = re.findall(r"[A-Z2-9]{6}(?:-[A-Z2-9]{6}){5}", made.out)[0]
    kept = [file.read_bytes() for file in desk.rglob("*") if file.is_file()]
    assert not any(key.encode() in content for content in kept)


@pytest.mark.parametrize(
    ("change", "passphrase", "code"),
    [
        ((), "too short", Exit.NOT_ACCEPTABLE),
        (("--name", " "), NEW_PASSPHRASE, Exit.NOT_ACCEPTABLE),
        (("--plain-name", "Heron stalking clinic"), NEW_PASSPHRASE, Exit.NOT_ACCEPTABLE),
        (("--registration-body", "GMC"), NEW_PASSPHRASE, Exit.NOT_ACCEPTABLE),
        (
            ("--registration-body", "GMC", "--registration-number", "12"),
            NEW_PASSPHRASE,
            Exit.NOT_ACCEPTABLE,
        ),
    ],
)
def test_a_new_vault_is_made_whole_or_not_at_all(
    desk: Path, change: tuple[str, ...], passphrase: str, code: Exit
) -> None:
    before = sorted(desk.iterdir())
    made = casework("new", desk / "n.vault", *FOUNDER, *change, "--passphrase-stdin", stdin=passphrase)
    assert (made.code, made.out) == (code, "")
    assert sorted(desk.iterdir()) == before


def test_a_new_vault_replaces_nothing_and_a_script_is_not_asked(desk: Path) -> None:
    assert casework("new", desk / "team.vault", *FOUNDER, "--passphrase-stdin").code == Exit.STORAGE
    ended = casework("new", desk / "n.vault", "--role", "Psychiatrist", "--passphrase-stdin")
    assert ended.code == Exit.CANNOT_TELL
    assert "--service, --plain-name, --name, --as" in ended.err


def test_the_lead_states_that_the_clock_is_right(desk: Path) -> None:
    ended = as_lead("clock", desk / "team.vault")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert "signing goes on" in ended.out
    assert_clean(desk / "team.vault")


def test_the_lead_renews_every_key_of_the_vault(desk: Path) -> None:
    ended = as_lead("renew", desk / "team.vault")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert ended.out == "Renewed: no key from before opens what is written from now on.\n"
    assert [path.name for path in (desk / "team.vault").glob("store*.db")] == ["store-2.db"]
    assert_clean(desk / "team.vault")


def test_the_recovery_key_lets_a_lead_back_in(desk: Path, kit: str) -> None:
    vault = desk / "team.vault"
    ended = casework(
        "recover", vault, "--as", LEAD.login, "--passphrase-stdin", stdin=f"{kit.lower()}\n{NEW_PASSPHRASE}\n"
    )
    assert ended.code == Exit.DONE, ended
    assert "site-ca.pem" in ended.out
    assert as_lead("check", vault).code == Exit.WRONG_SECRET
    ended = casework("check", vault, "--as", LEAD.login, "--passphrase-stdin", stdin=NEW_PASSPHRASE)
    assert ended.code == Exit.DONE, ended


@pytest.mark.parametrize(
    ("key", "login", "passphrase", "code"),
    [
        ("", "rowan", NEW_PASSPHRASE, Exit.WRONG_SECRET),
        ("AAAAAA-" * 5 + "AAAAAA", "rowan", NEW_PASSPHRASE, Exit.WRONG_SECRET),
        ("KIT", "kit", NEW_PASSPHRASE, Exit.NOT_PERMITTED),
        ("KIT", "rowan", "short", Exit.NOT_ACCEPTABLE),
    ],
)
def test_a_recovery_that_is_refused_changes_nothing(
    desk: Path, kit: str, key: str, login: str, passphrase: str, code: Exit
) -> None:
    typed = f"{kit if key == 'KIT' else key}\n{passphrase}\n"
    ended = casework("recover", desk / "team.vault", "--as", login, "--passphrase-stdin", stdin=typed)
    assert ended.code == code, ended
    assert kit not in ended.err
    assert_clean(desk / "team.vault")


def test_what_was_open_is_locked_when_a_command_ends(desk: Path) -> None:
    assert_clean(desk / "team.vault")
    unlocked(desk).lock()
    unlock(desk / "solo.vault", None, SOLO_PASSPHRASE).lock()


def test_who_reads_what_is_restricted_is_said_and_a_colleague_is_let_in(desk: Path) -> None:
    vault = desk / "team.vault"
    assert as_lead("restricted", vault, CASE).out == "Nothing is restricted in this case.\n"
    with closing(unlocked(desk)) as open_vault:
        signed(open_vault, Cases(open_vault).find(CASE), "Words", compartment=Compartment.RESTRICTED)
    assert as_lead("restricted", vault, CASE).out == f"{LEAD.name}  leads the case\n"
    assert (
        as_lead("restricted", vault, CASE, "--let-in", "nobody", "--why", "Cover").code == Exit.NOT_ACCEPTABLE
    )
    assert as_lead("restricted", vault, CASE, "--let-in", COLLEAGUE.login).code == Exit.NOT_ACCEPTABLE
    let = as_lead("restricted", vault, CASE, "--let-in", COLLEAGUE.login, "--why", "Cover")
    assert (let.code, let.out, let.err) == (Exit.DONE, f"Let in: {COLLEAGUE.login}\n", "")
    assert f"{COLLEAGUE.name}  let in by {LEAD.name} on " in as_lead("restricted", vault, CASE).out
    assert_clean(vault)
