"""What a report prints of an order: how long it runs, and what it asks of the person that is not done yet."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.order.choices import NEVER_RAN, OPEN_PROGRESS
from app.domain.kinds.order.content import Order
from app.domain.kinds.order.facets import ending
from app.domain.records.blocks import Event, Facts, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written


def block(order: Written[Order], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts."""
    content = order.content
    starts = content.starts if content.starts and content.starts.is_known else content.made
    if content.status not in NEVER_RAN and starts:
        label = said(content, "order_type")
        rests_on = shares(content, "order_type", "starts", "made", "ends", "duration", "status")
        end, in_words = ending(order)
        event = Event(
            mark=Mark.ORDER_RUNS, start=starts, end=end, label=label, ending=in_words, share=rests_on
        )
        yield Placed(part=Part.AXIS, name="runs", block=event, every=True)
    if content.status != "in_force":
        return
    for need in content.requirements:
        if need.progress in OPEN_PROGRESS:
            due = need.due.show() if need.due else "No date"
            answers = (("By", due), ("Action", need.wording), ("Owner", need.provider or "The person"))
            block = Facts(answers=answers, share=shares(need, "wording", "provider", "due", "progress"))
            yield Placed(part=Part.LAW, name="requirement", block=block, every=True)
