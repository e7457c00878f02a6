"""What a report prints of an order: how long it runs, and what it asks of the person that is not done yet."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.order.choices import NEVER_RAN, OPEN_PROGRESS
from app.domain.kinds.order.content import Order, Requirement
from app.domain.kinds.order.facets import ending
from app.domain.records.blocks import Event, Paragraph, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written
from app.domain.values.markup import one_line


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
    if content.status == "in_force" and content.order_type:
        yield Placed(part=Part.LAW, name="order", block=_in_force(order), every=True, lines=2)


def _in_force(order: Written[Order]) -> Paragraph:
    """The order, its end and its terms by their headings; what the person must do is nobody's action."""
    content = order.content
    headings = "; ".join(dict.fromkeys(said(each, "about").lower() for each in content.conditions))
    must = "; ".join(
        _duty(each) for each in content.requirements if each.progress in OPEN_PROGRESS and each.wording
    )
    terms = "; ".join(each for each in (headings, f"the person must: {must}" if must else "") if each)
    told = shares(content, "order_type", "status", "ends", "duration")
    rests_on = [share for each in content.conditions for share in shares(each, "about")]
    rests_on += [share for each in content.requirements for share in shares(each, "wording", "progress")]
    return Paragraph(
        label=said(content, "order_type"),
        text=f"in force {ending(order)[1]}{f': {terms}' if terms else ''}.",
        plain=True,
        share=tuple(sorted({*told, *rests_on})),
    )


def _duty(requirement: Requirement) -> str:
    what = one_line(requirement.wording).rstrip(".")
    return f"{what[:1].lower()}{what[1:]}".removeprefix("to ")
