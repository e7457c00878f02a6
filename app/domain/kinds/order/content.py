"""Order: a legal order, bail, licence or detention with its dates, terms and breaches."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Direction, Target, choice, date, line, reference, references, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.order.choices import (
    CONDITIONS,
    DURATIONS,
    ENDED,
    ORDERS,
    OUTCOMES,
    PROGRESS,
    SPO,
    STATUSES,
)
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Condition(Row):
    """Something the person must not do."""

    about: str = choice("About", CONDITIONS, share=Share.CONTEXT, needed=True)
    wording: str = text(
        "Wording",
        share=Share.CONTEXT,
        needed=True,
        hint="As ordered; victim codes instead of names and addresses",
    )


@dataclass(frozen=True, kw_only=True)
class Requirement(Row):
    """Something the person must do."""

    wording: str = text("Wording", share=Share.CONTEXT, needed=True)
    provider: str = line("With whom", share=Share.CONTEXT)
    due: ClinicalDate | None = date(
        "Due",
        Direction.EITHER,
        share=Share.CONTEXT,
        due="Requirement of an order",
        done=lambda r: r.progress == "met",
    )
    progress: str = choice("Progress", PROGRESS, share=Share.ENGAGEMENT, needed=True)


@dataclass(frozen=True, kw_only=True)
class Breach(Row):
    """A breach, and what came of it."""

    happened: ClinicalDate | None = date("Date", Direction.PAST, share=Share.RISK, needed=True)
    what: str = text("What was done", share=Share.RISK, needed=True, hint="Codes, no names or places")
    incident: str = reference("Incident", Target.RECORD, share=Share.INTERNAL)
    outcome: str = choice("Outcome", OUTCOMES, share=Share.RISK, needed=True)


def _must_notify(order: Any) -> bool:
    return order.order_type in SPO and order.served is not None


def _has_ended(order: Any) -> bool:
    return order.status in ENDED


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a court or authority ordered, from when to when, and how it is kept."""

    order_type: str = choice(
        "Order", ORDERS, share=Share.CONTEXT, needed=True, searched=True, section="Order"
    )
    status: str = choice("Status", STATUSES, share=Share.CONTEXT, needed=True)
    court: str = line("Court or authority", share=Share.CONTEXT, needed=True)
    victims: tuple[str, ...] = references("Protects", Target.VICTIM, share=Share.RISK, hint="Victim codes")
    oic: str = line("Officer in charge", share=Share.CONTEXT, hint="Police officer, or supervising officer")

    made: ClinicalDate | None = date(
        "Made", Direction.PAST, share=Share.CONTEXT, needed=True, section="Dates"
    )
    served: ClinicalDate | None = date("Served", Direction.PAST, share=Share.CONTEXT)
    starts: ClinicalDate | None = date("In force from", Direction.EITHER, share=Share.CONTEXT, needed=True)
    duration: str = choice("Runs", DURATIONS, share=Share.CONTEXT, needed=True)
    ends: ClinicalDate | None = date(
        "Ends",
        Direction.EITHER,
        share=Share.CONTEXT,
        needed=lambda o: o.duration == "fixed",
        due="Order ends",
        done=_has_ended,
    )
    ends_note: str = line(
        "Event or next hearing", share=Share.CONTEXT, needed=lambda o: o.duration == "event"
    )
    notification_due: ClinicalDate | None = date(
        "Notification due",
        Direction.EITHER,
        due="Notification due",
        done=lambda o: o.notified == "yes",
        share=Share.CONTEXT,
        needed=_must_notify,
        hint="Names and home address to police within 3 days of service",
    )
    notified: str = choice("Notified in time", YES_NO_UNKNOWN, share=Share.CONTEXT)

    conditions: tuple[Condition, ...] = rows("Conditions", Condition, share=Share.CONTEXT, section="Terms")
    requirements: tuple[Requirement, ...] = rows("Positive requirements", Requirement, share=Share.CONTEXT)
    breaches: tuple[Breach, ...] = rows("Breaches", Breach, share=Share.RISK, section="Breaches")
    note: str = text("Note", share=Share.CONTEXT)


def title(order: Order) -> str:
    """The order and how long it runs: "Restraining order, until 14-Aug-2028"."""
    what = said(order, "order_type") or "Order"
    if order.ends is not None:
        return f"{what}, until {order.ends.show()}"
    return f"{what}, until further order" if order.duration == "further_order" else what
