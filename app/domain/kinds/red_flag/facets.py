"""What a red flag means to its case: that it is open, what was done last, and who was told."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.parts.told import tellings
from app.domain.kinds.red_flag.content import RedFlag
from app.domain.kinds.red_flag.status import is_acted_on
from app.domain.records.facets import Coded, Facet
from app.domain.records.facets import RedFlag as Raised
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from app.domain.values.markup import one_line


def facets(flag: Written[RedFlag]) -> Iterator[Facet]:
    """What other pages read of a flag."""
    content = flag.content
    yield Raised(
        sign=content.sign,
        words=f"{said(content, 'sign')}: {one_line(content.seen)}",
        raised=content.seen_at or flag.event,
        at=content.at,
        closed=content.closed_on,
        step=last_step(content),
        is_acted_on=is_acted_on(content),
        until=content.watch_until,
    )
    yield from tellings(content.told, f"A red flag: {said(content, 'sign').lower()}", flag.heading.author)
    yield Coded(field="sign", answer=content.sign)


def last_step(content: RedFlag) -> ClinicalDate | None:
    """The day of the last thing that was done or told; None where nothing was."""
    on = (*(deed.on for deed in content.done), *(telling.on for telling in content.told))
    days = [day for day in on if day is not None and day.is_known]
    return max(days, key=lambda day: day.sort_key(), default=None)
