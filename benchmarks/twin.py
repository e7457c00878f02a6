"""The twin of a store in plain SQLite: the same tables, indexes, triggers and rows, written in the same batches."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from app.models.database import Database
from benchmarks.filling import BATCH

FILE = "plain.db"
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY", "cache_size=-32000")
_INDEX = "record_fts"
_ORDER = {"ledger": "seq", "name_key": "key", "appointment_member": "staff_id, day, appointment_id"}
"""Of the tables without a row number."""


def opened(path: Path) -> sqlite3.Connection:
    """A plain connection with the store's own journal, durability and cache."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def of(database: Database, path: Path) -> sqlite3.Connection:
    """Write the twin of an open store and leave it open."""
    twin = opened(path)
    with database.connection() as store:
        made = store.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY type = 'trigger', rowid"
        ).all()
        # The search index makes its own tables, and fills as its triggers tell it.
        made = [each for each in made if not each.name.startswith(f"{_INDEX}_")]
        for each in made:
            twin.execute(each.sql)
        for each in made:
            if each.type == "table" and each.name != _INDEX:
                _copy(store, twin, each.name)
    return twin


def _copy(store: Connection, twin: sqlite3.Connection, table: str) -> None:
    order = _ORDER.get(table, "rowid")
    rows = store.exec_driver_sql(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 - our own names
    places = ", ".join("?" * len(rows.keys()))
    for batch in rows.partitions(BATCH):
        twin.execute("BEGIN IMMEDIATE")
        twin.executemany(f"INSERT INTO {table} VALUES ({places})", [tuple(row) for row in batch])  # noqa: S608
        twin.execute("COMMIT")
