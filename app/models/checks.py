"""Checks of the store as a file and as a database: pages, structure, references, triggers, index."""

from pathlib import Path

from sqlalchemy import Connection

from app.errors import Damaged
from app.models.database import Database
from app.models.migrations import current, latest
from app.models.sqlcipher import connect
from app.models.tables import Base

_PAGE_BYTES = 4096

GUARDS = tuple(
    f"{table}_refuses_{verb}"
    for table in ("record", "ledger", "disclosure", "person_version")
    for verb in ("update", "delete")
)


def refuse_empty(path: Path) -> None:
    """Raise Damaged for a file without a whole page: SQLite would begin a new store in it."""
    if path.stat().st_size < _PAGE_BYTES:
        raise Damaged


def lost_tables(connection: Connection) -> set[str]:
    """The tables that every revision has and this store has not."""
    present = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    return Base.metadata.tables.keys() - set(present)


def broken_pages(database: Database) -> list[str]:
    """What the page-by-page HMAC check finds, in its words: page numbers, no content.

    It reads the main file and not the WAL, so the WAL is folded in first. A bad page breaks its connection for good:
    this uses one of its own.
    """
    with database.lend_key() as key:
        connection = connect(database.path, key)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    finally:
        connection.close()


def broken_structure(database: Database) -> list[str]:
    """What is wrong with tables, references, guards and the search index; empty when nothing is."""
    with database.connection() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"]
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        found += [f"a row of {row[0]} points at nothing" for row in dangling]
        triggers = {
            row[0]
            for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        }
        found += [f"the guard {guard} has been removed" for guard in GUARDS if guard not in triggers]
        if current(connection) != latest():
            found.append("the tables are those of another version")
    return found


def broken_index(database: Database) -> bool:
    """Whether the search index disagrees with the text it indexes."""
    try:
        with database.connection() as connection:
            connection.exec_driver_sql(
                "INSERT INTO record_fts(record_fts, rank) VALUES ('integrity-check', 1)"
            )
    except Damaged:
        return True
    return False
