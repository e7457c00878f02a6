"""Tripwires: a sign that anybody may see, and who then does what within what time."""

from dataclasses import dataclass

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, choice, choices, line, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share

WITHIN = (
    Choice("at_once", "At once"),
    Choice("same_day", "The same day"),
    Choice("day", "Within a day"),
    Choice("three_days", "Within three days"),
    Choice("week", "Within a week"),
)


@dataclass(frozen=True, kw_only=True)
class Tripwire(Row):
    """One sign of a scenario."""

    sign: str = line("Sign", share=Share.RISK, needed=True, hint="What would be seen")
    words: str = line(
        "Words to look for",
        share=Share.INTERNAL,
        hint="In notes: each after a comma, as somebody would write it",
    )
    seen_by: tuple[str, ...] = choices("Who would see it", AGENCIES, share=Share.RISK)
    then: str = text("Who then does what", share=Share.MANAGEMENT, needed=True)
    agency: str = choice("Agency that acts", AGENCIES, share=Share.MANAGEMENT, needed=True)
    within: str = choice("Within", WITHIN, share=Share.MANAGEMENT, needed=True)


def in_words(wire: Tripwire) -> str:
    """The sign and what follows: "A new telephone: Police, the same day: tells the officer in the case"."""
    who = ", ".join(part for part in (said(wire, "agency"), said(wire, "within").lower()) if part)
    return ": ".join(part for part in (wire.sign, who, wire.then) if part)
