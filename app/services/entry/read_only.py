"""A vault on a medium that takes no writing: an archived copy, a snapshot, a disc. Not a byte is written there.

The store is read where it lies. What is not in it yet, or is of an earlier form, is brought together in a copy in this
machine's state folder, as encrypted as it was, which goes when the vault is closed.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from filelock import BaseFileLock, FileLock, Timeout

from app.domain.values.ids import new_id
from app.errors import storage_error
from app.models.database import Database, LendKey, wal_bytes
from app.paths import private_folder
from app.services.entry import upgrading
from app.services.vault.machine import Machine
from app.services.vault.open_vault import HEADER, LOCK
from app.services.vault.store_files import store_in

_COPIES: Final = "looked-at"
_NOBODY_WRITES: Final = 0o222


def takes_no_writing(folder: Path) -> bool:
    """Whether the vault lies on a medium that is mounted read-only, or is an archived copy that nobody may write.

    A folder that others may write is another matter: they may be writing now.
    """
    try:
        if os.name == "posix" and os.statvfs(folder).f_flag & os.ST_RDONLY:
            return True
        vault = (folder, folder / HEADER, store_in(folder))
        written = any(each.stat().st_mode & _NOBODY_WRITES for each in vault)
    except OSError:
        return False
    return not written and not os.access(folder, os.W_OK)


class ReadOnlyStore:
    """Where the store is read: where it lies, or in a copy. Held, like a lock, until it is released."""

    is_locked = True

    def __init__(self, folder: Path, machine: Machine) -> None:
        self.path = store_in(folder)
        self._machine = machine
        self._copy: Path | None = None
        self._lock: BaseFileLock | None = None

    def open(self, lend_key: LendKey, *, upgrade: bool) -> Database:
        """Open the store; with `upgrade` one of an earlier form is copied, to be brought up to date there.

        Raises DiskFull or CannotWrite when the state folder takes no copy; Damaged, Newer.
        """
        if wal_bytes(self.path):
            return Database(self._copied(), lend_key)
        database = Database(self.path, lend_key, immutable=True)
        try:
            older = upgrade and upgrading.is_older(database)
        except BaseException:
            database.close()
            raise
        if not older:
            return database
        database.close()
        return Database(self._copied(), lend_key)

    def release(self) -> None:
        """Remove the copy, if there is one."""
        if self._copy is not None:
            # While it is still held, so that nobody else sweeps it away at the same moment.
            shutil.rmtree(self._copy, ignore_errors=True)
        if self._lock is not None:
            self._lock.release()
        self._copy = self._lock = None

    def _copied(self) -> Path:
        copies = private_folder(self._machine.state / _COPIES)
        _sweep(copies)
        self._copy = private_folder(copies / new_id(self._machine.clock()))
        self._lock = _lock(self._copy)
        try:
            self._lock.acquire()
            for name in (self.path.name, f"{self.path.name}-wal"):
                source = self.path.with_name(name)
                if source.exists():
                    shutil.copyfile(source, self._copy / name)
        except OSError as failure:
            raise storage_error(failure) from None
        return self._copy / self.path.name


def _lock(copy: Path) -> BaseFileLock:
    return FileLock(copy / LOCK, mode=0o600, timeout=0, is_singleton=False, thread_local=False)


def _sweep(copies: Path) -> None:
    """Remove what programs left that were killed: what is still looked at is locked."""
    for left in copies.iterdir():
        with suppress(Timeout, OSError), _lock(left):
            shutil.rmtree(left, ignore_errors=True)
