"""Order: a protective or sentencing order with its dates and terms. Its status is worked out from the dates."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from app.domain.fields.answers import YES_NO, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Direction, Target, choice, date, line, reference, references, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.order.choices import (
    DURATIONS,
    ENDINGS,
    ORDERS,
    OUTCOMES,
    PROGRESS,
    REQUIREMENTS,
    ROUTES,
    SPO,
    STATUSES,
)
from app.domain.kinds.order.status import end_of, is_final
from app.domain.kinds.parts.condition import Condition
from app.domain.kinds.parts.running import is_before, known
from app.domain.values.dates import ClinicalDate, add_months
from app.errors import NotADate

__all__ = ["Breach", "Condition", "Order", "Requirement", "Variation", "title"]

_BEFORE_MADE: Final = "It lies before the day on which the order was made"
_BEFORE_START: Final = "It lies before the day from which the order is in force"
_BEFORE_SERVICE: Final = "It lies before the day of service"
_SPO_MONTHS: Final = 24
"""A stalking protection order with an end runs for two years at the least (Stalking Protection Act 2019, section 3)."""
_DVPO_DAYS: Final = 28
"""A domestic violence protection order runs for 28 days at the most (Crime and Security Act 2010, section 28)."""


def _without_consent(requirement: Any) -> str:
    # Sentencing Act 2020, schedule 9: the court must have the person's willingness to comply.
    if requirement.sort != "mhtr" or requirement.consent == "yes":
        return ""
    return "A court makes a mental health treatment requirement only if the person consents"


@dataclass(frozen=True, kw_only=True)
class Requirement(Row):
    """Something the person must do."""

    sort: str = choice("Requirement", REQUIREMENTS, share=Share.CONTEXT, needed=True)
    wording: str = text("Wording", share=Share.CONTEXT, needed=True)
    provider: str = line("With whom", share=Share.CONTEXT)
    continuing: str = choice("Continuing", YES_NO, share=Share.CONTEXT, hint="As long as the order runs")
    due: ClinicalDate | None = date(
        "Due",
        Direction.EITHER,
        share=Share.CONTEXT,
        due="Requirement of an order",
        ahead=14,
        done=lambda r: r.progress == "met",
        needed=lambda r: r.continuing != "yes",
    )
    consent: str = choice(
        "Consents to treatment",
        YES_NO_UNKNOWN,
        share=Share.CONTEXT,
        applies=lambda r: r.sort == "mhtr",
        warned=_without_consent,
    )
    progress: str = choice("Progress", PROGRESS, share=Share.ENGAGEMENT, needed=True)


@dataclass(frozen=True, kw_only=True)
class Variation(Row):
    """A change of the order by a court while it runs; the terms themselves are kept up to date where they stand."""

    on: ClinicalDate | None = date("Varied on", Direction.PAST, share=Share.CONTEXT, needed=True)
    court: str = line("Court", share=Share.CONTEXT)
    what: str = text("What was changed", share=Share.CONTEXT, needed=True)
    new_end: ClinicalDate | None = date(
        "New end",
        Direction.EITHER,
        share=Share.CONTEXT,
        hint="Empty if the end stays",
        refused=lambda v: "It lies before the day of the change" if is_before(v.new_end, v.on) else "",
    )


@dataclass(frozen=True, kw_only=True)
class Breach(Row):
    """A breach, and what came of it. Incidents say so now, and cite the order."""

    happened: ClinicalDate | None = date("Date", Direction.PAST, share=Share.RISK, needed=True)
    what: str = text("What was done", share=Share.RISK, needed=True, hint="Codes, no names or places")
    incident: str = reference("Incident", Target.RECORD, share=Share.INTERNAL)
    outcome: str = choice("Outcome", OUTCOMES, share=Share.RISK, needed=True)


def _is_spo(order: Any) -> bool:
    return order.order_type in SPO


def _is_full_spo(order: Any) -> bool:
    return bool(order.order_type == "spo")


def _is_made(order: Any) -> bool:
    return order.made is not None


def _not_before_made(name: str) -> Any:
    return lambda order: _BEFORE_MADE if is_before(getattr(order, name), order.made) else ""


def _cannot_end(order: Any) -> str:
    if is_before(order.ends, order.made):
        return _BEFORE_MADE
    if is_before(order.ends, order.starts):
        return _BEFORE_START
    return _BEFORE_SERVICE if is_before(order.ends, order.served) else ""


def _cannot_be_refused(order: Any) -> str:
    if order.made is not None:
        return "An order that was made was not refused: give the day on which it ended early"
    return (
        "It lies before the day of the application" if is_before(order.refused_on, order.applied_on) else ""
    )


def _looks_wrong(order: Any) -> str:
    """What is unusual in the length of an order, which may all the same have been made so."""
    made = order.made.earliest() if order.made and order.made.is_exact else None
    last = order.ends.latest() if order.ends else None
    if made is None or last is None:
        return ""
    if order.order_type == "spo" and last < _least_end(made):
        return "A stalking protection order that has an end runs for two years at the least"
    if order.order_type == "dvpo" and last >= made + timedelta(days=_DVPO_DAYS):
        return "A domestic violence protection order runs for 28 days at the most"
    return ""


def _least_end(made: Any) -> Any:
    try:
        return add_months(made, _SPO_MONTHS) - timedelta(days=1)
    except NotADate:
        return made


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a court or authority ordered, from when to when, and what it asks. Its terms are written once."""

    order_type: str = choice(
        "Order", ORDERS, share=Share.CONTEXT, needed=True, searched=True, section="Order"
    )
    status: str = choice("Status", STATUSES, share=Share.CONTEXT, retired=True)
    court: str = line("Court or authority", share=Share.CONTEXT, needed=True)
    route: str = choice("Made on", ROUTES, share=Share.CONTEXT, applies=_is_full_spo, needed=_is_full_spo)
    victims: tuple[str, ...] = references("Protects", Target.VICTIM, share=Share.RISK, hint="Victim codes")
    officer: str = line("Officer in the case", share=Share.CONTEXT)
    supervisor: str = line("Supervising officer", share=Share.CONTEXT)
    replaced: tuple[str, ...] = references(
        "Takes the place of",
        Target.ORDER,
        share=Share.INTERNAL,
        takes_over=True,
        hint="A record of an earlier form that said this, and acts no more then",
    )

    applied_on: ClinicalDate | None = date(
        "Applied for",
        Direction.PAST,
        share=Share.CONTEXT,
        section="Dates",
        refused=lambda o: (
            "It lies after the day on which the order was made" if is_before(o.made, o.applied_on) else ""
        ),
    )
    refused_on: ClinicalDate | None = date(
        "Refused or withdrawn",
        Direction.PAST,
        share=Share.CONTEXT,
        refused=_cannot_be_refused,
    )
    made: ClinicalDate | None = date(
        "Made",
        Direction.PAST,
        share=Share.CONTEXT,
        needed=lambda o: o.applied_on is None,
    )
    served: ClinicalDate | None = date(
        "Served", Direction.PAST, share=Share.CONTEXT, refused=_not_before_made("served")
    )
    starts: ClinicalDate | None = date(
        "In force from",
        Direction.EITHER,
        share=Share.CONTEXT,
        needed=_is_made,
        refused=_not_before_made("starts"),
    )
    duration: str = choice("Runs", DURATIONS, share=Share.CONTEXT, needed=_is_made)
    ends: ClinicalDate | None = date(
        "Ends",
        Direction.EITHER,
        share=Share.CONTEXT,
        needed=lambda o: o.duration == "fixed",
        due="Order ends",
        passes=True,
        done=lambda o: is_final(o) or end_of(o) != o.ends,
        refused=_cannot_end,
        warned=_looks_wrong,
        hint="As it was made; a later change is a row below",
    )
    ends_note: str = line(
        "Event or next hearing", share=Share.CONTEXT, needed=lambda o: o.duration == "event"
    )
    hearing: ClinicalDate | None = date(
        "Next hearing",
        Direction.EITHER,
        share=Share.CONTEXT,
        due="Hearing",
        ahead=30,
        done=is_final,
    )
    variations: tuple[Variation, ...] = rows(
        "Varied",
        Variation,
        share=Share.CONTEXT,
        refused=lambda o: (
            "A row lies before the day on which the order was made"
            if any(is_before(each.on, o.made) for each in o.variations)
            else ""
        ),
    )
    ended_on: ClinicalDate | None = date(
        "Ended early",
        Direction.PAST,
        share=Share.CONTEXT,
        needed=lambda o: bool(o.ended_how),
        refused=_not_before_made("ended_on"),
        hint="Only if it was ended before its day; “Ends” stays as it is",
    )
    ended_how: str = choice(
        "How it ended early", ENDINGS, share=Share.CONTEXT, needed=lambda o: o.ended_on is not None
    )

    interim: str = reference(
        "Interim order that it replaces",
        Target.ORDER,
        share=Share.INTERNAL,
        section="Notification",
        applies=_is_full_spo,
        hint="Police were notified under that one: nothing falls due again",
    )
    other_duty: str = choice(
        "Notifies police as a sexual offender already",
        YES_NO_UNKNOWN,
        share=Share.CONTEXT,
        applies=_is_spo,
        hint="Under Part 2 of the Sexual Offences Act 2003: nothing falls due here then",
    )
    notification_due: ClinicalDate | None = date(
        "Notification due", Direction.EITHER, share=Share.CONTEXT, retired=True
    )
    notified_in_time: str = choice("Notified in time", YES_NO_UNKNOWN, share=Share.CONTEXT, retired=True)
    notified: ClinicalDate | None = date(
        "Notified to police",
        Direction.PAST,
        share=Share.CONTEXT,
        applies=_is_spo,
        refused=lambda o: _BEFORE_SERVICE if is_before(o.notified, o.served) else "",
        hint="Names and home address; due on the second day after service, and anew when either changes",
    )

    conditions: tuple[Condition, ...] = rows("Conditions", Condition, share=Share.CONTEXT, section="Terms")
    requirements: tuple[Requirement, ...] = rows(
        "Requirements", Requirement, share=Share.CONTEXT, done=is_final
    )
    breaches: tuple[Breach, ...] = rows(
        "Breaches", Breach, share=Share.RISK, section="Breaches", retired=True
    )
    note: str = text("Note", share=Share.CONTEXT, section="Note")


def title(order: Order) -> str:
    """The order and how long it runs: "Restraining order on conviction, until 14-Aug-2028"."""
    what = said(order, "order_type") or "Order"
    end = known(end_of(order))
    if order.refused_on is not None:
        return f"{what}, refused or withdrawn"
    if order.ended_on is not None:
        return f"{what}, {said(order, 'ended_how').lower() or 'ended'} {order.ended_on.show()}"
    if end is not None:
        return f"{what}, until {end.show()}"
    if order.made is None and order.applied_on is not None:
        return f"{what}, applied for {order.applied_on.show()}"
    return f"{what}, until further order" if order.duration == "further_order" else what
