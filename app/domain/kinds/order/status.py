"""The status of an order on a day, worked out from its dates; and when it ends, as bars and lists are told."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from app.domain.kinds.order.choices import ENDINGS, OPEN_ENDED, SPO, STATUSES
from app.domain.kinds.parts.running import begun, cut_short, is_before, known, latest, over
from app.domain.values.dates import ClinicalDate

# The content imports this module: an order is taken for what it is by its fields.


class Status(StrEnum):
    """How an order stands on a day; the value is its words."""

    APPLIED = "applied for"
    REFUSED = "refused"
    NOT_YET = "made, not yet in force"
    IN_FORCE = "in force"
    EXPIRED = "expired"
    DISCHARGED = "discharged"
    NOT_KNOWN = "not known"


class Until(StrEnum):
    """How far it is known until when an order runs."""

    FIXED = "fixed"
    CUT_SHORT = "cut_short"
    OPEN = "open"
    UNKNOWN = "unknown"


_NOTIFIED_WITHIN: Final = timedelta(days=2)
"""Within three days beginning with the day of service (Stalking Protection Act 2019, section 9)."""
_TYPED_END: Final = {
    "refused": Status.REFUSED,
    "expired": Status.EXPIRED,
    "discharged": Status.DISCHARGED,
    "varied": Status.DISCHARGED,
}
"""What an order of an earlier form says of its end, where no date does."""
_CUT_SHORT: Final = frozenset({"varied", "discharged"})
"""With one of these it did not simply run out."""


def status(order: Any, on: date) -> Status:
    """How an order stands on a day. In force from the day it starts to the last day of its end, both included.

    Where dates are silent, what was typed in an earlier form is heard.
    """
    if cut_short(order.refused_on, on):
        return Status.REFUSED
    if cut_short(order.ended_on, on):
        return Status.DISCHARGED
    typed = typed_status(order)
    if typed in _TYPED_END:
        return _TYPED_END[typed]
    if typed == "applied" or (begun(order.applied_on, on) and not begun(order.made, on)):
        return Status.APPLIED
    return _by_dates(order, on, typed)


def _by_dates(order: Any, on: date, typed: str) -> Status:
    starts, end = start_of(order), known(end_of(order, on))
    if starts is None:
        return Status.NOT_KNOWN
    if not begun(starts, on):
        return Status.NOT_YET
    if over(end, on):
        return Status.EXPIRED
    says_until = end is not None or order.duration in OPEN_ENDED or typed == "in_force"
    return Status.IN_FORCE if says_until and typed != "unknown" else Status.NOT_KNOWN


def typed_status(order: Any) -> str:
    """What an earlier form says of the status; nothing once a date says more."""
    is_said = order.refused_on or order.ended_on or order.variations
    return "" if is_said else str(order.status)


def start_of(order: Any) -> ClinicalDate | None:
    """From when it is in force; from the day it was made where that is not known, and None where that is not either."""
    return known(order.starts) or known(order.made)


def end_of(order: Any, on: date | None = None) -> ClinicalDate | None:
    """When it runs out: as it was made, or as a court varied it last, on a day or at all."""
    varied = [each for each in order.variations if known(each.new_end) and (on is None or begun(each.on, on))]
    newest = max(varied, key=lambda each: each.on.sort_key() if each.on else "", default=None)
    end: ClinicalDate | None = newest.new_end if newest else order.ends
    return end


def is_final(order: Any) -> bool:
    """Whether it was refused or ended early, so that none of its days falls due any more."""
    return bool(order.refused_on or order.ended_on or typed_status(order) in _TYPED_END)


def never_ran(order: Any) -> bool:
    """Whether there is nothing to draw: it was applied for or refused, and not made."""
    return (
        order.refused_on is not None
        or typed_status(order) in {"applied", "refused"}
        or start_of(order) is None
    )


def notification_due(order: Any) -> ClinicalDate | None:
    """By when police must be told names and address: the second day after service of a stalking protection order.

    None where a full order replaced an interim one or the person notifies as a sexual offender already; of an earlier
    form that says no exact day of service, the day that was typed.
    """
    if order.order_type not in SPO or order.interim or order.other_duty == "yes":
        return None
    served = order.served.earliest() if order.served and order.served.is_exact else None
    return ClinicalDate.of(served + _NOTIFIED_WITHIN) if served else known(order.notification_due)


def must_notify(order: Any) -> bool:
    """Whether police still wait to be told."""
    is_told = known(order.notified) is not None or order.notified_in_time == "yes"
    return not (is_told or is_final(order)) and notification_due(order) is not None


def ending(order: Any, then: ClinicalDate | None) -> tuple[ClinicalDate | None, str]:
    """When it ended or will, and that in words; no day where it runs on. `then` is about when the record was signed.

    An order that is over never runs on: where the record gives no day, or of one that was cut short only the day on
    which it would have run out, it ended about the day of the record at the latest. Nor does one of unknown end.
    """
    end, typed = known(end_of(order)), typed_status(order)
    if order.ended_on is not None:
        how = _words(ENDINGS, order.ended_how) or "ended"
        day = known(order.ended_on)
        return (day, f"{how} {day.show()}") if day else (_about(order, then), f"{how}, day not given")
    if typed in _TYPED_END and then:
        how = _words(STATUSES, typed)
        is_later = end is not None and end.sort_key() > then.sort_key()
        if end is None or (is_later and typed in _CUT_SHORT):
            return then, f"{how}, day not given"
        return end, f"{how if typed in _CUT_SHORT else 'to'} {end.show()}"
    if end is not None:
        return end, f"to {end.show()}"
    if order.duration in OPEN_ENDED:
        return None, OPEN_ENDED[order.duration]
    return (None if typed == "in_force" else _about(order, then)), "end not known"


def until(order: Any) -> Until:
    """How far it is known until when it runs: of one that runs on, or whose end is not known, a day says nothing."""
    typed = typed_status(order)
    if order.ended_on is not None or typed in _CUT_SHORT:
        return Until.CUT_SHORT
    if known(end_of(order)) is not None or typed in _TYPED_END:
        return Until.FIXED
    return Until.OPEN if order.duration in OPEN_ENDED or typed == "in_force" else Until.UNKNOWN


def varied_on(order: Any) -> tuple[ClinicalDate, ...]:
    """The days on which a court varied it."""
    return tuple(_days(order))


def _days(order: Any) -> Iterator[ClinicalDate]:
    return (each.on for each in order.variations if known(each.on))


def _about(order: Any, then: ClinicalDate | None) -> ClinicalDate | None:
    """About the day of the record, but not before the order began."""
    starts = start_of(order)
    return latest((then, starts)) if is_before(then, starts) else then


def _words(choices: Any, code: str) -> str:
    return next((each.label for each in choices if each.code == code), "").lower()
