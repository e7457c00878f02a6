"""Safety plan: made with the person for their own safety."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.safety_plan.block import block
from app.domain.kinds.safety_plan.content import SafetyPlan, title
from app.domain.records.kind import BesidePerson, Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="safety_plan",
    title="Safety plan",
    version=1,
    order=46,
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    content=SafetyPlan,
    event_label="Date it was made",
    title_of=title,
    note="Made with the person, in their words, for their own safety. Nothing in it rates anything.",
    section="plan",
    layout=Layout(beside=(("copy_given", "review_on"),)),
    with_person=True,
    beside_person=BesidePerson(silent=("ask",)),
    block=block,
)
