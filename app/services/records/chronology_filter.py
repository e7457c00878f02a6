"""What the chronology of a case is narrowed by besides kinds and words: victim, source, how it stands, and days."""

import json
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.compartments import Compartment
from app.domain.records.facets import Attribution, Concerns
from app.domain.values.dates import ClinicalDate

_OF_FACET: Final = (
    # What was added to a record goes with it.
    "EXISTS (SELECT 1 FROM facet_seen f WHERE f.record_id IN (record.id, record.about_id) "
    "AND f.code = '{code}' AND {said})"
)
_LAST: Final = "rtrim(substr(record.event, instr(record.event, '/') + 1), '~')"
LAST_DAY: Final = f"({_LAST} || substr('-12-31', length({_LAST}) - 3))"
"""The last day that a date can be, in SQL; a month is taken to have 31 days, which compares the same."""
_IS_DATED: Final = "record.event_sort > '0000'"
OPEN: Final = "open"
"""The part that takes no value: nothing of a sealed compartment, whoever asks."""
CONDITIONS: Final = {
    "victims": _OF_FACET.format(
        code=Concerns.code, said="json_extract(f.body, '$.victim') IN (SELECT value FROM json_each(:victims))"
    ),
    "sources": _OF_FACET.format(
        code=Attribution.code,
        said="json_extract(f.body, '$.source') IN (SELECT value FROM json_each(:sources))",
    ),
    "stands": _OF_FACET.format(
        code=Attribution.code,
        said="EXISTS (SELECT 1 FROM json_each(:stands) w "
        "WHERE instr('; ' || json_extract(f.body, '$.stands'), '; ' || w.value))",
    ),
    "since": f"{_IS_DATED} AND {LAST_DAY} >= :since",
    "until": f"{_IS_DATED} AND record.event_sort <= :until",
    OPEN: f"record.compartment = '{Compartment.CLINICAL.value}'",
}
"""The condition on a record for each part, in SQL.

Facets are read as the member at the desk sees them: what is sealed for them has none, and is neither found nor counted.
"""


@dataclass(frozen=True)
class ChronologyFilter:
    """What a record has to be; an empty part narrows nothing."""

    victims: tuple[str, ...] = ()
    """The codes of victims, of whom it names one in a field of its own."""
    sources: tuple[str, ...] = ()
    """Who said what it reports: one of these, in the words of the list."""
    stands: tuple[str, ...] = ()
    """How what it reports stands: a part of the words begins with one of these."""
    since: ClinicalDate | None = None
    """It may be of the first day of this or later. What has no date is neither after nor before a day."""
    until: ClinicalDate | None = None
    """It may be of the last day of this or earlier."""

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return bool(self.values)

    @property
    def reads_facets(self) -> bool:
        """Whether it asks what a record means, and not when it was alone."""
        return bool(self.victims or self.sources or self.stands)

    @property
    def values(self) -> dict[str, Any]:
        """What its conditions take, by part; a part that narrows nothing is not there."""
        first = self.since.earliest() if self.since else None
        last = self.until.latest() if self.until else None
        lists = {"victims": self.victims, "sources": self.sources, "stands": self.stands}
        days = {"since": first, "until": last}
        return {name: json.dumps(words) for name, words in lists.items() if words} | {
            name: day.isoformat() for name, day in days.items() if day
        }


EVERYTHING: Final = ChronologyFilter()
"""Narrows nothing."""


@dataclass(frozen=True)
class EntriesAsked:
    """What a chronology shows: some kinds, what has all the words of a text, superseded versions too, and the rest."""

    kinds: tuple[str, ...] = ()
    text: str = ""
    superseded: bool = False
    by: ChronologyFilter = EVERYTHING


ALL_ENTRIES: Final = EntriesAsked()
"""Every one that no newer version replaced."""
