"""A file is written whole or not at all, under any name a disk takes, and lets in whom the one before it let in."""

import os
from pathlib import Path

import pytest

from app.errors import AlreadyThere, CannotWrite, NameTooLong, NotYours
from app.file_owner import difference, owner_name, reading_error
from app.whole_file import is_folder, is_there, make_empty, name_beside, replace_file

AS_ROOT = os.geteuid() == 0
GROUP = 65010


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_replaces_a_file_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"one", b"two"):
        replace_file(path, content)
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", b"")
    make_empty(tmp_path / "lock")
    assert (mode(tmp_path / "file"), mode(tmp_path / "lock")) == (0o600, 0o600)


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o660, 0o666])
def test_a_file_keeps_the_rights_of_the_one_before_it(tmp_path: Path, rights: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    path.chmod(rights)
    replace_file(path, b"after")
    assert mode(path) == rights


@pytest.mark.parametrize(
    ("folder", "file"), [(0o2770, 0o660), (0o770, 0o660), (0o700, 0o600), (0o755, 0o600), (0o1777, 0o600)]
)
def test_a_new_file_follows_a_folder_that_is_shared_by_a_group(
    tmp_path: Path, folder: int, file: int
) -> None:
    tmp_path.chmod(folder)
    replace_file(tmp_path / "file", b"")
    make_empty(tmp_path / "lock")
    assert (mode(tmp_path / "file"), mode(tmp_path / "lock")) == (file, file)
    assert (tmp_path / "file").stat().st_gid == tmp_path.stat().st_gid
    tmp_path.chmod(0o700)


def test_group_and_owner_are_kept_where_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"")
    given = (65001, GROUP) if AS_ROOT else (os.getuid(), os.getgid())
    os.chown(path, *given)
    replace_file(path, b"after")
    assert (path.stat().st_uid, path.stat().st_gid) == given


def test_what_a_crash_left_beside_is_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "file"
    name_beside(path).write_bytes(b"half")
    replace_file(path, b"whole")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["L" * 255, "ŵ" * 127, "a"])
def test_a_name_as_long_as_a_name_may_be_is_written(tmp_path: Path, name: str) -> None:
    replace_file(tmp_path / name, b"whole")
    assert (tmp_path / name).read_bytes() == b"whole"
    assert len(name_beside(tmp_path / name).name) == len(".casework-.new") + 16


def test_a_longer_name_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("ŵ" * 140)
    with pytest.raises(NameTooLong):
        replace_file(path, b"")
    with pytest.raises(NameTooLong):
        is_there(path)
    assert not is_folder(path)
    assert list(tmp_path.iterdir()) == []


def test_tells_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "file").write_bytes(b"")
    assert is_there(tmp_path / "link")
    assert not is_there(tmp_path / "file" / "below")
    assert not is_there(tmp_path / "absent")


def test_a_folder_that_has_gone_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as said:
        replace_file(tmp_path / "gone" / "file", b"")
    assert not isinstance(said.value, AlreadyThere)


def test_a_file_one_may_not_open_is_said_to_be_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    path.write_bytes(b"")
    if AS_ROOT:
        os.chown(path, 65001, 65001)
        said = reading_error(path, PermissionError())
        assert isinstance(said, NotYours)
        assert "vault.json, which belongs to user number 65001" in str(said)
    assert owner_name(0) == "root"


def test_files_that_let_in_different_people_are_named(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("vault.json", "store.db", "absent")]
    for file in files[:2]:
        file.write_bytes(b"")
        file.chmod(0o660)
    assert difference(files) == ""
    files[0].chmod(0o600)
    told = difference(files)
    assert "somebody may be shut out" in told
    assert "vault.json" in told
    assert "0600" in told
