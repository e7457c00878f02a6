"""What stands, and what still falls due: conditions that every list of what records say shares."""

from typing import Final

from app.domain.kinds.registry import VOIDING

STANDS: Final = (
    "NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = k.record_id) "  # noqa: S608 - our own names
    "AND NOT EXISTS (SELECT 1 FROM record e WHERE e.about_id = k.record_id "
    f"AND e.kind IN ({', '.join(repr(code) for code in VOIDING)}))"
)
"""Of what a record says, `k`: not where that was replaced or marked in error."""
STILL_DUE: Final = f"c.stage <> 'closed' AND {STANDS}"
"""Of a key date `k` in a case `c`: not where its record does not stand, or the case is closed."""
