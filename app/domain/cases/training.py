"""Training that the team gave: when, of what, to whom, to how many, and for how long."""

from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES
from app.domain.fields.declare import Direction, choice, count, date, line, number
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Training:
    """One session of training. It is of no case, and names nobody who came."""

    held_on: ClinicalDate | None = date(
        "Date", Direction.PAST, share=Share.INTERNAL, needed=True, must_be_known=True
    )
    subject: str = line("Subject", share=Share.INTERNAL, needed=True, hint="No case and no name")
    agency: str = choice("Given to", AGENCIES, share=Share.INTERNAL, needed=True)
    heads: int | None = count("How many came", share=Share.INTERNAL, needed=True, most=9999)
    hours: str = number("Hours", share=Share.INTERNAL, needed=True)
