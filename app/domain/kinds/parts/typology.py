"""Motivational types of stalking as dated hypotheses; whom the person stalks is an axis of its own.

The types are those of Mullen, Pathé, Purcell and Stuart (1999), described in our own words. A hypothesis can
change: it has a date, a confidence, and what speaks for and against it.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.content import said
from app.domain.fields.declare import CONFIDENCE, Choice, Direction, choice, date, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.records.blocks import Paragraph, Part, Placed, shares
from app.domain.values.dates import ClinicalDate

MOTIVATIONS = (
    Choice("rejected", "Rejected", "A close bond ended: to mend it, to avenge it, or both by turns"),
    Choice("resentful", "Resentful", "Feels wronged: to frighten, and to be heard at last"),
    Choice("intimacy_seeker", "Intimacy seeker", "Seeks, or believes in, a love that is not shared"),
    Choice(
        "incompetent_suitor", "Incompetent suitor", "Seeks a date or company, blind to the lack of interest"
    ),
    Choice("predatory", "Predatory", "Sexual gratification, or preparing an assault"),
    Choice("mixed", "Mixed or shifting", "More than one at a time, or one after another"),
    Choice("undetermined", "Undetermined", "Too little is known to say"),
)


@dataclass(frozen=True, kw_only=True)
class Hypothesis(Row):
    """One motivational type as it was held on a date."""

    held_on: ClinicalDate | None = date("Held on", Direction.PAST, share=Share.FORMULATION, needed=True)
    motivation: str = choice("Motivation", MOTIVATIONS, share=Share.FORMULATION, needed=True, searched=True)
    confidence: str = choice("Confidence", CONFIDENCE, share=Share.FORMULATION, needed=True)
    speaks_for: str = text("Speaks for it", share=Share.FORMULATION, needed=True)
    speaks_against: str = text(
        "Speaks against it", share=Share.FORMULATION, needed=True, hint="Say so if nothing does"
    )


def held(motive: Any, relationship: str, rank: int = 0) -> Placed:
    """A motivation as a report prints it, of whatever has the fields of a hypothesis; empty where none is held.

    A confidence that nobody gave is not read as low.
    """
    if motive is None or not motive.motivation:
        return Placed(part=Part.HEALTH, name="typology", block=Paragraph(text=""), rank=rank)
    sure = said(motive, "confidence").lower()
    words = (
        f"{relationship.lower()} (confidence {sure})"
        if sure
        else f"{relationship.lower()} (confidence not given)"
    )
    block = Paragraph(
        label=f"{said(motive, 'motivation')};",
        text=words.strip(),
        plain=True,
        share=shares(motive, "motivation", "confidence"),
    )
    on = getattr(motive, "held_on", None)
    return Placed(part=Part.HEALTH, name="typology", block=block, rank=rank, day=on)
