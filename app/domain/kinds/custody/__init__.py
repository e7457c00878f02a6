"""Custody and release: a spell in prison, police custody or secure hospital, and what happens at its end."""

from app.domain.kinds.custody.block import block
from app.domain.kinds.custody.content import Custody, title
from app.domain.kinds.custody.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="custody",
    title="Custody and release",
    version=1,
    order=70,
    content=Custody,
    event_label="Date of reception",
    title_of=title,
    facets=facets,
    block=block,
)
