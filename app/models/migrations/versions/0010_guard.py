"""The sealed guard of a case: what of its victims' details is looked for in outputs.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column; the guards are made by the first unlocking by somebody who may."""
    op.execute("ALTER TABLE casefile ADD COLUMN sealed_guard BLOB")
