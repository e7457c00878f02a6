"""Statements spelt for SQLite once and handed to the driver itself, for what every look and act waits for.

SQLAlchemy makes a context, a result and a row of its own for each, which takes longer than SQLite takes to answer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, Final, TypeVar

import sqlcipher3.dbapi2
from sqlalchemy import Connection, LargeBinary, Select, bindparam, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.elements import BindParameter, ClauseElement
from sqlalchemy.types import TypeEngine

from app.models.base import Base

Values = dict[str, Any]
T = TypeVar("T", bound=tuple[Any, ...])
_DIALECT: Final = sqlite.dialect(paramstyle="qmark", dbapi=sqlcipher3.dbapi2)
_MOST_VALUES: Final = 30_000
"""SQLite takes 32,766 in one statement, unless it was built to take more."""


class PreparedStatement:
    """One statement. What it gives are the driver's own tuples: a time is text there, and who asks reads it.

    `lengths`: how many values each list has that the statement takes; `spread` gives them by their own names.
    """

    def __init__(self, statement: ClauseElement, lengths: Mapping[str, int] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        lists = {name: [None] * length for name, length in (lengths or {}).items()}
        spelt = compiled.construct_expanded_state({**compiled.params, **lists})  # type: ignore[attr-defined]
        self._sql: str = spelt.statement
        names: Sequence[str] = spelt.positiontup
        known = ((name, spelt.parameters[name]) for name in names)
        self._constants: Values = {name: value for name, value in known if value is not None}
        writers = {name: _bound(compiled.binds.get(name)) for name in names}  # type: ignore[attr-defined]
        self._written = [(name, write) for name, write in writers.items() if write]
        self._in_order = _taker(names)

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """All rows."""
        cursor = connection.connection.cursor()
        cursor.execute(self._sql, self._placed(values))
        return cursor.fetchall()  # type: ignore[return-value]  # the driver gives tuples, SQLAlchemy says "rows"

    def row(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """The only row; None where there is none."""
        return next(iter(self.rows(connection, values)), None)

    def scalar(self, connection: Connection, values: Values) -> Any:
        """The first column of the only row; None where there is none."""
        row = self.row(connection, values)
        return row[0] if row else None

    def write(self, connection: Connection, *rows: Values) -> None:
        """Add or change, once for each of the rows."""
        cursor = connection.connection.cursor()
        cursor.executemany(self._sql, [self._placed(row) for row in rows])

    def _placed(self, values: Values) -> Sequence[Any]:
        if self._constants or self._written:
            values = self._constants | values
            for name, write in self._written:
                values[name] = write(values[name])
        return self._in_order(values)


def _taker(names: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    """Takes the values of those names, in order; written in C where it can be, as each look waits for it."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def named(made: type[T], rows: Iterable[tuple[Any, ...]]) -> tuple[T, ...]:
    """Rows as tuples with names: as `_make` of each, but in C, as a page holds hundreds."""
    return tuple(map(partial(tuple.__new__, made), rows))


def listed(name: str) -> Select[tuple[str]]:
    """The values of a list of any length, given as one JSON text under that name; for `column.in_()`."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def spread(name: str, values: Sequence[Any]) -> dict[str, Any]:
    """The values of a list as a statement of that length takes them."""
    return {f"{name}_{n}": value for n, value in enumerate(values, 1)}


def insert_together(connection: Connection, table: type[Base], rows: Sequence[Values]) -> None:
    """Add rows that have the same columns, as many as one statement takes.

    The search index writes a part of its own for every statement, and merges these later: a row at a time, that takes
    three times as long.
    """
    if not rows:
        return
    columns = table.metadata.tables[table.__tablename__].columns
    names = tuple(rows[0])
    writers = [(name, _writer(columns[name].type)) for name in names]
    at_once = _MOST_VALUES // len(names)
    cursor = connection.connection.cursor()
    for first in range(0, len(rows), at_once):
        some = rows[first : first + at_once]
        places = ", ".join([f"({', '.join('?' * len(names))})"] * len(some))
        values = [row[name] if write is None else write(row[name]) for row in some for name, write in writers]
        cursor.execute(f"INSERT INTO {table.__tablename__} ({', '.join(names)}) VALUES {places}", values)  # noqa: S608


def _bound(bound: BindParameter[Any] | None) -> Callable[[Any], Any] | None:
    return None if bound is None else _writer(bound.type)


def _writer(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """How a value is written; the driver takes bytes as they are."""
    if isinstance(kind, LargeBinary):
        return None
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
