"""How bail stands on a day, worked out from its dates; its limit before charge, and when it ends."""

from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.domain.fields.declare import Choice
from app.domain.kinds.parts.running import (
    begun,
    cut_short,
    is_before,
    known,
    last_of_months_after,
    latest,
    over,
)
from app.domain.values.dates import ClinicalDate

RUI: Final = "rui"
BEFORE_CHARGE: Final = "police_pre"
SORTS: Final = (
    Choice(BEFORE_CHARGE, "Police bail before charge"),
    Choice("police_post", "Police bail after charge"),
    Choice("court", "Court bail"),
    Choice(RUI, "Released under investigation", "No conditions can be attached, and there is no end date"),
)
MONTHS: Final = 3
"""Bail before charge: three months that begin with the day after the arrest (PACE 1984, section 47ZB)."""
EXTENDED_TO: Final = {"inspector": 6, "superintendent": 9}
"""To how many months of the same beginning it can be extended by whom (PACE 1984, sections 47ZD and 47ZDA)."""


class Status(StrEnum):
    """How it stands on a day; the value is its words."""

    NOT_YET = "not yet begun"
    RUNS = "in force"
    RUN_OUT = "seems to have run out"
    ENDED = "ended"
    NOT_KNOWN = "not known"


def limit_of(bail: Any) -> ClinicalDate | None:
    """The last day on which bail before charge can run, as extended; None for any other, or without a day of arrest."""
    if bail.sort != BEFORE_CHARGE:
        return None
    return latest((last_of_months_after(bail.arrested_on, MONTHS), *(each.to for each in bail.extensions)))


def end_of(bail: Any) -> ClinicalDate | None:
    """To which day it runs, as far as its dates say: the day of return or the limit, whichever comes first."""
    if bail.sort == RUI:
        return None
    limit, back = limit_of(bail), known(bail.return_on)
    return limit if limit is not None and (back is None or is_before(limit, back)) else back


def is_over(bail: Any) -> bool:
    """Whether it was ended, so that none of its days falls due any more."""
    return bail.ended_on is not None


def status(bail: Any, on: date) -> Status:
    """How it stands on a day. Nobody's bail ends by itself on record: past its day it is not known, or has run out."""
    if cut_short(bail.ended_on, on):
        return Status.ENDED
    if known(bail.from_on) is None:
        return Status.NOT_KNOWN
    if not begun(bail.from_on, on):
        return Status.NOT_YET
    if over(limit_of(bail), on):
        return Status.RUN_OUT
    if bail.sort == RUI:
        return Status.RUNS
    end = end_of(bail)
    return Status.NOT_KNOWN if end is None or over(end, on) else Status.RUNS


def run_out_words(limit: ClinicalDate) -> str:
    """What is said of bail before charge past its limit."""
    return f"Bail seems to have run out on {limit.show()}: ask the officer in the case."
