"""What one agency said at a panel. It is no part of the person's record: at Sign it becomes a record of its own.

What an advocate gives is a victim's voice, with the consent that goes with it; what any other agency says is
collateral of that source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import AGENCIES, YES_NO, YES_NO_UNKNOWN
from app.domain.fields.declare import Target, choice, choices, line, reference, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import collateral, voice
from app.domain.values.dates import ClinicalDate

ADVOCATE: Final = "advocate"
COLLATERAL, VOICE = "collateral", "victim_voice"
_UNASKED: Final = "not_asked"
_FINDABLE: Final = (
    "Words by which V can be found never leave: write that part under what must not be said, and answer no"
)
_GIVEN: Final = ("victim", "whose", "findable", "safety_now", "contact_since", "consent", "consent_named")
_OF_VOICE: Final = (*_GIVEN, "limits_told", "concern", "no_concern_why", "must_not_be_said")


def _is_voice(view: Any) -> bool:
    return bool(view.agency == ADVOCATE)


def _is_worse(view: Any) -> bool:
    return _is_voice(view) and voice.is_worse(view)


def _names_somebody(view: Any) -> bool:
    return _is_voice(view) and voice.names_somebody(view)


@dataclass(frozen=True, kw_only=True)
class View(Row):
    """What one agency said, and what is asked of it beside: of an advocate what a victim's voice asks."""

    agency: str = choice("Agency", AGENCIES, share=Share.INTELLIGENCE, needed=True)
    by: str = line("Said by", share=Share.INTELLIGENCE, needed=_is_voice, hint="Name and role")
    view: str = text(
        "View",
        share=Share.INTELLIGENCE,
        needed=True,
        hint="Codes; never where, when or with whom V can be found",
    )
    dissents: str = choice("Dissents", YES_NO, share=Share.INTELLIGENCE, needed=True)
    contact: str = choice(
        "Contact with a victim",
        collateral.CONTACT,
        share=Share.INTELLIGENCE,
        hint="Left open, it is kept as not asked",
        applies=lambda v: bool(v.agency) and not _is_voice(v),
    )
    victim: str = reference("Victim", Target.VICTIM, share=Share.VOICE, needed=_is_voice, applies=_is_voice)
    whose: str = choice(
        "Whose words these are", voice.WHOSE, share=Share.VOICE, needed=_is_voice, applies=_is_voice
    )
    findable: str = choice(
        "Does this say where, when or with whom V can be found?",
        voice.FINDABLE,
        share=Share.INTERNAL,
        needed=_is_voice,
        applies=_is_voice,
        refused=lambda v: _FINDABLE if _is_voice(v) and v.findable == "yes" else "",
    )
    consent: tuple[str, ...] = choices(
        "Who may be told",
        voice.CONSENTS,
        share=Share.VOICE,
        needed=_is_voice,
        applies=_is_voice,
        refused=lambda v: voice.mixed(v) if _is_voice(v) else "",
        hint="As the victim agreed: nobody else gets anything, nor a sign that there is something",
    )
    consent_named: str = line(
        "Whom by name", share=Share.INTERNAL, needed=_names_somebody, applies=_names_somebody
    )
    limits_told: str = choice(
        "Limits told",
        YES_NO_UNKNOWN,
        share=Share.INTERNAL,
        needed=_is_voice,
        applies=_is_voice,
        hint="V was told that police may have to disclose it, and that danger to life overrides",
    )
    safety_now: str = choice(
        "How safe V feels now", voice.SAFETY, share=Share.VOICE, needed=_is_voice, applies=_is_voice
    )
    contact_since: str = choice(
        "Contact since last time", voice.CONTACT, share=Share.VOICE, needed=_is_voice, applies=_is_voice
    )
    concern: str = reference("Safety concern", Target.RECORD, share=Share.INTERNAL, applies=_is_worse)
    no_concern_why: str = text(
        "Why no safety concern is raised",
        share=Share.INTERNAL,
        applies=_is_worse,
        needed=lambda v: _is_worse(v) and not v.concern,
    )
    must_not_be_said: str = text(
        "What must not be said",
        share=Share.INTERNAL,
        applies=_is_voice,
        hint="To anybody outside, in any output; it stays with the victim's voice",
    )


def becomes(view: Any, meeting: ClinicalDate | None) -> tuple[str, Mapping[str, Any]]:
    """The kind of record that a view becomes, and what it says: nothing that nobody said.

    A row that was of another agency first may still hold what was asked of that one: it goes nowhere.
    """
    if _is_voice(view):
        given = {name: getattr(view, name) for name in _OF_VOICE}
        how = {"advocate": view.by, "given_on": meeting, "how": "meeting", "words": view.view}
        return VOICE, {**given, **how, "dissents": view.dissents}
    heard = {"covers": meeting, "heard_on": meeting, "contact": view.contact or _UNASKED}
    said = {"agency": view.agency, "said_by": view.by, "detail": view.view, "dissents": view.dissents}
    return COLLATERAL, heard | said
