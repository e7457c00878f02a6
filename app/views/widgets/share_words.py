"""What the classes of information, and the places in a summary, are called in plain words."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.domain.fields.sharing import Share

CLASSES: Final[Mapping[Share, tuple[str, str]]] = {
    Share.CONTEXT: ("Context", "who asked, when, what was seen, orders and custody"),
    Share.RISK: ("Concern and warning signs", "red flags, what could happen soon, what to watch for"),
    Share.FORMULATION: ("Formulation", "how the pattern is understood, and the scenarios it leads to"),
    Share.DIAGNOSIS: ("Diagnosis and medication", "only where it bears on the risk"),
    Share.THERAPY: ("Treatment content", "what is said and done in sessions, and personal history"),
    Share.ENGAGEMENT: ("Engagement", "whether the person comes, and how it goes"),
    Share.ADMISSION: (
        "New admissions",
        "an offence, a threat or an account of an act told to us alone: only after a recorded decision",
    ),
    Share.MANAGEMENT: ("Advice to agencies", "who should do what, and who holds it"),
    Share.MEASURE: ("Scores", "of questionnaires; on a summary in words, without a number"),
    Share.VICTIM: ("Who and where a victim is", "victims are named by code alone: V1, V2"),
    Share.VOICE: ("What a victim said", "through the advocate, by code, for whom they agreed to"),
    Share.INTELLIGENCE: ("Intelligence", "it belongs to whoever gave it"),
    Share.PERSON: ("What is written for the person", "their own version, in their own words"),
    Share.INTERNAL: ("Notes within the team", "supervision, and what never leaves health"),
}
"""Each class with what it holds."""

_TYPED: Final = {"Recipient": "Who it is for, as you typed it", "Purpose": "Why, as you typed it"}


def listed(shares: Iterable[Share]) -> str:
    """Classes as a list in one sentence, without its full stop."""
    names = [CLASSES[share][0].lower() for share in shares]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def place(raw: str) -> str:
    """Where in a report something stands, as a heading would say it."""
    return _TYPED.get(raw, raw[:1].upper() + raw[1:])
