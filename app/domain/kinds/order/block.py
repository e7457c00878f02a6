"""What a report prints of an order: how long it runs, how it stands on that day, and what it asks of the person."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience, Share
from app.domain.kinds.order.choices import OPEN_ENDED, OPEN_PROGRESS
from app.domain.kinds.order.content import Order, Requirement
from app.domain.kinds.order.status import Status, end_of, ending, never_ran, start_of, status, varied_on
from app.domain.kinds.parts.condition import headings, lowered, of_conditions
from app.domain.kinds.parts.in_law import law_line
from app.domain.kinds.parts.running import known
from app.domain.records.blocks import Event, Part, Placed, shares
from app.domain.records.facets import Mark
from app.domain.records.written import Written
from app.domain.values.markup import one_line

_DATES: Final = ("starts", "made", "ends", "duration", "ended_on", "ended_how", "variations")


def block(order: Written[Order], audience: Audience, on: date) -> Iterator[Placed]:
    """Its parts."""
    content = order.content
    starts = start_of(content)
    if starts and not never_ran(content):
        end, in_words = ending(content, order.by_then)
        event = Event(
            mark=Mark.ORDER_RUNS,
            start=starts,
            end=end,
            label=said(content, "order_type"),
            ending=in_words,
            ticks=varied_on(content),
            words=_ordered(content, on),
            stands=_how_it_stands(content, on),
            source=order.heading.source,
            share=(
                *shares(content, "order_type", "status", "court", "served", *_DATES),
                *of_conditions(content.conditions),
            ),
        )
        yield Placed(part=Part.AXIS, name="runs", block=event, every=True)
    yield from _as_it_stands(content, audience, on)


def _ordered(order: Order, on: date) -> str:
    """By whom, with which terms by their headings, when it was served and changed: as a chronology tells it."""
    terms = headings(order.conditions, on)
    served = f"served {order.served.show()}" if order.served and order.served.is_known else ""
    varied = f"varied {', '.join(day.show() for day in varied_on(order))}" if varied_on(order) else ""
    told = (order.court, f"terms: {terms}" if terms else "", served, varied)
    return "; ".join(each for each in told if each)


def _how_it_stands(order: Order, on: date) -> str:
    how = said(order, "ended_how").lower()
    stands = status(order, on)
    if stands is Status.NOT_KNOWN:
        return "not known whether in force"
    return f"ended: {how}" if stands is Status.DISCHARGED and how else stands.value


def _as_it_stands(order: Order, audience: Audience, on: date) -> Iterator[Placed]:
    label, stands = said(order, "order_type"), status(order, on)
    words = _STANDS.get(stands)
    if not label or words is None:
        return
    starts, end = start_of(order), known(end_of(order, on))
    since = f" {'from' if stands is Status.NOT_YET else 'since'} {starts.show()}" if starts else ""
    until = f" until {end.show()}" if end else _until(order)
    duties = "; ".join(_duty(each) for each in order.requirements if _is_open(each))
    yield from law_line(
        "order",
        f"{label}, {words}{since}{until}",
        (headings(order.conditions, on), f"the person must: {duties}" if duties else ""),
        audience,
        (
            *shares(order, "order_type", "status", *_DATES),
            *of_conditions(order.conditions),
            *(share for each in order.requirements for share in _told(each)),
        ),
        lines=2,
    )


_STANDS: Final = {
    Status.IN_FORCE: "in force",
    Status.NOT_YET: "made, not yet in force,",
    Status.NOT_KNOWN: "not known whether in force,",
}
"""How an order is printed that binds the person, or may; of any other nothing is."""


def _until(order: Order) -> str:
    how = OPEN_ENDED.get(order.duration)
    return f" {how}" if how else ", end not known"


def _is_open(requirement: Requirement) -> bool:
    return requirement.progress in OPEN_PROGRESS | {"unknown", ""}


def _duty(requirement: Requirement) -> str:
    """What the person must do and by when: their duty, and nobody's action. With whom, the record says."""
    by = f"by {requirement.due.show()}" if requirement.due and requirement.continuing != "yes" else ""
    what = lowered(one_line(requirement.wording) or said(requirement, "sort"))
    what = what.removeprefix("to ").rstrip(".")
    return f"{what} ({by})" if by else what


def _told(requirement: Requirement) -> tuple[Share, ...]:
    return shares(requirement, "sort", "wording", "continuing", "due", "progress")
