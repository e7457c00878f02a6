"""Checks of the store as a file and as a database: pages, structure, references, triggers, index."""

from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection as Connected

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from app.errors import Damaged
from app.models.database import Database, plain_failures
from app.models.migrations import current, latest
from app.models.sqlite import schema_digest
from app.models.tables import Base

_PAGE_BYTES = 4096
_COMPARE_INDEX = "INSERT INTO record_fts(record_fts, rank) VALUES ('integrity-check', 1)"
_ADDED_TO = {
    "record": "id",
    "ledger": "device, seq",
    "disclosure": "id",
    "person_version": "id",
    "event": "id",
    "kept_file": "id",
    "file_part": "file_id, number",
}
"""The tables of what is never changed, and what orders their rows."""

# The tables that the first revision had not, by the revision that made them.
ADDED = {
    "member_writing": "0004",
    "unfinished": "0005",
    "name_key": "0006",
    "record_words": "0006",
    "event": "0007",
    "ledger_segment": "0008",
    "member_certificate": "0008",
    "facet": "0009",
    "facet_form": "0009",
    "row_letter": "0009",
    "prepared": "0012",
    "compartment_public": "0012",
    "slot_public": "0013",
    "site_status": "0014",
    "appointment": "0017",
    "appointment_member": "0017",
    "capture": "0018",
    "kept_file": "0019",
    "file_part": "0019",
    "question": "0021",
}

SCHEMA = "f1e9514e43cb1d0f115dedbf17fdb75e53743762b6ce7d9c7c1dc2eb0b99264b"
"""The digest of every statement that made this version's tables, indexes and triggers (`sqlite.schema_digest`)."""

# The digests of the statements that made them: a trigger of the same name that lets everything pass is no guard.
GUARDS = {
    "record_refuses_update": "f21b296de127e65344ca59641c9b515fe0f79c123b796f89001aa883d06336c0",
    "record_refuses_delete": "6671ed5c66f22bc51d141e817fe09d7ff1f202dfe731b739238ae1adadcd4900",
    "record_refuses_replace": "f26b95696611d6771110a81169b6f000fe4f86a92b444e35b5eb8630854d39f5",
    "ledger_refuses_update": "766f964e8d5b28ada1c94ad214b292d4a79c6de26418472311bcf75326ff3a5f",
    "ledger_refuses_delete": "44a37c44173e592f52d9626a70782836e737d5b0a7145ea300e3f06756939abc",
    "ledger_refuses_replace": "89730f53d9b2bc5257ed250ff5b57f16f0debb072788a5e616e2b95d7bac9b2a",
    "disclosure_refuses_update": "63a6715773b993b09115dc50736ba2110f87ee1a063c2bf9728fa52ee82a3366",
    "disclosure_refuses_delete": "bbee50663ab264820fe135fd33d36390d45772119e008b96b261dd1dcc829ec4",
    "disclosure_refuses_replace": "779eb4e946b7a80acec8b6456501d665c26c22013170c55a95892ef6b13fabf1",
    "person_version_refuses_update": "e7a4c7648b8d3d88e7b92cc6779e7ca30fbd92acb90c596052b2082a4646e0bd",
    "person_version_refuses_delete": "3733fafd72455516ce7302c284f92534ca255ad640a4d7e0636937303d988ece",
    "person_version_refuses_replace": "d3495164315af00268f2a8908952bdc508d9fc49e09769996d59ea5168d49ccd",
    "record_words_indexes_insert": "539ef15fd4b6fde7134def7d2054f82ff0130f6cc7031b22cd3643d2b72212ac",
    "record_words_indexes_delete": "643c2ef5e4e7f1268253f57f06f9ae3b70d94daa8ee676e0f93c2ad721e5c209",
    "event_refuses_update": "94bf7e91fa0022c8ce0f6698574fb765f8cfb73a6c8003e1ecf48917dd128333",
    "event_refuses_delete": "4dc056c7e3264c95356b029373d44df15a6f522a0cb58580662f08c11b13ab76",
    "event_refuses_replace": "41270e372c96333aac5d83cc09dfbcee175ac481614702b2428e40372c2b847c",
    "kept_file_refuses_update": "204c289e99d09a7dda0b7d760acc2bddd6c5a2d6f134d88e7db80a1a9a0a8e72",
    "kept_file_refuses_delete": "df2fc2be6b7c7fc16dc5a40cd29a53b8ff292de8b8d09f9e9871b06b44d48737",
    "kept_file_refuses_replace": "c526f4da811de62f5c9a126cc88e94631fed55ba3913e7d5cc3bd8cf9b6eaa30",
    "file_part_refuses_update": "0345d048d0461d04005f83acfa6202fc742eb00a3bb20b3d52466d4e418f9984",
    "file_part_refuses_delete": "55a638aa0ab3d70c38057b95f4f73d993270f344920090b96bc9d8138737d148",
    "file_part_refuses_replace": "b76093ff8c889a9e4be48268377e158e1a623c92ab8dfb17ef91a3d98120b79b",
}


def refuse_empty(path: Path) -> None:
    """Raise Damaged for a file without a whole page: SQLite would begin a new store in it."""
    if path.stat().st_size < _PAGE_BYTES:
        raise Damaged


def lost_tables(connection: Connection) -> set[str]:
    """The tables that the store's revision has and this store has not."""
    present = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
    revision = current(connection) or ""
    later = {name for name, since in ADDED.items() if revision < since}
    return Base.metadata.tables.keys() - later - set(present)


def holds_all(copy: Database, database: Database) -> bool:
    """Whether a copy holds every row that is only ever added to, in each column that the store has, as it is there."""
    with closing(database.plain_connection()) as was, closing(copy.plain_connection()) as now:
        return all(_holds_rows(now, was, table, key) for table, key in _ADDED_TO.items())


def _holds_rows(now: Connected, was: Connected, table: str, key: str) -> bool:
    names = ", ".join(row[1] for row in was.execute(f"PRAGMA table_info({table})"))
    if not names:
        return True
    every = f"SELECT {names} FROM {table} ORDER BY {key}"  # noqa: S608 - our own names
    rest = iter(now.execute(every))
    # Each is looked for behind the one before: the copy may have more rows, and none less.
    return all(row in rest for row in was.execute(every))


def broken_pages(database: Database) -> list[str]:
    """What the page-by-page HMAC check finds, in its words: page numbers, no content.

    It reads the main file and not the WAL, so the WAL is folded in first. A bad page breaks its connection for good:
    this uses one of its own.
    """
    with closing(database.plain_connection()) as connection:
        if not database.immutable:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]


def broken_structure(database: Database) -> list[str]:
    """What is wrong with tables, references, guards and the search index; empty when nothing is."""
    with database.connection() as connection:
        # The search index looks whether another connection changed it when it is asked, and not when it is checked:
        # by what it remembers of itself it would be called damaged. What it says here, it says below as well.
        with suppress(Damaged, DatabaseError), plain_failures():
            connection.exec_driver_sql("SELECT 1 FROM record_fts LIMIT 1").all()
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check") if row[0] != "ok"]
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        found += [f"a row of {row[0]} points at nothing" for row in dangling]
        found += _triggers(connection)
        if current(connection) != latest():
            found.append("the tables are those of another version")
        elif not found and schema_digest(connection) != SCHEMA:
            found.append("a table, view, index or column has been added, changed or removed")
    return found


def _triggers(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    standing = {name: sha256(sql.encode()).hexdigest() for name, sql in rows}
    lost = [f"the guard {name} has been removed" for name, by in GUARDS.items() if standing.get(name) != by]
    return lost + ["a trigger has been added" for name in standing if name not in GUARDS]


def broken_index(database: Database) -> bool:
    """Whether the search index disagrees with the text it indexes; to hold them against each other takes writing."""
    if database.immutable:
        return False
    try:
        with database.connection() as connection:
            connection.exec_driver_sql(_COMPARE_INDEX)
    except Damaged:
        return True
    return False


def mend_index(connection: Connection) -> None:
    """Make the search index hold what it indexes and nothing else, whatever somebody did to either.

    From then on its triggers keep it so: what they take out of it has to be in it.
    """
    if connection.exec_driver_sql("SELECT 1 FROM record_words LIMIT 1").first() is None:
        connection.exec_driver_sql("INSERT INTO record_fts(record_fts) VALUES ('delete-all')")
        return
    try:
        with plain_failures():
            connection.exec_driver_sql(_COMPARE_INDEX)
    except Damaged:
        connection.exec_driver_sql("INSERT INTO record_fts(record_fts) VALUES ('rebuild')")
