"""What a discharge states of its case when it is signed: the stage, and the concern at exit."""

from app.domain.cases.case import BEFORE_FOLLOW_UP
from app.domain.fields.content import said
from app.domain.kinds.discharge.content import Discharge, points
from app.domain.records.follows import Follows
from app.domain.records.written import Written


def follows(discharge: Written[Discharge]) -> Follows:
    """What is stated in the transaction of the signature. Where nothing is followed up, the case closes at once."""
    content = discharge.content
    return Follows(
        stage="follow_up" if points(content) else "closed",
        only_from=BEFORE_FOLLOW_UP,
        concern_at_exit=content.concern,
        reason=f"Discharge of {discharge.event.show()}: {said(content, 'reason').lower()}",
    )
