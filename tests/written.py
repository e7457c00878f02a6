"""A content as a kind gets it to draw facets and parts of a report out of: with a heading."""

from typing import TypeVar

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.records.heading import Heading
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

C = TypeVar("C")
DAY = ClinicalDate(2026, 11, 20)


def written(content: C, event: ClinicalDate = DAY) -> Written[C]:
    """It, signed by Dr Rowan Ashdown on the day of the event."""
    heading = Heading(
        id="01a20000-0000-7000-8000-000000000001",
        series="01a20000-0000-7000-8000-000000000001",
        version=1,
        case="01a20000-0000-7000-8000-000000000002",
        compartment=Compartment.CLINICAL,
        event=event,
        knowledge=Knowledge.BY_FIELD,
        source="",
        author="Dr Rowan Ashdown",
        signed_at="2026-11-20T14:30:00.000Z",
    )
    return Written(heading, content)
