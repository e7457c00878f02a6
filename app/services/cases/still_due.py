"""What still falls due: the condition that every list of days shares."""

from typing import Final

from app.domain.fields.compartments import Compartment
from app.domain.records.facets import Meets, Unfinished
from app.services.records.standing import STANDS, in_force


def died(case: str) -> str:
    """Whether the person of a case, by its alias, has died."""
    return (
        f"EXISTS (SELECT 1 FROM person d WHERE d.id = {case}.shown_person_id "  # noqa: S608 - our own names
        "AND json_extract(d.details, '$.deceased_on') > '')"
    )


def died_before(case: str, day: str) -> str:
    """Whether a day lies after the death of the person of a case, both by their names in SQL.

    Of a death of which no day is known what is still to come does. What asks by it gives `today`.
    """
    known = "rtrim(substr(p.on_day, instr(p.on_day, '/') + 1), '~')"
    return (
        "EXISTS (SELECT 1 FROM (SELECT json_extract(d.details, '$.deceased_on') AS on_day FROM person d "  # noqa: S608
        f"WHERE d.id = {case}.shown_person_id) p WHERE p.on_day > '' "
        f"AND ({day} > :today OR substr({day}, 1, length({known})) > {known}))"
    )


_SORT: Final = (
    "coalesce((SELECT nullif(json_extract(f.body, '$.sort'), '') FROM facet_seen f WHERE f.id = k.id), "
    "k.what)"
)
# The first version of a record is the one that its series is named by: to mend a referral asks for no new screening.
# What is due by a record is not met by a later version of it: a review says when the next one is.
_MET: Final = (
    "EXISTS (SELECT 1 FROM facet_seen m JOIN record d ON d.id = m.record_id "  # noqa: S608 - our own names
    f"WHERE m.case_id = k.case_id AND m.code = '{Meets.code}' AND json_extract(m.body, '$.what') = {_SORT} "
    "AND d.series_id <> (SELECT a.series_id FROM record a WHERE a.id = k.record_id) "
    "AND d.signed_at > (SELECT o.signed_at FROM record a JOIN record o ON o.id = a.series_id WHERE a.id = k.record_id) "
    f"AND {in_force('m.record_id')})"
)
# Nothing that is open disappears with its case: its own row, or the record as a whole, says that it is.
_STAYS_OPEN: Final = (
    f"EXISTS (SELECT 1 FROM facet_seen u WHERE u.record_id = k.record_id AND u.code = '{Unfinished.code}' "  # noqa: S608 - our own names
    "AND json_extract(u.body, '$.row') = (SELECT json_extract(f.body, '$.row') FROM facet_seen f WHERE f.id = k.id))"
)
# What was due for the person ends with them; what belongs to a third party goes on.
_OUTLIVES: Final = (
    "EXISTS (SELECT 1 FROM record o "  # noqa: S608 - our own names
    f"WHERE o.id = k.record_id AND o.compartment = '{Compartment.THIRD_PARTY.value}')"
)
_AFTER_CLOSING: Final = 30
"""Days for which what falls due in a case is shown after it was closed."""
STILL_DUE: Final = (
    f"(((c.stage <> 'closed' OR date(c.closed, '+{_AFTER_CLOSING} days') >= :today) "  # noqa: S608 - our own names
    f"AND (NOT {died('c')} OR {_OUTLIVES})) OR {_STAYS_OPEN}) "
    f"AND {STANDS} AND NOT {_MET} AND (k.day >= :today OR NOT coalesce("
    "(SELECT json_extract(f.body, '$.passes') FROM facet_seen f WHERE f.id = k.id), 0))"
)
"""Of a key date `k` in a case `c`: not where its record does not stand, it passed or was met, the person has died, or
the case was closed 30 days ago.

Of something that is still open a day stays all the same, with a closed case for good.

What asks by it gives `today`.
"""
