"""A typology: one dated opinion with what speaks for and against it, and nothing inferred."""

import pytest

from app.domain.kinds.parts.typology import MOTIVATIONS
from app.domain.kinds.typology import KIND
from app.domain.kinds.typology.content import Typology
from app.domain.records.facets import Coded
from tests.asked import missing
from tests.kinds_told import EVERYTHING, drawn, placed, told, words
from tests.planted import filled

OPINION = Typology(
    relationship="ex_intimate",
    victims=("V1",),
    motivation="rejected",
    confidence="moderate",
    speaks_for="planted/for",
    speaks_against="planted/against",
    seen="yes",
)


def test_an_opinion_is_signed_with_what_speaks_for_and_against_it() -> None:
    assert missing(OPINION) == ()
    assert {gap.path for gap in missing(Typology(motivation="rejected"))} == {
        "speaks_for",
        "speaks_against",
        "confidence",
        "relationship",
        "victims",
        "seen",
    }


def test_an_undetermined_one_has_no_confidence_and_nothing_for_or_against_it() -> None:
    assert {gap.path for gap in missing(Typology(motivation="undetermined"))} == {
        "relationship",
        "victims",
        "seen",
    }


@pytest.mark.parametrize(
    ("relationship", "victims", "title"),
    [
        ("ex_intimate", ("V1",), "Rejected; former partner of V1, moderate confidence"),
        ("stranger", ("V1", "V2"), "Rejected; stranger to V1, V2, moderate confidence"),
        ("public_figure", ("V3",), "Rejected; public figure: V3, moderate confidence"),
        ("unknown", ("V1",), "Rejected; relationship not known: V1, moderate confidence"),
        ("colleague", (), "Rejected; colleague, moderate confidence"),
    ],
)
def test_is_titled_by_motivation_and_relationship(
    relationship: str, victims: tuple[str, ...], title: str
) -> None:
    made = Typology(motivation="rejected", confidence="moderate", relationship=relationship, victims=victims)
    assert KIND.title_of(made) == title


def test_offers_each_motivation_once_as_held_and_as_weighed() -> None:
    by_name = {spec.name: spec for spec in KIND.content.__dataclass_fields__["weighed"].metadata.values()}
    (weighed,) = by_name.values()
    assert weighed.choices == MOTIVATIONS


def test_counts_motivation_and_relationship() -> None:
    assert [each for each in drawn(KIND, OPINION) if isinstance(each, Coded)] == [
        Coded(field="motivation", answer="rejected"),
        Coded(field="relationship", answer="ex_intimate"),
    ]


def test_a_report_has_the_opinion_in_one_line_with_its_date() -> None:
    opinion, besides = placed(KIND, OPINION, "panel")
    assert (opinion.part.value, opinion.name) == ("health", "typology")
    assert opinion.block.text == "Rejected; former partner of V1 (held 20-Nov-2026, confidence moderate)"  # type: ignore[union-attr]
    assert besides.name == "typology_besides"


def test_a_confidence_that_is_absent_is_not_given_and_never_low() -> None:
    text = words(KIND, Typology(motivation="undetermined", relationship="stranger"), "panel")
    assert "Undetermined; stranger (held 20-Nov-2026, confidence not given)" in text


def test_the_practice_and_the_person_are_never_told_and_a_court_and_police_on_request() -> None:
    every = ["advocate", "court", "evaluator", "mappa", "panel", "police", "probation"]
    assert sorted(told(KIND, OPINION)) == ["evaluator", "mappa", "panel", "probation"]
    assert sorted(told(KIND, OPINION, EVERYTHING)) == every


def test_what_speaks_for_and_against_it_stays_in_health() -> None:
    for audience in told(KIND, OPINION, EVERYTHING):
        assert "planted" not in words(KIND, filled(Typology), audience, EVERYTHING)
