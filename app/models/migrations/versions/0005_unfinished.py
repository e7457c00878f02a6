"""Forms that a member began and did not save.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.execute(
        "CREATE TABLE unfinished ("
        "staff_id VARCHAR(36) NOT NULL, place VARCHAR(60) NOT NULL, sealed BLOB NOT NULL, "
        "kept_at VARCHAR(24) NOT NULL, "
        "CONSTRAINT pk_unfinished PRIMARY KEY (staff_id, place), "
        "CONSTRAINT fk_unfinished_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id))"
    )
