"""Safety concern: what worries somebody about somebody's safety, for the panel, without identity."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.red_flag import Deed
from app.domain.kinds.parts.told import Told
from app.domain.values.dates import ClinicalDate

VICTIM = "victim"
ABOUT = (
    Choice(VICTIM, "A victim"),
    Choice("child", "A child"),
    Choice("adult", "An adult at risk"),
    Choice("staff", "A member of staff"),
    Choice("person", "The person themselves"),
)
URGENCY = (Choice("now", "Now"), Choice("today", "Today"), Choice("this_week", "This week"))
SAFEGUARDING = (
    Choice("none", "None"),
    Choice("child_referral", "Child safeguarding referral"),
    Choice("adult_referral", "Adult safeguarding referral"),
    Choice("marac_referral", "MARAC referral"),
    Choice("professional", "Discussed with a safeguarding professional"),
)
AGREES = (
    Choice("yes", "Yes"),
    Choice("no", "No"),
    Choice("not_asked", "Not asked"),
    Choice("not_safe_to_ask", "Not safe to ask"),
)
GROUNDS = (
    Choice("consent", "Consent"),
    Choice("vital_interest", "To protect life"),
    Choice("public_interest", "Public interest outweighs confidence"),
    Choice("safeguarding", "Safeguarding"),
)


def _closed(concern: Any) -> bool:
    return concern.closed_on is not None or bool(concern.closed_why)


def _referred(concern: Any) -> bool:
    return concern.safeguarding not in {"", "none"}


@dataclass(frozen=True, kw_only=True)
class SafetyConcern:
    """From the moment it is raised until it is closed."""

    about: str = choice("About", ABOUT, share=Share.RISK, needed=True, section="What worries us")
    victims: tuple[str, ...] = references(
        "Victims", Target.VICTIM, share=Share.RISK, needed=lambda c: c.about == VICTIM, hint="Codes"
    )
    what: str = text(
        "What", share=Share.RISK, needed=True, hint="Without a name, a place, a time or a routine"
    )
    seen_on: ClinicalDate | None = date("Seen on", Direction.PAST, share=Share.RISK, needed=True)
    urgency: str = choice("How soon", URGENCY, share=Share.RISK, needed=True)
    safeguarding: str = choice(
        "Safeguarding", SAFEGUARDING, share=Share.RISK, needed=True, section="What follows"
    )
    made_on: ClinicalDate | None = date(
        "Made on", Direction.PAST, share=Share.RISK, applies=_referred, needed=_referred
    )
    made_reference: str = line("Reference", share=Share.INTERNAL, applies=_referred)
    v_agrees: str = choice("V agrees", AGREES, share=Share.RISK, needed=True)
    ground: str = choice("Ground for telling", GROUNDS, share=Share.INTERNAL, needed=True)
    because: str = text("Because", share=Share.INTERNAL, needed=True)
    done: tuple[Deed, ...] = rows("What was done", Deed, share=Share.RISK, section="Until it is closed")
    nothing_done: str = text(
        "Nothing was done, because", share=Share.RISK, needed=lambda c: _closed(c) and not c.done
    )
    told: tuple[Told, ...] = rows("Who was told", Told, share=Share.RISK)
    nobody_told: str = text(
        "Nobody was told, because", share=Share.RISK, needed=lambda c: _closed(c) and not c.told
    )
    closed_on: ClinicalDate | None = date("Closed on", Direction.PAST, share=Share.RISK, needed=_closed)
    closed_why: str = text("Why it is closed", share=Share.RISK, needed=_closed)


def title(concern: SafetyConcern) -> str:
    """About whom, by code, and whether it is closed: "Safety concern: a victim, V1, closed 14-Nov-2026"."""
    about = said(concern, "about").lower()
    closed = f"closed {concern.closed_on.show()}" if concern.closed_on else ""
    words = ", ".join(part for part in (about, *concern.victims, closed) if part)
    return f"Safety concern: {words}" if words else "Safety concern"
