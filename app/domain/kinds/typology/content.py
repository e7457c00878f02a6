"""Typology: one dated opinion on why a person stalks, with what speaks for and against it.

Nothing here is inferred from other answers. A later opinion is a record of its own, or a new version of this one: the
versions are the history.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import CONFIDENCE, Choice, Target, choice, choices, references, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.typology import MOTIVATIONS

UNDETERMINED = "undetermined"
# Relationship and context (RECON): Mohandie, Meloy, McGowan and Williams (2006), in our own words.
RECON = (
    Choice("ia", "IA Intimate", "Partner, spouse or lover, present or former"),
    Choice("ib", "IB Acquaintance", "Work, friendship, family or a service"),
    Choice("iia", "IIA Public figure", "Never or hardly met"),
    Choice("iib", "IIB Private stranger", "Never or hardly met"),
)
# Zona, Sharma and Lane (1993).
ZONA = (
    Choice("simple_obsessional", "Simple obsessional"),
    Choice("love_obsessional", "Love obsessional"),
    Choice("erotomanic", "Erotomanic"),
)
_TO_VICTIMS = {
    "ex_intimate": ("former partner", "of"),
    "family": ("family", "of"),
    "acquaintance": ("friend or acquaintance", "of"),
    "professional": ("professional contact", "of"),
    "colleague": ("colleague", "of"),
    "neighbour": ("neighbour", "of"),
    "stranger": ("stranger", "to"),
    "public_figure": ("public figure:", ""),
    "unknown": ("relationship not known:", ""),
}


def _determined(opinion: Any) -> bool:
    return bool(opinion.motivation != UNDETERMINED)


@dataclass(frozen=True, kw_only=True)
class Typology:
    """One opinion, on the day it was held."""

    speaks_for: str = text(
        "What speaks for it", share=Share.FORMULATION, needed=_determined, section="Opinion"
    )
    speaks_against: str = text(
        "What speaks against it", share=Share.FORMULATION, needed=_determined, hint="Say so if nothing does"
    )
    motivation: str = choice("Motivation", MOTIVATIONS, share=Share.FORMULATION, needed=True, searched=True)
    confidence: str = choice("Confidence", CONFIDENCE, share=Share.FORMULATION, needed=_determined)
    relationship: str = choice(
        "Relationship to the victim", RELATIONSHIPS, share=Share.FORMULATION, needed=True, searched=True
    )
    victims: tuple[str, ...] = references(
        "Victims", Target.VICTIM, share=Share.FORMULATION, needed=True, searched=True, hint="Codes"
    )
    weighed: tuple[str, ...] = choices("Others considered", MOTIVATIONS, share=Share.FORMULATION)

    seen: str = choice(
        "Person seen for it", YES_NO, share=Share.FORMULATION, needed=True, section="Basis and other schemes"
    )
    recon: str = choice("RECON", RECON, share=Share.FORMULATION, hint="Relationship and context")
    zona: str = choice("Zona", ZONA, share=Share.FORMULATION)


def to_victims(opinion: Typology) -> str:
    """What the person is to the victims by code: "former partner of V1"; without victims the relationship alone."""
    words, link = _TO_VICTIMS.get(opinion.relationship, (said(opinion, "relationship").lower(), "of"))
    if not opinion.victims:
        return words.rstrip(":")
    return " ".join(word for word in (words, link, ", ".join(opinion.victims)) if word)


def title(opinion: Typology) -> str:
    """Motivation, to whom, and how surely: "Rejected; former partner of V1, moderate confidence"."""
    words = "; ".join(part for part in (said(opinion, "motivation"), to_victims(opinion)) if part)
    sure = f", {said(opinion, 'confidence').lower()} confidence" if opinion.confidence else ""
    return f"{words}{sure}" if words else "Typology"
