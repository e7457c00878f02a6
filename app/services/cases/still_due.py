"""What still falls due, and on which day: the condition and the day that every list of days shares."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.domain.cases.site_settings import SiteSettings
from app.domain.cases.working_days import SCREENED_WITHIN, later_days, next_days
from app.domain.facts import site
from app.domain.fields.compartments import Compartment
from app.domain.kinds.parts.urgency import SAME_DAY
from app.domain.records.facets import SCREENING, Coded, Facet, KeyDate, Meets, Unfinished
from app.domain.values.dates import ClinicalDate
from app.services.facts.events import digests_of
from app.services.facts.site_settings import settings_in
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

_SAME_DAY: Final = (
    "EXISTS (SELECT 1 FROM facet_seen s WHERE s.record_id = k.record_id "  # noqa: S608 - our own names
    f"AND s.code = '{Coded.code}' AND json_extract(s.body, '$.field') = 'urgency' "
    f"AND json_extract(s.body, '$.answer') = '{SAME_DAY}')"
)
DUE_DAY: Final = (
    f"CASE WHEN k.what = '{SCREENING}' THEN coalesce((SELECT json_extract(:later, '$.\"' || k.day || '\"') "
    f"WHERE NOT {_SAME_DAY}), k.day) ELSE k.day END"
)
"""The day of a key date `k`: what is counted in working days is put off by the days off that the service stated.

What asks by it gives `later`, of `later_in`.
"""


_LATER: Final[dict[tuple[bytes, ...], str]] = {}
"""By what stated it, the last answer of `later_in`: days alone, which every list and search asks for anew."""


def later_in(connection: Connection) -> str:
    """What days off put off, as lists ask by it: `later` of `put_off_by`."""
    stated = digests_of(connection, site.ID, site.SETTINGS.code)
    later = _LATER.get(stated)
    if later is None:
        later = put_off_by(settings_in(connection))["later"]
        _LATER.clear()
        _LATER[stated] = later
    return later


def put_off_by(settings: SiteSettings) -> dict[str, str]:
    """The days that a day off moves, as JSON objects.

    `later` has by the day on which a referral would be screened the later one, `next_days` by a day the working day
    after it.
    """
    return {
        "later": _moved(later_days(SCREENED_WITHIN, settings.off)),
        "next_days": _moved(next_days(settings.off)),
    }


def put_off_day(due: KeyDate, off: frozenset[date]) -> ClinicalDate:
    """The same of one key date that was read: when a referral is screened that is not to be on the very day."""
    later = dict(later_days(SCREENED_WITHIN, off)).get(due.day) if due.what == SCREENING and due.day else None
    return ClinicalDate.of(later) if later else due.on


def is_at_once(facet: Facet) -> bool:
    """Whether it says of its record that it is to be answered on the day itself."""
    return isinstance(facet, Coded) and (facet.field, facet.answer) == ("urgency", SAME_DAY)


def _moved(days: Iterable[tuple[date, date]]) -> str:
    return json.dumps({day.isoformat(): later.isoformat() for day, later in days})
