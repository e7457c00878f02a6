"""The panel: what it asks, what it means to its case, and what each reader gets of it."""

from dataclasses import replace

import pytest

from app.domain.fields.content import shared
from app.domain.kinds.panel import KIND
from app.domain.kinds.panel.content import Panel, View
from app.domain.kinds.parts.action import Action
from app.domain.records.drawing import facets_of
from app.domain.records.facets import AxisEvent, Coded, KeyDate, Meets, Unfinished
from app.domain.records.follows import NOTHING
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.domain.test_pathway import ON, written
from tests.planted import AUDIENCES

DUE = ClinicalDate(2099, 3, 1)
HELD = Panel(
    rationale="A gap otherwise.",
    decision="intervene",
    person_told="knows",
    meeting="01a20000-0000-7000-8000-000000000001",
    question="Who holds what?",
    actions=(
        Action(code="A1", what="Tell him", agency="probation", owner="K. Osei", due=DUE),
        Action(code="A2", what="Write the plan", agency="police", due=DUE),
    ),
    views=(View(agency="police", view="Worried", dissents="no"),),
)


def test_it_is_whole_without_views_and_named_by_its_decision() -> None:
    assert missing(HELD) == ()
    assert missing(replace(HELD, views=(), actions=())) == ()
    assert KIND.title_of(HELD) == "Panel: direct intervention"
    assert KIND.title_of(Panel()) == "Panel"


def test_an_action_is_open_until_something_came_of_it() -> None:
    open_ones = [each.name for each in KIND.facets(written(HELD)) if isinstance(each, Unfinished)]
    assert open_ones == ["A1, Probation", "A2, Police"]
    over = replace(HELD, actions=tuple(replace(each, outcome="overtaken") for each in HELD.actions))
    assert not any(isinstance(each, Unfinished) for each in KIND.facets(written(over)))


def test_it_is_a_milestone_with_its_decision() -> None:
    axis, *others = KIND.facets(written(HELD))
    coded = [each for each in others if isinstance(each, Coded)]
    assert isinstance(axis, AxisEvent)
    assert (axis.lane, axis.words) == ("milestones", "Panel, Direct intervention")
    assert coded == [
        Coded(field="decision", answer="intervene"),
        Coded(field="person_told", answer="knows"),
    ]


@pytest.mark.parametrize(
    ("audience", "first"), [("police", "A2 Police"), ("probation", "A1 Probation"), ("panel", "A1 Probation")]
)
def test_each_reader_has_their_own_actions_first(audience: str, first: str) -> None:
    policy = AUDIENCES[audience]
    *asks, placed = KIND.block(written(shared(HELD, policy)), policy, ON)
    answers = dict(placed.block.answers)  # type: ignore[union-attr]
    assert (answers["Decision"], answers["Why"]) == ("Direct intervention", "A gap otherwise.")
    assert answers["Actions"].startswith(first)
    assert "Worried" not in str(answers)
    assert placed.lines == 4
    assert [dict(each.block.answers) for each in asks] == [  # type: ignore[union-attr]
        {"Agency": "Probation", "What": "Tell him", "By": "01-Mar-2099", "Who took it": "K. Osei"},
        {"Agency": "Police", "What": "Write the plan", "By": "01-Mar-2099", "Who took it": ""},
    ]


def test_an_action_that_something_came_of_is_asked_no_more() -> None:
    first, second = HELD.actions
    over = replace(HELD, actions=(replace(first, outcome="done"), second))
    given = list(KIND.block(written(over), AUDIENCES["panel"], ON))
    assert [each.name for each in given] == ["action", "panel"]


def test_a_panel_meets_the_day_that_an_earlier_one_set() -> None:
    assert Meets(what="At the panel again") in list(KIND.facets(written(HELD)))
    (due,) = [
        each
        for each in facets_of(KIND, written(replace(HELD, next=DUE, actions=())))
        if isinstance(each, KeyDate)
    ]
    assert due.what == "At the panel again"


@pytest.mark.parametrize("audience", ["advocate", "gp", "court", "person", "evaluator"])
def test_nobody_else_gets_any_of_it(audience: str) -> None:
    policy = AUDIENCES[audience]
    assert list(KIND.block(written(shared(HELD, policy)), policy, ON)) == []


@pytest.mark.parametrize(
    ("decision", "stage"),
    [
        ("assess", "assessment"),
        ("intervene", "intervention"),
        ("co_work", "co_work"),
        ("consult", "assessment"),
        ("monitor", "monitoring"),
    ],
)
def test_a_decision_that_names_a_stage_sets_it(decision: str, stage: str) -> None:
    decided = KIND.follows(written(replace(HELD, decision=decision)))
    assert decided.stage == stage
    assert not {"closed", "follow_up"} & decided.only_from


@pytest.mark.parametrize("decision", ["refer_mappa", "refer_marac", "continue", "close", "defer"])
def test_another_leaves_the_case_where_it_is(decision: str) -> None:
    assert KIND.follows(written(replace(HELD, decision=decision))) == NOTHING
