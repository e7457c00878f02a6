"""What a serious event means to its case: a day to act by, and who was told."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.parts.told import tellings
from app.domain.kinds.serious_event.content import BREACH, SeriousEvent
from app.domain.records.facets import Coded, Facet, KeyDate, OpenSort, Unfinished
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

_REGULATOR: Final = timedelta(hours=72)


def facets(event: Written[SeriousEvent]) -> Iterator[Facet]:
    """What other pages read of it, where the reader is admitted."""
    content = event.content
    found = content.found_on.earliest() if content.found_on else None
    if content.closed_on is None:
        # It stays open whatever becomes of its case, and its day with it.
        yield Unfinished(sort=OpenSort.EVENT, name=said(content, "sort"))
    if found is not None and content.closed_on is None:
        if content.sort == BREACH and not content.regulator:
            by = ClinicalDate.of(found + _REGULATOR)
            yield KeyDate(on=by, what=f"Data breach: regulator by {content.found_at}, 72 hours")
        else:
            yield KeyDate(on=ClinicalDate.of(found), what=f"{said(content, 'sort')} is open")
    yield from tellings(content.told, said(content, "sort"), event.heading.author)
    yield Coded(field="sort", answer=content.sort)
