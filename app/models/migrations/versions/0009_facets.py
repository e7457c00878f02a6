"""Facets of signed records in one table, drawn when they are signed; the days of `key_date` are among them.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"

_SEEN = "SELECT id, record_id, case_id, code, day, CAST(body AS TEXT) AS body FROM facet WHERE code <> ''"


def upgrade() -> None:
    """Make the tables. What is there already is drawn at the next unlocking, from the signed bytes."""
    op.execute("DROP TABLE key_date")
    op.execute(
        "CREATE TABLE facet ("
        "id VARCHAR(36) NOT NULL, record_id VARCHAR(36) NOT NULL, case_id VARCHAR(36) NOT NULL, "
        "compartment TEXT NOT NULL, code TEXT NOT NULL, day VARCHAR(10) NOT NULL, body BLOB NOT NULL, "
        "CONSTRAINT pk_facet PRIMARY KEY (id), "
        "CONSTRAINT fk_facet_record_id_record FOREIGN KEY(record_id) REFERENCES record (id), "
        "CONSTRAINT fk_facet_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id))"
    )
    for columns in ("record_id", "code, day", "case_id, code"):
        op.execute(f"CREATE INDEX ix_facet_{columns.replace(', ', '_')} ON facet ({columns})")
    op.execute(
        "CREATE TABLE facet_form (compartment TEXT NOT NULL, form TEXT NOT NULL, "
        "CONSTRAINT pk_facet_form PRIMARY KEY (compartment))"
    )
    op.execute(
        "CREATE TABLE row_letter ("
        "case_id VARCHAR(36) NOT NULL, letter VARCHAR(1) NOT NULL, last INTEGER NOT NULL, "
        "CONSTRAINT pk_row_letter PRIMARY KEY (case_id, letter), "
        "CONSTRAINT fk_row_letter_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id))"
    )
    op.execute(f"CREATE VIEW facet_seen AS {_SEEN}")
    op.execute(
        "CREATE VIEW key_date AS SELECT id, record_id, case_id, day, json_extract(body, '$.what') AS what "
        "FROM facet_seen WHERE code = 'key_date'"
    )
