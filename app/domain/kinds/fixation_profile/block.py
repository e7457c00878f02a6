"""What a report prints of a fixation profile: each rating in words and on whose word; never a total.

What an audience does not get is not there: a rating that is withheld is absent, like one that never was.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from app.domain.fields.content import is_empty, said
from app.domain.fields.declare import FieldSpec, Rating
from app.domain.fields.sharing import Audience
from app.domain.fields.spec import by_name
from app.domain.kinds.fixation_profile.content import DIMENSIONS, ON_AXIS, FixationProfile, together
from app.domain.kinds.fixation_profile.content import course as course_of
from app.domain.kinds.parts.earlier_flag import flagged
from app.domain.records.blocks import Facts, Judgement, Part, Placed, Profile, shares
from app.domain.records.shown import judgement
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
_IN_WORDS: Final = ("urge", "digital")
"""What bears on the next contact: the urge, and what is done online."""
_NOTHING: Final = frozenset({"person"})
"""Who gets a version of their own, written for them."""


def block(profile: Written[FixationProfile], audience: Audience, _: date) -> Iterator[Placed]:
    """Its parts."""
    content = profile.content
    yield from flagged(content.earlier_flags, profile.event)
    if not profile.event.is_known or audience.code in _NOTHING:
        return
    if audience.in_words:
        yield from _in_words(profile)
        return
    judgements = tuple(_judgements(content))
    answers = ("period", "driver", "target", "victim", "named", "objects", "functions", "trend")
    shown = Profile(
        on=profile.event,
        assessed=content.period.show() if content.period else "",
        driver=_with_confidence(said(content, "driver"), content),
        target=together(content),
        course=course_of(content),
        function=said(content, "functions"),
        trend=said(content, "trend"),
        judgements=judgements,
        share=shares(content, *answers, *DIMENSIONS),
    )
    if judgements or shown.driver or shown.trend or shown.function:
        yield Placed(part=Part.BODY, name="fixation", block=shown, every=True)


def _in_words(profile: Written[FixationProfile]) -> Iterator[Placed]:
    """The newest of each target: what came before is the clinician's to weigh."""
    content, declared = profile.content, by_name(FixationProfile)
    told = [name for name in _IN_WORDS if not is_empty(declared[name], getattr(content, name))]
    if told:
        on = (("Directed at", together(content)),) if together(content) else ()
        words = tuple(
            (declared[name].label, _in_short(declared[name], getattr(content, name))) for name in told
        )
        answers = (*on, ("Judged", profile.event.show()), *words)
        names = (*told, "target", "victim", "named", "objects")
        block = Facts(answers=answers, share=shares(content, *names))
        yield Placed(part=Part.BODY, name="fixation_in_words", block=block)


def _in_short(spec: FieldSpec, rating: Rating) -> str:
    """A rating without its number: the words are ours, so that nothing typed goes where the number may not."""
    return spec.anchor(rating.value) if rating.value is not None else judgement(spec, rating)


def _judgements(content: FixationProfile) -> Iterator[Judgement]:
    declared = by_name(FixationProfile)
    for name in DIMENSIONS:
        spec, now = declared[name], getattr(content, name)
        if not is_empty(spec, now):
            yield Judgement(
                spec.label,
                now.value,
                _words(spec, now),
                _SOURCES.get(now.source, ""),
                now.confidence,
                name in ON_AXIS,
            )


def _words(spec: FieldSpec, now: Rating) -> str:
    if now.value is None:
        why = judgement(spec, now)
        return f"{why}. {one_line(now.note)}" if now.note and len(now.note) <= LONGEST_NOTE else why
    return one_line(now.note) if now.note and len(now.note) <= LONGEST_NOTE else spec.anchor(now.value)


def _with_confidence(words: str, content: FixationProfile) -> str:
    """How surely the driver is held; what was not said is never read as low. Where it is unclear, nothing is held."""
    if not words or content.driver == "unclear":
        return words
    sure = content.driver_confidence
    return f"{words} ({sure} confidence)" if sure else f"{words} (confidence not given)"
