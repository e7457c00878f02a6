"""A meeting of the panel: when, where, who came, and which cases were on its agenda in what order."""

from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES
from app.domain.fields.declare import Direction, Target, choice, date, line, references, rows
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Attendee(Row):
    """Who came of one agency."""

    agency: str = choice("Agency", AGENCIES, share=Share.CONTEXT, needed=True)
    who: str = line("Names and roles", share=Share.CONTEXT, needed=True)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting. It may be stated before the day, and again after it with who came."""

    held_on: ClinicalDate | None = date(
        "Date", Direction.EITHER, share=Share.CONTEXT, needed=True, must_be_known=True
    )
    place: str = line("Place", share=Share.CONTEXT)
    chair: str = line("Chair", share=Share.CONTEXT, hint="Name and role")
    agenda: tuple[str, ...] = references(
        "Agenda", Target.CASE, share=Share.INTERNAL, hint="The cases, in the order in which they are heard"
    )
    attendees: tuple[Attendee, ...] = rows("Who came", Attendee, share=Share.CONTEXT)
    apologies: str = line("Apologies", share=Share.CONTEXT)
