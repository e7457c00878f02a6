"""What a report prints of an order: how long it runs, and what it asks of the person that is not done yet."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.order.choices import NEVER_RAN, OPEN_PROGRESS
from app.domain.kinds.order.content import Order
from app.domain.records.blocks import Event, Facts, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written


def block(order: Written[Order], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts."""
    told = order.content
    starts = told.starts if told.starts and told.starts.is_known else told.made
    if told.status not in NEVER_RAN and starts:
        label = said(told, "order_type")
        rests_on = shares(told, "order_type", "starts", "made", "ends", "status")
        event = Event(mark=Mark.ORDER_RUNS, start=starts, end=told.ends, label=label, share=rests_on)
        yield Placed(part=Part.AXIS, name="runs", block=event, every=True)
    if told.status != "in_force":
        return
    for need in told.requirements:
        if need.progress in OPEN_PROGRESS:
            due = need.due.show() if need.due else "No date"
            answers = (("By", due), ("Action", need.wording), ("Owner", need.provider or "The person"))
            block = Facts(answers=answers, share=shares(need, "wording", "provider", "due", "progress"))
            yield Placed(part=Part.LAW, name="requirement", block=block, every=True)
