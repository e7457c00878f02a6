"""Whose case it is, in SQL: what waits in a case stands on Today of its lead and of who works on it besides.

What asks by it gives `member`, and `leads`: whether they lead the team.
"""

from typing import Final

MINE: Final = "(c.lead_id = :member OR instr(c.team, :member))"
"""Of a case `c`: whether the member leads it or is named in its team."""
_LEFT: Final = "EXISTS (SELECT 1 FROM staff s WHERE s.id = c.lead_id AND s.left_at IS NOT NULL)"
MINE_OR_NOBODYS: Final = f"({MINE} OR (:leads AND {_LEFT}))"
"""The same, and of one whose lead has left whoever leads the team: what cannot wait until it has another."""
