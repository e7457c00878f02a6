"""When a record counts as entered late, and by how many days."""

from datetime import date
from typing import Final

from app.domain.values.dates import ClinicalDate

LATE_FROM_DAYS: Final = 4
"""More than 72 hours after an event its entry is late, and says so (Royal College of Physicians, generic medical record
keeping standards: where an entry is delayed, the delay is recorded)."""


def days_late(event: ClinicalDate | None, signed_on: date) -> int:
    """How many days after the last day that an event can be of it was signed, where that is late; else 0."""
    last = event.latest() if event else None
    days = (signed_on - last).days if last else 0
    return days if days >= LATE_FROM_DAYS else 0
