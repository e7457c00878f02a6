"""How long a case may stand in a stage before the board marks it: what the site set, and what holds until it does."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.fields.declare import count
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

USUAL: Final = 28
ASSESSMENT: Final = 90
_MOST: Final = 999


@dataclass(frozen=True, kw_only=True)
class StageLimits:
    """Days, for each stage that somebody waits in; work that is meant to last has none until the site sets one."""

    referred: int | None = count("Referred", share=Share.INTERNAL, most=_MOST, section="Days in a stage")
    screening: int | None = count("Screening", share=Share.INTERNAL, most=_MOST)
    panel: int | None = count("Before the panel", share=Share.INTERNAL, most=_MOST)
    assessment: int | None = count("Assessment", share=Share.INTERNAL, most=_MOST)
    intervention: int | None = count("Direct intervention", share=Share.INTERNAL, most=_MOST)
    co_work: int | None = count("Co-work", share=Share.INTERNAL, most=_MOST)
    monitoring: int | None = count("Monitoring", share=Share.INTERNAL, most=_MOST)
    review: int | None = count("Under review", share=Share.INTERNAL, most=_MOST)

    def over(self, stage: str, since: ClinicalDate, today: date) -> int:
        """By how many days a case stands in a stage for too long; 0 where it does not, or nobody knows since when.

        Of a day that is not known exactly it is the last that it can be: nothing is marked that may be in time.
        """
        limit, last = getattr(self, stage, None), since.latest()
        return max((today - last).days - limit, 0) if limit is not None and last is not None else 0


LIMITS: Final = StageLimits(referred=USUAL, screening=USUAL, panel=USUAL, assessment=ASSESSMENT, review=USUAL)
"""What holds where the site set nothing."""
