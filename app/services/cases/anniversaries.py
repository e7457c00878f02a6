"""Days of the year that a case is known by, a fortnight ahead: lines of Today, in SQL.

Somebody may come closer on the day of the first incident, of the separation, or of the order that was made against
them. Only a day that is known exactly has one, and none a case that was closed or whose person has died.
"""

from typing import Final

from app.domain.records.facets import FIRST_INCIDENT, SEPARATION, Anniversary
from app.services.cases.still_due import died
from app.services.cases.whose import MINE
from app.services.records.standing import STANDS, in_force

AHEAD: Final = 14
"""Days ahead."""
_YEAR: Final = "2000"
"""Each is filed under its day of one leap year, so that the days of a fortnight are looked up and no others."""
_FROM: Final = f"'{_YEAR}' || substr(:today, 5)"
_TO: Final = f"'{_YEAR}' || substr(date(:today, '+{AHEAD} days'), 5)"
_ON: Final = "json_extract(k.body, '$.on')"
# Of a day that was this year already it is the one of the next.
_THIS_YEAR: Final = f"date(substr(:today, 1, 4) || substr({_ON}, 5))"
_NEXT: Final = f"CASE WHEN {_THIS_YEAR} >= :today THEN {_THIS_YEAR} ELSE date({_THIS_YEAR}, '+1 year') END"
_YEARS: Final = f"CAST(substr({_NEXT}, 1, 4) AS INTEGER) - CAST(substr({_ON}, 1, 4) AS INTEGER)"
_IS_FIRST: Final = (
    "NOT EXISTS (SELECT 1 FROM facet_seen x WHERE x.case_id = k.case_id "  # noqa: S608 - our own names
    f"AND x.code = '{Anniversary.code}' AND json_extract(x.body, '$.what') = '{FIRST_INCIDENT}' "
    f"AND json_extract(x.body, '$.on') < {_ON} AND {in_force('x.record_id')})"
)
_IS_TOLD_ONCE: Final = (
    "NOT EXISTS (SELECT 1 FROM facet_seen x WHERE x.case_id = k.case_id AND x.record_id > k.record_id "  # noqa: S608 - our own names
    f"AND x.code = '{Anniversary.code}' AND json_extract(x.body, '$.what') = '{SEPARATION}' "
    f"AND json_extract(x.body, '$.on') = {_ON} AND {in_force('x.record_id')})"
)


def _lines(days: str) -> str:
    return (
        f"SELECT CASE WHEN {_NEXT} <= :soon THEN 'week' ELSE 'later' END, 'anniversary', {_NEXT}, "  # noqa: S608
        f"json_extract(k.body, '$.what') || '|' || ({_YEARS}), c.id, c.reference, c.sort_name, k.record_id, 3 "
        "FROM facet_seen k JOIN casefile c ON c.id = k.case_id "
        f"WHERE k.code = '{Anniversary.code}' AND {days} AND {MINE} AND c.stage <> 'closed' "
        f"AND NOT {died('c')} AND {_YEARS} > 0 AND {STANDS} AND CASE json_extract(k.body, '$.what') "
        f"WHEN '{FIRST_INCIDENT}' THEN {_IS_FIRST} WHEN '{SEPARATION}' THEN {_IS_TOLD_ONCE} ELSE 1 END"
    )


_AT_ONCE: Final = f"{_FROM} <= {_TO} AND k.day BETWEEN {_FROM} AND {_TO}"
# The fortnight goes over the end of the year.
_TO_THE_END: Final = f"{_FROM} > {_TO} AND k.day BETWEEN {_FROM} AND '{_YEAR}-12-31'"
_FROM_THE_START: Final = f"{_FROM} > {_TO} AND k.day BETWEEN '{_YEAR}-01-01' AND {_TO}"
ANNIVERSARIES: Final = " UNION ALL ".join(map(_lines, (_AT_ONCE, _TO_THE_END, _FROM_THE_START)))
"""The lines. What asks by it gives `member`, `today` and `soon`: the last day of what is for this week."""
