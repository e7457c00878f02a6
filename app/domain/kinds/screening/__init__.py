"""Screening: the team's first look at a referral, and what it decides."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.screening.block import block
from app.domain.kinds.screening.content import Screening, begun, title
from app.domain.kinds.screening.facets import facets
from app.domain.kinds.screening.follows import follows
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="screening",
    title="Screening",
    version=1,
    order=4,
    content=Screening,
    event_label="Date of screening",
    title_of=title,
    note="Its decision sets the stage of the case when it is signed.",
    facets=facets,
    counts_as=Counts.SCREENING,
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(
        beside=(
            ("fixated", "fixated_why"),
            ("obsessive", "obsessive_why"),
            ("unwanted", "unwanted_why"),
            ("repeated", "repeated_why"),
            ("decision", "concern"),
            ("pathway", "refer_to"),
        )
    ),
    section="referral",
    begun=begun,
    follows=follows,
)
