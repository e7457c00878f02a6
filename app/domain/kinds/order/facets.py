"""What an order means to its case: how long it runs. When it ends or asks for something, its dates say."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.order.choices import NEVER_RAN
from app.domain.kinds.order.content import Order
from app.domain.records.facets import AxisEvent, Coded, Facet, Lane, Mark
from app.domain.records.written import Written


def facets(order: Written[Order]) -> Iterator[Facet]:
    """What other pages read of an order."""
    told = order.content
    starts = told.starts if told.starts and told.starts.is_known else told.made
    if told.status not in NEVER_RAN and starts and starts.is_known:
        label = said(told, "order_type")
        words = f"{label}, {said(told, 'status').lower()}"
        yield AxisEvent(
            lane=Lane.ORDERS, start=starts, end=told.ends, mark=Mark.ORDER_RUNS, label=label, words=words
        )
    yield Coded(field="order_type", answer=told.order_type)
