"""What still falls due: the condition that every list of days shares."""

from typing import Final

from app.services.records.standing import STANDS

STILL_DUE: Final = (
    f"c.stage <> 'closed' AND {STANDS} AND (k.day >= :today OR NOT coalesce("  # noqa: S608 - our own names
    "(SELECT json_extract(f.body, '$.passes') FROM facet_seen f WHERE f.id = k.id), 0))"
)
"""Of a key date `k` in a case `c`: not where its record does not stand, the case is closed, or it passed by itself.

What asks by it gives `today`.
"""
