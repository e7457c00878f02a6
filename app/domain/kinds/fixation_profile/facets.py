"""What a fixation profile means to its case: a score for each rating of its target, never added up, and red flags."""

from collections.abc import Iterator

from app.domain.fields.declare import TOP_RATING, FieldSpec, Rating
from app.domain.fields.spec import by_name
from app.domain.kinds.fixation_profile.content import DIMENSIONS, ON_AXIS, FixationProfile, target
from app.domain.kinds.parts.earlier_flag import raised
from app.domain.records.facets import Coded, Facet, Lane, Score, Source, Work, WorkDone
from app.domain.records.shown import judgement
from app.domain.records.written import Written


def facets(profile: Written[FixationProfile]) -> Iterator[Facet]:
    """What other pages read of a profile.

    One of several targets together gives no score: nobody can tell whose it would be.
    """
    content = profile.content
    if profile.event.is_known and target(content):
        declared = by_name(FixationProfile)
        for name in DIMENSIONS:
            yield _score(declared[name], getattr(content, name), profile)
    yield WorkDone(what=Work.PROFILE, on=profile.event)
    yield Coded(field="driver", answer=content.driver)
    yield Coded(field="trend", answer=content.trend)
    yield from raised(content.earlier_flags, profile.event)


def _score(spec: FieldSpec, rating: Rating, profile: Written[FixationProfile]) -> Score:
    value = rating.value
    said = judgement(spec, rating)
    return Score(
        measure=f"fixation.{spec.name}",
        label=spec.label,
        target=target(profile.content),
        on=profile.event,
        value=value,
        least=0,
        most=TOP_RATING,
        source=Source.JUDGED,
        lane=Lane.FIXATION,
        always=spec.name in ON_AXIS,
        words=said[:1].lower() + said[1:]
        if value is None
        else f"{value} of {TOP_RATING}, {spec.anchor(value)}",
    )
