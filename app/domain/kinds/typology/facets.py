"""What a typology means to its case: what is counted over cases, and the day that comes back each year."""

from collections.abc import Iterator

from app.domain.kinds.typology.content import Typology
from app.domain.records.facets import SEPARATION, Anniversary, Coded, Facet
from app.domain.records.written import Written


def facets(opinion: Written[Typology]) -> Iterator[Facet]:
    """What other pages read of an opinion."""
    yield Coded(field="motivation", answer=opinion.content.motivation)
    yield Coded(field="relationship", answer=opinion.content.relationship)
    ended = opinion.content.ended_on
    if ended is not None and ended.is_exact:
        yield Anniversary(what=SEPARATION, on=ended)
