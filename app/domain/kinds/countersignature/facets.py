"""What a countersignature means to the record that it is about."""

from collections.abc import Iterator

from app.domain.kinds.countersignature.content import Countersignature
from app.domain.records.facets import Countersigned, Facet
from app.domain.records.written import Written


def facets(word: Written[Countersignature]) -> Iterator[Facet]:
    """The decision, and whether it stands in words of the colleague's own."""
    content = word.content
    if content.verdict:
        yield Countersigned(verdict=content.verdict, is_attested=bool(content.attested))
