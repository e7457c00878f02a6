"""A member's own words and abbreviations, and an index that finds the last backup.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table and the index."""
    op.execute(
        "CREATE TABLE member_writing ("
        "staff_id VARCHAR(36) NOT NULL, sealed BLOB NOT NULL, changed_at VARCHAR(24) NOT NULL, "
        "CONSTRAINT pk_member_writing PRIMARY KEY (staff_id), "
        "CONSTRAINT fk_member_writing_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id))"
    )
    op.execute("CREATE INDEX ix_ledger_backups ON ledger (at) WHERE action = 'vault.backup_made'")
