"""What the board shows of a case besides its row: the concern that was stated last, and the gates that are closed.

Revision ID: 0023
"""

from alembic import op

revision = "0023"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns; of both nothing was stated before."""
    op.execute("ALTER TABLE casefile ADD COLUMN concern TEXT NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE casefile ADD COLUMN closed_gates TEXT NOT NULL DEFAULT ''")
