"""Who works on a case besides its lead, as `case.team` says: for them its red flags and days stand on Today, too.

Revision ID: 0024
"""

from alembic import op

revision = "0024"
down_revision = "0023"

# What was stated last holds; of two that did not know of each other the check says that they differ.
_STATED = (
    "(SELECT json_extract(CAST(e.body AS TEXT), '$.after.team') FROM event e "
    "WHERE e.subject_id = casefile.id AND e.fact = 'case.team' ORDER BY e.number DESC LIMIT 1)"
)


def upgrade() -> None:
    """Add the column, with what was stated already."""
    op.execute("ALTER TABLE casefile ADD COLUMN team TEXT NOT NULL DEFAULT ''")
    op.execute(
        f"UPDATE casefile SET team = coalesce((SELECT group_concat(m.value, ' ') FROM json_each({_STATED}) m), '') "  # noqa: S608 - our own names
        "WHERE EXISTS (SELECT 1 FROM event e WHERE e.subject_id = casefile.id AND e.fact = 'case.team')"
    )
