"""Collateral: what another source says of contact in some days. It belongs to that source."""

from app.domain.fields.compartments import Compartment
from app.domain.kinds.collateral.block import TOLD_TO, block
from app.domain.kinds.collateral.content import Collateral, is_under_conditions, title
from app.domain.kinds.collateral.facets import facets
from app.domain.records.kind import Kind, Layout

__all__ = ["KIND"]

KIND = Kind(
    code="collateral",
    title="Collateral",
    version=1,
    order=36,
    content=Collateral,
    event_label="Taken down on",
    title_of=title,
    note="What another source says. What a victim says through the advocate is not collateral.",
    section="assessment",
    compartments=(Compartment.THIRD_PARTY,),
    layout=Layout(
        beside=(
            ("agency", "said_by"),
            ("covers", "heard_on"),
            ("contact", "victims"),
            ("source_grade", "information_grade", "handling"),
        )
    ),
    captured="detail",
    told_to=lambda told: frozenset() if is_under_conditions(told) else TOLD_TO,
    facets=facets,
    block=block,
)
