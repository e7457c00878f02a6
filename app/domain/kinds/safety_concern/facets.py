"""What a safety concern means to its case: a caution until it is closed, a day to act by, and who was told."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.parts.told import tellings
from app.domain.kinds.safety_concern.content import SafetyConcern
from app.domain.records.facets import CONCERN, Caution, Facet, KeyDate, OpenSort, Unfinished
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

_WITHIN: Final = {"now": timedelta(0), "today": timedelta(0), "this_week": timedelta(days=7)}


def facets(concern: Written[SafetyConcern]) -> Iterator[Facet]:
    """What other pages read of it, where the reader is admitted."""
    content = concern.content
    if content.closed_on is None and content.about:
        codes = f" ({', '.join(content.victims)})" if content.victims else ""
        words = f"A safety concern is open about {said(content, 'about').lower()}{codes}."
        yield Caution(words=words, by_itself=True)
        name = f"Safety concern, {said(content, 'about').lower()}{codes}"
        yield Unfinished(sort=OpenSort.CONCERN, name=name)
        first = content.seen_on.earliest() if content.seen_on else concern.event.earliest()
        if first is not None:
            yield KeyDate(on=_by(first, content.urgency), what=CONCERN)
    yield from tellings(content.told, "A safety concern", concern.heading.author)


def _by(first: date, urgency: str) -> ClinicalDate:
    return ClinicalDate.of(first + _WITHIN.get(urgency, timedelta(0)))
