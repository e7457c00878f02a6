"""The fixation profile: fourteen anchored judgements that stand side by side."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.fields import forms
from app.domain.fields.content import specs
from app.domain.fields.declare import TOP_RATING, Rating
from app.domain.kinds.fixation_profile import KIND
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationObject, FixationProfile
from app.domain.records.schema import schema
from app.domain.values.dates import ClinicalDate
from tests.asked import missing

RATED = {spec.name: spec for spec in specs(FixationProfile) if isinstance(spec.form, forms.Judged)}


def paths(profile: FixationProfile) -> set[str]:
    """What is still missing."""
    return {gap.path for gap in missing(profile)}


def test_has_fourteen_dimensions_in_their_order() -> None:
    assert len(DIMENSIONS) == 14
    assert tuple(RATED) == DIMENSIONS
    assert (DIMENSIONS[0], DIMENSIONS[-1]) == ("preoccupation", "finality")


def test_anchors_every_step_of_every_dimension_in_words_of_its_own() -> None:
    anchors = [anchor for name in DIMENSIONS for anchor in RATED[name].anchors]
    assert len(anchors) == 14 * (TOP_RATING + 1)
    assert len(set(anchors)) == len(anchors)
    for anchor in anchors:
        assert 0 < len(anchor) <= 140
        assert anchor == anchor.strip()
        assert anchor[0].isupper()
        assert not anchor.endswith(".")


def test_publishes_the_anchors_in_its_schema() -> None:
    published = schema(KIND)["properties"]
    assert published["finality"]["x-anchors"] == list(RATED["finality"].anchors)


def test_says_that_it_is_not_validated_and_never_totalled() -> None:
    assert "not validated" in KIND.note
    assert "never totalled" in KIND.note


@pytest.mark.parametrize("name", DIMENSIONS)
def test_asks_every_dimension_for_a_judgement_or_the_reason_for_none(name: str) -> None:
    def with_rating(rating: Rating) -> set[str]:
        answers: dict[str, Any] = {name: rating}
        profile = FixationProfile(**answers)
        return {path for path in paths(profile) if path.partition(".")[0] == name}

    assert with_rating(Rating()) == {name}
    assert with_rating(Rating(note="Not seen in the period")) == set()
    assert with_rating(Rating(value=0)) == {f"{name}.confidence", f"{name}.source"}
    assert with_rating(Rating(value=0, confidence="high", source="interview")) == set()


@pytest.mark.parametrize("value", range(1, TOP_RATING + 1))
def test_asks_who_was_told_as_soon_as_finality_is_above_nought(value: int) -> None:
    final = FixationProfile(finality=Rating(value=value, confidence="low", source="records"))
    assert "finality_told" in paths(final)
    assert "finality_told" not in paths(replace(final, finality_told="Duty inspector, 14-Aug-2026 15:02"))


@pytest.mark.parametrize("rating", [Rating(), Rating(note="Not assessed"), Rating(value=0)])
def test_asks_nobody_to_be_told_without_finality(rating: Rating) -> None:
    assert "finality_told" not in paths(FixationProfile(finality=rating))


def test_insists_on_the_period_that_current_means() -> None:
    span = ClinicalDate(2026, 8, 1, until=ClinicalDate(2026, 9, 14))
    assert "period" in paths(FixationProfile(period=ClinicalDate()))
    assert "period" not in paths(FixationProfile(period=span))


def test_names_a_person_by_code_and_a_cause_by_name() -> None:
    objects = tuple(FixationObject(sort=sort) for sort in ("person", "organisation", "cause"))
    gaps = paths(FixationProfile(objects=objects))
    assert {path for path in gaps if path.startswith("objects.")} == {
        "objects.0.victim",
        "objects.1.named",
        "objects.2.named",
    }


@pytest.mark.parametrize(
    ("driver", "asked"), [("delusion", True), ("mixed", True), ("unclear", False), ("", False)]
)
def test_asks_for_confidence_and_reasons_of_a_stated_driver(driver: str, *, asked: bool) -> None:
    gaps = paths(FixationProfile(driver=driver))
    assert ({"driver_confidence", "driver_reasons"} <= gaps) == asked


def test_titles_name_codes_driver_and_trend() -> None:
    on = (FixationObject(sort="person", victim="V1"), FixationObject(sort="cause", named="Private words"))
    profile = FixationProfile(objects=on, driver="delusion", trend="escalating")
    assert KIND.title_of(profile) == "Fixation on V1, a cause or idea: delusion, escalating"
    assert KIND.title_of(FixationProfile()) == "Fixation"
    assert KIND.title_of(FixationProfile(trend="fading")) == "Fixation: fading"
