"""Plan: goals that answer the factors of a formulation, steps towards them, the work offered, and what was agreed."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.content import said
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    count,
    date,
    line,
    reference,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts import due
from app.domain.kinds.parts.goal import RESULTS, Goal
from app.domain.kinds.parts.step import Step
from app.domain.values.dates import ClinicalDate

MODELS: Final = (
    Choice("focused_act", "Focused acceptance and commitment therapy"),
    Choice("dbt_informed", "Informed by dialectical behaviour therapy"),
    Choice("cbt", "Cognitive behavioural therapy"),
    Choice("schema", "Schema therapy"),
    Choice("psychoeducation", "Psychoeducation"),
    Choice("social_inclusion", "Social inclusion"),
    Choice("psychiatric", "Psychiatric treatment"),
    Choice("own", "The service's own programme"),
)
NOT_ASKED: Final = "not_asked"
AGREEMENT: Final = (
    Choice("agrees", "Agrees"),
    Choice("partly", "Agrees in part"),
    Choice("disagrees", "Disagrees"),
    Choice(NOT_ASKED, "Not asked"),
    Choice("unable", "Unable to say"),
)
_MOST: Final = 999
ALONE: Final = (
    *("goals.why", "goals.target", "goals.measured_by", "goals.measure"),
    *("work.order", "why", "limits_why", "supervisor"),
)
"""What is answered without the person: it cites records, names what the team rates, or says what stays within it."""


@dataclass(frozen=True, kw_only=True)
class Work(Row):
    """One piece of work that is offered."""

    model: str = choice("Model", MODELS, share=Share.ENGAGEMENT, needed=True)
    modules: str = line("Modules", share=Share.ENGAGEMENT)
    sessions_planned: int | None = count("Sessions planned", share=Share.ENGAGEMENT, needed=True, most=_MOST)
    by: str = reference("By", Target.STAFF, share=Share.ENGAGEMENT, needed=True)
    from_on: ClinicalDate | None = date("From", Direction.EITHER, share=Share.ENGAGEMENT, needed=True)
    order: str = reference(
        "Under an order", Target.ORDER, share=Share.ENGAGEMENT, hint="Where one requires it"
    )


def _unexplained(plan: Any) -> bool:
    return plan.limits_explained is None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to change and how, as it was put to the person."""

    goals: tuple[Goal, ...] = rows("Goals", Goal, share=Share.ENGAGEMENT, needed=True, section="Goals")
    steps: tuple[Step, ...] = rows("Steps", Step, share=Share.ENGAGEMENT, section="Steps")
    work: tuple[Work, ...] = rows("Work", Work, share=Share.ENGAGEMENT, section="Work")

    words: str = text(
        "What the person says of it",
        share=Share.PERSON,
        section="With the person",
        hint="In their words",
    )
    agreement: str = choice("Agreement", AGREEMENT, share=Share.ENGAGEMENT, needed=True)
    why: str = text(
        "Why they were not asked",
        share=Share.INTERNAL,
        needed=lambda p: p.agreement == NOT_ASKED,
        applies=lambda p: p.agreement == NOT_ASKED,
    )
    limits_explained: ClinicalDate | None = date(
        "Limits of confidentiality explained", Direction.PAST, share=Share.ENGAGEMENT
    )
    limits_why: str = text(
        "Why they were not explained", share=Share.INTERNAL, needed=_unexplained, applies=_unexplained
    )
    supervisor: str = line(
        "Supervisor", share=Share.INTERNAL, section="Supervision and review", hint="Name and role"
    )
    review_on: ClinicalDate | None = date(
        "Review on", Direction.COMING, share=Share.ENGAGEMENT, needed=True, due=due.PLAN, ahead=14
    )


def title(plan: Plan) -> str:
    """How many goals and what came of them: "Plan: 5 goals, 1 met; agrees in part"."""
    if not plan.goals:
        return "Plan"
    told = [f"{len(plan.goals)} goal{'' if len(plan.goals) == 1 else 's'}"]
    results = ((sum(goal.result == each.code for goal in plan.goals), each.label.lower()) for each in RESULTS)
    told += [f"{n} {label}" for n, label in results if n]
    agreed = said(plan, "agreement").lower()
    return f"Plan: {', '.join(told)}" + (f"; {agreed}" if agreed else "")
