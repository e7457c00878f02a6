"""Public protection: how MAPPA, MARAC or another meeting holds the person, and what health does in it."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.public_protection.block import block
from app.domain.kinds.public_protection.content import PublicProtection, title
from app.domain.kinds.public_protection.facets import facets
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="public_protection",
    title="Public protection",
    version=1,
    order=75,
    section="behaviour",
    content=PublicProtection,
    event_label="Date",
    title_of=title,
    compartments=(Compartment.MAPPA,),
    note="Levels and risk of serious harm are set by probation or police, never here. Minutes are not typed in.",
    facets=facets,
    block=block,
)
