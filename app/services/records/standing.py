"""What stands: conditions that every list of what records say shares, in SQL."""

from typing import Final

from app.domain.kinds.registry import VOIDING
from app.domain.records.facets import TakesOver

_VOIDING: Final = ", ".join(repr(code) for code in VOIDING)


def in_force(record: str) -> str:
    """Whether a record was neither replaced nor marked in error, in SQL; `record` gives its id."""
    return (
        f"NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = {record}) "  # noqa: S608 - our own names
        f"AND NOT EXISTS (SELECT 1 FROM record e WHERE e.about_id = {record} AND e.kind IN ({_VOIDING}))"
    )


STANDS: Final = (
    f"{in_force('k.record_id')} "  # noqa: S608 - our own names
    "AND NOT EXISTS (SELECT 1 FROM facet_seen t WHERE t.case_id = k.case_id "
    f"AND t.code = '{TakesOver.code}' AND {in_force('t.record_id')} "
    "AND json_extract(t.body, '$.what') IN ((SELECT s.series_id FROM record s WHERE s.id = k.record_id), "
    "(SELECT json_extract(f.body, '$.row') FROM facet_seen f WHERE f.id = k.id)))"
)
"""Of a facet or key date, `k`: not where its record was replaced or marked in error, or another took its place."""
