"""Migrations bring an older store to this version's tables, and lose no row."""

import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from app.errors import Damaged, Newer
from app.models import checks, migrations
from app.models.database import Database
from app.models.tables import Base

AT = "'2026-11-23T09:00:00.000Z'"
ROWS = (
    f"INSERT INTO staff VALUES ('s', 'rowan', 'R', 'Lead', '', '', 1, 'slot', x'00', {AT}, NULL)",
    f"INSERT INTO member_key VALUES ('k', 's', 'records', x'00', x'00', {AT}, NULL)",
    f"INSERT INTO person VALUES ('p', 1, 'F', 'G', 'F, G', '', '', '', 'aware', {AT})",
    f"""INSERT INTO casefile (id, reference, person_id, sort_name, pathway, stage, holder, lead_id, justice_stage,
    opened, closed, active_at, created_at) VALUES ('c', 'R-1', 'p', 'F, G', '', '', '', 's', '', '', '', {AT}, {AT})""",
    f"""INSERT INTO record VALUES ('r', 'c', 'r', 1, NULL, NULL, 'session_note', 'clinical', 's', 'k', '2026', '2026',
    {AT}, 'Title', zeroblob(32), zeroblob(64), x'7B7D')""",
    "INSERT INTO record_text VALUES (1, 'r', 'c', 'Title', 'The heron waited')",
)


def tables(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the first version."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'record_fts%'"
        " AND name <> 'alembic_version'"
    ).scalars()
    return {
        name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
        for name in names.all()
    }


def test_an_upgrade_from_the_first_version_keeps_every_row_and_indexes_it(bare: Database) -> None:
    with bare.connection() as connection:
        migrations.upgrade(connection, "0001")
        for row in ROWS:
            connection.exec_driver_sql(row)
        before = tables(connection)
    with bare.connection() as connection:
        assert migrations.current(connection) == "0001"
        migrations.upgrade(connection)
        assert migrations.current(connection) == migrations.latest()
        after = tables(connection)
        # A revision may add columns to a table; what was there stands first.
        kept = {
            name: [row[: len(old)] for row, old in zip(after[name], rows, strict=True)]
            for name, rows in before.items()
        }
        assert kept == before
        assert before["record"]
        found = connection.exec_driver_sql("SELECT rowid FROM record_fts WHERE record_fts MATCH 'heron'")
        assert found.scalars().all() == [1]
    assert checks.broken_structure(bare) == []
    assert not checks.broken_index(bare)


def test_names_and_texts_that_are_there_are_folded(bare: Database) -> None:
    with bare.connection() as connection:
        migrations.upgrade(connection, "0005")
        for row in ROWS[:2]:
            connection.exec_driver_sql(row)
        connection.exec_driver_sql(
            f"INSERT INTO person VALUES ('p', 1, 'O\u2019Dowd', 'Zoë', 'O\u2019DOWD, Zoë', '', '', '', 'aware', {AT})"
        )
        for row in (
            *ROWS[3:5],
            "INSERT INTO record_text VALUES (7, 'r', 'c', 'Title', 'Łukasz, re-offending')",
        ):
            connection.exec_driver_sql(row)
        migrations.upgrade(connection)
        keys = connection.exec_driver_sql("SELECT key FROM name_key WHERE person_id = 'p' ORDER BY key")
        assert keys.scalars().all() == ["dowd", "odowd", "zoe"]
        order = connection.exec_driver_sql("SELECT name_order FROM casefile")
        assert order.scalars().all() == ["odowd zoe"]
        for word in ("lukasz", "reoffending", "offending", "title"):
            found = connection.exec_driver_sql(
                "SELECT rowid FROM record_fts WHERE record_fts MATCH ?", (word,)
            )
            assert found.scalars().all() == [7]
    assert checks.broken_structure(bare) == []
    assert not checks.broken_index(bare)


SAID = {
    ("order", "Order ends"): ('{"status": "in_force"}', '{"status": "expired"}'),
    ("order", "Notification due"): ('{"notified": "no"}', '{"notified": "yes"}'),
    ("order", "Requirement of an order"): (
        '{"requirements": [{"progress": "met"}, {"progress": "not_started"}]}',
        '{"requirements": [{"progress": "met"}]}',
    ),
    ("custody", "Release expected"): ('{"ends": null}', '{"ends": "2026-01-02"}'),
    ("formulation", "Review of the formulation"): ("{}", None),
}


@pytest.mark.parametrize(("kind", "what"), SAID)
def test_what_an_older_record_says_is_done_falls_due_no_more(bare: Database, kind: str, what: str) -> None:
    with bare.connection() as connection:
        migrations.upgrade(connection, "0005")
        for row in ROWS[:4]:
            connection.exec_driver_sql(row)
        for name, content in zip(("open", "done"), SAID[kind, what], strict=True):
            if content is None:
                continue
            connection.exec_driver_sql(
                "INSERT INTO record SELECT ?, 'c', ?, 1, NULL, NULL, ?, 'clinical', 's', 'k', '', '', "
                f"{AT}, '', zeroblob(32), zeroblob(64), CAST(? AS BLOB)",
                (name, name, kind, f'{{"content": {content}}}'),
            )
            connection.exec_driver_sql(
                "INSERT INTO key_date (record_id, case_id, day, what) VALUES (?, 'c', '2026-01-01', ?)",
                (name, what),
            )
        migrations.upgrade(connection, "0006")
        left = connection.exec_driver_sql("SELECT record_id FROM key_date")
        assert left.scalars().all() == ["open"]


def test_the_migrated_tables_are_those_the_program_declares(store: Database) -> None:
    with store.connection() as connection, warnings.catch_warnings():
        # Alembic cannot compare an index on an expression; there is none.
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: (
                    kind != "table" or not str(name).startswith("record_fts")
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_an_upgrade_that_fails_leaves_the_old_store_whole(bare: Database) -> None:
    with bare.connection() as connection:
        migrations.upgrade(connection, "0001")
        # The name is taken, so the second step of the upgrade cannot be made.
        connection.exec_driver_sql("CREATE TABLE record_fts_data (id INTEGER)")
    with pytest.raises(DatabaseError), bare.connection() as connection:
        migrations.upgrade(connection)
    with bare.connection() as connection:
        assert migrations.current(connection) == "0001"
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'record_fts%'")
        assert names.scalars().all() == ["record_fts_data"]


def test_an_upgrade_of_a_current_store_changes_nothing(store: Database) -> None:
    with store.connection() as connection:
        before = connection.exec_driver_sql("SELECT sql FROM sqlite_master").all()
        migrations.upgrade(connection)
        assert connection.exec_driver_sql("SELECT sql FROM sqlite_master").all() == before


def test_a_store_of_a_later_version_is_said(store: Database) -> None:
    with store.connection() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with store.connection() as connection, pytest.raises(Newer):
        migrations.current(connection)


def test_a_store_of_two_versions_is_damaged(store: Database) -> None:
    with store.connection() as connection:
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    with store.connection() as connection, pytest.raises(Damaged):
        migrations.current(connection)


def test_the_files_are_named_by_the_revisions_that_alembic_finds_in_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    newest_first = [script.revision for script in scripts.walk_revisions()]
    assert migrations.revisions() == tuple(reversed(newest_first))
    assert migrations.latest() == scripts.get_current_head()


def test_unlocking_loads_no_alembic() -> None:
    asks = "import sys; from app.services.entry import unlocking, upgrading; print('alembic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_store_without_tables_has_no_version(bare: Database) -> None:
    with bare.connection() as connection:
        assert migrations.current(connection) is None


def test_every_guard_is_there_and_a_missing_one_is_found(store: Database) -> None:
    assert checks.broken_structure(store) == []
    guard = next(iter(checks.GUARDS))
    with store.connection() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {guard}")
    assert guard in checks.broken_structure(store)[0]
