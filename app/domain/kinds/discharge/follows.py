"""What a discharge states when it is signed: the stage, the concern at exit, and a death by which the service ended."""

from app.domain.cases.case import BEFORE_FOLLOW_UP
from app.domain.fields.content import said
from app.domain.kinds.discharge.content import DIED, Discharge, points
from app.domain.records.follows import Follows
from app.domain.records.written import Written


def follows(discharge: Written[Discharge]) -> Follows:
    """What is stated in the transaction of the signature. Where nothing is followed up, the case closes at once."""
    content = discharge.content
    return Follows(
        stage="follow_up" if points(content) else "closed",
        only_from=BEFORE_FOLLOW_UP,
        concern_at_exit=content.concern,
        died=content.died_on if content.reason == DIED else None,
        reason=f"Discharge of {discharge.event.show()}: {said(content, 'reason').lower()}",
    )
