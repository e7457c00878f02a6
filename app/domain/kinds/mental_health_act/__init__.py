"""Mental Health Act: a section or a restricted discharge, and its clock."""

from app.domain.kinds.mental_health_act.block import block
from app.domain.kinds.mental_health_act.clock import worked_out
from app.domain.kinds.mental_health_act.content import MentalHealthAct, title
from app.domain.kinds.mental_health_act.facets import facets
from app.domain.kinds.mental_health_act.status import status
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="mental_health_act",
    title="Mental Health Act",
    version=1,
    order=78,
    section="behaviour",
    content=MentalHealthAct,
    event_label="Date it began",
    title_of=title,
    stands=status,
    note="Lengths are offered, never enforced; the reports of a conditional discharge are due until they are sent.",
    facets=facets,
    worked_out=worked_out,
    block=block,
)
