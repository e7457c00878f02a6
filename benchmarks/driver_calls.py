"""Listens to what the driver is given: some statements go to it past SQLAlchemy, whose own events miss those."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.pool import ConnectionPoolEntry

from app.models.database import Database


class Listener(Protocol):
    """Who is told, before it happens."""

    def said(self, connection: Any, sql: str, values: Any, *, many: bool) -> None:
        """A statement, with the driver's own connection."""

    def ended(self, connection: Any, *, kept: bool) -> None:
        """A transaction is kept or taken back."""


def listen(database: Database, listener: Listener) -> None:
    """Tell the listener from the next connection on; those that are idle are closed."""
    with database.connection() as open_one:
        engine = open_one.engine

    def connected(driver: Any, entry: ConnectionPoolEntry) -> None:
        entry.dbapi_connection = _Connection(driver, listener)  # type: ignore[assignment]

    event.listen(engine, "connect", connected)
    database.close()


class _Connection:
    """A connection of the driver, with somebody who listens."""

    def __init__(self, driver: Any, listener: Listener) -> None:
        self._driver, self._listener = driver, listener

    def cursor(self) -> "_Cursor":
        return _Cursor(self._driver, self._listener)

    def commit(self) -> None:
        self._listener.ended(self._driver, kept=True)
        self._driver.commit()

    def rollback(self) -> None:
        self._listener.ended(self._driver, kept=False)
        self._driver.rollback()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


class _Cursor:
    def __init__(self, driver: Any, listener: Listener) -> None:
        self._driver, self._listener, self._cursor = driver, listener, driver.cursor()

    def execute(self, sql: str, values: Any = ()) -> Any:
        self._listener.said(self._driver, sql, values, many=False)
        return self._cursor.execute(sql, values)

    def executemany(self, sql: str, values: Sequence[Any]) -> Any:
        self._listener.said(self._driver, sql, values, many=True)
        return self._cursor.executemany(sql, values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)
