"""Formulation: how it came about and is kept going, each claim with what speaks for it and against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.answers import FUNCTIONS
from app.domain.fields.content import said, specs
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    choices,
    date,
    line,
    references,
    rows,
    text,
)
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import due
from app.domain.kinds.parts.advice import Advice
from app.domain.kinds.parts.chain import Link
from app.domain.kinds.parts.factor import PLACES, Factor
from app.domain.kinds.parts.quality import QUALITIES, Quality
from app.domain.kinds.parts.scenario import Scenario
from app.domain.kinds.parts.typology import Hypothesis
from app.domain.values.dates import ClinicalDate

VIEWS = (
    Choice("agrees", "Agrees"),
    Choice("partly", "Agrees in part"),
    Choice("disagrees", "Disagrees"),
    Choice("not_shared", "Not shared yet"),
    Choice("withheld", "Not to be shared", "For instance because the person does not know of the case"),
)


def _heard(formulation: Any) -> bool:
    return formulation.view in {"agrees", "partly", "disagrees"}


def _not_shared(formulation: Any) -> bool:
    return formulation.view in {"not_shared", "withheld"}


def _unchecked(formulation: Any) -> str:
    """How many of the qualities nobody answered: that one was not checked is an answer, too."""
    left = len(QUALITIES) - len({row.quality for row in formulation.qualities if row.holds})
    return f"{left} of {len(QUALITIES)} not answered" if left > 0 else ""


@dataclass(frozen=True, kw_only=True)
class Formulation:
    """The team's present explanation, its risks, what follows, and a version for the person."""

    summary: str = text(
        "In short",
        share=Share.FORMULATION,
        needed=True,
        section="Account",
        hint="Three or four sentences that a panel can use, as they stand",
    )
    narrative: str = text(
        "Narrative",
        share=Share.FORMULATION,
        long=True,
        needed=True,
        hint="Partners may read this: trauma goes under history",
    )
    history: str = text("Personal history and trauma", share=Share.THERAPY, long=True, hint="Stays in health")
    factors: tuple[Factor, ...] = rows(
        "Factors", Factor, share=Share.FORMULATION, needed=True, section="Five Ps"
    )

    typology: tuple[str, ...] = references(
        "Typology",
        Target.RECORD,
        share=Share.FORMULATION,
        needed=True,
        section="Typology",
        hint="The opinions that it rests on",
    )
    relationship: str = choice(
        "Relationship to the victim, in an earlier form",
        RELATIONSHIPS,
        share=Share.FORMULATION,
        searched=True,
        retired=True,
    )
    hypotheses: tuple[Hypothesis, ...] = rows(
        "Motivation, in an earlier form", Hypothesis, share=Share.FORMULATION, retired=True
    )

    functions: tuple[str, ...] = choices(
        "What the behaviour gives the person",
        FUNCTIONS,
        share=Share.FORMULATION,
        needed=True,
        section="Behaviour",
    )
    function_summary: str = text(
        "How it works for the person",
        share=Share.FORMULATION,
        needed=True,
        hint="What comes before, what is done, what it brings at once and later",
    )
    chain: tuple[Link, ...] = rows(
        "Behaviour chain", Link, share=Share.THERAPY, hint="Of one act, link after link"
    )
    health: str = text(
        "Health that bears on the risk, in an earlier form", share=Share.DIAGNOSIS, retired=True
    )

    imminence: str = text(
        "What could happen soon",
        share=Share.RISK,
        needed=True,
        section="Risk",
        hint="And why now; say so if nothing points to it",
    )
    good_until: ClinicalDate | None = date(
        "Good until",
        Direction.COMING,
        share=Share.RISK,
        needed=True,
        must_be_known=True,
        months=3,
        hint="At most 3 months on",
    )
    scenarios: tuple[Scenario, ...] = rows("Scenarios", Scenario, share=Share.RISK, needed=True)
    protective: str = text(
        "Protective factors",
        share=Share.RISK,
        needed=True,
        hint="And how strong they are; say so if there are none",
    )

    helps: str = text("What helps the person engage", share=Share.MANAGEMENT, section="Engagement")
    hinders: str = text("What hinders it", share=Share.MANAGEMENT)
    interview: str = text(
        "Interview style", share=Share.MANAGEMENT, hint="Tone, pace, topics to begin with, topics to leave"
    )
    offer: str = text("Treatment offered", share=Share.ENGAGEMENT)
    readiness: str = text(
        "Readiness", share=Share.ENGAGEMENT, hint="What the person wants, and is willing to try"
    )

    advice: tuple[Advice, ...] = rows(
        "Advice by agency", Advice, share=Share.MANAGEMENT, section="Advice and review"
    )
    sharing_limits: str = text("Limits on sharing this further", share=Share.CONTEXT)
    review_on: ClinicalDate | None = date(
        "Review on",
        Direction.COMING,
        share=Share.CONTEXT,
        needed=True,
        must_be_known=True,
        months=6,
        due=due.FORMULATION,
        ahead=14,
        hint="At most 6 months on",
    )

    information: str = text(
        "Sources",
        share=Share.CONTEXT,
        needed=True,
        section="Basis",
        hint="Interviews, papers and people, with dates",
    )
    limits: str = text(
        "Limits", share=Share.CONTEXT, needed=True, hint="What is not known, and what that leaves open"
    )

    person_version: str = text(
        "Version for the person",
        share=Share.PERSON,
        section="For the person",
        needed=_heard,
        hint="Their words where you can; nothing of victims or of what they have not been told",
    )
    view: str = choice("The person's view of it", VIEWS, share=Share.PERSON, needed=True)
    view_detail: str = text("In their words", share=Share.PERSON)
    why_not_shared: str = line(
        "Why it is not shared", share=Share.PERSON, needed=_not_shared, applies=_not_shared
    )

    qualities: tuple[Quality, ...] = rows(
        "Self-check", Quality, share=Share.INTERNAL, needed=True, refused=_unchecked, section="Self-check"
    )
    qualities_note: str = text("What to improve", share=Share.INTERNAL)


WITH_PERSON: Final = ("person_version", "view_detail")
"""What is written with the person: their own version, and what they say of it."""
ALONE: Final = tuple(each.name for each in specs(Formulation) if each.name not in WITH_PERSON)
"""All else, whatever is asked besides one day."""


def gaps(formulation: Formulation) -> tuple[str, ...]:
    """What the grid leaves open: empty places, and factors without evidence.

    Whether a goal answers a factor is for the plan to say. The sentences name factors by number and place, never by
    what they state.
    """
    return tuple(_gaps(formulation.factors))


def _gaps(factors: tuple[Factor, ...]) -> Iterator[str]:
    filled = {factor.place for factor in factors}
    for place in PLACES:
        if place.code not in filled:
            yield f"{place.label}: no factor"
    for n, factor in enumerate(factors, 1):
        if not factor.evidence:
            where = ", ".join(word for word in (said(factor, "place"), said(factor, "area")) if word)
            name = factor.code or f"Factor {n}"
            yield f"{f'{name} ({where})' if where else name}: no evidence"


def title(formulation: Formulation) -> str:
    """The motivation held last and its confidence; else its codes: "Formulation: 6 factors, 4 scenarios"."""
    held = sorted(formulation.hypotheses, key=lambda h: h.held_on.sort_key() if h.held_on else "")
    if held and held[-1].motivation:
        sure = said(held[-1], "confidence").lower()
        last = said(held[-1], "motivation").lower()
        return f"Formulation: {last}" + (f", {sure} confidence" if sure else "")
    counted = ((len(formulation.factors), "factor"), (len(formulation.scenarios), "scenario"))
    told = ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counted if n)
    return f"Formulation: {told}" if told else "Formulation"
