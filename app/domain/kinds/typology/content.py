"""Typology: one dated opinion on why a person stalks, with what speaks for and against it.

Nothing here is inferred from other answers. A later opinion is a record of its own, or a new version of this one: the
versions are the history.
"""

from dataclasses import dataclass

from app.domain.fields.content import said
from app.domain.fields.declare import Direction, Target, date, reference
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.typology import Opinion
from app.domain.values.dates import ClinicalDate

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
_CAN_END = frozenset({"ex_intimate", "family", "acquaintance", "professional", "colleague"})
"""What somebody can have been to another and be no more."""


@dataclass(frozen=True, kw_only=True)
class Typology(Opinion):
    """One opinion, on the day it was held."""

    ended_on: ClinicalDate | None = date(
        "Relationship ended on",
        Direction.PAST,
        share=Share.FORMULATION,
        section="The relationship",
        applies=lambda o: o.relationship in _CAN_END,
        hint="As far as it is known: a certain day comes back on Today each year",
    )
    noted_in: str = reference("Held in", Target.RECORD, share=Share.INTERNAL, section="Where it comes from")


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
