"""What a referral means to its case: a milestone, the day by which it is to be screened, and where it came from."""

from collections.abc import Iterator
from datetime import date

from app.domain.cases.working_days import SCREENED_WITHIN, working_days_after
from app.domain.fields.content import said
from app.domain.kinds.parts.urgency import SAME_DAY
from app.domain.kinds.referral.content import Referral
from app.domain.records.facets import SCREENING, AxisEvent, Coded, Facet, KeyDate, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


def facets(referral: Written[Referral]) -> Iterator[Facet]:
    """What other pages read of it."""
    content, received = referral.content, referral.event
    day = received.earliest()
    if day is not None:
        words = ", ".join(word for word in ("Referral", said(content, "agency")) if word)
        yield AxisEvent(
            lane=Lane.MILESTONES, start=received, mark=Mark.MILESTONE, label="Referral", words=words
        )
        due = day if content.urgency == SAME_DAY else _screened_by(day)
        yield KeyDate(on=ClinicalDate.of(due), what=SCREENING)
    for name in ("agency", "urgency", "person_knows", "advocate"):
        yield Coded(field=name, answer=getattr(content, name))


def _screened_by(received: date) -> date:
    """The day without the service's days off: these can be stated later, and change nothing that was signed.

    Lists put it off by them (`services/cases/still_due.py`).
    """
    return working_days_after(received, SCREENED_WITHIN)
