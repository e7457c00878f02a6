"""The plan and the safety plan: goals that answer factors, steps that serve them, and what is told of them to whom."""

from dataclasses import replace

import pytest

from app.domain.fields import forms
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import check, shared, specs
from app.domain.fields.sharing import Share
from app.domain.kinds.consultation import KIND as CONSULTATION
from app.domain.kinds.consultation.content import Consultation
from app.domain.kinds.formulation.content import Formulation
from app.domain.kinds.parts.goal import MEASURED_BY, Goal, is_measured, score_of
from app.domain.kinds.parts.scenario import BriefScenario
from app.domain.kinds.parts.step import Step
from app.domain.kinds.parts.tripwire import Tripwire
from app.domain.kinds.plan import KIND
from app.domain.kinds.plan.content import Plan, Work
from app.domain.kinds.safety_plan import KIND as SAFETY
from app.domain.kinds.safety_plan.content import SafetyPlan
from app.domain.records.blocks import Paragraph, Placed
from app.domain.records.drawing import facets_of
from app.domain.records.facets import Cited, GoalServed, GoalSet, KeyDate
from app.domain.records.heading import Heading
from app.domain.records.kind import Kind
from app.domain.records.record import Sheet
from app.domain.records.shown import narratives, shown
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from tests.asked import TODAY, missing
from tests.planted import AUDIENCES

G1, G2, T1 = (f"01990000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
SERIES = "01990000-0000-7000-8000-0000000000aa"
FACTOR = "01990000-0000-7000-8000-0000000000bb#01990000-0000-7000-8000-0000000000cc"
DAY = ClinicalDate(2027, 1, 8)
SLEEP = Goal(
    row=G1,
    code="G1",
    wording="Nights without the telephone.",
    target="living",
    why=(FACTOR,),
    wanted_by="person",
    measured_by="check_in_urge",
    baseline="8 of 10",
    aim="5 of 10",
    by=DAY,
)
CLAIM = Goal(row=G2, code="G2", wording="Say what is enough", measured_by="none", by=DAY, result="met")
RADIO = Step(row=T1, code="T1", what="Radio at night", goal=G1, actor="person", by=DAY, status="under_way")
WORK = Work(model="cbt", modules="Nights", sessions_planned=16, from_on=ClinicalDate(2026, 5, 19))
PLAN = Plan(
    goals=(SLEEP, CLAIM),
    steps=(RADIO,),
    work=(WORK,),
    words="“Nights first.”",
    agreement="partly",
    limits_explained=ClinicalDate(2026, 4, 7),
    review_on=DAY,
)


def written(content: object) -> Written[object]:
    """A record of 20-Nov-2026."""
    heading = Heading(
        id="r",
        series=SERIES,
        version=1,
        case="c",
        compartment=Compartment.CLINICAL,
        event=ClinicalDate(2026, 11, 20),
        knowledge=Knowledge.SEEN,
        source="",
        author="Dr A",
        signed_at="",
    )
    return Written(heading, content)


def given(kind: Kind, content: object, audience: str, *asked: Share) -> list[tuple[str, str]]:
    """What a record gives to an audience, by the name of its place."""
    told = shared(content, AUDIENCES[audience], frozenset(asked))
    placed: list[Placed] = list(kind.block(written(told), AUDIENCES[audience], TODAY))
    return [(each.name, each.block.text) for each in placed if isinstance(each.block, Paragraph)]


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (Goal(), {"wording", "target", "why", "wanted_by", "measured_by", "by"}),
        (replace(SLEEP, measured_by="own_scale"), {"measure"}),
        (replace(SLEEP, measured_by="none"), set()),
        (replace(SLEEP, by=ClinicalDate()), {"by"}),
        (RADIO, set()),
        (replace(RADIO, status="cannot_yet"), {"reason"}),
        (replace(RADIO, status="not_done"), {"reason"}),
        (replace(RADIO, goal="", actor="", status=""), {"goal", "actor", "status"}),
        (Work(), {"model", "sessions_planned", "by", "from_on"}),
        (replace(PLAN, goals=(), steps=(), work=()), {"goals"}),
        (Plan(limits_explained=DAY), {"goals", "agreement", "review_on", "limits_explained"}),
        (Plan(agreement="not_asked"), {"goals", "why", "limits_why", "review_on"}),
    ],
)
def test_asks_for_what_a_plan_cannot_be_without(content: object, asked: set[str]) -> None:
    assert {gap.path for gap in missing(content)} == asked


def test_a_step_points_at_a_goal_of_its_plan_and_says_so_in_words() -> None:
    assert check(PLAN) == PLAN
    told = {each.label: each.text for part in shown(KIND, Sheet(content=PLAN)) for each in part.fields}
    assert "**Goal:** G1 Nights without the telephone\n" in told["Steps"]


def test_titles_count_goals_and_results_and_say_no_word_of_them() -> None:
    assert KIND.title_of(PLAN) == "Plan: 2 goals, 1 met; agrees in part"
    assert KIND.title_of(Plan()) == "Plan"
    assert KIND.title_of(Plan(goals=(SLEEP,))) == "Plan: 1 goal"


def test_means_goals_steps_that_serve_them_and_days_to_its_case() -> None:
    drawn = list(facets_of(KIND, written(PLAN)))
    assert [each for each in drawn if isinstance(each, GoalSet)] == [
        GoalSet(
            row=G1,
            cite=f"{SERIES}#{G1}",
            name="G1",
            words="Nights without the telephone",
            why=(FACTOR,),
            measure="check_in.urge",
            is_measured=True,
            by=DAY,
            measured_by="Check-in: strongest urge",
            aim="5 of 10",
        ),
        GoalSet(row=G2, cite=f"{SERIES}#{G2}", name="G2", words="Say what is enough", by=DAY, result="met"),
    ]
    assert [each for each in drawn if isinstance(each, GoalServed)] == [
        GoalServed(row=T1, goal=f"{SERIES}#{G1}", how="step")
    ]
    # A goal with a result is due no more; a goal of the same plan is no citation.
    assert [(each.row, each.what) for each in drawn if isinstance(each, KeyDate)] == [
        (G1, "Goal of the plan G1: Nights without the telephone"),
        (T1, "Step of the plan T1: Radio at night"),
        ("", "Review of the plan"),
    ]
    assert [each.to for each in drawn if isinstance(each, Cited)] == [FACTOR]


@pytest.mark.parametrize("status", ["done", "not_done"])
def test_a_step_that_is_over_is_due_no_more(status: str) -> None:
    plan = replace(PLAN, goals=(), steps=(replace(RADIO, status=status),), review_on=None)
    assert [each for each in facets_of(KIND, written(plan)) if isinstance(each, KeyDate)] == []


def test_every_measure_but_none_measures_and_names_the_score_that_it_is() -> None:
    unmeasured = [each.code for each in MEASURED_BY if not is_measured(Goal(measured_by=each.code))]
    assert unmeasured == ["none"]
    assert score_of(Goal(measured_by="conviction")) == "fixation.conviction"
    assert score_of(Goal(measured_by="own_scale")) == ""


@pytest.mark.parametrize("audience", ["panel", "probation"])
def test_partners_hear_goals_what_came_of_them_and_the_sessions_planned(audience: str) -> None:
    assert given(KIND, PLAN, audience) == [
        ("goal", "Nights without the telephone (open)"),
        ("goal_in_short", "living conditions, open"),
        ("goal", "Say what is enough (met)"),
        ("goal_in_short", "target not recorded, met"),
        ("work", "Cognitive behavioural therapy (Nights), 16 sessions planned, from 19-May-2026"),
    ]


def test_the_practice_hears_of_the_work_alone() -> None:
    assert [name for name, _ in given(KIND, PLAN, "gp", Share.ENGAGEMENT)] == ["work"]


def test_the_person_gets_all_of_it_but_why() -> None:
    why = replace(PLAN, agreement="not_asked", why="He was in custody", limits_why="Nobody asked")
    told = given(KIND, why, "person", Share.ENGAGEMENT)
    words = " ".join(text for _, text in told)
    assert (
        "step",
        "Radio at night: The person by 08-Jan-2027. Under way. For G1 Nights without the telephone.",
    ) in told
    assert (
        "measured by: Check-in: strongest urge; at the start: 8 of 10; aim: 5 of 10; by 08-Jan-2027" in words
    )
    assert "“Nights first.”" in words
    assert "custody" not in words
    assert "Nobody asked" not in words


@pytest.mark.parametrize("audience", ["police", "advocate", "court", "evaluator"])
def test_nobody_else_hears_of_a_plan(audience: str) -> None:
    assert given(KIND, PLAN, audience, Share.ENGAGEMENT) == []


# --- the safety plan -----------------------------------------------------------------------------

MADE = SafetyPlan(
    signs="I stop eating", alone="Radio", ask="My daughter", services="111", safer="Tablets held"
)


def test_nothing_in_a_safety_plan_rates() -> None:
    written_in = {type(spec.form) for spec in specs(SafetyPlan)}
    assert written_in == {forms.Text, forms.Day}
    assert SAFETY.with_person


def test_a_safety_plan_is_reviewed_on_a_day() -> None:
    assert {gap.path for gap in missing(MADE)} == {"review_on"}
    drawn = facets_of(SAFETY, written(replace(MADE, review_on=DAY)))
    assert [(each.on, each.what) for each in drawn if isinstance(each, KeyDate)] == [
        (DAY, "Review of the safety plan")
    ]


@pytest.mark.parametrize("audience", ["gp", "mappa"])
def test_some_hear_that_there_is_one_and_nothing_of_it(audience: str) -> None:
    assert given(SAFETY, MADE, audience) == [("safety_plan", "A safety plan exists, made 20-Nov-2026.")]


def test_a_panel_hears_that_by_ask() -> None:
    assert given(SAFETY, MADE, "panel") == []
    assert given(SAFETY, MADE, "panel", Share.PERSON) == [
        ("safety_plan", "A safety plan exists, made 20-Nov-2026.")
    ]


@pytest.mark.parametrize("audience", ["police", "probation", "advocate", "court", "evaluator"])
def test_nobody_else_hears_of_a_safety_plan(audience: str) -> None:
    assert given(SAFETY, MADE, audience, Share.PERSON) == []


def test_the_person_gets_all_of_their_safety_plan() -> None:
    assert [text for _, text in given(SAFETY, replace(MADE, review_on=DAY), "person")] == [
        "I stop eating",
        "Radio",
        "My daughter",
        "111",
        "Tablets held",
        "08-Jan-2027",
    ]
    assert SAFETY.title_of(MADE) == "Safety plan"
    assert SAFETY.title_of(replace(MADE, copy_given=ClinicalDate(2026, 11, 14))) == (
        "Safety plan, copy given 14-Nov-2026"
    )


def test_rows_within_a_row_are_told_as_a_list_each_by_its_first_answer() -> None:
    wire = Tripwire(sign="A new telephone", then="Inspects it", agency="police", within="same_day")
    content = Consultation(scenarios=(BriefScenario(code="S1", course="repeat", tripwires=(wire, wire)),))
    told = {
        each.label: each.text for part in shown(CONSULTATION, Sheet(content=content)) for each in part.fields
    }
    item = (
        "- A new telephone; who then does what: Inspects it; agency that acts: Police; within: The same day"
    )
    assert told["Scenarios in brief"] == f"**S1**\n**Course:** Repeat\n**Tripwires:**\n{item}\n{item}"


def test_what_a_kind_begins_with_in_short_is_read_before_what_is_long() -> None:
    assert narratives(Consultation) == ("answer", "opinion")
    assert narratives(Formulation) == ("summary", "narrative", "history")
    assert narratives(SafetyPlan) == ("signs",)
