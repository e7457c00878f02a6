"""Promises of where the program keeps its own files."""

import stat
from pathlib import Path

import pytest

from app import paths
from app.errors import AlreadyThere, CannotWrite, MissingPart


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The test's own home, as every test has one."""
    return tmp_path / "home"


def test_one_variable_moves_settings_state_and_log_together(home: Path) -> None:
    assert {paths.config_dir(), paths.state_dir(), paths.log_dir()} == {
        home / "config",
        home / "state",
        home / "log",
    }


def test_without_the_variable_they_lie_in_the_folders_of_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert paths.config_dir() == tmp_path / "c" / "casework"
    assert paths.state_dir() == tmp_path / "s" / "casework"


def test_asking_for_a_folder_does_not_make_it(home: Path) -> None:
    assert not paths.state_dir().exists()
    assert not home.exists()


def test_every_folder_it_makes_on_the_way_is_its_owners_alone(home: Path) -> None:
    made = paths.private_folder(home / "one" / "two")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (home, home / "one", made)] == [0o700] * 3


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    paths.private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_refuses_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises((CannotWrite, AlreadyThere)):
        paths.private_folder(tmp_path / "file")
    with pytest.raises((CannotWrite, AlreadyThere)):
        paths.private_folder(tmp_path / "file" / "below")


def test_finds_what_is_shipped_beside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "resources" / "demo").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "app")
    assert paths.resource("demo") == tmp_path / "resources" / "demo"


def test_finds_what_is_shipped_inside_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app" / "resources" / "demo").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "app")
    assert paths.resource("demo") == tmp_path / "app" / "resources" / "demo"


def test_says_that_a_shipped_part_is_missing() -> None:
    with pytest.raises(MissingPart):
        paths.resource("no such part")
