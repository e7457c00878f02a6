"""Order: a legal order, bail, licence or detention with its dates, terms and breaches."""

from app.domain.kinds.order.content import Order, title
from app.domain.records.kind import Kind

__all__ = ["KIND"]

KIND = Kind(
    code="order",
    title="Order",
    version=1,
    order=60,
    content=Order,
    event_label="Date the order was made",
    title_of=title,
    note="A varied order is a new record; the old one is marked as varied.",
)
