"""Drawing every projection of the records again out of the signed bytes, after all of it was emptied.

Plain SQLite writes the same rows once more, as they are.
"""

import sqlite3
from collections.abc import Iterator

from app.services.checks.rebuilding import rebuild
from benchmarks.ground import Ground
from benchmarks.measuring import Goal, Row, row, seconds

_TABLES = ("facet", "record_words", "record_text")
_MOST = 5.0
"""Seconds for as many records as these."""
_RECORDS = 10_000


def rows(ground: Ground, _times: int) -> Iterator[Row]:
    """Once: it is done after an update that draws them otherwise, or when the check finds them altered.

    Then once more, with nothing to mend; plain SQLite reads what is compared.
    """
    with ground.vault.database.connection() as store:
        for table in _TABLES:
            store.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - our own names
    ours = seconds(lambda: rebuild(ground.vault))
    ground.bare.replay()
    most = _MOST * ground.n / _RECORDS
    words = f"<= {most:g} s"
    yield row("rebuild every projection", ground.n, ours, _plain(ground.plain), Goal(most=most, words=words))
    ours = seconds(lambda: rebuild(ground.vault))
    plain = seconds(lambda: _read(ground.plain))
    yield row("rebuild, nothing to mend", ground.n, ours, plain, Goal(most=most, words=words))


def _plain(plain: sqlite3.Connection) -> float:
    kept = {table: plain.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}  # noqa: S608
    for table in _TABLES:
        plain.execute(f"DELETE FROM {table}")  # noqa: S608
    return seconds(lambda: _written(plain, kept))


def _written(plain: sqlite3.Connection, kept: dict[str, list[tuple[object, ...]]]) -> None:
    plain.execute("BEGIN IMMEDIATE")
    for table in reversed(_TABLES):
        if kept[table]:
            places = ", ".join("?" * len(kept[table][0]))
            plain.executemany(f"INSERT INTO {table} VALUES ({places})", kept[table])  # noqa: S608
    plain.execute("COMMIT")


def _read(plain: sqlite3.Connection) -> None:
    for table in ("record", *_TABLES):
        plain.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
