"""vault.json on the disk: read whole and checked, replaced in one step, never half written."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.crypto.header import MAX_BYTES, Header, decode, encode
from app.errors import Damaged, storage_error, vault_reading_error
from app.regular_file import open_regular

NEW_SUFFIX: Final = ".new"
"""Ending of the file a header is written to before it takes the name; the next save removes one left over."""


def load(path: Path) -> Header:
    """Read the header at `path`; raises NotAVault, CannotRead, Damaged or Newer."""
    try:
        with open_regular(path) as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise vault_reading_error(exc) from None
    if len(raw) > MAX_BYTES:
        raise Damaged
    return decode(raw)


def save(path: Path, header: Header) -> None:
    """Put `header` at `path`, readable by its owner alone; raises CannotWrite or DiskFull.

    When this returns the header is on the disk; whenever it is stopped, `path` holds the old one or the new.
    """
    replace_file(path, encode(header))


def replace_file(path: Path, content: bytes) -> None:
    """Replace the file at `path` in one durable step; raises CannotWrite or DiskFull."""
    new = path.with_name(path.name + NEW_SUFFIX)
    try:
        with suppress(FileNotFoundError):
            new.unlink()
        try:
            _write_durably(new, content)
            new.replace(path)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
        sync_folder(path.parent)
    except OSError as exc:
        raise storage_error(exc) from None


def _write_durably(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _flag("O_CLOEXEC") | _flag("O_BINARY")
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    if os.name != "posix":
        return  # Windows cannot open a folder; its rename is journalled.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flag(name: str) -> int:
    """Give an open(2) flag, or nothing where the system lacks it."""
    flag: int = getattr(os, name, 0)
    return flag
