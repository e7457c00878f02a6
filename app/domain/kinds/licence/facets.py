"""What a licence means to its case: how long it runs, up to each recall. When it ends, its date says."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.licence.content import Licence
from app.domain.kinds.licence.status import stretches
from app.domain.records.facets import AxisEvent, Facet, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


def facets(licence: Written[Licence]) -> Iterator[Facet]:
    """What other pages read of a licence."""
    for start, end, in_words in bars(licence):
        label = label_of(licence.content)
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=start,
            end=end,
            mark=Mark.ORDER_RUNS,
            label=label,
            words=label,
            ending=in_words,
        )


def bars(licence: Written[Licence]) -> Iterator[tuple[ClinicalDate, ClinicalDate | None, str]]:
    """Each stretch in which it runs, with its end in words; of unknown end, up to about the day it was told."""
    for start, end, is_recall in stretches(licence.content):
        if end is None:
            yield start, licence.by_then, "end not known"
        else:
            yield start, end, f"{'recalled' if is_recall else 'to'} {end.show()}"


def label_of(licence: Licence) -> str:
    """What it is called on a line of its own."""
    return said(licence, "sort") or "Licence"
