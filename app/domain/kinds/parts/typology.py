"""Motivational types of stalking as dated hypotheses; whom the person stalks is an axis of its own.

The types are those of Mullen, Pathé, Purcell and Stuart (1999), described in our own words. A hypothesis can
change: it has a date, a confidence, and what speaks for and against it.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import (
    CONFIDENCE,
    Choice,
    Direction,
    Target,
    choice,
    choices,
    date,
    references,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.records.blocks import Facts, Paragraph, Part, Placed, shares
from app.domain.values.dates import ClinicalDate

MOTIVATIONS = (
    Choice("rejected", "Rejected", "A close bond ended: to mend it, to avenge it, or both by turns"),
    Choice("resentful", "Resentful", "Feels wronged: to frighten, and to be heard at last"),
    Choice("intimacy_seeker", "Intimacy seeker", "Seeks, or believes in, a love that is not shared"),
    Choice(
        "incompetent_suitor", "Incompetent suitor", "Seeks a date or company, blind to the lack of interest"
    ),
    Choice("predatory", "Predatory", "Sexual gratification, or preparing an assault"),
    Choice("mixed", "Mixed or shifting", "More than one at a time, or one after another"),
    Choice("undetermined", "Undetermined", "Too little is known to say"),
)


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


def _determined(opinion: Any) -> bool:
    return bool(opinion.motivation != UNDETERMINED)


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """One opinion on the type, in a record of its own or in a row of another."""

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


@dataclass(frozen=True, kw_only=True)
class TypologyRow(Row, Opinion, noun="Opinion"):
    """An opinion in a record of another kind. At Sign it becomes a typology of its own that cites the record."""


@dataclass(frozen=True, kw_only=True)
class Hypothesis(Row):
    """One motivational type as it was held on a date."""

    held_on: ClinicalDate | None = date("Held on", Direction.PAST, share=Share.FORMULATION, needed=True)
    motivation: str = choice("Motivation", MOTIVATIONS, share=Share.FORMULATION, needed=True, searched=True)
    confidence: str = choice("Confidence", CONFIDENCE, share=Share.FORMULATION, needed=True)
    speaks_for: str = text("Speaks for it", share=Share.FORMULATION, needed=True)
    speaks_against: str = text(
        "Speaks against it", share=Share.FORMULATION, needed=True, hint="Say so if nothing does"
    )


def held(motive: Any, relationship: str, rank: int = 0) -> Placed:
    """A motivation as a report prints it, of whatever has the fields of a hypothesis; empty where none is held.

    A confidence that nobody gave is not read as low.
    """
    if motive is None or not motive.motivation:
        return Placed(part=Part.HEALTH, name="typology", block=Paragraph(text=""), rank=rank)
    sure = said(motive, "confidence").lower()
    words = (
        f"{relationship.lower()} (confidence {sure})"
        if sure
        else f"{relationship.lower()} (confidence not given)"
    )
    block = Paragraph(
        label=f"{said(motive, 'motivation')};",
        text=words.strip(),
        plain=True,
        share=shares(motive, "motivation", "confidence"),
    )
    on = getattr(motive, "held_on", None)
    return Placed(part=Part.HEALTH, name="typology", block=block, rank=rank, day=on)


def besides(opinion: Any, *names: str) -> Placed:
    """What is said of an opinion besides, as a report prints it below the opinion, of those fields of its record."""
    labels = by_name(type(opinion))
    answers = tuple((labels[name].label, text) for name in names if (text := said(opinion, name)))
    block = Facts(answers=answers, share=shares(opinion, *names))
    return Placed(part=Part.HEALTH, name="typology_besides", block=block)
