"""What a discharge means to its case: a milestone, the follow-ups that fall due, and what ends with the service."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.kinds.discharge.content import Discharge, points
from app.domain.kinds.parts import due
from app.domain.kinds.parts.after import due_at
from app.domain.kinds.parts.told import tellings
from app.domain.records.facets import (
    AxisEvent,
    Coded,
    Facet,
    GoalEnded,
    KeyDate,
    Lane,
    Mark,
    Meets,
    Work,
    WorkDone,
)
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate, add_months

_AHEAD: Final = 30


def facets(discharge: Written[Discharge]) -> Iterator[Facet]:
    """What other pages read of it."""
    content = discharge.content
    if discharge.event.is_known:
        words = ", ".join(word for word in ("Discharge", said(content, "reason").lower()) if word)
        yield AxisEvent(
            lane=Lane.MILESTONES, start=discharge.event, mark=Mark.MILESTONE, label="Discharge", words=words
        )
    if ended := _ended(discharge):
        for point in points(content):
            on = ClinicalDate.of(add_months(ended, int(point)))
            yield KeyDate(on=on, what=due_at(point), ahead=_AHEAD)
    for what in due.ALL:
        yield Meets(what=what)
    if points(content):
        yield WorkDone(what=Work.DISCHARGE, on=discharge.event)
    yield from tellings(content.told, "The discharge", discharge.heading.author)
    yield from tellings(content.handed, "What stays open at discharge", discharge.heading.author)
    yield Coded(field="reason", answer=content.reason)
    yield Coded(field="concern", answer=content.concern)
    for row in content.goals:
        yield GoalEnded(row=row.row, goal=row.goal, result=row.result)
        yield Coded(row=row.row, field="result", answer=row.result)


def _ended(discharge: Written[Discharge]) -> date | None:
    """The day from which the months are counted: the last that it can be, or the day it was signed on."""
    return discharge.event.latest() or (discharge.by_then.latest() if discharge.by_then else None)
