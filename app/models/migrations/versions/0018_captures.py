"""Lines that a member jots down before their case is known, sealed to them.

Revision ID: 0018
"""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table."""
    op.execute(
        "CREATE TABLE capture ("
        "id VARCHAR(36) NOT NULL, author_id VARCHAR(36) NOT NULL, kept_at VARCHAR(24) NOT NULL, "
        "is_danger BOOLEAN NOT NULL, keys BLOB NOT NULL, sealed BLOB NOT NULL, "
        "CONSTRAINT pk_capture PRIMARY KEY (id), "
        "CONSTRAINT fk_capture_author_id_staff FOREIGN KEY(author_id) REFERENCES staff (id))"
    )
