"""Telling: information given by word that no other record holds."""

from app.domain.kinds.telling.content import Telling, title
from app.domain.kinds.telling.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="telling",
    title="Telling",
    version=1,
    order=165,
    section="sharing",
    content=Telling,
    event_label="Date told",
    title_of=title,
    note="Only for what no record holds already: a telling in a flag or a note is in the register by itself.",
    facets=facets,
)
