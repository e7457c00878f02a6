"""Plan: goals that answer the factors of a formulation, steps towards them, the work offered, and what was agreed."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.plan.block import block
from app.domain.kinds.plan.content import ALONE, Plan, title
from app.domain.kinds.plan.facets import facets
from app.domain.records.kind import BesidePerson, Kind

__all__ = ["KIND"]

KIND = Kind(
    code="plan",
    title="Plan",
    version=1,
    order=45,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    content=Plan,
    event_label="Date of the plan",
    title_of=title,
    note="Each goal answers a factor, has a measure and a day, and is met or not in words. Nothing is added up.",
    newest=4,
    section="plan",
    beside_person=BesidePerson(ALONE),
    facets=facets,
    block=block,
)
