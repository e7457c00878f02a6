"""What an order means to its case: how long it runs, and the days that its other dates give."""

from collections.abc import Iterator

from app.domain.fields.content import said
from app.domain.kinds.order.content import Order
from app.domain.kinds.order.status import (
    end_of,
    ending,
    is_final,
    must_notify,
    never_ran,
    notification_due,
    start_of,
    until,
    varied_on,
)
from app.domain.kinds.parts.running import known
from app.domain.records.facets import ORDER_MADE, Anniversary, AxisEvent, Coded, Facet, KeyDate, Lane, Mark
from app.domain.records.written import Written


def facets(order: Written[Order]) -> Iterator[Facet]:
    """What other pages read of an order."""
    content = order.content
    starts = start_of(content)
    if starts and not never_ran(content):
        label, ticks = said(content, "order_type"), varied_on(content)
        end, in_words = ending(content, order.by_then)
        varied = ", ".join(day.show() for day in ticks)
        yield AxisEvent(
            lane=Lane.ORDERS,
            start=starts,
            end=end,
            mark=Mark.ORDER_RUNS,
            label=label,
            words=f"{label}, varied {varied}" if varied else label,
            ending=in_words,
            ticks=ticks,
        )
    if content.made is not None and content.made.is_exact:
        yield Anniversary(what=ORDER_MADE, on=content.made)
    yield from _days(content)
    yield Coded(field="order_type", answer=content.order_type)
    yield Coded(field="until", answer=until(content))


def _days(order: Order) -> Iterator[KeyDate]:
    """The days that somebody must act on and that no field holds: notification, and an end as it was varied."""
    due, end = notification_due(order), known(end_of(order))
    if due is not None and must_notify(order):
        yield KeyDate(on=due, what="Notification due", ahead=14)
    if end is not None and end != order.ends and not is_final(order):
        yield KeyDate(on=end, what="Order ends", passes=True)
