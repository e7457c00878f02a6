"""Formulation: how it came about and is kept going, each claim with its evidence and its plan goal."""

from app.domain.kinds.formulation.block import block
from app.domain.kinds.formulation.content import Formulation, title
from app.domain.kinds.formulation.facets import facets
from app.domain.records.kind import Kind
from app.domain.records.versions import with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="formulation",
    title="Formulation",
    version=2,
    upcasters=(with_rows("factors", "hypotheses", "scenarios", "advice"),),
    order=40,
    content=Formulation,
    event_label="Date of formulation",
    title_of=title,
    note="An explanation held for now. Likelihood is put in words; nothing is scored.",
    newest=2,
    section="formulation",
    facets=facets,
    block=block,
)
