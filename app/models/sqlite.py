"""What is SQLite's own: nobody else asks for it by the dialect's name."""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Integer, inspect, literal_column
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from app.models.base import Base


@cache
def upsertion(table: type[Base], names: frozenset[str]) -> Insert:
    """Adds a row of those columns, or changes the one of the same key to it; made once, given its values by name."""
    keys = [column.name for column in inspect(table).primary_key]
    added = insert(table)
    changed = {name: added.excluded[name] for name in sorted(names.difference(keys))}
    return added.on_conflict_do_update(index_elements=keys, set_=changed)


def upsert(session: Session, table: type[Base], row: Mapping[str, Any]) -> None:
    """Add a row, or change the one of the same key to it; what the session holds of it is read anew."""
    session.connection().execute(upsertion(table, frozenset(row)), row)
    key = identity_key(table, tuple(row[column.name] for column in inspect(table).primary_key))
    if (held := session.identity_map.get(key)) is not None:
        session.expire(held)


def at_most(rows: int) -> ColumnElement[int]:
    """The figure of a LIMIT, within the statement: one that takes it as a value is planned anew at each run."""
    return literal_column(f"{rows:d}", Integer)


def guards(table: str, same: str) -> Iterator[str]:
    """The triggers that refuse to change, delete or replace a row. `same` says when `new` stands in a row's way."""
    # INSERT OR REPLACE deletes the row in its way without asking a DELETE trigger.
    taken = f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
    for name, act in (("update", f"UPDATE ON {table}"), ("delete", f"DELETE ON {table}"), ("replace", taken)):
        yield (
            f"CREATE TRIGGER {table}_refuses_{name} BEFORE {act} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
        )


def schema_digest(connection: Connection) -> str:
    """SHA-256, in hexadecimal, over every table, view, trigger and index, as the statements that made them."""
    made = connection.exec_driver_sql(
        "SELECT type, name, tbl_name, sql FROM sqlite_master "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    digest = sha256()
    for row in made:
        digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
