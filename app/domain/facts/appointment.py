"""The facts of an appointment, of one case or of none: what was agreed, how it went, which record is its note."""

from typing import Final

from app.domain.cases.appointment import Appointment, AppointmentNote, AppointmentOutcome
from app.domain.facts.fact import Fact
from app.domain.fields.rights import Right

SUBJECT: Final = "appointment"

ITEM: Final = Fact(
    code="diary.item", title="Appointment", subject=SUBJECT, values=Appointment, right=Right.DIARY
)
OUTCOME: Final = Fact(
    code="diary.outcome",
    title="How an appointment went",
    subject=SUBJECT,
    values=AppointmentOutcome,
    right=Right.DIARY,
)
NOTE: Final = Fact(
    code="diary.note",
    title="Note of an appointment",
    subject=SUBJECT,
    values=AppointmentNote,
    right=Right.DIARY,
)
