"""What an order says of where the person stands with the law on a day."""

from datetime import date
from typing import Final

from app.domain.kinds.order.content import Order, title
from app.domain.kinds.order.status import Status, status
from app.domain.records.in_law import InLaw, unsure

_STAGES: Final = {
    "community": "community_order",
    # Of an earlier form, where bail and licences were orders.
    "police_bail": "bail",
    "court_bail": "bail",
    "licence": "licence",
}


def in_law(order: Order, on: date) -> InLaw | None:
    """That it is in force, or may be; nothing of one that is not yet, or is no more."""
    stands, stage = status(order, on), _STAGES.get(order.order_type, "")
    if stands is Status.NOT_KNOWN:
        return unsure(title(order), stage)
    return InLaw(title(order), stage) if stands is Status.IN_FORCE else None
