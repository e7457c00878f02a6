"""What a review means to its case: a milestone, that it was due, and that a divergence was answered."""

from collections.abc import Iterator
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.parts import due
from app.domain.kinds.review.content import LABEL, Review
from app.domain.records.divergence import ANSWERED
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark, Meets, Work, WorkDone
from app.domain.records.written import Written

_CODED: Final = ("at", "decision", "concern")


def facets(review: Written[Review]) -> Iterator[Facet]:
    """What other pages read of it. The next one, its date says."""
    content = review.content
    if review.event.is_known:
        words = ", ".join(word for word in (LABEL, said(content, "decision").lower()) if word)
        yield AxisEvent(
            lane=Lane.MILESTONES, start=review.event, mark=Mark.MILESTONE, label=LABEL, words=words
        )
    yield Meets(what=due.CASE)
    yield WorkDone(what=Work.REVIEW, on=review.event)
    for name in _CODED:
        yield Coded(field=name, answer=getattr(content, name))
    for row in content.goals:
        yield Coded(row=row.row, field="result", answer=row.result)
    if content.divergence:
        yield Coded(field=ANSWERED, answer="answered")
