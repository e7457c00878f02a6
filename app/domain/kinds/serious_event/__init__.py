"""Serious event: a data breach, a death, harm, a complaint or a review, from when it was found until it is closed."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.serious_event.content import SeriousEvent, of_breach, stands, title
from app.domain.kinds.serious_event.facets import facets
from app.domain.kinds.serious_event.follows import follows
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="serious_event",
    title="Serious event",
    version=1,
    order=150,
    content=SeriousEvent,
    event_label="Date of the event",
    title_of=title,
    compartments=(Compartment.RESTRICTED,),
    note="In no output but by a decided request.",
    amends=frozenset(
        {
            "done",
            "nothing_done",
            "told",
            "nobody_told",
            "regulator",
            "regulator_on",
            "regulator_why",
            "people_told",
            "people_why",
            "said_on",
            "written_on",
            "not_owed_why",
            "hold",
            "closed_on",
            "closed_why",
        }
    ),
    captured="what",
    facets=facets,
    of_breach=of_breach,
    follows=follows,
    stands=stands,
)
