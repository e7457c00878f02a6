"""Statements spelt for SQLite once and handed to the driver itself, for what every look and act waits for.

SQLAlchemy makes a context, a result and a row of its own for each, which takes longer than SQLite takes to answer.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, LargeBinary
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.elements import BindParameter, ClauseElement

Values = Mapping[str, Any]
_DIALECT: Final = sqlite.dialect(paramstyle="qmark", dbapi=sqlcipher3.dbapi2)


class PreparedStatement:
    """One statement. What it gives are the driver's own tuples: a time is text there, and who asks reads it.

    `lengths`: how many values each list has that the statement takes; `spread` gives them by their own names.
    """

    def __init__(self, statement: ClauseElement, lengths: Mapping[str, int] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        lists = {name: [None] * length for name, length in (lengths or {}).items()}
        spelt = compiled.construct_expanded_state({**compiled.params, **lists})  # type: ignore[attr-defined]
        self._sql: str = spelt.statement
        self._constants: Values = spelt.parameters
        self._places = tuple((name, _writer(compiled.binds.get(name))) for name in spelt.positiontup)  # type: ignore[attr-defined]

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
        known = {**self._constants, **values}
        return [known[name] if write is None else write(known[name]) for name, write in self._places]


def spread(name: str, values: Sequence[Any]) -> dict[str, Any]:
    """The values of a list as a statement of that length takes them."""
    return {f"{name}_{n}": value for n, value in enumerate(values, 1)}


def _writer(bound: BindParameter[Any] | None) -> Callable[[Any], Any] | None:
    """How a value is written; the driver takes bytes as they are."""
    if bound is None or isinstance(bound.type, LargeBinary):
        return None
    return bound.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
