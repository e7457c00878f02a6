"""Review: what has changed since the last, how each goal stands, what is decided and when it is looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.domain.fields.answers import LEVELS
from app.domain.fields.content import Missing, said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, reference, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.fields.spec import by_name
from app.domain.kinds.parts import due
from app.domain.kinds.parts.goal import RESULTS
from app.domain.records.facets import AxisEvent
from app.domain.records.in_case import InCase
from app.domain.values.dates import ClinicalDate

AT: Final = (
    Choice("panel", "At the panel"),
    Choice("team", "In the team"),
    Choice("supervision", "In supervision"),
    Choice("statutory", "Required by law"),
)
DECISIONS: Final = (
    Choice("continue", "Go on as before"),
    Choice("change", "Change the plan"),
    Choice("step_up", "Step up"),
    Choice("step_down", "Step down"),
    Choice("pause", "Pause"),
    Choice("end", "End the service"),
    Choice("refer", "Refer on"),
)
LABEL: Final = "Review"
"""What its milestone is called, by which the next review finds the day of the last."""
_NEXT: Final = timedelta(days=90)
_NO_GOAL: Final = "It is no goal of this case: choose one of its plan"


@dataclass(frozen=True, kw_only=True)
class GoalReviewed(Row, noun="Goal"):
    """How one goal stands on the day of the review."""

    goal: str = reference("Goal", Target.RECORD, letter="G", share=Share.INTERNAL, needed=True)
    name: str = line("In words", share=Share.ENGAGEMENT, needed=True, hint="As the plan has it today")
    result: str = choice("Result so far", RESULTS, share=Share.ENGAGEMENT, needed=True)
    words: str = text("What shows it", share=Share.ENGAGEMENT, needed=True)


@dataclass(frozen=True, kw_only=True)
class Review:
    """What changed and what is decided first; the goals below it."""

    changed: str = text("What has changed", share=Share.FORMULATION, needed=True, section="What has changed")
    divergence: str = text(
        "Where self-report and others part",
        share=Share.FORMULATION,
        hint="What this review makes of it; it is asked again once another source reports contact",
    )
    since: ClinicalDate | None = date("Since", Direction.PAST, share=Share.FORMULATION, needed=True)
    at: str = choice("Where", AT, share=Share.FORMULATION, needed=True)
    goals: tuple[GoalReviewed, ...] = rows("Goals", GoalReviewed, share=Share.ENGAGEMENT, section="Goals")
    because: str = text("Why", share=Share.FORMULATION, needed=True, section="Decision")
    decision: str = choice("Decision", DECISIONS, share=Share.FORMULATION, needed=True, searched=True)
    concern: str = choice(
        "Concern now",
        LEVELS,
        share=Share.RISK,
        hint="How much work it needs, not how likely anything is",
    )
    next: ClinicalDate | None = date(
        "Next review",
        Direction.COMING,
        share=Share.FORMULATION,
        needed=True,
        must_be_known=True,
        due=due.CASE,
        ahead=14,
        hint="Within 90 days as a rule",
    )


def begun(case: InCase) -> Review:
    """What a new one begins with: since the last, each goal that stands without a result, the usual day of the next."""
    reviews = (
        each.event for each in case.found if isinstance(each.facet, AxisEvent) and each.facet.label == LABEL
    )
    return Review(
        since=next(reviews, None),
        goals=tuple(
            GoalReviewed(goal=goal.cite, name=f"{goal.name} {goal.words}".strip())
            for goal in case.goals
            if not goal.result
        ),
        next=ClinicalDate.of(case.on + _NEXT),
    )


def asks(review: Review, case: InCase) -> Iterator[Missing]:
    """An answer to the divergence, while one is up; and no goal that is none of the case."""
    if case.diverges and not review.divergence:
        why = "Self-report and another source part: say what this review makes of it"
        yield Missing("divergence", by_name(Review)["divergence"].label, why)
    known = {goal.cite for goal in case.every_goal}
    for n, row in enumerate(review.goals):
        if row.goal and not case.cited((row.goal,)) <= known:
            yield Missing(f"goals.{n}.goal", f"Goals, row {n + 1}: Goal", _NO_GOAL)


def title(review: Review) -> str:
    """Where, and what was decided: "Review at the panel: go on as before"."""
    where = said(review, "at")
    where = f" {where[:1].lower()}{where[1:]}" if where else ""
    decided = said(review, "decision").lower()
    return f"{LABEL}{where}: {decided}" if decided else f"{LABEL}{where}"
