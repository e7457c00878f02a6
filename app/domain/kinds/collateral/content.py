"""Collateral: what another source says of contact in some days. It belongs to that source.

What a victim says through the advocate is no collateral: that is the victim's voice, with a consent of its own.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Target, choice, reference, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import grading
from app.domain.kinds.parts.collateral import Heard


def _conditional(told: Any) -> bool:
    return bool(told.handling == "conditions")


@dataclass(frozen=True, kw_only=True)
class Collateral(Heard):
    """Who says what, of which days, heard when, and how far it can be relied on."""

    source_grade: str = choice(
        "Grade of the source", grading.SOURCE, share=Share.INTELLIGENCE, section="How far it can be relied on"
    )
    information_grade: str = choice("Grade of the information", grading.INFORMATION, share=Share.INTELLIGENCE)
    handling: str = choice("Handling", grading.HANDLING, share=Share.RISK)
    handling_conditions: str = text(
        "Conditions of handling",
        share=Share.INTELLIGENCE,
        needed=_conditional,
        applies=_conditional,
        hint="Who may know, and whom to ask",
    )
    noted_in: str = reference("Heard in", Target.RECORD, share=Share.INTERNAL, section="Where it comes from")
    dissents: str = choice(
        "Dissented from the panel",
        YES_NO,
        share=Share.INTELLIGENCE,
        applies=lambda c: bool(c.dissents),
    )


def is_under_conditions(told: Collateral) -> bool:
    """Whether whose word it is set conditions for passing it on: then it goes nowhere by itself."""
    return _conditional(told)


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
