"""Order: a legal order, bail, licence or detention with its dates, terms and breaches."""

from app.domain.kinds.order.block import block
from app.domain.kinds.order.content import Order, title
from app.domain.kinds.order.facets import facets
from app.domain.records.kind import Kind
from app.domain.records.versions import with_rows

__all__ = ["KIND"]

KIND = Kind(
    code="order",
    title="Order",
    version=2,
    upcasters=(with_rows("conditions", "requirements", "breaches"),),
    order=60,
    content=Order,
    event_label="Date the order was made",
    title_of=title,
    note="A varied order is a new record; the old one is marked as varied.",
    facets=facets,
    block=block,
)
