"""The very statements of the program's acts, run once more on bare SQLCipher: what remains of a ratio is our own doing.

A tape takes down what the driver is given, transaction by transaction. A copy of the store, opened with the
driver alone, then runs the same SQL with the same values, begins and ends the same transactions with the same
durability, and fetches the same rows. Everything since the copy was taken is run on it in the same order, so that both
stores stay alike, writes need no new values, and both fold their WAL at the same moments.
"""

import shutil
from collections import deque
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2

from app.models.database import Database, LendKey
from app.services.vault.open_vault import OpenVault
from app.services.vault.store_key import lender
from benchmarks.driver_calls import listen

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
_KEPT, _LEFT = "kept", "left"


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
    """Takes down every transaction of a database, in the order in which they end.

    What is said is only kept, as it is said while ours is timed; `hear` makes transactions of it.
    """

    def __init__(self, database: Database) -> None:
        self.transactions: deque[Transaction] = deque()
        self._said: list[tuple[Any, str, Any, bool | None]] = []
        # Of each of the driver's connections.
        self._durability: dict[int, str] = {}
        self._statements: dict[int, list[Statement]] = {}
        listen(database, self)

    def said(self, connection: Any, sql: str, values: Any, *, many: bool) -> None:
        """Take a statement down."""
        self._said.append((connection, sql, values, many))

    def ended(self, connection: Any, *, kept: bool) -> None:
        """Take down how a transaction ended."""
        self._said.append((connection, _KEPT if kept else _LEFT, None, None))

    def hear(self) -> None:
        """Make transactions of what was said since the last time."""
        for connection, sql, values, many in self._said:
            which = id(connection)
            if many is None:
                self._end(which, kept=sql == _KEPT)
            elif sql.startswith(_SYNCHRONOUS):
                self._durability[which] = sql.partition("=")[2]
            else:
                self._statements.setdefault(which, []).append(Statement(sql, values, many))
        self._said.clear()

    def _end(self, which: int, *, kept: bool) -> None:
        statements = self._statements.pop(which, None)
        if statements:
            self.transactions.append(Transaction(self._durability.get(which, "FULL"), statements, kept))


class BareStore:
    """A copy of a store in the hands of the driver alone, which does after it whatever is done in the store."""

    def __init__(self, vault: OpenVault, path: Path) -> None:
        """Copy the store as it is now, and listen to it from here on. Nothing else may be under way in it."""
        database = vault.database
        with database.connection() as store:
            raw = store.connection.driver_connection
            pragmas = [(name, _asked(raw, name)) for name in _PRAGMAS]
        self.tape = Tape(database)
        fold(database)
        shutil.copyfile(database.path, path)
        self._connection = _opened(
            path, lender(vault.store_secret, vault.header.vault_id, vault.header.epoch), pragmas
        )
        self._synchronous = ""
        # The two that were the store's own before there was a copy.
        self.hear()
        self.tape.transactions.clear()

    def hear(self) -> None:
        """Make ready what was done in the store since the last time."""
        self.tape.hear()

    def replay(self) -> None:
        """Do what was done in the store since the last time."""
        self.hear()
        waiting = self.tape.transactions
        while waiting:
            self._run(waiting.popleft())

    def questions(self) -> list[Statement]:
        """What was asked of the store since the last time, without what was written; done here as well."""
        self.hear()
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
