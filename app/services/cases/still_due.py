"""What still falls due: the condition that every list of days shares."""

from typing import Final

from app.services.records.standing import STANDS

STILL_DUE: Final = f"c.stage <> 'closed' AND {STANDS}"
"""Of a key date `k` in a case `c`: not where its record does not stand, or the case is closed."""
