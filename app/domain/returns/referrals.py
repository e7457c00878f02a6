"""Referrals: from whom, whether screened in time, whether an advocate is engaged; and what was accepted."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.cases.case import PATHWAYS
from app.domain.cases.working_days import SCREENED_WITHIN, working_days_after
from app.domain.fields.answers import ASKED
from app.domain.kinds.parts.urgency import SAME_DAY
from app.domain.kinds.referral.content import FROM
from app.domain.kinds.screening.content import DECISIONS
from app.domain.records.counts import Counts
from app.domain.returns.counting import NOT_RECORDED, in_order, tally
from app.domain.returns.figure import Figure, Row
from app.domain.returns.material import Material, Signed
from app.domain.returns.quarter import Quarter

RECEIVED: Final = "referrals received in the quarter"
ACCEPT: Final = "accept"
MORE: Final = "more"
IN_TIME, LATE, WAITING, NOT_KNOWN = "in time", "late", "not screened, and not due yet", "not known"
_WITH_DAYS_OFF: Final = "The days off that the service stated do not count."
_WITHOUT_DAYS_OFF: Final = "The service stated no days off: bank holidays count as working days."
_DUE: Final = {True: "Same day", False: "Three working days"}
_WITHIN: Final = tuple(f"{due}: {how}" for due in _DUE.values() for how in (IN_TIME, LATE, WAITING))
_UNKNOWN: Final = tuple(f"{due}: {NOT_KNOWN}" for due in _DUE.values())


def figures(material: Material, quarter: Quarter) -> Iterator[Figure]:
    """What is counted of referrals and screenings."""
    received = material.within(Counts.REFERRAL, quarter)
    yield Figure(
        code="referrals",
        title="Referrals by source",
        of=RECEIVED,
        rows=tally((each.answers.get("agency", "") for each in received), FROM),
    )
    screenings = material.by_case(Counts.SCREENING)
    told = (_in_time(each, screenings.get(each.case, []), material) for each in received)
    yield Figure(
        code="screened",
        title="Screened in time",
        of=RECEIVED,
        rows=in_order(told, _WITHIN, _UNKNOWN),
        note="Three working days, or the same day where that was asked. "
        + (_WITH_DAYS_OFF if material.off else _WITHOUT_DAYS_OFF),
    )
    yield Figure(
        code="advocate",
        title="Advocate engaged",
        of=RECEIVED,
        rows=tally((each.answers.get("advocate", "") for each in received), ASKED),
    )
    yield _accepted(material.within(Counts.SCREENING, quarter))


def _in_time(referral: Signed, screenings: list[Signed], material: Material) -> str:
    is_same_day = referral.answers.get("urgency") == SAME_DAY
    if referral.day is None:
        return f"{_DUE[is_same_day]}: {NOT_KNOWN}"
    due = referral.day if is_same_day else working_days_after(referral.day, SCREENED_WITHIN, material.off)
    return f"{_DUE[is_same_day]}: {_how(referral.day, due, screenings, material.today)}"


def _how(received: date, due: date, screenings: list[Signed], today: date) -> str:
    decided = next((each for each in screenings if _decides(each) and _is_after(each, received)), None)
    if decided is None:
        return LATE if today > due else WAITING
    days = decided.event.days()
    if days is None or days[0] <= due < days[1]:
        return NOT_KNOWN
    return IN_TIME if days[1] <= due else LATE


def _is_after(screening: Signed, received: date) -> bool:
    last = screening.event.latest()
    return last is None or last >= received


def _decides(screening: Signed) -> bool:
    """Where more has to be known first, the referral still waits for its answer."""
    return screening.answers.get("decision", "") not in {"", MORE}


def _accepted(screenings: list[Signed]) -> Figure:
    """What was accepted, by pathway, and beside it what was decided else."""
    accepted = [each for each in screenings if each.answers.get("decision") == ACCEPT]
    paths = tally((each.answers.get("pathway", "") for each in accepted), PATHWAYS)
    others = tally((each.answers.get("decision", "") for each in screenings), DECISIONS)
    accept = next(each.label for each in DECISIONS if each.code == ACCEPT)
    return Figure(
        code="accepted",
        title="Accepted by pathway",
        of="screenings of the quarter",
        rows=(
            *(Row(f"Accepted: {row.label.lower()}", row.count, row.is_unknown) for row in paths),
            *(
                Row(f"Decided: {row.label[:1].lower()}{row.label[1:]}", row.count, row.label == NOT_RECORDED)
                for row in others
                if row.label != accept
            ),
        ),
    )
