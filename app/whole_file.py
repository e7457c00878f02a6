"""Writes a whole file safely: beside, forced to the disk, renamed into place, and the folder forced to the disk.

Whenever it is stopped, the old file stands there or the new one. The new one lets in whom the old one let in: a team
that shares a folder by group would otherwise be shut out by whoever saved last.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from app.errors import storage_error

_PRIVATE: Final = 0o600
_SHARED: Final = 0o660
_GROUP: Final = 0o070


@dataclass(frozen=True)
class _Access:
    """Who may open a file; None for an owner or group that is to be left as it comes."""

    mode: int
    group: int | None = None
    owner: int | None = None


def replace_file(path: Path, content: bytes, *, forced: bool = True) -> None:
    """Put a file with that content at `path` in one step; raises DiskFull, CannotWrite, NameTooLong.

    `forced`: it is on the disk when this returns. Without it a power cut may leave the old file, or an empty one.
    """
    with beside(path) as new:
        write_new(new, content, forced=forced)
        put_in_place(new, path, forced=forced)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Lend the name under which the file that is to stand at `path` is written first; what is left there is removed.

    Raises DiskFull, CannotWrite or NameTooLong for what the disk answers within.
    """
    new = name_beside(path)
    try:
        new.unlink(missing_ok=True)
        yield new
    except OSError as failure:
        raise storage_error(failure) from None
    finally:
        with suppress(OSError):
            new.unlink()


def name_beside(path: Path) -> Path:
    """The name beside: of fixed length, since a name that is as long as a name may be leaves no room for an ending.

    Each file has its own, so that the next write of it clears away what a crash left.
    """
    return path.with_name(f".casework-{sha256(os.fsencode(path.name)).hexdigest()[:16]}.new")


def write_new(path: Path, content: bytes, *, forced: bool = True) -> None:
    """Write a file that is not there yet, its owner's alone. Raises OSError."""
    with open_new(path, forced=forced) as file:
        file.write(content)


@contextmanager
def open_new(path: Path, *, forced: bool = True) -> Iterator[BinaryIO]:
    """Open a file that is not there yet, its owner's alone, to be written and read. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _flag("O_CLOEXEC") | _flag("O_BINARY")
    with os.fdopen(os.open(path, flags, _PRIVATE), "w+b") as file:
        yield file
        file.flush()
        if forced:
            os.fsync(file.fileno())


def put_in_place(new: Path, path: Path, *, forced: bool = True) -> None:
    """Give a file that was written beside its name, and let in whom the one before it let in. Raises OSError."""
    _give(new, _access_of(path))
    new.replace(path)
    if forced:
        sync_folder(path.parent)


def let_in_alike(path: Path, other: Path) -> None:
    """Let in to a file whom another of the same folder lets in. Raises OSError."""
    _give(path, _access_of(other))


def make_empty(path: Path) -> None:
    """Make an empty file that follows its folder, unless there is one. Raises OSError."""
    with suppress(FileExistsError), open_new(path, forced=False):
        _give(path, _following(path.parent))


def is_there(path: Path) -> bool:
    """Whether anything has that name. Raises NameTooLong or CannotWrite where the disk will not say."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as failure:
        raise storage_error(failure) from None
    return True


def is_folder(path: Path) -> bool:
    """Whether a folder has that name; no where the disk will not say, for which `Path.is_dir` raises."""
    return os.path.isdir(path)  # noqa: PTH112


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Raises OSError."""
    if os.name != "posix":
        return  # Windows cannot open a folder; its rename is journalled.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _access_of(path: Path) -> _Access:
    """Who may open what stands at `path`; for a new file, whom its folder lets in."""
    with suppress(FileNotFoundError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode):
            return _Access(stat.S_IMODE(found.st_mode) & 0o777, found.st_gid, found.st_uid)
    return _following(path.parent)


def _following(folder: Path) -> _Access:
    """A folder that its group may write, and nobody else besides, is shared; in any other a file is private."""
    found = folder.stat()
    if found.st_mode & stat.S_IWGRP and not found.st_mode & stat.S_IWOTH:
        return _Access(_SHARED, found.st_gid)
    return _Access(_PRIVATE)


def _give(path: Path, access: _Access) -> None:
    if os.name != "posix":
        return  # On Windows a file takes over what its folder says.
    mode, found = access.mode, path.stat()
    if access.owner not in {None, found.st_uid}:
        # Only an administrator may give a file away; for everybody else the group is what counts.
        with suppress(OSError):
            os.chown(path, access.owner or 0, -1)
    if access.group not in {None, found.st_gid}:
        try:
            os.chown(path, -1, access.group or 0)
        except OSError:
            # Another group than the one that was let in must not be.
            mode &= ~_GROUP
    with suppress(OSError):
        # Some shares keep no rights of their own and refuse to be asked.
        path.chmod(mode)


def _flag(name: str) -> int:
    """Give an open(2) flag, or nothing where the system lacks it."""
    flag: int = getattr(os, name, 0)
    return flag
