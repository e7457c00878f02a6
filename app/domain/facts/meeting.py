"""The facts of a meeting, which is of no one case."""

from typing import Final

from app.domain.cases.meeting import Meeting
from app.domain.facts.fact import Fact
from app.domain.fields.rights import Right

SUBJECT: Final = "meeting"

HOLD: Final = Fact(
    code="meeting.hold", title="Panel meeting", subject=SUBJECT, values=Meeting, right=Right.DIARY
)
