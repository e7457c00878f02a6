"""Consultation: advice about somebody who is not a patient, may never be seen, and may not know."""

from app.domain.kinds.consultation.block import block
from app.domain.kinds.consultation.content import Consultation, title
from app.domain.kinds.consultation.facets import facets
from app.domain.kinds.parts.advice import recommended
from app.domain.records.counts import Counts
from app.domain.records.kind import Kind
from app.domain.records.versions import in_turn, renamed, with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="consultation",
    title="Consultation",
    version=3,
    upcasters=(
        with_rows("red_flags", "scenarios", "advice", "received"),
        in_turn(renamed("red_flags", "earlier_flags"), renamed("received", "earlier_received"), recommended),
    ),
    order=10,
    section="assessment",
    content=Consultation,
    event_label="Date of consultation",
    title_of=title,
    note="Advice to professionals. Unless it says otherwise the person was not seen and may not know.",
    facets=facets,
    counts_as=Counts.CONSULTATION,
    block=block,
)
