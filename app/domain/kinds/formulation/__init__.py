"""Formulation: how it came about and is kept going, each claim with what speaks for it and against it."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.formulation.block import block
from app.domain.kinds.formulation.content import ALONE, Formulation, title
from app.domain.kinds.formulation.facets import facets
from app.domain.kinds.parts.advice import recommended
from app.domain.kinds.parts.quality import from_ticks
from app.domain.records.kind import BesidePerson, Kind
from app.domain.records.versions import in_turn, with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="formulation",
    title="Formulation",
    version=3,
    upcasters=(
        with_rows("factors", "hypotheses", "scenarios", "advice"),
        in_turn(recommended, from_ticks),
    ),
    order=40,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    content=Formulation,
    event_label="Date of formulation",
    title_of=title,
    note="An explanation held for now. Likelihood is put in words; nothing is scored.",
    newest=2,
    section="formulation",
    beside_person=BesidePerson(ALONE, silent=("person_version",), opens=False),
    facets=facets,
    block=block,
    attested=True,
)
