"""What a report prints of a fixation profile: each dimension in words and on whose word; never a total."""

from collections.abc import Iterator
from datetime import date

from app.domain.fields.content import said
from app.domain.fields.declare import FieldSpec, Rating
from app.domain.fields.sharing import Audience
from app.domain.fields.spec import specs
from app.domain.kinds.fixation_profile.content import DIMENSIONS, FixationProfile
from app.domain.kinds.parts.earlier_flag import flagged
from app.domain.records.blocks import Judgement, Part, Placed, Profile, shares
from app.domain.records.written import Written
from app.domain.values.markup import one_line

# A note longer than this is read in the record; the anchor's words say what the number means.
LONGEST_NOTE = 110
# In a narrow column; the record has the full words.
_SOURCES = {
    "interview": "Interview",
    "self_report": "Self-report",
    "collateral": "Partners",
    "records": "Records",
    "combined": "Several",
}


def block(profile: Written[FixationProfile], _: Audience, __: date) -> Iterator[Placed]:
    """Its parts."""
    content = profile.content
    yield from flagged(content.red_flags, profile.event)
    if not profile.event.is_known:
        return
    judged = (spec for spec in specs(FixationProfile) if spec.name in DIMENSIONS)
    shown = Profile(
        on=profile.event,
        assessed=content.period.show() if content.period else "",
        driver=_with_confidence(said(content, "driver"), content.driver_confidence),
        target=", ".join(one.victim or one.named for one in content.objects),
        function=said(content, "functions"),
        trend=said(content, "trend"),
        judgements=tuple(_judgement(spec, getattr(content, spec.name)) for spec in judged),
        share=shares(content, "period", "driver", "objects", "functions", "trend", *DIMENSIONS),
    )
    yield Placed(part=Part.BODY, name="fixation", block=shown, every=True)


def _judgement(spec: FieldSpec, now: Rating) -> Judgement:
    return Judgement(spec.label, now.value, _words(spec, now), _SOURCES.get(now.source, ""), now.confidence)


def _words(spec: FieldSpec, now: Rating) -> str:
    if now.note and len(now.note) <= LONGEST_NOTE:
        return one_line(now.note)
    return spec.anchor(now.value) if now.value is not None else "Not assessed"


def _with_confidence(words: str, confidence: str) -> str:
    return f"{words} ({confidence} confidence)" if words and confidence else words
