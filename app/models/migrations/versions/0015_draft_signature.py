"""The signature of a draft's author, made each time it is kept.

Revision ID: 0015
"""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns; a draft that stands already is signed when its author keeps it next."""
    op.execute("ALTER TABLE draft ADD COLUMN key_id VARCHAR(36)")
    op.execute("ALTER TABLE draft ADD COLUMN signature BLOB")
