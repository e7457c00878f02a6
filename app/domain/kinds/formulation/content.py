"""Formulation: how it came about and is kept going, each claim with its evidence and its plan goal."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.cases.victim import RELATIONSHIPS
from app.domain.fields.answers import FUNCTIONS
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, choices, date, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.advice import Advice
from app.domain.kinds.parts.factor import NEEDS_NO_GOAL, PLACES, Factor
from app.domain.kinds.parts.scenario import Scenario
from app.domain.kinds.parts.typology import Hypothesis
from app.domain.values.dates import ClinicalDate

# Our own words for what makes a formulation good; read beside McMurran's checklist, none of which is quoted.
QUALITIES = (
    Choice("account", "Reads as one account, from then to now and on"),
    Choice("grounded", "Each claim can be traced to something seen, said or written"),
    Choice("theory", "Agrees with what is known of stalking and of the person's condition"),
    Choice("coherent", "No part contradicts another"),
    Choice("whole", "Says why this person, why this victim and why now"),
    Choice("rival", "Weighs at least one other explanation"),
    Choice("plain", "A partner could retell it in two minutes"),
    Choice("foresees", "Says what would make things better or worse"),
    Choice("useful", "The plan follows from it"),
)
VIEWS = (
    Choice("agrees", "Agrees"),
    Choice("partly", "Agrees in part"),
    Choice("disagrees", "Disagrees"),
    Choice("not_shared", "Not shared yet"),
    Choice("withheld", "Not to be shared", "For instance because the person does not know of the case"),
)


def _heard(formulation: Any) -> bool:
    return formulation.view in {"agrees", "partly", "disagrees"}


@dataclass(frozen=True, kw_only=True)
class Formulation:
    """The team's present explanation, its risks, what follows, and a version for the person."""

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

    factors: tuple[Factor, ...] = rows(
        "Factors", Factor, share=Share.FORMULATION, needed=True, section="Five Ps"
    )

    relationship: str = choice(
        "Relationship to the victim",
        RELATIONSHIPS,
        share=Share.FORMULATION,
        needed=True,
        searched=True,
        section="Typology",
    )
    hypotheses: tuple[Hypothesis, ...] = rows(
        "Motivation, hypotheses by date",
        Hypothesis,
        share=Share.FORMULATION,
        needed=True,
        hint="Newest first",
    )

    summary: str = text(
        "In short",
        share=Share.FORMULATION,
        needed=True,
        section="Account",
        hint="Three or four sentences a panel can use",
    )
    narrative: str = text(
        "Narrative",
        share=Share.FORMULATION,
        long=True,
        needed=True,
        hint="Partners may read this: trauma goes under history",
    )
    history: str = text("Personal history and trauma", share=Share.THERAPY, long=True, hint="Stays in health")
    functions: tuple[str, ...] = choices(
        "What the behaviour gives the person", FUNCTIONS, share=Share.FORMULATION, needed=True
    )
    function_summary: str = text(
        "How it works for the person",
        share=Share.FORMULATION,
        needed=True,
        hint="What comes before, what is done, what it brings at once and later",
    )
    health: str = text("Health that bears on the risk", share=Share.DIAGNOSIS)

    imminence: str = text(
        "Imminence", share=Share.RISK, section="Risk", hint="What could happen soon, and why now"
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
        "Review on", Direction.COMING, share=Share.CONTEXT, needed=True, due="Review of the formulation"
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

    qualities: tuple[str, ...] = choices(
        "What holds of this formulation", QUALITIES, share=Share.INTERNAL, section="Self-check"
    )
    qualities_note: str = text("What to improve", share=Share.INTERNAL)


def gaps(formulation: Formulation) -> tuple[str, ...]:
    """What the grid leaves open: empty places, factors without evidence, factors that no plan goal answers.

    The sentences name factors by number and place, never by what they state.
    """
    return tuple(_gaps(formulation.factors))


def _gaps(factors: tuple[Factor, ...]) -> Iterator[str]:
    filled = {factor.place for factor in factors}
    for place in PLACES:
        if place.code not in filled:
            yield f"{place.label}: no factor"
    for n, factor in enumerate(factors, 1):
        where = ", ".join(word for word in (said(factor, "place"), said(factor, "area")) if word)
        name = factor.code or f"Factor {n}"
        named = f"{name} ({where})" if where else name
        if not factor.evidence:
            yield f"{named}: no evidence"
        if not factor.answered_by and factor.place not in NEEDS_NO_GOAL:
            yield f"{named}: no plan goal"


def title(formulation: Formulation) -> str:
    """The motivation held last and its confidence: "Formulation: rejected, moderate confidence"."""
    held = sorted(formulation.hypotheses, key=lambda h: h.held_on.sort_key() if h.held_on else "")
    if not held or not held[-1].motivation:
        return "Formulation"
    sure = said(held[-1], "confidence").lower()
    return f"Formulation: {said(held[-1], 'motivation').lower()}" + (f", {sure} confidence" if sure else "")
