"""Safety concern: what worries somebody about somebody's safety, for the panel, without identity."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.safety_concern.block import block
from app.domain.kinds.safety_concern.content import SafetyConcern, title
from app.domain.kinds.safety_concern.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="safety_concern",
    title="Safety concern",
    version=1,
    order=115,
    section="victims",
    content=SafetyConcern,
    event_label="Date raised",
    title_of=title,
    compartments=(Compartment.THIRD_PARTY,),
    note="For the panel, by code: no name, no place. It stays open until it is closed with a reason.",
    amends=frozenset(
        {
            *("done", "nothing_done", "told", "nobody_told", "closed_on", "closed_why"),
            *("safeguarding", "made_on", "made_reference"),
        }
    ),
    captured="what",
    facets=facets,
    block=block,
    told_at_once=True,
)
