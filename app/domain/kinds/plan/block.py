"""What a report prints of a plan: to the person their goals and steps, to partners goals and what came of them."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import said
from app.domain.fields.sharing import Audience
from app.domain.kinds.parts.goal import Goal
from app.domain.kinds.parts.step import Step
from app.domain.kinds.plan.content import Plan, Work
from app.domain.records.blocks import Paragraph, Part, Placed, paragraph, shares
from app.domain.records.shown import own_rows
from app.domain.records.written import Written

_GOALS: Final = frozenset({"panel", "mappa", "probation", "person"})
_WORK: Final = frozenset({"panel", "mappa", "probation", "gp", "person"})
_WHOLE: Final = "person"
_OPEN: Final = frozenset({"", "not_started", "under_way"})
_TREATS: Final = "gp"
"""Hears how often and by which model, and not by what that is called here."""


def block(plan: Written[Plan], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts; why anything stands in it is told to nobody."""
    content = plan.content
    whole = audience.code == _WHOLE
    if audience.code in _GOALS:
        for goal in content.goals:
            if goal.wording:
                yield Placed(part=Part.TREATMENT, name="goal", block=_goal(goal, whole=whole))
                yield Placed(part=Part.TREATMENT, name="goal_in_short", block=_in_short(goal))
                if whole:
                    yield Placed(part=Part.TREATMENT, name="goal_to_them", block=_to_them(goal))
    if audience.code in _WORK:
        for work in content.work:
            if work.model:
                yield Placed(part=Part.TREATMENT, name="work", block=_work(work, audience))
    if whole:
        yield from _of_the_person(content)


def _goal(goal: Goal, *, whole: bool) -> Paragraph:
    """A goal and what came of it; to the person also how it is measured and by when."""
    fields = ["wording", "result"]
    more = [said(goal, "result").lower() or "open"]
    if whole:
        fields += ["measured_by", "measure", "baseline", "aim", "by", "note"]
        measured = ", ".join(part for part in (said(goal, "measured_by"), goal.measure) if part)
        more += [f"measured by: {measured}"] if measured else []
        more += [f"at the start: {goal.baseline}"] if goal.baseline else []
        more += [f"aim: {goal.aim}"] if goal.aim else []
        more += [f"by {goal.by.show()}"] if goal.by else []
        more += [goal.note] if goal.note else []
    text = f"{goal.wording.rstrip('. ')} ({'; '.join(more)})"
    return Paragraph(label=goal.code, text=text, plain=True, share=shares(goal, *fields))


def _to_them(goal: Goal) -> Paragraph:
    """A goal as a letter to the person has it: its words and what came of them, without code or measure."""
    result = said(goal, "result").lower()
    text = f"{goal.wording.rstrip('. ')}{f' ({result})' if result else ''}."
    return Paragraph(text=text, plain=True, share=shares(goal, "wording", "result"))


def _in_short(goal: Goal) -> Paragraph:
    """What a goal is about and what came of it, where there is no room for its words."""
    about = said(goal, "target").lower() or "target not recorded"
    text = f"{about}, {said(goal, 'result').lower() or 'open'}"
    return Paragraph(label=goal.code, text=text, plain=True, share=shares(goal, "target", "result"))


def _work(work: Work, audience: Audience) -> Paragraph:
    planned = "" if work.sessions_planned is None else f", {work.sessions_planned} sessions planned"
    names = ["model", "sessions_planned", "from_on", *(["modules"] if audience.code != _TREATS else [])]
    modules = f" ({work.modules})" if work.modules and "modules" in names else ""
    start = f", from {work.from_on.show()}" if work.from_on else ""
    text = f"{said(work, 'model')}{modules}{planned}{start}"
    return Paragraph(text=text, plain=True, share=shares(work, *names))


def _next_for_them(step: Step) -> Paragraph:
    """A step of theirs that is open still as a letter to the person has it: by when, without code or goal."""
    by = f", by {step.by.show()}" if step.by and step.by.is_known else ""
    text = f"{step.what.rstrip('. ')}{by}."
    return Paragraph(text=text, plain=True, share=shares(step, "what", "actor", "by", "status"))


def _of_the_person(content: Plan) -> Iterator[Placed]:
    names = own_rows(content, Goal.letter)
    for step in content.steps:
        if step.what:
            by = f" by {step.by.show()}" if step.by else ""
            status = f" {said(step, 'status')}." if step.status else ""
            goal = f" For {names[step.goal]}." if step.goal in names else ""
            text = f"{step.what.rstrip('. ')}: {said(step, 'actor')}{by}.{status}{goal}"
            told = {*shares(step, "what", "actor", "by", "status", "goal")}
            if goal:
                told.update(share for row in content.goals for share in shares(row, "wording"))
            block = Paragraph(text=text, plain=True, share=tuple(sorted(told)))
            yield Placed(part=Part.TREATMENT, name="step", block=block)
            if step.actor == "person" and step.status in _OPEN:
                yield Placed(part=Part.TREATMENT, name="step_to_them", block=_next_for_them(step))
    for name, field in (("words", "words"), ("review", "review_on"), ("agreement", "agreement")):
        text = said(content, field)
        if text:
            block = (
                paragraph(content, field)
                if name == "words"
                else Paragraph(text=text, plain=True, share=shares(content, field))
            )
            yield Placed(part=Part.TREATMENT, name=f"plan_{name}", block=block)
