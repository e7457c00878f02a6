"""One factor of a formulation: a statement at a place of the five-Ps grid, with its evidence."""

from dataclasses import dataclass

from app.domain.fields.declare import CONFIDENCE, Choice, Target, choice, references, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share

PLACES = (
    Choice("presenting", "Presenting", "What is happening now"),
    Choice("predisposing", "Predisposing", "What made the person prone to it"),
    Choice("precipitating", "Precipitating", "What set it off"),
    Choice("perpetuating", "Perpetuating", "What keeps it going"),
    Choice("protective", "Protective", "What holds it back or helps"),
)
AREAS = (
    Choice("behaviour", "Behaviour", "What is done, its rewards and costs"),
    Choice("thinking", "Thoughts and beliefs"),
    Choice("feeling", "Feelings and their regulation"),
    Choice("relating", "Relationships and attachment"),
    Choice("self", "Sense of self", "Worth, shame, identity"),
    Choice("health", "Mental and physical health", "Including neurodevelopment and substances"),
    Choice("living", "Living conditions", "Home, work, money, company"),
    Choice("justice", "Orders and proceedings"),
)
# What protects asks for no goal to answer it: the plan builds on it.
NEEDS_NO_GOAL = frozenset({"protective"})


@dataclass(frozen=True, kw_only=True)
class Factor(Row, letter="F"):
    """A claim. It may stand without evidence, and is then shown to have none."""

    place: str = choice("Place", PLACES, share=Share.FORMULATION, needed=True)
    area: str = choice("Area", AREAS, share=Share.FORMULATION, needed=True)
    statement: str = text(
        "Statement", share=Share.FORMULATION, needed=True, hint="One sentence that partners may read"
    )
    confidence: str = choice("Confidence", CONFIDENCE, share=Share.FORMULATION, needed=True)
    evidence: tuple[str, ...] = references(
        "Evidence", Target.RECORD, share=Share.INTERNAL, hint="Records and rows this rests on"
    )
    against: tuple[str, ...] = references(
        "Against it", Target.RECORD, share=Share.INTERNAL, hint="Records and rows that speak against it"
    )
    answered_by: str = text("Answered by, in an earlier form", share=Share.ENGAGEMENT, retired=True)
