"""What two machines may both have written stands side by side: constraints that a merge would break become indexes.

Each append-only row says which ledger row names it; records have a time that orders them beside the clock's own;
ledger rows are signed by segment; a key may have several certificates, and an authority names the one before it.

Revision ID: 0008
"""

import re

from alembic import op

revision = "0008"
down_revision = "0007"

# Which constraint of which table goes, and the index that takes its place.
_LOOSENED = {
    "record": {"uq_record_replaces_id": "replaces_id", "uq_record_series_id_version": "series_id, version"},
    "casefile": {"uq_casefile_reference": "reference"},
    "victim": {"uq_victim_case_id_code": "case_id, code"},
    "person_version": {"uq_person_version_person_id_version": "person_id, version"},
    "staff": {"uq_staff_login": "login"},
    "compartment_grant": {
        "uq_compartment_grant_compartment_generation_holder": "compartment, generation, holder"
    },
    "disclosure": {},
}
# By which ledger row each append-only row is named. What was written before this ledger began has none.
_PLACED = {
    "record": "l.action = 'record.sign' AND l.subject_id = record.id",
    "disclosure": "l.action = 'summary.disclose' AND l.subject_id = disclosure.id",
    "person_version": (
        "l.subject_id = person_version.person_id AND "
        "((l.action = 'person.add' AND person_version.version = 1) OR "
        "(l.action = 'person.correct' AND json_extract(l.detail, '$.version') = person_version.version))"
    ),
    "compartment_grant": (
        "l.at = compartment_grant.granted_at AND "
        "l.action IN ('staff.admit', 'staff.readmit', 'vault.create', 'vault.recover')"
    ),
}
# What takes the place of a row of another machine is refused by the program, not by the table.
_SAME = {"record": "id = new.id", "person_version": "id = new.id"}


def upgrade() -> None:
    """Make each table anew where SQLite cannot take a constraint away, and keep every row."""
    connection = op.get_bind()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    # Found by act, so that what names a row is not looked for in a million others.
    op.execute("CREATE INDEX placing ON ledger (action, subject_id, at)")
    for table, loosened in _LOOSENED.items():
        _made_anew(table, loosened)
    op.execute("DROP INDEX placing")
    op.execute(
        "CREATE TABLE ledger_segment ("
        "device VARCHAR(36) NOT NULL, first INTEGER NOT NULL, actor_id VARCHAR(36) NOT NULL, "
        "key_id VARCHAR(36) NOT NULL, size INTEGER NOT NULL, head BLOB NOT NULL, signature BLOB NOT NULL, "
        "CONSTRAINT pk_ledger_segment PRIMARY KEY (device, first))"
    )
    op.execute(
        "CREATE TABLE member_certificate ("
        "id VARCHAR(36) NOT NULL, key_id VARCHAR(36) NOT NULL, certificate BLOB NOT NULL, "
        "issued_at VARCHAR(24) NOT NULL, device VARCHAR(36), seq INTEGER, "
        "CONSTRAINT pk_member_certificate PRIMARY KEY (id), "
        "CONSTRAINT fk_member_certificate_key_id_member_key FOREIGN KEY(key_id) REFERENCES member_key (id))"
    )
    op.execute("CREATE INDEX ix_member_certificate_key_id ON member_certificate (key_id)")
    op.execute("ALTER TABLE authority ADD COLUMN voucher BLOB")
    op.execute(f"CREATE INDEX ix_ledger_signed ON ledger (at) WHERE action IN ({_SIGNED})")
    op.execute("CREATE INDEX ix_ledger_clock ON ledger (at) WHERE action = 'site.clock'")


_SIGNED = (
    "'vault.create', 'vault.recover', 'record.sign', 'summary.disclose', "
    "'staff.enrol', 'staff.admit', 'staff.readmit', 'staff.leave'"
)


def _made_anew(table: str, loosened: dict[str, str]) -> None:
    connection = op.get_bind()
    made = "SELECT sql FROM sqlite_master WHERE name = ? AND type = 'table'"
    create = connection.exec_driver_sql(made, (table,)).scalar_one()
    others = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    kept = connection.exec_driver_sql(others, (table,)).scalars().all()
    for constraint in loosened:
        create = re.sub(rf",\s*CONSTRAINT {constraint} UNIQUE \([^)]*\)", "", create)
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    op.execute(f"CREATE TABLE kept AS SELECT * FROM {table}")  # noqa: S608 - our own names
    op.execute(f"DROP TABLE {table}")
    connection.exec_driver_sql(create)
    for column, kind in _added(table):
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    names = ", ".join(columns)
    op.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM kept")  # noqa: S608
    op.execute("DROP TABLE kept")
    if table in _PLACED:
        _placed(table)
    for statement in kept:
        connection.exec_driver_sql(_loosened_guard(table, statement))
    for columns_of_index in loosened.values():
        name = f"ix_{table}_{columns_of_index.replace(', ', '_')}"
        op.execute(f"CREATE INDEX {name} ON {table} ({columns_of_index})")
    if table == "record":
        op.execute("DROP INDEX ix_record_case_id_event_sort_signed_at")
        op.execute(
            "CREATE INDEX ix_record_case_id_event_sort_ordered_at_seq "
            "ON record (case_id, event_sort, ordered_at, seq)"
        )


def _added(table: str) -> list[tuple[str, str]]:
    placed = [("device", "VARCHAR(36)"), ("seq", "INTEGER")] if table in _PLACED else []
    ordered = [("ordered_at", "VARCHAR(24) NOT NULL DEFAULT ''")] if table == "record" else []
    return placed + ordered


def _placed(table: str) -> None:
    named = f"FROM ledger l INDEXED BY placing WHERE {_PLACED[table]} LIMIT 1"
    op.execute(f"UPDATE {table} SET (device, seq) = (SELECT l.device, l.seq {named})")  # noqa: S608
    if table == "record":
        op.execute("UPDATE record SET ordered_at = signed_at")


def _loosened_guard(table: str, statement: str) -> str:
    if table not in _SAME or f"TRIGGER {table}_refuses_replace" not in statement:
        return statement
    return re.sub(r"WHERE .*?\) BEGIN", f"WHERE {_SAME[table]}) BEGIN", statement)
