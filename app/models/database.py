"""The only maker of sessions: `read()` and `write()` are one transaction each."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, sessionmaker
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
        self._engine = _engine(self.plain_connection, immutable=immutable)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Session]:
        """One transaction that may write: durable on leaving, undone by any exception.

        Without `durable` it is safe from a crash of the program but not yet from a power cut; the next durable one
        makes it so. Raises DiskFull, CannotWrite, InUse or Damaged for what the disk answers.
        """
        if self.immutable:
            raise ReadOnly
        with plain_failures(), self._sessions.begin() as session:
            session.connection(execution_options={"durable": durable})
            self._insist_on_its_place()
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One transaction that sees one state of the store and writes nothing."""
        with plain_failures(), self._sessions() as session:
            session.connection(execution_options={"reading": True})
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One writing transaction for migrations and checks, below the ORM."""
        with plain_failures(), self._engine.begin() as connection:
            yield connection

    def plain_connection(self, *, to: Path | None = None, journal: str = "WAL") -> sqlite3.Connection:
        """A connection below SQLAlchemy, to the store or, under the same key, to a copy of it. The caller closes it."""
        with self._lend_key() as key:
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
        self._engine.dispose()


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
    connection.exec_driver_sql("BEGIN")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: one that reads first and then finds the store locked would have to be redone.
    options = connection.get_execution_options()
    reading = options.get("reading", False)
    if not reading and connection.info.get("durable", True) != options.get("durable", True):
        connection.info["durable"] = options.get("durable", True)
        connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if connection.info['durable'] else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def plain_failures() -> Iterator[None]:
    """Turn what SQLite says of the disk into a sentence; whatever else it says is a bug and stays one."""
    try:
        yield
    except (DatabaseError, sqlcipher3.dbapi2.Error) as failure:
        cause = failure.orig if isinstance(failure, DatabaseError) else failure
        name = getattr(cause, "sqlite_errorname", "") or _WORDS.get(str(cause), "")
        for prefix, kind in _FAILURES.items():
            if name.startswith(prefix):
                raise kind from None
        raise
