"""The only maker of transactions: `reading()` and `writing()` are one each, `read()` and `write()` with a session."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from app.errors import CannotWrite, Damaged, DiskFull, InUse, ReadOnly, UserError
from app.models.sqlcipher import connect

LendKey = Callable[[], AbstractContextManager[bytearray]]

_FAILURES: dict[str, type[UserError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_READONLY": CannotWrite,
    "SQLITE_IOERR": CannotWrite,
    "SQLITE_CANTOPEN": CannotWrite,
    "SQLITE_PERM": CannotWrite,
    "SQLITE_BUSY": InUse,
    "SQLITE_LOCKED": InUse,
    "SQLITE_CORRUPT": Damaged,
    "SQLITE_NOTADB": Damaged,
}
# SQLCipher's driver gives the name of a failure with every call but a backup, which has SQLite's own words alone.
_WORDS = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
}


class Database:
    """The store, open. `lend_key` lends the raw key for as long as a connection is being made.

    `immutable`: it lies where nothing is written, and is only read.
    """

    def __init__(self, path: Path, lend_key: LendKey, *, immutable: bool = False) -> None:
        self.path = path
        self.immutable = immutable
        self._lend_key = lend_key
        self._number: int | None = None
        self._idle: list[Connection] = []
        self._engine = _engine(self.plain_connection, immutable=immutable)

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """One transaction that may write: durable on leaving, undone by any exception.

        Without `durable` it is safe from a crash of the program but not yet from a power cut; the next durable one
        makes it so. Raises DiskFull, CannotWrite, InUse or Damaged for what the disk answers.
        """
        if self.immutable:
            raise ReadOnly
        with self._lent() as connection:
            _begin_writing(connection, durable=durable)
            self._insist_on_its_place()
            yield connection
            _end(connection, keep=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state of the store and writes nothing."""
        with self._lent() as connection:
            _say(connection, "BEGIN")
            yield connection
            _end(connection, keep=False)

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        """A connection; one is kept at hand: to check it in and out takes as long as a short question."""
        try:
            connection = self._idle.pop() if self._idle else self._engine.connect()
            try:
                yield connection
            except BaseException:
                # What was begun on it is taken back.
                connection.close()
                raise
        except (DatabaseError, sqlcipher3.dbapi2.Error) as failure:
            _say_plainly(failure)
            raise
        if self._idle:
            connection.close()
        else:
            self._idle.append(connection)

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Session]:
        """As `writing`, for objects."""
        with self.writing(durable=durable) as connection, session_over(connection) as session:
            yield session
            session.flush()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """As `reading`, for objects."""
        with self.reading() as connection, session_over(connection) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One writing transaction for migrations and checks, below the ORM."""
        with plain_failures(), self._engine.begin() as connection:
            yield connection

    def plain_connection(
        self, *, to: Path | None = None, journal: str = "WAL", lend_key: LendKey | None = None
    ) -> sqlite3.Connection:
        """A connection below SQLAlchemy, to the store or to a copy of it, under the same key or another.

        The caller closes it.
        """
        with (lend_key or self._lend_key)() as key:
            return (
                connect(to, key, journal=journal) if to else connect(self.path, key, immutable=self.immutable)
            )

    def _insist_on_its_place(self) -> None:
        """Raise CannotWrite when the file that is open no longer stands where it was opened.

        On Linux and macOS an open file can be written after it was moved or deleted: what is saved then is saved
        nowhere. SQLite looks for this by the same number, but only where it keeps a rollback journal
        (SQLITE_READONLY_DBMOVED).
        """
        try:
            number = self.path.stat().st_ino
        except OSError:
            raise CannotWrite from None
        if self._number is None:
            self._number = number
        elif number != self._number:
            raise CannotWrite

    def close(self) -> None:
        """Close every connection; the last one folds the WAL into the store."""
        while self._idle:
            self._idle.pop().close()
        self._engine.dispose()


def session_over(connection: Connection) -> Session:
    """A session within a transaction that somebody else ends."""
    if not connection.in_transaction():
        # Or the session would take it for its own, and end it.
        connection.begin()
    return Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")


def wal_bytes(store: Path) -> int:
    """How much lies beside a store that is not in it yet; nothing when there is no such file."""
    try:
        return store.with_name(f"{store.name}-wal").stat().st_size
    except OSError:
        return 0


def _engine(creator: Callable[[], sqlite3.Connection], *, immutable: bool) -> Engine:
    # QueuePool: the default pool for such a connection closes other threads' live ones above its size and crashes.
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=2,
        pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin_reading if immutable else _begin)
    return engine


def _begin_reading(connection: Connection) -> None:
    if not _is_begun(connection):
        _say(connection, "BEGIN")


def _begin(connection: Connection) -> None:
    if not _is_begun(connection):
        _begin_writing(connection, durable=True)


def _is_begun(connection: Connection) -> bool:
    """Whether the driver was told already: what SQLAlchemy begins then is a part of that transaction."""
    return bool(_driver(connection).in_transaction)


def _begin_writing(connection: Connection, *, durable: bool) -> None:
    # A writer takes its lock at once: one that reads first and then finds the store locked would have to be redone.
    if connection.info.get("durable", True) != durable:
        connection.info["durable"] = durable
        _say(connection, f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    _say(connection, "BEGIN IMMEDIATE")


def _end(connection: Connection, *, keep: bool) -> None:
    """End what was begun: through SQLAlchemy where it was asked for anything, or it would hold on to it."""
    ends = connection if connection.in_transaction() else _driver(connection)
    if keep:
        ends.commit()
    else:
        ends.rollback()


def _say(connection: Connection, sql: str) -> None:
    # To the driver itself: each act waits for this, and SQLAlchemy makes a context and a result for it.
    _driver(connection).cursor().execute(sql)


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turn what SQLite says of the disk into a sentence; whatever else it says is a bug and stays one."""
    try:
        yield
    except (DatabaseError, sqlcipher3.dbapi2.Error) as failure:
        _say_plainly(failure)
        raise


def _say_plainly(failure: Exception) -> None:
    cause = failure.orig if isinstance(failure, DatabaseError) else failure
    name = getattr(cause, "sqlite_errorname", "") or _WORDS.get(str(cause), "")
    for prefix, kind in _FAILURES.items():
        if name.startswith(prefix):
            raise kind from None
