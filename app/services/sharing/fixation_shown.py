"""The fixation profile as a summary shows it: each dimension now, before, and on whose word; never a total."""

from datetime import date

from app.domain.fields.content import said, specs
from app.domain.fields.declare import FieldSpec, Rating
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.domain.reports.panel import Confidence, Dimension, Fixation
from app.domain.reports.panel import Rating as Rated
from app.domain.values.markup import one_line
from app.services.records.relied import Ground, Standing

# A note longer than this is read in the record; the anchor's words say what the number means.
LONGEST_NOTE = 110
_ON_AXIS = 4
# In a narrow column; the record has the full words.
_SOURCES = {
    "interview": "Interview",
    "self_report": "Self-report",
    "collateral": "Partners",
    "records": "Records",
    "combined": "Several",
}


def fixation(ground: Ground) -> Fixation | None:
    """The newest profile with what each dimension was before; None without a profile."""
    profiles = [(each, profile) for each, profile in ground.of(FixationProfile) if each.event.is_known]
    if not profiles:
        return None
    newest = profiles[0][1]
    dimensions = [_dimension(spec, profiles) for spec in specs(FixationProfile) if spec.name in DIMENSIONS]
    moved = sorted(dimensions, key=_movement, reverse=True)[:_ON_AXIS]
    return Fixation(
        assessed=newest.period.show() if newest.period else "",
        driver=_with_confidence(said(newest, "driver"), newest.driver_confidence),
        target=", ".join(one.victim or one.named for one in newest.objects),
        function=said(newest, "functions"),
        trend=said(newest, "trend"),
        dimensions=tuple(_placed(each, on_axis=each in moved) for each in dimensions),
    )


def _dimension(spec: FieldSpec, profiles: list[tuple[Standing, FixationProfile]]) -> Dimension:
    history = []
    for each, profile in reversed(profiles):
        day = each.event.earliest()
        if day is not None:
            history.append(Rated(day, getattr(profile, spec.name).value))
    now: Rating = getattr(profiles[0][1], spec.name)
    return Dimension(
        name=spec.label,
        value=now.value,
        words=_words(spec, now),
        source=_SOURCES.get(now.source, ""),
        confidence=Confidence(now.confidence) if now.confidence else None,
        history=tuple(history),
    )


def _words(spec: FieldSpec, now: Rating) -> str:
    if now.note and len(now.note) <= LONGEST_NOTE:
        return one_line(now.note)
    return spec.anchor(now.value) if now.value is not None else "Not assessed"


def _movement(dimension: Dimension) -> tuple[int, int, date]:
    values = [rated.value for rated in dimension.history if rated.value is not None]
    spread = max(values) - min(values) if values else 0
    return spread, dimension.value or 0, dimension.history[-1].day if dimension.history else date.min


def _placed(dimension: Dimension, *, on_axis: bool) -> Dimension:
    return Dimension(
        dimension.name,
        dimension.value,
        dimension.words,
        dimension.source,
        dimension.confidence,
        dimension.history,
        on_axis,
    )


def _with_confidence(words: str, confidence: str) -> str:
    return f"{words} ({confidence} confidence)" if words and confidence else words
