"""Measure: one administration of a questionnaire or rating scale, scored by its file."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.measure.block import block
from app.domain.kinds.measure.comparing import compared
from app.domain.kinds.measure.content import ALONE, Administration, course, title
from app.domain.kinds.measure.deriving import derive
from app.domain.kinds.measure.facets import facets
from app.domain.kinds.measure.handing import HANDED_OVER
from app.domain.records.counts import Counts
from app.domain.records.kind import BesidePerson, Kind

__all__ = ["KIND"]

KIND = Kind(
    code="measure",
    title="Measure",
    version=1,
    order=40,
    content=Administration,
    event_label="Date of administration",
    title_of=title,
    note="One administration, typed by the digits of the form. The program scores it; nobody adds anything up.",
    section="assessment",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    derive=derive,
    compared=compared,
    course_of=course,
    facets=facets,
    counts_as=Counts.MEASURE,
    block=block,
    beside_person=BesidePerson(ALONE),
    handed_over=HANDED_OVER,
    presses="critical",
)
