"""Appointments of the diary, and in whose diary each stands.

Revision ID: 0017
"""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the tables; nothing of before is an appointment."""
    op.execute(
        "CREATE TABLE appointment ("
        "id VARCHAR(36) NOT NULL, case_id VARCHAR(36), day VARCHAR(10) NOT NULL, clock VARCHAR(5) NOT NULL, "
        "ends VARCHAR(5) NOT NULL, purpose TEXT NOT NULL, mode TEXT NOT NULL, setting TEXT NOT NULL, "
        "place TEXT NOT NULL, outcome TEXT NOT NULL, draft_id VARCHAR(36) NOT NULL, record_id VARCHAR(36) NOT NULL, "
        "is_to_note BOOLEAN NOT NULL, details BLOB NOT NULL, "
        "CONSTRAINT pk_appointment PRIMARY KEY (id), "
        "CONSTRAINT fk_appointment_case_id_casefile FOREIGN KEY(case_id) REFERENCES casefile (id))"
    )
    for columns in ("day, clock", "case_id, day", "draft_id", "record_id"):
        op.execute(f"CREATE INDEX ix_appointment_{columns.replace(', ', '_')} ON appointment ({columns})")
    op.execute(
        "CREATE TABLE appointment_member ("
        "staff_id VARCHAR(36) NOT NULL, day VARCHAR(10) NOT NULL, appointment_id VARCHAR(36) NOT NULL, "
        "lacks_note BOOLEAN NOT NULL, "
        "CONSTRAINT pk_appointment_member PRIMARY KEY (staff_id, day, appointment_id), "
        "CONSTRAINT fk_appointment_member_appointment_id_appointment FOREIGN KEY(appointment_id) "
        "REFERENCES appointment (id)) WITHOUT ROWID"
    )
    op.execute("CREATE INDEX ix_appointment_member_appointment_id ON appointment_member (appointment_id)")
