"""What proceedings mean to their case: milestones of the law on the axis."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.parts.condition import lowered
from app.domain.kinds.proceedings.content import MILESTONES, Proceedings
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written


def facets(proceedings: Written[Proceedings]) -> Iterator[Facet]:
    """What other pages read of them."""
    content = proceedings.content
    offence = said(content, "offence")
    for step in content.steps:
        if step.step in MILESTONES and step.on is not None and step.on.is_known:
            what = said(step, "step")
            yield AxisEvent(
                row=step.row,
                lane=Lane.MILESTONES,
                start=step.on,
                mark=Mark.MILESTONE,
                label=what,
                words=f"{what}: {lowered(offence)}",
            )
    yield Coded(field="offence", answer=content.offence)
