"""How an incident stands: one value, worked out of what the person says, of what came of it in law, and of our doubt.

What was said to health alone is not ours to spread: a content out of which it was taken stands as alleged.
"""

from typing import Any, Final, Protocol

from app.domain.fields.sharing import Closer, Share
from app.domain.records.facets import Standing
from app.domain.values.dates import ClinicalDate

__all__ = [
    "DOUBTED",
    "TO_HEALTH_ALONE",
    "WAYS",
    "breach_said",
    "has_spoken",
    "how_it_stands",
    "mark_of",
    "said_to_health",
]

ALLEGED: Final = "alleged"
DOUBTED: Final = "doubted by us"
OUTCOMES: Final = {
    "convicted": "convicted",
    "convicted_course": "part of a course of conduct convicted",
    "did_act": "unfit to plead, did the act",
    "insanity": "not guilty by reason of insanity",
    "cautioned": "cautioned",
    "civil_finding": "found in a civil court",
    "court_found": "found by a court (earlier form)",
    "acquitted": "acquitted",
    "discontinued": "discontinued",
    "not_found": "not found by a court (earlier form)",
    "withdrawn": "withdrawn",
}
"""What came of it that goes before what anybody says."""
_SAYS: Final = {"admits": "admitted", "admits_part": "admitted in part", "denies": "denied"}
EARLIER: Final = "earlier"
"""An earlier form did not say to whom it was said: it is kept as if to us alone."""
_TO: Final = {
    "police": "to police",
    "court": "to the court",
    "probation": "to probation",
    "prison": "to the prison",
    "health": "to health alone",
    "other": "to others",
}
_ELSEWHERE: Final = frozenset({"police", "court", "probation", "prison", "other"})
_STILL_OPEN: Final = {"charged": "charged, not tried", "no_action": "no further action"}
_MARKS: Final = {
    "convicted": Standing.FOUND,
    "convicted_course": Standing.FOUND,
    "civil_finding": Standing.FOUND,
    "court_found": Standing.FOUND,
    "cautioned": Standing.ADMITTED,
}
_MARKS_OF_WORD: Final = {
    "admits": Standing.ADMITTED,
    "admits_part": Standing.ADMITTED,
    "denies": Standing.DENIED,
}
WAYS: Final = tuple(
    dict.fromkeys((*OUTCOMES.values(), "admitted", ALLEGED, "denied", *_STILL_OPEN.values(), DOUBTED))
)
"""How a part of the words for how an act stands can begin: lists are narrowed by these."""
_BREACHES: Final = {"yes": "breach proved", "alleged": "breach alleged"}


class Stands(Protocol):
    """As much of an incident as says how it stands."""

    @property
    def person_says(self) -> str:
        """What the person says."""

    @property
    def said_to(self) -> str:
        """Said to whom."""

    @property
    def outcome(self) -> str:
        """What came of it in law."""

    @property
    def convicted_on(self) -> ClinicalDate | None:
        """When the course of conduct was convicted."""

    @property
    def doubt(self) -> str:
        """Why we doubt it."""

    @property
    def breach(self) -> str:
        """Whether an order was breached."""


def how_it_stands(incident: Stands) -> str:
    """How it stands in words: the first that holds, then what is still open in law, then our own doubt."""
    first = OUTCOMES.get(incident.outcome) or _word_of(incident)
    if incident.outcome == "convicted_course" and incident.convicted_on and incident.convicted_on.is_known:
        first = f"{first} {incident.convicted_on.show()}"
    parts = (first, _STILL_OPEN.get(incident.outcome, ""), DOUBTED if incident.doubt else "")
    return "; ".join(part for part in parts if part)


def _word_of(incident: Stands) -> str:
    """What the person says of it, and to whom."""
    says = _SAYS.get(incident.person_says)
    if says is None:
        return ALLEGED
    return f"{says} {_TO[incident.said_to]}" if incident.said_to in _TO else f"{says}, not known to whom"


def mark_of(incident: Stands) -> Standing:
    """The shape of its mark; what was settled without a finding, and what we doubt, has none.

    Our doubt takes away no mark of a conviction, a finding or a caution: these stand until they are set aside.
    """
    if incident.outcome in OUTCOMES:
        return _MARKS.get(incident.outcome, Standing.NOT_HELD)
    if incident.doubt:
        return Standing.NOT_HELD
    return _MARKS_OF_WORD.get(incident.person_says, Standing.ALLEGED)


def breach_said(incident: Stands) -> str:
    """That an order was breached, or is said to have been; empty where neither is."""
    return _BREACHES.get(incident.breach, "")


def has_spoken(incident: Any) -> bool:
    """Whether it was put to the person, whatever they said then."""
    return incident.person_says not in {"", "not_put"}


def said_to_health(incident: Any) -> bool:
    """Whether what the person says was said to nobody but us, as far as the record knows."""
    return incident.said_to not in _ELSEWHERE and (has_spoken(incident) or bool(incident.person_account))


TO_HEALTH_ALONE: Final = Closer(Share.ADMISSION, said_to_health, never_to=frozenset({"court"}))
"""It leaves as an admission does, and to a court not even then: a court hears it from a report on what was said."""
