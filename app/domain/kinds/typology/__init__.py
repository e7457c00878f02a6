"""Typology: one dated opinion on why a person stalks, with what speaks for and against it."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.typology.block import block
from app.domain.kinds.typology.content import Typology, title
from app.domain.kinds.typology.facets import facets
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="typology",
    title="Typology",
    version=1,
    order=32,
    content=Typology,
    event_label="Held on",
    title_of=title,
    note="An opinion held for now, by whom and when. It is never worked out from the answers.",
    section="assessment",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(
        beside=(("motivation", "confidence"), ("relationship", "victims"), ("seen", "recon", "zona"))
    ),
    facets=facets,
    counts_as=Counts.TYPOLOGY,
    block=block,
)
