"""Discharge: the end of the service, with a result for every goal, and nothing open that nobody took."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.discharge.block import block
from app.domain.kinds.discharge.content import Discharge, asks, begun, title
from app.domain.kinds.discharge.facets import facets
from app.domain.kinds.discharge.follows import follows
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="discharge",
    title="Discharge",
    version=1,
    order=92,
    content=Discharge,
    event_label="Date the service ended",
    title_of=title,
    note="Each goal has its result, and nothing is open that nobody took. Signed, it moves the case to follow-up.",
    facets=facets,
    counts_as=Counts.DISCHARGE,
    block=block,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(beside=(("reason", "concern"),)),
    section="referral",
    begun=begun,
    asks=asks,
    follows=follows,
)
