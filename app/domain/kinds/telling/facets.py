"""What a telling means to its case: who was told."""

from collections.abc import Iterator

from app.domain.kinds.parts.told import tellings
from app.domain.kinds.telling.content import Telling
from app.domain.records.facets import Facet
from app.domain.records.written import Written
from app.domain.values.markup import one_line


def facets(telling: Written[Telling]) -> Iterator[Facet]:
    """Each telling."""
    yield from tellings(telling.content.to, one_line(telling.content.what), telling.heading.author)
