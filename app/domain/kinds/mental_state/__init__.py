"""Mental state: what was seen and said on one day, and capacity for the decisions that were asked about."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.mental_state.block import block
from app.domain.kinds.mental_state.content import MentalState, title
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="mental_state",
    title="Mental state",
    version=1,
    order=37,
    content=MentalState,
    event_label="Date of examination",
    title_of=title,
    note="What was seen and said on one day. Thoughts of the victim go to MAPPA alone.",
    section="assessment",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(
        beside=(
            ("appearance", "speech", "mood"),
            ("thought_form", "thought_content", "perception"),
            ("cognition", "insight", "sleep"),
            ("has", "on"),
        )
    ),
    block=block,
)
