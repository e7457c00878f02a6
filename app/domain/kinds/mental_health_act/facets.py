"""What a section means to its case: a bar on the axis, and what is due while it holds."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.mental_health_act.content import MentalHealthAct
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written


def facets(held: Written[MentalHealthAct]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = held.content
    if content.from_on is not None and content.from_on.is_known:
        label = said(content, "section")
        ended = content.ended_on if content.ended_on and content.ended_on.is_known else None
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=content.from_on,
            end=ended or content.ends,
            mark=Mark.HELD,
            label=label,
            words=label,
            ending=_ending(content),
        )
    yield Coded(field="section", answer=content.section)


def _ending(content: MentalHealthAct) -> str:
    if content.ended_on is not None:
        return f"ended {content.ended_on.show()}"
    return f"to {content.ends.show()}" if content.ends else "end not known"
