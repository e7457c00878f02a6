"""The machines that vaults meet: shared folders, long names, no home, media that take no writing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Exit
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE
from tests.cli.desk import CASE, Ended, as_lead, assert_clean, casework, environment

AS_ROOT = os.geteuid() == 0
GROUP = 65010
USERS = (65001, 65002)


def as_user(user: int, home: Path, *typed: object, stdin: str) -> Ended:
    """Run a command as another user of this machine, who is of the team's group."""
    home.mkdir(exist_ok=True)
    os.chown(home, user, GROUP)
    done = subprocess.run(
        [
            *("setpriv", f"--reuid={user}", f"--regid={GROUP}", "--clear-groups"),
            *(sys.executable, "-m", "app", *map(str, typed)),
        ],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=environment() | {"CASEWORK_HOME": str(home), "HOME": str(home)},
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shared(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The team's vault in a folder that a group of this machine shares, as its administrator set it up."""
    if AS_ROOT:
        # Others pass through on their way to it.
        for each in (*desk.parents[:-1], desk):
            if each.owner() == "root" and each.stat().st_mode & 0o777 == 0o700:
                each.chmod(0o711)
        for each in ((vault := desk / "team.vault"), *vault.iterdir()):
            os.chown(each, USERS[0], GROUP)
            each.chmod(0o2770 if each.is_dir() else 0o660)
    return desk / "team.vault"


def test_a_team_shares_a_folder_by_group(shared: Path) -> None:
    if not AS_ROOT:
        # It takes two users: what one can see is that a saving keeps the group's rights.
        for file in shared.iterdir():
            file.chmod(0o660)
        shared.chmod(0o2770)
        assert_clean(shared)
        assert {file.stat().st_mode & 0o777 for file in shared.iterdir()} == {0o660}
        return
    desk = shared.parent
    members = (
        (USERS[0], LEAD.login, LEAD_PASSPHRASE),
        (USERS[1], COLLEAGUE.login, COLLEAGUE_PASSPHRASE),
        (USERS[0], LEAD.login, LEAD_PASSPHRASE),
    )
    told = []
    for user, login, passphrase in members:
        typed = ("check", shared, "--as", login, "--passphrase-stdin")
        ended = as_user(user, desk / f"home{user}", *typed, stdin=f"{passphrase}\n")
        assert (ended.code, ended.err) == (Exit.DONE, ""), ended
        assert {file.stat().st_mode & 0o777 for file in shared.iterdir()} == {0o660}
        assert {file.stat().st_gid for file in shared.iterdir()} == {GROUP}
        told.append(ended.out)
    assert "different owners, and each lets their group in" in told[1]


def test_who_is_shut_out_is_told_by_whom(shared: Path) -> None:
    if not AS_ROOT:
        return
    (shared / "vault.json").chmod(0o600)
    typed = ("check", shared, "--as", COLLEAGUE.login, "--passphrase-stdin")
    ended = as_user(USERS[1], shared.parent / "home2", *typed, stdin=f"{COLLEAGUE_PASSPHRASE}\n")
    assert ended.code == Exit.STORAGE
    assert f"You may not open vault.json, which belongs to user number {USERS[0]}" in ended.err


def test_check_names_files_that_let_in_different_people(desk: Path) -> None:
    (desk / "team.vault" / "store.db").chmod(0o640)
    ended = as_lead("check", desk / "team.vault")
    assert ended.code == Exit.DONE
    assert "somebody may be shut out" in ended.out
    assert "store.db" in ended.out


@pytest.mark.parametrize(("name", "code"), [("L" * 250 + ".pdf", Exit.DONE), ("ŵ" * 140, Exit.STORAGE)])
def test_a_long_name_is_written_or_refused_in_a_sentence(desk: Path, name: str, code: Exit) -> None:
    vault = desk / "team.vault"
    exported = as_lead("export", vault, CASE, "--out", desk / name)
    assert exported.code == code, exported
    backed_up = as_lead("backup", vault, desk / f"b{name[:-1]}")
    assert backed_up.code == code, backed_up
    for refused in (exported, backed_up):
        assert code == Exit.DONE or "longer than this disk takes" in refused.err
    assert not list(desk.glob(".*"))
    assert_clean(vault)


def test_every_command_takes_a_name_that_is_too_long(desk: Path) -> None:
    long = desk / ("L" * 300)
    founder = ("--service", "S", "--name", "N", "--role", "R", "--as", "n", "--passphrase-stdin")
    as_lead("backup", desk / "team.vault", desk / "b")
    for typed in (
        ("check", long, "--passphrase-stdin"),
        ("new", long, *founder),
        ("restore", desk / "b", long),
        ("restore", long, desk / "back"),
        ("demo", "--out", long),
        ("recover", long, "--as", "n", "--passphrase-stdin"),
    ):
        ended = casework(*typed, stdin="a fresh marble lantern\na fresh marble lantern\n")
        assert ended.code == Exit.STORAGE, (typed, ended)
    assert casework("verify", long).code == Exit.CANNOT_TELL
    assert casework(long).code == Exit.CANNOT_TELL
