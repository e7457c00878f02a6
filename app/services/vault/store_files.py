"""The files of a vault folder in which its store is, was, or is being made anew.

A new store is made under the next free number, with an empty file beside it that says so. The header that names it
makes it the vault's own; until then it is nothing, and goes.
"""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.crypto import header_file
from app.crypto.header import FIRST_STORE, Header
from app.errors import DiskFull, UserError, storage_error
from app.models.database import wal_bytes
from app.services.vault.open_vault import HEADER
from app.whole_file import is_there, let_in_alike, make_empty, sync_folder

_MAKING: Final = ".new"
_BESIDE: Final = ("", "-wal", "-shm", "-journal")
_NUMBERED: Final = re.compile(r"store(?:-([2-9]|[1-9][0-9]{1,8}))?\.db", re.ASCII)


def store_in(folder: Path) -> Path:
    """The file in which the vault's store is, as its header says; where that cannot be read, where it was first."""
    try:
        return folder / header_file.load(folder / HEADER).store
    except UserError:
        return folder / FIRST_STORE


@dataclass(frozen=True)
class NewStore:
    """A store that is being made beside the one that counts."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    @classmethod
    def begin(cls, folder: Path, header: Header) -> "NewStore":
        """Take the next number that nobody has, and say that it is being made. Raises CannotWrite, DiskFull."""
        clear_unfinished(folder)
        number = header.stores + 1
        while is_there(folder / f"store-{number}.db"):
            number += 1
        new = cls(folder, f"store-{number}.db")
        try:
            make_empty(new._sign)
            sync_folder(folder)
        except OSError as failure:
            raise storage_error(failure) from None
        return new

    def follows(self, store: Path) -> None:
        """Let in whom the store before lets in, and make its name durable. Raises CannotWrite."""
        try:
            let_in_alike(self.path, store)
            sync_folder(self.folder)
        except OSError as failure:
            raise storage_error(failure) from None

    def settle(self) -> None:
        """It is the vault's own now; where the disk will not say so, the next unlocking does."""
        with suppress(OSError):
            self._sign.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove it, unless the header names it: whatever went wrong then went wrong behind the last step."""
        try:
            counts = header_file.load(self.folder / HEADER).store == self.name
        except UserError:
            return
        if not counts:
            _remove(self.path)
        self.settle()

    @property
    def _sign(self) -> Path:
        return self.path.with_name(self.name + _MAKING)


def insist_on_room(store: Path, stores: int, undone: str) -> None:
    """Raise DiskFull unless there is room for so many of the store; `undone` says what is not done then."""
    needed = stores * (store.stat().st_size + wal_bytes(store))
    if shutil.disk_usage(store.parent).free < needed:
        raise DiskFull(
            f"{undone}: that takes {needed // 1_000_000 + 1} MB of room on its disk, {stores} times its store. Make "
            "room and try again. Nothing was changed."
        )


def clear_unfinished(folder: Path) -> None:
    """Remove what a program left that was killed while it made a new store."""
    for sign in folder.glob(f"store-*.db{_MAKING}"):
        NewStore(folder, sign.name.removesuffix(_MAKING)).discard()


def clear(folder: Path, header: Header) -> None:
    """Remove the stores that this one took the place of. A later number that nobody was making is left alone."""
    clear_unfinished(folder)
    for path in folder.glob("store*.db"):
        found = _NUMBERED.fullmatch(path.name)
        if found and int(found[1] or 1) < header.stores:
            _remove(path)


def _remove(store: Path) -> None:
    """Remove a store and what SQLite keeps beside it; a disk that refuses is asked again at the next unlocking."""
    for ending in reversed(_BESIDE):
        with suppress(OSError):
            store.with_name(store.name + ending).unlink(missing_ok=True)
