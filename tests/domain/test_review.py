"""The review: what it begins with, what its case asks of it, what it means to its case, and what readers get of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from app.domain.fields.sharing import Share
from app.domain.kinds.review import KIND
from app.domain.kinds.review.content import DECISIONS, GoalReviewed, Review
from app.domain.records.facets import AxisEvent, Coded, Facet, GoalSet, KeyDate, Lane, Mark, Meets
from app.domain.records.in_case import NOTHING_YET, InCase
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.kinds_told import drawn, placed, told, words

PLAN, NEWER, G1 = (f"01990000-0000-7000-8000-0000000000a{n}" for n in (1, 2, 3))
CITE = f"{PLAN}#{G1}"
GOAL = GoalSet(cite=CITE, name="G1", words="Nights without the telephone")
DONE = Review(
    changed="The calls at night have stopped.",
    since=ClinicalDate(2026, 8, 20),
    at="panel",
    goals=(GoalReviewed(goal=CITE, name="G1 Nights", result="partly", words="Three nights of seven."),),
    because="It holds.",
    decision="step_down",
    concern="moderate",
    next=ClinicalDate(2027, 2, 18),
)
UP = "Self-report fell; the advocate reported contact on 31-Oct-2026 (denied)."


@dataclass(frozen=True)
class Held:
    """A facet as it stands in a case."""

    event: ClinicalDate
    facet: Any


def milestone(label: str, on: ClinicalDate) -> Held:
    """A milestone of the time axis."""
    return Held(on, AxisEvent(lane=Lane.MILESTONES, start=on, mark=Mark.MILESTONE, label=label))


def of_class(cls: type[Facet]) -> list[Any]:
    return [each for each in drawn(KIND, DONE) if isinstance(each, cls)]


def test_it_is_whole_and_named_by_where_and_what() -> None:
    assert missing(DONE) == ()
    assert KIND.title_of(DONE) == "Review at the panel: step down"
    assert KIND.title_of(Review()) == "Review"


def test_it_begins_with_the_open_goals_the_last_review_and_the_usual_day_of_the_next() -> None:
    met = replace(GOAL, cite=f"{PLAN}#{NEWER}", name="G2", result="met")
    found = (milestone("Panel", ClinicalDate(2026, 11, 2)), milestone("Review", ClinicalDate(2026, 8, 20)))
    begun = KIND.blank(InCase(date(2026, 11, 23), found=found, goals=(GOAL, met)))
    assert begun == Review(
        since=ClinicalDate(2026, 8, 20),
        goals=(GoalReviewed(goal=CITE, name="G1 Nights without the telephone"),),
        next=ClinicalDate(2027, 2, 21),
    )


def test_a_first_review_says_itself_since_when() -> None:
    assert KIND.blank(InCase(date(2026, 11, 23))).since is None


def test_a_divergence_that_is_up_is_answered_and_its_sentence_stands_in_no_refusal() -> None:
    gaps = list(KIND.asks(DONE, InCase(date(2026, 11, 23), diverges=UP, every_goal=(GOAL,))))
    assert [gap.path for gap in gaps] == ["divergence"]
    assert "advocate" not in gaps[0].words
    answered = replace(DONE, divergence="V1's account is the likelier one.")
    assert list(KIND.asks(answered, InCase(date(2026, 11, 23), diverges=UP, every_goal=(GOAL,)))) == []
    assert list(KIND.asks(DONE, InCase(date(2026, 11, 23), every_goal=(GOAL,)))) == []


def test_a_goal_of_no_plan_of_the_case_is_refused_and_one_cited_by_a_later_version_is_not() -> None:
    assert [gap.path for gap in KIND.asks(DONE, NOTHING_YET)] == ["goals.0.goal"]
    by_version = replace(DONE, goals=(replace(DONE.goals[0], goal=f"{NEWER}#{G1}"),))
    case = InCase(date(2026, 11, 23), every_goal=(GOAL,), series={PLAN: PLAN, NEWER: PLAN})
    assert list(KIND.asks(by_version, case)) == []


def test_it_means_a_milestone_the_day_of_the_next_and_that_this_one_was_due() -> None:
    (axis,) = of_class(AxisEvent)
    assert (axis.lane, axis.label, axis.words) == ("milestones", "Review", "Review, step down")
    assert [(each.what, each.on, each.ahead) for each in of_class(KeyDate)] == [
        ("Review of the case", ClinicalDate(2027, 2, 18), 14)
    ]
    assert of_class(Meets) == [Meets(what="Review of the case")]
    assert [(each.field, each.answer) for each in of_class(Coded)] == [
        ("at", "panel"),
        ("decision", "step_down"),
        ("concern", "moderate"),
        ("result", "partly"),
    ]


def test_only_an_answer_counts_as_one_to_the_divergence() -> None:
    answered = drawn(KIND, replace(DONE, divergence="Both can be true."))
    assert Coded(field="divergence", answer="answered") in answered
    assert "divergence" not in {each.field for each in of_class(Coded)}


def test_partners_get_what_changed_and_the_decision_and_the_person_their_results() -> None:
    assert told(KIND, DONE, frozenset({Share.FORMULATION})) == {
        "mappa": ["case_review"],
        "panel": ["case_review"],
        "person": ["goal_reviewed"],
        "probation": ["case_review"],
    }
    assert "Step down" in words(KIND, DONE, "panel")
    for hidden in ("It holds", "Three nights"):
        assert hidden not in words(KIND, DONE, "panel")
    assert "Three nights" in words(KIND, DONE, "person")
    assert "at night" not in words(KIND, DONE, "person")


@pytest.mark.parametrize("audience", ["police", "advocate", "gp", "court", "evaluator"])
def test_nobody_else_gets_any_of_it(audience: str) -> None:
    assert placed(KIND, DONE, audience, frozenset(Share)) == []


def test_what_was_made_of_a_divergence_is_told_to_panel_and_mappa_alone() -> None:
    answered = replace(DONE, divergence="Planted words")
    for audience in (
        "panel",
        "mappa",
        "probation",
        "person",
        "police",
        "gp",
        "court",
        "advocate",
        "evaluator",
    ):
        told = "Planted" in words(KIND, answered, audience, frozenset(Share))
        assert told == (audience in {"panel", "mappa"}), audience


def test_every_decision_has_its_words() -> None:
    assert {each.code for each in DECISIONS} == {
        "continue", "change", "step_up", "step_down", "pause", "end", "refer",
    }  # fmt: skip
