"""What is asked of every word of a victim that an advocate gives: in a record of its own, or in a row of a panel."""

from typing import Any, Final

from app.domain.fields.answers import NOT_ASKED, NOT_KNOWN
from app.domain.fields.declare import Choice

HEALTH_ONLY, UNASKED, UNABLE, NAMED = "health_only", "not_asked", "unable", "named"
ALONE: Final = frozenset({HEALTH_ONLY, UNASKED, UNABLE})
"""Each of them stands alone: nobody outside health gets anything, and no sign that there is something."""
CONSENTS: Final = (
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
OWN: Final = "own"
WHOSE: Final = (Choice(OWN, "The victim's own words"), Choice("advocate", "The advocate's words"))
FINDABLE: Final = (Choice("no", "No"), Choice("yes", "Yes"))
SAFETY: Final = (
    Choice("safer", "Safer than before"),
    Choice("same", "As before"),
    Choice("less_safe", "Less safe than before"),
    Choice("not_said", "Not said"),
)
CONTACT: Final = (
    Choice("none", "None"),
    Choice("indirect", "Indirect", "Through others, online, or by watching"),
    Choice("direct", "Direct"),
    NOT_KNOWN,
    NOT_ASKED,
)
_TOGETHER: Final = "Health alone, not asked and could not be asked each stand alone"


def mixed(said: Any) -> str:
    """Why a consent cannot stand as it is; empty where it can."""
    return _TOGETHER if len(said.consent) > 1 and ALONE.intersection(said.consent) else ""


def names_somebody(said: Any) -> bool:
    """Whether somebody may be told by name, so that it has to be said whom."""
    return NAMED in said.consent


def is_worse(said: Any) -> bool:
    """Whether it asks for a safety concern, or why none is raised."""
    return bool(said.safety_now == "less_safe" or said.contact_since == "direct")
