"""Incident: one stalking behaviour as somebody reported it, with source, grading and standing kept apart."""

from app.domain.kinds.incident.content import Incident, title
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="incident",
    title="Incident",
    version=1,
    order=50,
    content=Incident,
    event_label="Date or dates of the incident",
    title_of=title,
    note="Intelligence belongs in the third-party compartment and to its originator.",
)
