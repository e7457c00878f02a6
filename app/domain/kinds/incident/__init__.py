"""Incident: one stalking behaviour as somebody reported it, with source, grading and standing kept apart."""

from app.domain.kinds.incident.block import block
from app.domain.kinds.incident.content import Incident, title
from app.domain.kinds.incident.facets import facets
from app.domain.records.kind import Kind
from app.domain.records.versions import with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="incident",
    title="Incident",
    version=2,
    upcasters=(with_rows("crime_references"),),
    order=50,
    content=Incident,
    event_label="Date or dates of the incident",
    title_of=title,
    note="Intelligence belongs in the third-party compartment and to its originator.",
    facets=facets,
    block=block,
)
