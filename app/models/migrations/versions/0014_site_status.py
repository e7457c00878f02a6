"""What the authority signed of withdrawn certificates: each status and revocation list, the newest of which counts.

Revision ID: 0014
"""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table; the first unlocking by who holds the authority fills it."""
    op.execute(
        "CREATE TABLE site_status ("
        "id VARCHAR(36) NOT NULL, number INTEGER NOT NULL, made_at VARCHAR(24) NOT NULL, status BLOB NOT NULL, "
        "crl BLOB NOT NULL, device VARCHAR(36), seq INTEGER, "
        "CONSTRAINT pk_site_status PRIMARY KEY (id))"
    )
