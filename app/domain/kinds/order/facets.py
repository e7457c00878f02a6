"""What an order means to its case: how long it runs. When it ends or asks for something, its dates say."""

from collections.abc import Iterator
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.order.choices import ENDED, NEVER_RAN
from app.domain.kinds.order.content import Order
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate

_OPEN: Final = {"further_order": "until further order", "event": "until an event"}
_CUT_SHORT: Final = frozenset({"varied", "discharged"})
"""With one of these it did not simply run out."""


def facets(order: Written[Order]) -> Iterator[Facet]:
    """What other pages read of an order."""
    content = order.content
    starts = content.starts if content.starts and content.starts.is_known else content.made
    if content.status not in NEVER_RAN and starts and starts.is_known:
        label = said(content, "order_type")
        words = f"{label}, {said(content, 'status').lower()}"
        end, in_words = ending(order)
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=starts,
            end=end,
            mark=Mark.ORDER_RUNS,
            label=label,
            words=words,
            ending=in_words,
        )
    yield Coded(field="order_type", answer=content.order_type)


def ending(order: Written[Order]) -> tuple[ClinicalDate | None, str]:
    """When it ended or will, and that in words.

    An order that is over never runs on: where the record gives no day, or of one that was cut short only the day on
    which it would have run out, it ended about the day of the record at the latest.
    """
    content, then = order.content, order.by_then
    known = content.ends if content.ends and content.ends.is_known else None
    how = said(content, "status").lower()
    if content.status in ENDED and then:
        is_later = known is not None and known.sort_key() > then.sort_key()
        if known is None or (is_later and content.status in _CUT_SHORT):
            return then, f"{how}, day not given"
    if known is None:
        return None, _OPEN.get(content.duration, "end not known")
    return known, f"{how if content.status in _CUT_SHORT else 'to'} {known.show()}"
