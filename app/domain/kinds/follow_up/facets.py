"""What a follow-up means to its case: a milestone, that it was due, and each outcome as it is counted."""

from collections.abc import Iterator

from app.domain.kinds.follow_up.content import LABEL, OUTCOMES, FollowUp, milestone
from app.domain.kinds.parts.after import due_at
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark, Meets, Work, WorkDone
from app.domain.records.written import Written


def facets(follow_up: Written[FollowUp]) -> Iterator[Facet]:
    """What other pages read of it. What is not known is counted as not known."""
    content = follow_up.content
    if content.point:
        yield AxisEvent(
            lane=Lane.MILESTONES,
            start=follow_up.event,
            mark=Mark.MILESTONE,
            label=LABEL,
            words=milestone(content.point),
        )
        yield Meets(what=due_at(content.point))
    yield WorkDone(what=Work.FOLLOW_UP, on=follow_up.event)
    for name in ("point", *OUTCOMES):
        yield Coded(field=name, answer=getattr(content, name))
