"""vault.json is always whole, and only its owner's."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from app.crypto import header, header_file
from app.errors import (
    AlreadyThere,
    CannotRead,
    CannotWrite,
    Damaged,
    DiskFull,
    NotAVault,
    UserError,
    storage_error,
    vault_reading_error,
)
from app.whole_file import name_beside
from tests.crypto.sample import OTHER_DEVICE, sample, vault_key


def test_loads_what_it_saved_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    header_file.save(path, sample().header)
    newer = header.with_device(sample().header, vault_key(), OTHER_DEVICE)
    header_file.save(path, newer)
    assert header_file.load(path) == newer
    assert list(tmp_path.iterdir()) == [path]


def test_what_earlier_versions_left_beside_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    left_over = tmp_path / "vault.json.new"
    left_over.write_bytes(b"half a head")
    header_file.save(path, sample().header)
    assert list(tmp_path.iterdir()) == [path]


def test_does_not_write_through_a_link_put_in_its_way(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"precious")
    name_beside(tmp_path / "vault.json").symlink_to(elsewhere)
    header_file.save(tmp_path / "vault.json", sample().header)
    assert elsewhere.read_bytes() == b"precious"


def test_a_folder_without_a_header_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "vault.json").mkdir()
    for path in (tmp_path / "nothing" / "vault.json", tmp_path / "missing.json", tmp_path / "vault.json"):
        with pytest.raises(NotAVault):
            header_file.load(path)


def test_a_pipe_in_its_place_is_no_vault_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "vault.json")
    with pytest.raises(NotAVault):
        header_file.load(tmp_path / "vault.json")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    path.touch()
    os.truncate(path, 1 << 40)
    with pytest.raises(Damaged):
        header_file.load(path)


def test_says_when_the_folder_has_gone(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        header_file.save(tmp_path / "gone" / "vault.json", sample().header)


def run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_disk_that_takes_no_more_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    header_file.save(path, sample().header)
    program = """
        import resource, sys
        from pathlib import Path
        from app.crypto import header_file
        from app.errors import DiskFull
        path = Path(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        try:
            header_file.save(path, header_file.load(path))
        except DiskFull as refusal:
            print(refusal)
    """
    assert "disk is full" in run(program, str(path))
    assert header_file.load(path) == sample().header
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_one_may_not_write_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    header_file.save(path, sample().header)
    tmp_path.chmod(0o500)
    program = """
        import os, sys
        from pathlib import Path
        from app.crypto import header_file
        from app.errors import CannotWrite
        path = Path(sys.argv[1])
        read = header_file.load(path)
        if os.geteuid() == 0:
            os.setuid(65534)
        try:
            header_file.save(path, read)
        except CannotWrite as refusal:
            print(type(refusal).__name__, refusal)
    """
    assert run(program, str(path)).startswith("CannotWrite It could not be saved")
    tmp_path.chmod(0o700)
    assert header_file.load(path) == sample().header


def test_a_program_killed_while_saving_leaves_a_whole_header(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    header_file.save(path, sample().header)
    both = [sample().header, header.with_device(sample().header, vault_key(), OTHER_DEVICE)]
    program = """
        import sys
        from pathlib import Path
        from app.crypto import header, header_file
        from app.crypto.secret import Secret
        path = Path(sys.argv[1])
        one = header_file.load(path)
        two = header.with_device(one, Secret(bytes(range(32))), sys.argv[2])
        print("saving", flush=True)
        while True:
            header_file.save(path, two)
            header_file.save(path, one)
    """
    for turn in range(8):
        header_file.save(path, sample().header)
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program), str(path), OTHER_DEVICE], stdout=subprocess.PIPE
        ) as saving:
            assert saving.stdout is not None
            assert saving.stdout.readline() == b"saving\n"
            time.sleep(0.02 + 0.007 * turn)
            saving.send_signal(signal.SIGKILL)
        assert header_file.load(path) in both
        assert {entry.name for entry in tmp_path.iterdir()} <= {path.name, name_beside(path).name}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EROFS, CannotWrite),
        (errno.EACCES, CannotWrite),
        (errno.EPERM, CannotWrite),
        (errno.ENOENT, CannotWrite),
        (errno.EIO, CannotWrite),
        (errno.EEXIST, AlreadyThere),
        (None, CannotWrite),
    ],
)
def test_a_failed_write_has_a_sentence_without_the_path(number: int | None, kind: type[UserError]) -> None:
    found = storage_error(OSError(number, "reason", "/home/jane-doe.vault"))
    assert type(found) is kind
    assert "jane" not in str(found)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOENT, NotAVault),
        (errno.ENOTDIR, NotAVault),
        (errno.EISDIR, NotAVault),
        (errno.EACCES, CannotRead),
        (errno.EIO, CannotRead),
    ],
)
def test_a_failed_read_has_a_sentence_without_the_path(number: int, kind: type[UserError]) -> None:
    found = vault_reading_error(OSError(number, "reason", "/home/jane-doe.vault"))
    assert type(found) is kind
    assert "jane" not in str(found)
