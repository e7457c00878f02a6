"""The machines that vaults meet: shared folders, long names, no home, media that take no writing."""

import os
import shutil
import subprocess
import sys
import tempfile
import zoneinfo
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from app import log
from app.cli.terminal import ending
from app.errors import Exit, NotAcceptable
from app.services.vault.zone import zone_of
from tests.builders import COLLEAGUE, COLLEAGUE_PASSPHRASE, LEAD, LEAD_PASSPHRASE
from tests.cli.desk import (
    ASKED,
    CASE,
    NAME,
    Ended,
    as_lead,
    assert_clean,
    casework,
    environment,
    program,
    unlocked,
)
from tests.released import released

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
def shared(desk: Path) -> Iterator[Path]:
    """The team's vault in a folder that a group of this machine shares, as its administrator set it up."""
    # Not below the tests' own folder, which lets nobody else pass.
    with tempfile.TemporaryDirectory(prefix="casework-shared-") as place:
        Path(place).chmod(0o711)
        vault = Path(place) / "team.vault"
        shutil.copytree(desk / "team.vault", vault)
        for each in (vault, *vault.iterdir()):
            if AS_ROOT:
                os.chown(each, USERS[0], GROUP)
            each.chmod(0o2770 if each.is_dir() else 0o660)
        yield vault


def test_a_team_shares_a_folder_by_group(shared: Path) -> None:
    if not AS_ROOT:
        # It takes two users: what one can see is that a saving keeps the group's rights.
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
    exported = as_lead("export", vault, CASE, *ASKED, "--out", desk / name)
    assert exported.code == code, exported
    backed_up = as_lead("backup", vault, desk / f"b{name[:-1]}")
    assert backed_up.code == code, backed_up
    for refused in (exported, backed_up):
        assert code == Exit.DONE or "longer than this disk takes" in refused.err
    assert not list(desk.glob(".*"))
    assert_clean(vault)


def test_every_command_takes_a_name_that_is_too_long(desk: Path) -> None:
    long = desk / ("L" * 300)
    founder = (
        "--service",
        "S",
        "--plain-name",
        "S",
        "--name",
        "N",
        "--role",
        "R",
        "--as",
        "n",
        "--passphrase-stdin",
    )
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


def test_a_vault_too_deep_for_its_store_is_said_to_be(desk: Path) -> None:
    deep = desk.joinpath(*["d" * 120] * 4)
    deep.mkdir(parents=True)
    (desk / "team.vault").rename(deep / "team.vault")
    ended = as_lead("check", deep / "team.vault")
    assert (ended.code, ended.out) == (Exit.STORAGE, "")
    assert "longer than this disk takes" in ended.err


# --- a medium that takes no writing ----------------------------------------------------------------

READ_ONLY_MOUNT = (
    *("unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c"),
    'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"',
)
LOOKING = """
import sys
from pathlib import Path
from app.errors import ReadOnly
from app.services.cases.cases import Cases
from app.services.entry.unlocking import unlock
from app.services.records.chronology import Chronology
from app.services.records.drafts import Drafts
from app.services.records.records import Records
vault = unlock(Path(sys.argv[1]), *sys.argv[2:4])
case = Cases(vault).find(sys.argv[4])
(row,) = Chronology(vault).page(case).rows
print(Records(vault).read(row.id).fault or "sound")
try:
    Drafts(vault).begin(case, "session_note")
except ReadOnly as refused:
    print(refused)
vault.lock()
"""


def looked_at(vault: Path) -> tuple[dict[str, bytes], dict[str, int]]:
    """What is in the folder, and when each file of it was changed."""
    files = sorted(vault.iterdir())
    return {file.name: file.read_bytes() for file in files}, {f.name: f.stat().st_mtime_ns for f in files}


def on_read_only(vault: Path, command: str, *arguments: object) -> Ended:
    """Run a command as the lead, the vault on a medium that takes no writing; not a byte of it changes."""
    before = looked_at(vault)
    typed = (command, vault, *arguments, "--as", LEAD.login, "--passphrase-stdin")
    ended = program(*typed, stdin=f"{LEAD_PASSPHRASE}\n", wrapper=(*READ_ONLY_MOUNT, str(vault)))
    assert looked_at(vault) == before
    copies = vault.parent / "home" / "state" / "looked-at"
    assert not copies.exists() or list(copies.iterdir()) == []
    return ended


def test_a_vault_on_a_read_only_medium_is_checked_and_backed_up_and_says_so(desk: Path) -> None:
    vault = desk / "team.vault"
    checked = on_read_only(vault, "check")
    assert checked.code == Exit.DONE, checked
    assert "Read-only: looking is not noted." in checked.out
    backed_up = on_read_only(vault, "backup", desk / "b")
    assert backed_up.code == Exit.DONE, backed_up
    assert "Read-only: looking is not noted." in backed_up.out
    assert casework("restore", desk / "b", desk / "back.vault").code == Exit.DONE
    assert_clean(desk / "back.vault")


def test_nothing_is_sent_from_it(desk: Path) -> None:
    refused = on_read_only(desk / "team.vault", "export", CASE, *ASKED, "--out", desk / "x.pdf")
    assert (refused.code, refused.out) == (Exit.STORAGE, "")
    assert "nothing can be signed, sent or recorded" in refused.err
    assert not (desk / "x.pdf").exists()


def test_it_is_looked_at_and_nothing_is_begun_in_it(desk: Path) -> None:
    vault = desk / "team.vault"
    before = looked_at(vault)
    done = subprocess.run(
        [*READ_ONLY_MOUNT, vault, sys.executable, "-c", LOOKING, vault, LEAD.login, LEAD_PASSPHRASE, CASE],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    assert done.stdout.startswith("sound\nThis vault is read-only here")
    assert looked_at(vault) == before


def test_what_is_not_in_the_store_yet_is_brought_together_in_a_copy(desk: Path) -> None:
    vault = unlocked(desk)
    shutil.copytree(desk / "team.vault", desk / "crashed.vault")
    vault.close()
    assert (desk / "crashed.vault" / "store.db-wal").stat().st_size > 0
    shutil.rmtree(desk / "home" / "state" / "anchors")
    left = desk / "home" / "state" / "looked-at" / "left-by-a-crash"
    left.mkdir(parents=True)
    (left / "store.db").write_bytes(b"what a killed program left")
    checked = on_read_only(desk / "crashed.vault", "check")
    assert checked.code == Exit.DONE, checked
    assert "Read-only: looking is not noted." in checked.out
    assert "search index" not in checked.out


def test_one_of_an_earlier_form_is_brought_up_to_date_in_a_copy(desk: Path) -> None:
    old = released(desk / "old")
    before = looked_at(old.folder)
    typed = ("check", old.folder, "--as", "rowan", "--passphrase-stdin")
    wrapper = (*READ_ONLY_MOUNT, str(old.folder))
    checked = program(*typed, stdin=f"{old.passphrase()}\n", wrapper=wrapper)
    assert checked.code == Exit.DONE, checked
    assert "Read-only: looking is not noted." in checked.out
    assert looked_at(old.folder) == before
    assert list((desk / "home" / "state" / "looked-at").iterdir()) == []


def test_keys_of_an_earlier_vault_are_renewed_when_it_is_known_who_is_left_out(desk: Path) -> None:
    old = released(desk / "old")

    def typed(command: str, login: str, *options: str) -> Ended:
        stdin = f"{old.passphrase(login)}\n"
        return casework(command, old.folder, *options, "--as", login, "--passphrase-stdin", stdin=stdin)

    refused = typed("renew", "rowan")
    assert (refused.code, "Anwen" in refused.out) == (Exit.NOT_ACCEPTABLE, True)
    assert "Anwen" not in refused.err
    assert typed("renew", "rowan", "--let-in-again").code == Exit.DONE
    shut_out = typed("check", "anwen")
    assert (shut_out.code, "let you in again" in shut_out.err) == (Exit.NOT_PERMITTED, True)
    checked = typed("check", "rowan")
    assert checked.code == Exit.DONE, checked
    assert [path.name for path in old.folder.glob("store*.db")] == ["store-3.db"]


def test_a_folder_named_as_an_address_of_memory(desk: Path) -> None:
    (desk / "team.vault").rename(desk / "file:x?mode=memory")
    assert_clean(desk / "file:x?mode=memory")


# --- a machine that lacks something ----------------------------------------------------------------


def homeless(*typed: object, stdin: str = "") -> Ended:
    """Run a command as a number that no user of this machine has, and without a home folder."""
    nobody = ("setpriv", "--reuid=65111", "--regid=65111", "--clear-groups") if AS_ROOT else ()
    kept = {name: value for name, value in environment().items() if not name.startswith(("XDG_", "HOME"))}
    done = subprocess.run(
        [*nobody, sys.executable, "-m", "app", *map(str, typed)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={name: value for name, value in kept.items() if name != "CASEWORK_HOME"},
    )
    assert "Traceback" not in done.stderr
    return Ended(done.returncode, done.stdout, done.stderr)


def test_without_a_home_folder_it_says_what_to_set(shared: Path) -> None:
    if not AS_ROOT:
        return
    for each in (shared, *shared.iterdir()):
        each.chmod(0o777 if each.is_dir() else 0o666)
    said = "No home folder is known here: set CASEWORK_HOME.\n"
    typed = ("check", shared, "--as", LEAD.login, "--passphrase-stdin")
    ended = homeless(*typed, stdin=f"{LEAD_PASSPHRASE}\n")
    assert (ended.code, ended.out, ended.err) == (Exit.MISSING_PART, "", said)
    examined = homeless("doctor")
    assert examined.code == Exit.MISSING_PART
    assert f"WANTING  State folder: {said}" in examined.out


def test_a_log_that_cannot_be_written_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORK_HOME", "~nobody-of-this-name/home")
    log.event(log.Event.SETTINGS_UNREADABLE)
    log.exception(ValueError())


def test_what_goes_wrong_in_the_last_line_of_defence_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEWORK_HOME", "~nobody-of-this-name/home")

    class Gone(StringIO):
        def write(self, text: str) -> int:
            raise ValueError(text)

    monkeypatch.setattr(sys, "stderr", Gone())

    def fails() -> None:
        raise KeyError(NAME)

    assert ending(fails) == Exit.BUG


@pytest.fixture
def _no_zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without zone data: neither the system's nor the package's."""
    # What was read from the package before stands under names of its own.
    for name in {"tzdata", *(each for each in sys.modules if each.partition(".")[0] == "tzdata")}:
        monkeypatch.setitem(sys.modules, name, None)
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


def test_verifying_needs_no_zone_data(desk: Path, tmp_path: Path) -> None:
    # As a program of its own: what judges is loaded once, and it is loading it that asked for a zone.
    (tmp_path / "tzdata").mkdir()
    (tmp_path / "tzdata" / "__init__.py").write_text("raise ImportError")
    path = os.pathsep.join((str(tmp_path), environment()["PYTHONPATH"]))
    verified = program(
        *("verify", desk / "summary.pdf", "--ca", desk / "site-ca.pem"),
        wrapper=("env", "PYTHONTZPATH=", f"PYTHONPATH={path}"),
    )
    assert (verified.code, verified.err) == (Exit.DONE, ""), verified
    assert verified.out.startswith("summary.pdf: genuine\n")


def test_a_machine_that_cannot_judge_says_so_and_nothing_of_the_file(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.sign.validation", None)
    verified = casework("verify", desk / "summary.pdf", "--ca", desk / "site-ca.pem")
    assert (verified.code, verified.out) == (Exit.MISSING_PART, ""), verified
    assert "A part of Casework is missing from this machine" in verified.err


@pytest.mark.usefixtures("_no_zones")
def test_without_zone_data_what_keeps_a_vault_says_what_is_missing(desk: Path) -> None:
    founder = (
        "--service",
        "S",
        "--plain-name",
        "S",
        "--name",
        "N",
        "--role",
        "R",
        "--as",
        "n",
        "--passphrase-stdin",
    )
    for ended in (
        as_lead("check", desk / "team.vault"),
        casework("demo", "--out", desk / "demo"),
        casework("new", desk / "n.vault", *founder, stdin="a fresh marble lantern\n"),
    ):
        assert (ended.code, ended.out) == (Exit.MISSING_PART, ""), ended
        assert "Time zone data is missing from this machine" in ended.err
    examined = casework("doctor")
    assert (examined.code, "WANTING  Time zones: Time zone data" in examined.out) == (Exit.MISSING_PART, True)


def test_zone_data_comes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        assert zone_of("Europe/London").key == "Europe/London"
        with pytest.raises(NotAcceptable, match="not a time zone"):
            zone_of("Europe/Nowhere")
    finally:
        zoneinfo.reset_tzpath()
        zoneinfo.ZoneInfo.clear_cache()
