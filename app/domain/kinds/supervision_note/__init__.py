"""Supervision note: what a supervisee and a supervisor looked at together. It is in no output."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.supervision_note.content import SupervisionNote, both, title
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="supervision_note",
    title="Supervision note",
    version=1,
    order=140,
    section="sessions",
    content=SupervisionNote,
    event_label="Date of supervision",
    title_of=title,
    signed_by=both,
    supervises=("supervisee", "supervisor"),
    compartments=(Compartment.SUPERVISION,),
    note="Read by who is admitted to supervision, and signed by both; it never leaves the team.",
)
