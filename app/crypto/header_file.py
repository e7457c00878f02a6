"""vault.json on the disk: read whole and checked, replaced in one step, never half written."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from app.crypto.header import MAX_BYTES, Header, decode, encode
from app.errors import Damaged
from app.file_owner import reading_error
from app.regular_file import open_regular
from app.whole_file import replace_file

_LEFT_BEFORE: Final = ".new"
"""Ending under which earlier versions wrote a header beside."""


def load(path: Path) -> Header:
    """Read the header at `path`; raises NotAVault, CannotRead, NotYours, Damaged or Newer."""
    try:
        with open_regular(path) as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as failure:
        raise reading_error(path, failure) from None
    if len(raw) > MAX_BYTES:
        raise Damaged
    return decode(raw)


def save(path: Path, header: Header) -> None:
    """Put `header` at `path`; raises HeaderFull, CannotWrite or DiskFull.

    When this returns the header is on the disk; whenever it is stopped, `path` holds the old one or the new.
    """
    replace_file(path, encode(header))
    with suppress(OSError):
        # It may hold the slot of somebody who has left since.
        path.with_name(path.name + _LEFT_BEFORE).unlink()
