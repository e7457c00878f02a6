"""What a referral means to its case: a milestone, the day by which it is to be screened, and where it came from."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.parts.urgency import SAME_DAY
from app.domain.kinds.referral.content import Referral
from app.domain.records.facets import SCREENING, AxisEvent, Coded, Facet, KeyDate, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

WORKING_DAYS: Final = 3
"""Within how many working days a referral is screened that has no shorter time."""
_FRIDAY: Final = 4


def facets(referral: Written[Referral]) -> Iterator[Facet]:
    """What other pages read of it."""
    content, received = referral.content, referral.event
    day = received.earliest()
    if day is not None:
        words = ", ".join(word for word in ("Referral", said(content, "agency")) if word)
        yield AxisEvent(
            lane=Lane.MILESTONES, start=received, mark=Mark.MILESTONE, label="Referral", words=words
        )
        due = day if content.urgency == SAME_DAY else working_days_after(day, WORKING_DAYS)
        yield KeyDate(on=ClinicalDate.of(due), what=SCREENING)
    for name in ("agency", "urgency", "person_knows", "advocate"):
        yield Coded(field=name, answer=getattr(content, name))


def working_days_after(day: date, count: int) -> date:
    """The working day so many after a day. Saturdays and Sundays are none; bank holidays are not known here."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() <= _FRIDAY
    return day
