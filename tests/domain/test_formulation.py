"""The formulation: factors with evidence, gaps shown, scenarios with an answer to each."""

from datetime import date, timedelta

import pytest

from app.domain.fields.content import said, shared, specs
from app.domain.fields.sharing import Share
from app.domain.kinds.formulation import KIND
from app.domain.kinds.formulation.content import Formulation, gaps
from app.domain.kinds.parts.factor import PLACES, Factor
from app.domain.kinds.parts.quality import QUALITIES, Quality
from app.domain.kinds.parts.scenario import Scenario
from app.domain.kinds.parts.typology import MOTIVATIONS, Hypothesis
from app.domain.records.blocks import Paragraph
from app.domain.records.facets import FactorHeld
from app.domain.records.versions import read
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate
from tests.asked import missing
from tests.golden.records import FOLDER, load
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
    }
    return Factor(place=place, **(usual | answers))  # type: ignore[arg-type]


def whole_grid() -> tuple[Factor, ...]:
    """A factor at each of the five places."""
    return tuple(factor(place.code) for place in PLACES)


def test_has_no_gaps_when_every_place_is_argued() -> None:
    assert gaps(Formulation(factors=whole_grid())) == ()


def test_shows_each_empty_place_of_the_grid() -> None:
    assert gaps(Formulation()) == tuple(f"{place.label}: no factor" for place in PLACES)


def test_shows_a_factor_without_evidence() -> None:
    factors = (*whole_grid(), factor("perpetuating", evidence=()))
    assert gaps(Formulation(factors=factors)) == (
        "Factor 6 (Perpetuating, Relationships and attachment): no evidence",
    )


def test_what_speaks_against_a_factor_is_no_evidence_for_it() -> None:
    assert gaps(
        Formulation(factors=(*whole_grid(), factor("presenting", evidence=(), against=(RECORD,))))
    ) == ("Factor 6 (Presenting, Relationships and attachment): no evidence",)


def test_lets_a_factor_without_evidence_be_signed() -> None:
    assert missing(factor("presenting", evidence=())) == ()


def test_never_repeats_a_statement_in_a_gap() -> None:
    shown = gaps(Formulation(factors=(factor("presenting", evidence=()), Factor(statement=SAID))))
    assert any("no evidence" in gap for gap in shown)
    assert not any(SAID in gap for gap in shown)


@pytest.mark.parametrize("course", ["repeat", "escalate", "twist"])
def test_asks_of_every_course_for_the_worse_how_bad_how_soon_and_what_then(course: str) -> None:
    asked = {gap.path for gap in missing(Scenario(course=course))}
    assert {"severity", "imminence", "contingency", "tripwires"} <= asked


def test_asks_of_an_improvement_neither_severity_nor_contingency() -> None:
    asked = {gap.path for gap in missing(Scenario(course="improve"))}
    assert asked == {"nature", "likelihood"}


def test_a_different_course_is_called_what_it_is() -> None:
    assert said(Scenario(course="twist"), "course") == "A different target or method"


@pytest.mark.parametrize("view", ["not_shared", "withheld"])
def test_asks_why_it_is_not_shared(view: str) -> None:
    assert "why_not_shared" in {gap.path for gap in missing(Formulation(view=view))}
    assert "why_not_shared" not in {gap.path for gap in missing(Formulation(view="agrees"))}


@pytest.mark.parametrize(
    ("field", "last"),
    [("good_until", ClinicalDate(2027, 2, 23)), ("review_on", ClinicalDate(2027, 5, 23))],
)
def test_says_no_longer_than_so_many_months_that_it_is_good(field: str, last: ClinicalDate) -> None:
    day = last.earliest()
    assert day is not None
    after = ClinicalDate.of(day + timedelta(days=1))
    assert field not in {gap.path for gap in missing(Formulation(**{field: last}))}  # type: ignore[arg-type]
    assert field in {gap.path for gap in missing(Formulation(**{field: after}))}  # type: ignore[arg-type]


def test_the_type_is_cited_and_not_held_again() -> None:
    assert "typology" in {gap.path for gap in missing(Formulation())}
    assert not {"relationship", "hypotheses"} & {spec.name for spec in specs(Formulation) if spec.asked}


@pytest.mark.parametrize("version", ["1", "2"])
def test_ticks_of_an_earlier_form_read_as_held_and_the_rest_as_nothing(version: str) -> None:
    golden = load(FOLDER / "formulation" / f"{version}.json")
    content = read({"formulation": KIND}, golden.document).sheet.content
    assert [(row.quality, row.holds) for row in content.qualities] == [
        (code, "yes") for code in golden.document["content"]["qualities"]
    ]
    assert all(row.what and row.when for row in content.advice)
    assert content.health
    assert all(row.warning_signs and row.tripwires == () for row in content.scenarios)
    assert content.factors[0].answered_by


def written(**answers: object) -> Written[Formulation]:
    """A formulation of 20-Nov-2026."""
    golden = load(FOLDER / "formulation" / "2.json")
    found = read({"formulation": KIND}, golden.document)
    return Written(found.heading, Formulation(**answers))  # type: ignore[arg-type]


def test_each_part_says_until_when_it_is_good_and_what_could_happen_soon_by_its_own_day() -> None:
    content = written(
        summary="In short",
        imminence="Soon",
        good_until=ClinicalDate(2026, 12, 20),
        review_on=ClinicalDate(2027, 3, 1),
    )
    untils = {each.name: each.until for each in KIND.block(content, AUDIENCES["panel"], date(2026, 11, 23))}
    assert untils["imminence"] == ClinicalDate(2026, 12, 20)
    assert untils["account"] == untils["protective"] == ClinicalDate(2027, 3, 1)


def test_dissent_is_printed_with_the_view() -> None:
    placed = KIND.block(
        written(view="disagrees", view_detail="“It is wrong.”"), AUDIENCES["panel"], date(2026, 11, 23)
    )
    view = next(each.block for each in placed if each.name == "view")
    assert isinstance(view, Paragraph)
    assert view.text == "Disagrees.\n\n“It is wrong.”"
    assert view.share == (Share.PERSON,)


def test_the_person_gets_their_own_version_with_what_they_said_and_nothing_else() -> None:
    content = written(summary="In short", person_version="You held on.", view="agrees")
    placed = list(KIND.block(content, AUDIENCES["person"], date(2026, 11, 23)))
    assert [each.name for each in placed] == ["person_version", "person_said"]


def test_its_factors_can_be_taken_up_by_a_plan() -> None:
    content = written(
        factors=(
            Factor(
                row="r1",
                code="F2",
                place="perpetuating",
                statement="Nights alone.",
                evidence=(RECORD,),
                against=("r-against",),
            ),
            Factor(row="r2", code="F3", place="protective", statement="Work"),
        )
    )
    series = content.heading.series
    assert [each for each in KIND.facets(content) if isinstance(each, FactorHeld)] == [
        FactorHeld(
            row="r1",
            cite=f"{series}#r1",
            name="F2",
            words="Nights alone",
            has_evidence=True,
            place="Perpetuating",
            evidence=(RECORD,),
            against=("r-against",),
        ),
        FactorHeld(
            row="r2", cite=f"{series}#r2", name="F3", words="Work", is_protective=True, place="Protective"
        ),
    ]


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
    assert KIND.title_of(Formulation(factors=whole_grid())) == "Formulation: 5 factors"
    assert KIND.title_of(Formulation()) == "Formulation"


def test_gives_the_panel_the_argument_without_history_evidence_or_the_persons_own_version() -> None:
    told = shared(filled(Formulation), AUDIENCES["panel"], frozenset({Share.DIAGNOSIS}))
    assert told.narrative
    assert told.health
    assert told.factors[0].statement
    assert told.factors[0].evidence == ()
    assert (told.history, told.chain, told.person_version, told.qualities) == ("", (), "", ())


def test_a_self_check_is_answered_as_a_whole() -> None:
    """That one was not checked is an answer; that nobody looked at it is none."""
    held = tuple(Quality(quality=each.code, holds="not_checked") for each in QUALITIES)
    assert [gap.words for gap in missing(Formulation(qualities=held[:2])) if gap.path == "qualities"] == [
        "Self-check (7 of 9 not answered)"
    ]
    assert "qualities" not in {gap.path for gap in missing(Formulation(qualities=held))}
