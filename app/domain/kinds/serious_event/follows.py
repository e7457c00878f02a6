"""What a serious event states besides when it is signed: that the person has died."""

from app.domain.kinds.serious_event.content import DEATH_OF_PERSON, SeriousEvent
from app.domain.records.follows import NOTHING, Follows
from app.domain.records.written import Written


def follows(event: Written[SeriousEvent]) -> Follows:
    """What is stated in the transaction of the signature. The event itself stays with who is let into it."""
    if event.content.sort != DEATH_OF_PERSON or event.content.on is None:
        return NOTHING
    return Follows(died=event.content.on, reason="The person has died")
