"""What a typology means to its case: the motivation and the relationship that are counted over cases."""

from collections.abc import Iterator

from app.domain.kinds.typology.content import Typology
from app.domain.records.facets import Coded, Facet
from app.domain.records.written import Written


def facets(opinion: Written[Typology]) -> Iterator[Facet]:
    """What other pages read of an opinion."""
    yield Coded(field="motivation", answer=opinion.content.motivation)
    yield Coded(field="relationship", answer=opinion.content.relationship)
