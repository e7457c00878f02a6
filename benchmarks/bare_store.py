"""The very statements of the program's acts, run once more on bare SQLCipher: what remains of a ratio is our own doing.

A tape takes down what SQLAlchemy hands to the driver, transaction by transaction. A copy of the store, opened with the
driver alone, then runs the same SQL with the same values, begins and ends the same transactions with the same
durability, and fetches the same rows. Everything since the copy was taken is run on it in the same order, so that both
stores stay alike, writes need no new values, and both fold their WAL at the same moments.
"""

import shutil
from collections import deque
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, event

from app.models.database import Database, LendKey
from app.services.vault.open_vault import OpenVault
from app.services.vault.store_key import lender

FILE = "bare.db"
# What a connection can be asked for; `synchronous` is set with each transaction.
_PRAGMAS = (
    "journal_mode",
    "foreign_keys",
    "temp_store",
    "secure_delete",
    "trusted_schema",
    "cell_size_check",
    "busy_timeout",
    "cache_size",
    "wal_autocheckpoint",
    "mmap_size",
)
_SYNCHRONOUS = "PRAGMA synchronous"
# Where a connection's own dictionary holds what was taken down of the transaction under way.
_SAID, _DURABILITY = "bench.said", "bench.synchronous"


class Statement(NamedTuple):
    """What the driver was given."""

    sql: str
    values: Any
    many: bool


class Transaction(NamedTuple):
    """What was said from BEGIN on, and whether it was kept."""

    synchronous: str
    statements: list[Statement]
    kept: bool


class Tape:
    """Takes down every transaction of an engine, in the order in which they end."""

    def __init__(self, engine: Engine) -> None:
        self.transactions: deque[Transaction] = deque()
        event.listen(engine, "before_cursor_execute", self._said)
        event.listen(engine, "commit", self._committed)
        event.listen(engine, "rollback", self._rolled_back)

    def _said(
        self,
        connection: Connection,
        _cursor: object,
        sql: str,
        values: Any,
        _context: object,
        many: bool,  # noqa: FBT001 - SQLAlchemy calls it so
    ) -> None:
        info = connection.info
        if _DURABILITY not in info:
            info[_DURABILITY] = _asked(connection.connection.driver_connection, "synchronous")
        if sql.startswith(_SYNCHRONOUS):
            info[_DURABILITY] = sql.partition("=")[2]
        else:
            info.setdefault(_SAID, []).append(Statement(sql, values, many))

    def _committed(self, connection: Connection) -> None:
        self._ended(connection, kept=True)

    def _rolled_back(self, connection: Connection) -> None:
        self._ended(connection, kept=False)

    def _ended(self, connection: Connection, *, kept: bool) -> None:
        statements = connection.info.pop(_SAID, None)
        if statements:
            self.transactions.append(Transaction(connection.info[_DURABILITY], statements, kept))


class BareStore:
    """A copy of a store in the hands of the driver alone, which does after it whatever is done in the store."""

    def __init__(self, vault: OpenVault, path: Path) -> None:
        """Copy the store as it is now, and listen to it from here on. Nothing else may be under way in it."""
        database = vault.database
        with database.connection() as store:
            self.tape = Tape(store.engine)
            raw = store.connection.driver_connection
            pragmas = [(name, _asked(raw, name)) for name in _PRAGMAS]
        fold(database)
        shutil.copyfile(database.path, path)
        self._connection = _opened(path, lender(vault.vault_key, vault.header), pragmas)
        self._synchronous = ""
        # The two that were the store's own before there was a copy.
        self.tape.transactions.clear()

    def replay(self) -> None:
        """Do what was done in the store since the last time."""
        waiting = self.tape.transactions
        while waiting:
            self._run(waiting.popleft())

    def questions(self) -> list[Statement]:
        """What was asked of the store since the last time, without what was written; done here as well."""
        asked = [each for one in self.tape.transactions for each in one.statements]
        self.replay()
        return [each for each in asked if each.sql.startswith(("SELECT", "WITH"))]

    def close(self) -> None:
        """Close the copy."""
        self._connection.close()

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the copy holds."""
        found: list[tuple[Any, ...]] = self._connection.execute(sql).fetchall()
        return found

    def _run(self, transaction: Transaction) -> None:
        connection = self._connection
        if transaction.synchronous != self._synchronous:
            connection.execute(f"{_SYNCHRONOUS}={transaction.synchronous}")
            self._synchronous = transaction.synchronous
        for sql, values, many in transaction.statements:
            if many:
                connection.executemany(sql, values)
            else:
                connection.execute(sql, values).fetchall()
        if transaction.kept:
            connection.commit()
        else:
            connection.rollback()


def fold(database: Database) -> None:
    """Bring all that is in the WAL into the store's file."""
    with database.connection() as connection:
        cursor = connection.connection.cursor()
        connection.rollback()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _opened(path: Path, lend_key: LendKey, pragmas: list[tuple[str, str]]) -> Any:
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    with lend_key() as key:
        connection.set_key(bytearray(f"x'{key.hex()}'", "ascii"))
    for name, value in pragmas:
        connection.execute(f"PRAGMA {name}={value}").fetchall()
    assert [(name, _asked(connection, name)) for name, _ in pragmas] == pragmas
    return connection


def _asked(connection: Any, pragma: str) -> str:
    return str(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
