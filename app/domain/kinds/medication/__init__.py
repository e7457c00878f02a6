"""Medication: what the person is said to take, by whose word. It is not a prescription chart."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.medication.block import block
from app.domain.kinds.medication.content import Medication, title
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="medication",
    title="Medication",
    version=1,
    order=39,
    content=Medication,
    event_label="Reviewed on",
    title_of=title,
    note="Not a prescription chart.",
    section="assessment",
    compartments=(Compartment.CLINICAL, Compartment.RESTRICTED),
    layout=Layout(
        beside=(
            ("name", "dose", "route"),
            ("how_often", "indication", "prescriber"),
            ("started", "stopped"),
            ("taken", "source"),
        )
    ),
    block=block,
)
