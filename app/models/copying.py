"""Copies the whole store while it is open, and proves the copy before anybody relies on it."""

import os
from contextlib import closing
from pathlib import Path

from app.errors import Damaged
from app.models.database import Database, LendKey, plain_failures
from app.models.sqlcipher import refuse_plain

_PAGES_AT_ONCE = 1024


def copy_store(database: Database, to: Path, lend_key: LendKey | None = None) -> None:
    """Write a consistent copy, under the same key or another, and check it page by page and as a database.

    Raises Damaged when the copy does not check, DiskFull, CannotWrite.
    """
    with plain_failures():
        with (
            closing(database.plain_connection()) as source,
            closing(database.plain_connection(to=to, lend_key=lend_key)) as copy,
        ):
            source.backup(copy, pages=_PAGES_AT_ONCE)
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        _prove(database, to, lend_key)
    to.chmod(0o600)


def _prove(database: Database, path: Path, lend_key: LendKey | None) -> None:
    refuse_plain(path)
    with closing(database.plain_connection(to=path, journal="DELETE", lend_key=lend_key)) as copy:
        bad = copy.execute("PRAGMA cipher_integrity_check").fetchall()
        bad = bad or [row for row in copy.execute("PRAGMA quick_check").fetchall() if row != ("ok",)]
    if bad:
        raise Damaged("The copy of the store did not check, so it was not kept.")
    with path.open("rb") as file:
        os.fsync(file.fileno())
