"""Two files of one person joined: as whom somebody is known by now, and whom a case is shown under.

Revision ID: 0020
"""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add the columns; nobody was joined with anybody before."""
    op.execute("ALTER TABLE person ADD COLUMN merged_into VARCHAR(36) NOT NULL DEFAULT ''")
    op.execute("CREATE INDEX ix_person_merged_into ON person (merged_into)")
    op.execute("ALTER TABLE casefile ADD COLUMN shown_person_id VARCHAR(36) NOT NULL DEFAULT ''")
    op.execute("UPDATE casefile SET shown_person_id = person_id")
    op.execute("CREATE INDEX ix_casefile_shown_person_id ON casefile (shown_person_id)")
