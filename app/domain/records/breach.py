"""That a record was read or received by who had no right to it: what a record of such an event begins with."""

from dataclasses import dataclass

from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True)
class Breach:
    """When it began and was found, and what happened, without a word of another case."""

    on: ClinicalDate
    found_on: ClinicalDate
    found_at: str
    """On the clock of the site."""
    what: str
