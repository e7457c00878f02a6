"""What public protection means to its case: the days of its reviews and actions, which its dates say."""

from collections.abc import Iterator

from app.domain.kinds.parts.action import open_actions
from app.domain.kinds.public_protection.content import PublicProtection
from app.domain.records.facets import Coded, Facet
from app.domain.records.written import Written


def facets(held: Written[PublicProtection]) -> Iterator[Facet]:
    """What other pages read of it, where the reader is admitted."""
    yield from open_actions(held.content.actions)
    yield Coded(field="sort", answer=held.content.sort)
    yield Coded(field="level", answer=held.content.level)
