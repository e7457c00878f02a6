"""Consultation: advice about somebody who is not a patient, may never be seen, and may not know."""

from app.domain.kinds.consultation.block import block
from app.domain.kinds.consultation.content import Consultation, title
from app.domain.kinds.consultation.facets import facets
from app.domain.records.kind import Kind
from app.domain.records.versions import renamed, with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="consultation",
    title="Consultation",
    version=3,
    upcasters=(
        with_rows("red_flags", "scenarios", "advice", "received"),
        renamed("red_flags", "earlier_flags"),
    ),
    order=10,
    content=Consultation,
    event_label="Date of consultation",
    title_of=title,
    note="Advice to professionals. Unless it says otherwise the person was not seen and may not know.",
    facets=facets,
    block=block,
)
