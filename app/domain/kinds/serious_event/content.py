"""Serious event: a data breach, a death, harm, a complaint or a review, from when it was found until it is closed.

A personal data breach is notified within 72 hours of becoming aware of it unless a risk is unlikely (UK GDPR, article
33). What was said and written under the duty of candour: Health and Social Care Act 2008 (Regulated Activities)
Regulations 2014, regulation 20.
"""

from dataclasses import dataclass
from datetime import date as date_of
from typing import Any, Final

from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, rows, text, time
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.red_flag import Deed
from app.domain.kinds.parts.running import is_before
from app.domain.kinds.parts.told import PERSON_TOLD, Told
from app.domain.records.breach import Breach
from app.domain.values.dates import ClinicalDate

_UNFOUND: Final = "It lies before the day on which it was found"
BREACH, DEATH_OF_PERSON = "breach", "death_person"
SORTS = (
    Choice(BREACH, "Data breach"),
    Choice(DEATH_OF_PERSON, "Death of the person"),
    Choice("death_victim", "Death of a victim"),
    Choice("serious_harm", "Serious harm"),
    Choice("staff_harmed", "Harm to a member of staff"),
    Choice("complaint", "Complaint"),
    Choice("review", "Homicide, safeguarding or incident review"),
)


def _closed(event: Any) -> bool:
    return event.closed_on is not None or bool(event.closed_why)


def _candour_open(event: Any) -> bool:
    return _closed(event) and not event.not_owed_why


def _before(name: str, other: str, why: str) -> Any:
    """Refuses a day that lies before another for certain."""
    return lambda event: why if is_before(getattr(event, name), getattr(event, other)) else ""


@dataclass(frozen=True, kw_only=True)
class SeriousEvent:
    """One event."""

    sort: str = choice("What it is", SORTS, share=Share.INTERNAL, needed=True, section="What happened")
    on: ClinicalDate | None = date(
        "On", Direction.PAST, share=Share.INTERNAL, needed=True, must_be_known=True
    )
    found_on: ClinicalDate | None = date(
        "Found on",
        Direction.PAST,
        share=Share.INTERNAL,
        needed=True,
        must_be_known=True,
        refused=_before("found_on", "on", "It lies before the day on which it happened"),
    )
    found_at: str = time("Found at", share=Share.INTERNAL, needed=True)
    what: str = text("What happened", share=Share.INTERNAL, long=True, needed=True)
    done: tuple[Deed, ...] = rows("What was done", Deed, share=Share.INTERNAL, section="What was done")
    nothing_done: str = text(
        "Nothing was done, because", share=Share.INTERNAL, needed=lambda e: _closed(e) and not e.done
    )
    told: tuple[Told, ...] = rows("Who was told", Told, share=Share.INTERNAL)
    nobody_told: str = text(
        "Nobody was told, because", share=Share.INTERNAL, needed=lambda e: _closed(e) and not e.told
    )
    regulator: str = choice(
        "Regulator told", YES_NO, share=Share.INTERNAL, needed=_closed, section="Who must know"
    )
    regulator_on: ClinicalDate | None = date(
        "Regulator told on",
        Direction.PAST,
        share=Share.INTERNAL,
        needed=lambda e: e.regulator == "yes",
        refused=_before("regulator_on", "found_on", _UNFOUND),
    )
    regulator_why: str = text(
        "Why the regulator was told, or not", share=Share.INTERNAL, needed=lambda e: bool(e.regulator)
    )
    people_told: str = choice("The people concerned told", PERSON_TOLD, share=Share.INTERNAL, needed=_closed)
    people_why: str = text(
        "Why they were not told", share=Share.INTERNAL, needed=lambda e: e.people_told in {"no", "not_safe"}
    )
    said_on: ClinicalDate | None = date(
        "Candour: said on", Direction.PAST, share=Share.INTERNAL, needed=_candour_open
    )
    written_on: ClinicalDate | None = date(
        "Candour: written on", Direction.PAST, share=Share.INTERNAL, needed=_candour_open
    )
    not_owed_why: str = text("Candour is not owed, because", share=Share.INTERNAL)
    hold: str = choice(
        "Keep everything",
        YES_NO,
        share=Share.INTERNAL,
        needed=True,
        hint="Nothing of this case is disposed of while it holds",
        section="Until it is closed",
    )
    closed_on: ClinicalDate | None = date(
        "Closed on",
        Direction.PAST,
        share=Share.INTERNAL,
        needed=_closed,
        refused=_before("closed_on", "found_on", _UNFOUND),
    )
    closed_why: str = text("Why it is closed", share=Share.INTERNAL, needed=_closed)


def of_breach(breach: Breach) -> SeriousEvent:
    """What is known of a data breach as it is found."""
    return SeriousEvent(
        sort=BREACH, on=breach.on, found_on=breach.found_on, found_at=breach.found_at, what=breach.what
    )


def stands(event: SeriousEvent, _: date_of) -> str:
    """Whether it is open, and whether everything of its case is kept for it."""
    state = "closed" if event.closed_on else "open"
    return f"{state}, everything is kept" if event.hold == "yes" else state


def title(event: SeriousEvent) -> str:
    """What it is, and whether it is closed: "Data breach, closed 14-Nov-2026"."""
    what = said(event, "sort") or "Serious event"
    return f"{what}, closed {event.closed_on.show()}" if event.closed_on else what
