"""The formulation: factors with evidence, gaps shown, scenarios with an answer to each."""

import pytest

from app.domain.fields.content import shared
from app.domain.fields.sharing import Share
from app.domain.kinds.formulation import KIND
from app.domain.kinds.formulation.content import Formulation, gaps
from app.domain.kinds.parts.factor import PLACES, Factor
from app.domain.kinds.parts.scenario import Scenario
from app.domain.kinds.parts.typology import MOTIVATIONS, Hypothesis
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.planted import AUDIENCES, filled

RECORD = "01990000-0000-7000-8000-000000000001"
SAID = "He wants an answer"


def factor(place: str, **answers: object) -> Factor:
    """A factor that lacks nothing but what is said."""
    usual = {
        "area": "relating",
        "statement": SAID,
        "confidence": "low",
        "evidence": (RECORD,),
        "answered_by": "Goal",
    }
    return Factor(place=place, **(usual | answers))  # type: ignore[arg-type]


def whole_grid() -> tuple[Factor, ...]:
    """A factor at each of the five places."""
    return tuple(factor(place.code) for place in PLACES)


def test_has_no_gaps_when_every_place_is_argued_and_answered() -> None:
    assert gaps(Formulation(factors=whole_grid())) == ()


def test_shows_each_empty_place_of_the_grid() -> None:
    assert gaps(Formulation()) == tuple(f"{place.label}: no factor" for place in PLACES)


def test_shows_a_factor_without_evidence_and_one_without_a_goal() -> None:
    factors = (*whole_grid(), factor("perpetuating", evidence=(), answered_by=""))
    assert gaps(Formulation(factors=factors)) == (
        "Factor 6 (Perpetuating, Relationships and attachment): no evidence",
        "Factor 6 (Perpetuating, Relationships and attachment): no plan goal",
    )


def test_asks_no_goal_of_what_protects() -> None:
    factors = (*whole_grid()[:-1], factor("protective", answered_by=""))
    assert gaps(Formulation(factors=factors)) == ()


def test_lets_a_factor_without_evidence_be_signed() -> None:
    assert missing(factor("presenting", evidence=(), answered_by="")) == ()


def test_never_repeats_a_statement_in_a_gap() -> None:
    shown = gaps(Formulation(factors=(factor("presenting", evidence=()), Factor(statement=SAID))))
    assert any("no evidence" in gap for gap in shown)
    assert not any(SAID in gap for gap in shown)


@pytest.mark.parametrize("course", ["repeat", "escalate", "twist"])
def test_asks_of_every_course_for_the_worse_how_bad_how_soon_and_what_then(course: str) -> None:
    asked = {gap.path for gap in missing(Scenario(course=course))}
    assert {"severity", "imminence", "contingency"} <= asked


def test_asks_of_an_improvement_neither_severity_nor_contingency() -> None:
    asked = {gap.path for gap in missing(Scenario(course="improve"))}
    assert asked == {"nature", "warning_signs", "likelihood"}


def test_offers_the_five_motivational_types_and_the_two_kinds_of_doubt() -> None:
    assert [m.code for m in MOTIVATIONS] == [
        "rejected",
        "resentful",
        "intimacy_seeker",
        "incompetent_suitor",
        "predatory",
        "mixed",
        "undetermined",
    ]


def test_asks_a_hypothesis_for_its_date_and_both_sides() -> None:
    asked = {gap.path for gap in missing(Hypothesis(motivation="rejected"))}
    assert asked == {"held_on", "confidence", "speaks_for", "speaks_against"}


@pytest.mark.parametrize(("view", "asked"), [("agrees", True), ("disagrees", True), ("withheld", False)])
def test_asks_for_the_version_the_person_was_given(view: str, *, asked: bool) -> None:
    assert ("person_version" in {gap.path for gap in missing(Formulation(view=view))}) == asked


def test_titles_name_the_hypothesis_held_last() -> None:
    first = Hypothesis(held_on=ClinicalDate(2025), motivation="rejected", confidence="high")
    last = Hypothesis(held_on=ClinicalDate(2026, 3), motivation="resentful", confidence="moderate")
    assert (
        KIND.title_of(Formulation(hypotheses=(last, first))) == "Formulation: resentful, moderate confidence"
    )
    assert KIND.title_of(Formulation()) == "Formulation"


def test_gives_the_panel_the_argument_without_history_evidence_or_the_persons_own_version() -> None:
    told = shared(filled(Formulation), AUDIENCES["panel"], frozenset({Share.DIAGNOSIS}))
    assert told.narrative
    assert told.health
    assert told.factors[0].statement
    assert told.factors[0].evidence == ()
    assert (told.history, told.person_version, told.qualities) == ("", "", ())
