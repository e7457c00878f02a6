"""What a formulation means to its case: the motivations held. What its factors rest on, its references say."""

from collections.abc import Iterator

from app.domain.kinds.formulation.content import Formulation
from app.domain.records.facets import Coded, Facet
from app.domain.records.written import Written


def facets(formulation: Written[Formulation]) -> Iterator[Facet]:
    """What other pages read of a formulation."""
    for row in formulation.content.hypotheses:
        yield Coded(row=row.row, field="motivation", answer=row.motivation)
