"""Collateral: what another source says of contact in some days. It belongs to that source.

What a victim says through the advocate is no collateral: that is the victim's voice, with a consent of its own.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES, NOT_ASKED, NOT_KNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import grading
from app.domain.values.dates import ClinicalDate

SOURCES = tuple(each for each in AGENCIES if each.code != "advocate")
CONTACT = (
    Choice("none_known", "None known to them"),
    Choice("indirect", "Indirect", "Through others, online, or by watching"),
    Choice("direct", "Direct"),
    NOT_KNOWN,
    NOT_ASKED,
)


def _conditional(told: Any) -> bool:
    return bool(told.handling == "conditions")


@dataclass(frozen=True, kw_only=True)
class Collateral:
    """Who says what, of which days, heard when, and how far it can be relied on."""

    detail: str = text(
        "What they say",
        share=Share.INTELLIGENCE,
        long=True,
        section="What was said",
        hint="Codes, no names or places",
    )
    agency: str = choice("Source", SOURCES, share=Share.CONTEXT, needed=True, searched=True)
    said_by: str = line("Said by", share=Share.INTELLIGENCE, hint="Name and role")
    covers: ClinicalDate | None = date(
        "Days it covers", Direction.PAST, share=Share.CONTEXT, needed=True, hint="26-Oct-2026 to 01-Nov-2026"
    )
    heard_on: ClinicalDate | None = date("Heard on", Direction.PAST, share=Share.CONTEXT, needed=True)
    contact: str = choice("Contact with a victim", CONTACT, share=Share.RISK, needed=True, searched=True)
    victims: tuple[str, ...] = references("Victims", Target.VICTIM, share=Share.RISK, hint="Codes")

    source_grade: str = choice(
        "Grade of the source", grading.SOURCE, share=Share.INTELLIGENCE, section="How far it can be relied on"
    )
    information_grade: str = choice("Grade of the information", grading.INFORMATION, share=Share.INTELLIGENCE)
    handling: str = choice("Handling", grading.HANDLING, share=Share.INTELLIGENCE)
    handling_conditions: str = text(
        "Conditions of handling",
        share=Share.INTELLIGENCE,
        needed=_conditional,
        applies=_conditional,
        hint="Who may know, and whom to ask",
    )


def title(told: Collateral) -> str:
    """Source, contact and days: "Police: indirect contact, 26-Oct-2026 to 01-Nov-2026"."""
    words = {
        "none_known": "no contact known",
        "indirect": "indirect contact",
        "direct": "direct contact",
        "unknown": "contact not known",
        "not_asked": "contact not asked",
    }.get(told.contact, "")
    days = told.covers.show() if told.covers else ""
    rest = ", ".join(part for part in (words, days) if part)
    return ": ".join(part for part in (said(told, "agency"), rest) if part) or "Collateral"
