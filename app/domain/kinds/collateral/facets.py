"""What collateral means to its case: what a source reports of contact in some days."""

from collections.abc import Iterator
from typing import Final

from app.domain.kinds.collateral.content import Collateral, is_under_conditions
from app.domain.records.facets import Facet, Reported
from app.domain.records.written import Written

_TOLD_TO: Final = ("panel", "mappa", "police", "probation")
"""Who may hear that there was contact: nobody from whom the person might."""


def facets(told: Written[Collateral]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = told.content
    yield Reported(
        first=content.covers,
        last=content.covers,
        contact=content.contact,
        source=content.agency,
        heard=content.heard_on,
        told_to=() if is_under_conditions(content) else _TOLD_TO,
    )
