"""Red flag: a sign that somebody must act on, what was done, who was told, and when it was closed and why."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.red_flag.block import block
from app.domain.kinds.red_flag.content import RedFlag, title
from app.domain.kinds.red_flag.facets import facets
from app.domain.kinds.red_flag.status import status
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="red_flag",
    title="Red flag",
    version=1,
    order=1,
    content=RedFlag,
    event_label="Date raised",
    title_of=title,
    stands=status,
    note="What was seen, what was done and who was told. It has no level: what is urgent is done, not rated.",
    amends=frozenset(
        {
            "done",
            "nothing_done",
            "told",
            "nobody_told",
            "watch",
            "watch_until",
            "closed_on",
            "closed_why",
        }
    ),
    drawn_from=(Compartment.THIRD_PARTY,),
    captured="seen",
    facets=facets,
    block=block,
    told_at_once=True,
)
