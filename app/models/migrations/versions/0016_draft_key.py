"""To whom the key of a draft was wrapped, so that it can be handed back.

Revision ID: 0016
"""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column; a draft that stands already has no key of its own until it is signed."""
    op.execute("ALTER TABLE draft ADD COLUMN handing BLOB")
