"""The days on which somebody must act, drawn out of signed records so that Today need not open each.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"

# As the kinds declared them when this revision was made; only whole days were drawn out of older records.
_DECLARED = (
    ("order", "ends", "Order ends"),
    ("order", "notification_due", "Notification due"),
    ("custody", "expected_release", "Release expected"),
    ("custody", "licence_end", "Licence ends"),
    ("consultation", "review_on", "Review of the advice"),
    ("formulation", "review_on", "Review of the formulation"),
)


def upgrade() -> None:
    """Make the table and fill it from what is there."""
    op.execute(
        "CREATE TABLE key_date ("
        "id INTEGER NOT NULL, record_id VARCHAR(36) NOT NULL, case_id VARCHAR(36) NOT NULL, "
        "day VARCHAR(10) NOT NULL, what TEXT NOT NULL, "
        "CONSTRAINT pk_key_date PRIMARY KEY (id), "
        "CONSTRAINT fk_key_date_record_id_record FOREIGN KEY(record_id) REFERENCES record (id), "
        "CONSTRAINT fk_key_date_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id))"
    )
    op.execute("CREATE INDEX ix_key_date_day ON key_date (day)")
    for kind, field, what in _DECLARED:
        op.get_bind().exec_driver_sql(_DRAW_OUT, (f"$.content.{field}", what, kind, f"$.content.{field}"))


_DRAW_OUT = (
    "INSERT INTO key_date (record_id, case_id, day, what) "
    "SELECT id, case_id, json_extract(CAST(body AS TEXT), ?), ? FROM record "
    "WHERE kind = ? AND compartment IN ('clinical', 'restricted') "
    "AND json_extract(CAST(body AS TEXT), ?) GLOB '????-??-??'"
)
