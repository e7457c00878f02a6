"""What a plan means to its case: its goals, and the steps that serve them. Its days follow from its declarations."""

from collections.abc import Iterator

from app.domain.fields.rows import Cite
from app.domain.kinds.parts.goal import is_measured, measure_of, score_of
from app.domain.kinds.plan.content import Plan
from app.domain.records.facets import Coded, Facet, GoalServed, GoalSet, Work, WorkDone
from app.domain.records.shown import first_words
from app.domain.records.written import Written

STEP = "step"


def facets(plan: Written[Plan]) -> Iterator[Facet]:
    """What other pages read of a plan."""
    series = plan.heading.series
    for goal in plan.content.goals:
        yield GoalSet(
            row=goal.row,
            cite=Cite(series, goal.row).wire,
            name=goal.code,
            words=first_words(goal),
            why=goal.why,
            measure=score_of(goal),
            is_measured=is_measured(goal),
            by=goal.by,
            result=goal.result,
            measured_by=measure_of(goal),
            aim=goal.aim,
        )
        yield Coded(row=goal.row, field="target", answer=goal.target)
        yield Coded(row=goal.row, field="result", answer=goal.result)
    for step in plan.content.steps:
        if step.goal:
            yield GoalServed(row=step.row, goal=Cite(series, step.goal).wire, how=STEP)
    yield WorkDone(what=Work.PLAN, on=plan.event)
    yield Coded(field="agreement", answer=plan.content.agreement)
