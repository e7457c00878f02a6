"""What a fixation profile means to its case: a score for each dimension, never added up, and red flags."""

from collections.abc import Iterator

from app.domain.fields.declare import TOP_RATING, FieldSpec, Rating
from app.domain.fields.spec import specs
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.domain.kinds.parts.earlier_flag import raised
from app.domain.records.facets import Coded, Facet, Lane, Score, Source
from app.domain.records.written import Written
from app.domain.values.dates import ClinicalDate


def facets(profile: Written[FixationProfile]) -> Iterator[Facet]:
    """What other pages read of a profile."""
    content = profile.content
    if profile.event.is_known:
        for spec in specs(FixationProfile):
            if spec.name in DIMENSIONS:
                yield _score(spec, getattr(content, spec.name), profile.event)
    yield Coded(field="driver", answer=content.driver)
    yield Coded(field="trend", answer=content.trend)
    yield from raised(content.red_flags, profile.event)


def _score(spec: FieldSpec, rating: Rating, on: ClinicalDate) -> Score:
    value = rating.value
    return Score(
        measure=f"fixation.{spec.name}",
        label=spec.label,
        on=on,
        value=value,
        least=0,
        most=TOP_RATING,
        source=Source.JUDGED,
        lane=Lane.FIXATION,
        words=f"{value} of {TOP_RATING}, {spec.anchor(value)}" if value is not None else "not assessed",
    )
