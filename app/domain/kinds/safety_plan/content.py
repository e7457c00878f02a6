"""Safety plan: made with the person for their own safety. Nothing in it rates: no level, score or forecast.

Its parts follow "Staying safe from suicide" (NHS England 2025) and NICE guideline NG225 (2022), in our own words:
safety planning is done with the person, and tools and scales that predict are not used.
"""

from dataclasses import dataclass

from app.domain.fields.declare import Direction, date, text
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class SafetyPlan:
    """What the person can do, whom they can ask, and what makes it safer."""

    signs: str = text(
        "My warning signs",
        share=Share.PERSON,
        needed=True,
        section="My plan",
        hint="How I notice that it is getting worse",
    )
    alone: str = text("What I can do alone", share=Share.PERSON, needed=True)
    distract: str = text("People and places that take my mind off it", share=Share.PERSON)
    ask: str = text(
        "Whom I can ask", share=Share.PERSON, needed=True, hint="Names and numbers of people who agree to it"
    )
    services: str = text(
        "Services I can ring", share=Share.PERSON, needed=True, hint="With numbers, day and night"
    )
    safer: str = text(
        "Making it safer", share=Share.PERSON, needed=True, hint="What is put out of reach, by whom"
    )
    reasons: str = text("My reasons to go on", share=Share.PERSON)
    copy_given: ClinicalDate | None = date(
        "Copy given on", Direction.PAST, share=Share.PERSON, section="Copy and review"
    )
    review_on: ClinicalDate | None = date(
        "Review on",
        Direction.COMING,
        share=Share.PERSON,
        needed=True,
        due="Review of the safety plan",
        ahead=14,
    )


def title(plan: SafetyPlan) -> str:
    """Whether the person has a copy: "Safety plan, copy given 14-Nov-2026"."""
    return f"Safety plan, copy given {plan.copy_given.show()}" if plan.copy_given else "Safety plan"
