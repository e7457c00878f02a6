"""What a spell of custody means to its case: how long it lasts. When it is expected to end, its dates say."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.custody.content import Custody
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


def facets(custody: Written[Custody]) -> Iterator[Facet]:
    """What other pages read of a spell."""
    content = custody.content
    if content.starts and content.starts.is_known:
        label = ", ".join(word for word in (said(content, "status"), content.establishment) if word)
        end, in_words = ending(custody)
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=content.starts,
            end=end,
            mark=Mark.HELD,
            label=label,
            words=label,
            ending=in_words,
        )
    yield Coded(field="status", answer=content.status)


def ending(custody: Written[Custody]) -> tuple[ClinicalDate | None, str]:
    """When it ended, and that in words. A release that is expected ends nothing: the spell runs on until it is told."""
    content = custody.content
    if content.ends and content.ends.is_known:
        return content.ends, f"to {content.ends.show()}"
    if content.ends:
        return custody.by_then, "released, day not known"
    expected = content.expected_release
    return None, f"release expected {expected.show()}" if expected and expected.is_known else "end not known"
