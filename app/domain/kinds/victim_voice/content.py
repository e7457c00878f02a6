"""Victim's voice: what a victim said through the advocate, in one conversation, for whom they agreed to."""

from dataclasses import dataclass

from app.domain.fields.answers import HOW, YES_NO, YES_NO_UNKNOWN
from app.domain.fields.declare import (
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
from app.domain.kinds.parts.voice import (
    ALONE,
    CONSENTS,
    CONTACT,
    FINDABLE,
    NAMED,
    SAFETY,
    WHOSE,
    is_worse,
    mixed,
    names_somebody,
)
from app.domain.values.dates import ClinicalDate

_FINDABLE = (
    "Words by which V can be found never leave: write that part under what must not be said, and answer no"
)


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
        refused=mixed,
        hint="As the victim agreed: nobody else gets anything, nor a sign that there is something",
    )
    consent_named: str = line(
        "Whom by name",
        share=Share.INTERNAL,
        needed=names_somebody,
        applies=names_somebody,
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
        "Safety concern", Target.RECORD, share=Share.INTERNAL, applies=is_worse, section="What follows"
    )
    no_concern_why: str = text(
        "Why no safety concern is raised",
        share=Share.INTERNAL,
        applies=is_worse,
        needed=lambda v: is_worse(v) and not v.concern,
    )
    must_not_be_said: str = text(
        "What must not be said", share=Share.INTERNAL, hint="To anybody outside, in any output; it stays here"
    )
    next_contact: ClinicalDate | None = date(
        "Next contact", Direction.COMING, share=Share.INTERNAL, due="Contact with the advocate"
    )
    dissents: str = choice(
        "The advocate dissented from the panel",
        YES_NO,
        share=Share.INTERNAL,
        applies=lambda v: bool(v.dissents),
    )
    noted_in: str = reference(
        "Said at", Target.RECORD, share=Share.INTERNAL, applies=lambda v: bool(v.noted_in)
    )


def agreed_to(voice: VictimVoice) -> frozenset[str]:
    """The audiences that the victim agreed to; whom they named besides is told by word alone."""
    return frozenset() if ALONE.intersection(voice.consent) else frozenset(voice.consent) - {NAMED}


def title(voice: VictimVoice) -> str:
    """Whose voice, by code: "Victim's voice: V1"."""
    return f"Victim's voice: {voice.victim}" if voice.victim else "Victim's voice"
