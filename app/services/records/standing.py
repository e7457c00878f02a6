"""What stands: conditions that every list of what records say shares, in SQL."""

from typing import Final

from app.domain.kinds.registry import VOIDING
from app.domain.records.facets import TakesOver

_VOIDING: Final = ", ".join(repr(code) for code in VOIDING)


def _in_force(record: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces_id = {record}) "  # noqa: S608 - our own names
        f"AND NOT EXISTS (SELECT 1 FROM record e WHERE e.about_id = {record} AND e.kind IN ({_VOIDING}))"
    )


STANDS: Final = (
    f"{_in_force('k.record_id')} "  # noqa: S608 - our own names
    "AND NOT EXISTS (SELECT 1 FROM facet_seen t WHERE t.case_id = k.case_id "
    f"AND t.code = '{TakesOver.code}' AND {_in_force('t.record_id')} "
    "AND json_extract(t.body, '$.what') IN (SELECT v.id FROM record s "
    "JOIN record v ON v.series_id = s.series_id WHERE s.id = k.record_id UNION ALL SELECT "
    "(SELECT json_extract(f.body, '$.row') FROM facet_seen f WHERE f.id = k.id)))"
)
"""Of a facet or key date, `k`: not where its record was replaced or marked in error, or another took its place."""
