"""Victim's voice: what a victim said through the advocate, in one conversation, for whom they agreed to."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import HOW, NOT_ASKED, NOT_KNOWN, YES_NO_UNKNOWN
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    choices,
    date,
    line,
    reference,
    text,
)
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

HEALTH_ONLY, UNASKED, UNABLE, NAMED = "health_only", "not_asked", "unable", "named"
ALONE: Final = frozenset({HEALTH_ONLY, UNASKED, UNABLE})
"""Each of them stands alone: nobody outside health gets anything, and no sign that there is something."""
CONSENTS = (
    Choice("panel", "Panel"),
    Choice("mappa", "MAPPA"),
    Choice("police", "Police"),
    Choice("probation", "Probation"),
    Choice("advocate", "Advocate"),
    Choice(NAMED, "Somebody named", "Say whom"),
    Choice(HEALTH_ONLY, "Health alone"),
    Choice(UNASKED, "Not asked", "Acts as health alone"),
    Choice(UNABLE, "Could not be asked", "Acts as health alone"),
)
OWN = "own"
WHOSE = (Choice(OWN, "The victim's own words"), Choice("advocate", "The advocate's words"))
FINDABLE = (Choice("no", "No"), Choice("yes", "Yes"))
SAFETY = (
    Choice("safer", "Safer than before"),
    Choice("same", "As before"),
    Choice("less_safe", "Less safe than before"),
    Choice("not_said", "Not said"),
)
CONTACT = (
    Choice("none", "None"),
    Choice("indirect", "Indirect", "Through others, online, or by watching"),
    Choice("direct", "Direct"),
    NOT_KNOWN,
    NOT_ASKED,
)
_FINDABLE = (
    "Words by which V can be found never leave: write that part under what must not be said, and answer no"
)
_TOGETHER = "Health alone, not asked and could not be asked each stand alone"


def _mixed(voice: Any) -> str:
    return _TOGETHER if len(voice.consent) > 1 and ALONE.intersection(voice.consent) else ""


def _is_worse(voice: Any) -> bool:
    return bool(voice.safety_now == "less_safe" or voice.contact_since == "direct")


@dataclass(frozen=True, kw_only=True)
class VictimVoice:
    """One conversation. It is never part of the person's clinical record."""

    victim: str = reference(
        "Victim", Target.VICTIM, share=Share.VOICE, needed=True, section="Who and for whom"
    )
    advocate: str = line("Advocate", share=Share.INTERNAL, needed=True, hint="Name and service")
    given_on: ClinicalDate | None = date("Given on", Direction.PAST, share=Share.VOICE, needed=True)
    how: str = choice("How", HOW, share=Share.VOICE)
    consent: tuple[str, ...] = choices(
        "Who may be told",
        CONSENTS,
        share=Share.VOICE,
        needed=True,
        refused=_mixed,
        hint="As the victim agreed: nobody else gets anything, nor a sign that there is something",
    )
    consent_named: str = line(
        "Whom by name",
        share=Share.INTERNAL,
        needed=lambda v: NAMED in v.consent,
        applies=lambda v: NAMED in v.consent,
    )
    limits_told: str = choice(
        "Limits told",
        YES_NO_UNKNOWN,
        share=Share.INTERNAL,
        needed=True,
        hint="V was told that police may have to disclose it, and that danger to life overrides",
    )
    words: str = text(
        "What V said",
        share=Share.VOICE,
        needed=True,
        section="What was said",
        hint="Codes; never where, when or with whom V can be found",
    )
    whose: str = choice("Whose words these are", WHOSE, share=Share.VOICE, needed=True)
    findable: str = choice(
        "Do these words say where, when or with whom V can be found?",
        FINDABLE,
        share=Share.INTERNAL,
        needed=True,
        refused=lambda v: _FINDABLE if v.findable == "yes" else "",
    )
    safety_now: str = choice("How safe V feels now", SAFETY, share=Share.VOICE, needed=True)
    contact_since: str = choice("Contact since last time", CONTACT, share=Share.VOICE, needed=True)
    contact_when: ClinicalDate | None = date("When", Direction.PAST, share=Share.VOICE)
    impact: str = text("What it does to V's life", share=Share.VOICE)
    wants: str = text("What V wants to happen", share=Share.VOICE)
    concern: str = reference(
        "Safety concern", Target.RECORD, share=Share.INTERNAL, applies=_is_worse, section="What follows"
    )
    no_concern_why: str = text(
        "Why no safety concern is raised",
        share=Share.INTERNAL,
        applies=_is_worse,
        needed=lambda v: _is_worse(v) and not v.concern,
    )
    must_not_be_said: str = text(
        "What must not be said", share=Share.INTERNAL, hint="To anybody outside, in any output; it stays here"
    )
    next_contact: ClinicalDate | None = date(
        "Next contact", Direction.EITHER, share=Share.INTERNAL, due="Contact with the advocate"
    )


def agreed_to(voice: VictimVoice) -> frozenset[str]:
    """The audiences that the victim agreed to; whom they named besides is told by word alone."""
    return frozenset() if ALONE.intersection(voice.consent) else frozenset(voice.consent) - {NAMED}


def title(voice: VictimVoice) -> str:
    """Whose voice, by code: "Victim's voice: V1"."""
    return f"Victim's voice: {voice.victim}" if voice.victim else "Victim's voice"
