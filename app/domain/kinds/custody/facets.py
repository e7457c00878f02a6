"""What a spell of custody means to its case: how long it lasts. When it is expected to end, its dates say."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.custody.content import Custody
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written


def facets(custody: Written[Custody]) -> Iterator[Facet]:
    """What other pages read of a spell."""
    told = custody.content
    if told.starts and told.starts.is_known:
        label = ", ".join(word for word in (said(told, "status"), told.establishment) if word)
        yield AxisEvent(
            lane=Lane.ORDERS, start=told.starts, end=told.ends, mark=Mark.HELD, label=label, words=label
        )
    yield Coded(field="status", answer=told.status)
