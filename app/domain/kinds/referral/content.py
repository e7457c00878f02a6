"""Referral: what came in, from whom, with what question."""

from dataclasses import dataclass
from typing import Final

from app.domain.fields.answers import AGENCIES, ASKED, NOT_KNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.source import Source
from app.domain.kinds.parts.urgency import URGENCY
from app.domain.values.dates import ClinicalDate

SELF: Final = "self"
FROM: Final = (*AGENCIES[:-1], Choice(SELF, "The person themselves"), AGENCIES[-1])
SCREENS: Final = (
    Choice("none", "None"),
    Choice("sst", "Stalking screening tool"),
    Choice("dash", "DASH"),
    Choice("vs_dash", "VS-DASH"),
    Choice("sash", "SASH"),
    Choice("other", "Another screen"),
    NOT_KNOWN,
)
"""Screens that a referrer may have done: their names alone, of a licensed one no item."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """When a referral came in, where it is asked beside it: the event of its record."""

    received: ClinicalDate | None = date("Date received", Direction.PAST, share=Share.CONTEXT, needed=True)


@dataclass(frozen=True, kw_only=True)
class Referral:
    """The question first, then who asks, why now, and what the person and the victims know of it."""

    question: str = text(
        "Question to health",
        share=Share.CONTEXT,
        needed=True,
        section="Question",
        hint="As it was put; victims by code",
    )
    why_now: str = text("Why now", share=Share.RISK, hint="What happened that led to it")
    agency: str = choice(
        "From", FROM, share=Share.CONTEXT, needed=True, searched=True, section="Who asks, and how soon"
    )
    referrer: str = line("Name and role", share=Share.CONTEXT, needed=True)
    urgency: str = choice("Answer needed", URGENCY, share=Share.CONTEXT, needed=True)
    person_knows: str = choice(
        "Person knows of the referral", ASKED, share=Share.CONTEXT, needed=True, section="Who knows"
    )
    advocate: str = choice("Advocate engaged", ASKED, share=Share.CONTEXT, needed=True)
    victims: tuple[str, ...] = references("Victims", Target.VICTIM, share=Share.RISK, hint="Codes")
    screen_tool: str = choice("Referrer’s screen", SCREENS, share=Share.CONTEXT, section="What came with it")
    screen_result: str = line(
        "Its result, in their words",
        share=Share.CONTEXT,
        applies=lambda r: r.screen_tool not in {"", "none"},
    )
    papers: tuple[Source, ...] = rows("Papers that came", Source, share=Share.CONTEXT)


def title(referral: Referral) -> str:
    """From whom, and how soon: "Referral (Police): answer needed within a week"."""
    agency, urgency = said(referral, "agency"), said(referral, "urgency")
    from_whom = f"Referral ({agency})" if agency else "Referral"
    soon = (
        "no deadline"
        if referral.urgency == "routine"
        else f"answer needed {urgency[:1].lower()}{urgency[1:]}"
    )
    return f"{from_whom}: {soon}" if urgency else from_whom
