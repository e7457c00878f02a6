"""Fixation profile: thirteen anchored judgements of one target in a stated period, each with its source and confidence.

No validated clinician measure of fixation in stalking is known; this profile is a way of looking, not a
test. Its ratings stand side by side and are never added up. Suicide and killing are not rated at all: whoever sees a
sign of either acts on it that day and raises a red flag, and a number from 0 to 4 would only seem to weigh it.
"""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields import forms
from app.domain.fields.answers import FUNCTIONS, NOT_KNOWN, YES_NO
from app.domain.fields.content import said, specs
from app.domain.fields.declare import (
    CONFIDENCE,
    Choice,
    Direction,
    Rating,
    Target,
    choice,
    choices,
    date,
    line,
    rating,
    reference,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.fixation_profile import anchors
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.values.dates import ClinicalDate

TARGETS = (
    Choice("person", "A person"),
    Choice("organisation", "An organisation"),
    Choice("cause", "A cause or idea"),
)
# The cognitive-affective drivers are those of Meloy and Rahman (2021); the rest come from clinical practice.
DRIVERS = (
    Choice("delusion", "Delusion", "Fixed and false, arising from illness, not shared by others"),
    Choice("obsession", "Obsession", "Intrusive, felt as alien or senseless, resisted"),
    Choice("overvalued", "Extreme overvalued belief", "Others share it; relished and defended"),
    Choice("attachment", "Loss of an attachment", "Longing, protest or despair after a bond ended"),
    Choice("grievance", "Grievance", "A wrong, real or felt, that must be put right"),
    Choice("mixed", "Mixed"),
    Choice("unclear", "Unclear"),
)
TRENDS = (
    Choice("escalating", "Escalating"),
    Choice("plateau", "Unchanged"),
    Choice("fluctuating", "Rising and falling"),
    Choice("fading", "Fading"),
    Choice("displaced", "Moved to a new object"),
    Choice("first", "First profile: no trend yet"),
    NOT_KNOWN,
)
EMOTIONS = (
    Choice("anger", "Anger"),
    Choice("contempt", "Contempt"),
    Choice("excitement", "Excitement"),
    Choice("fear", "Fear"),
    Choice("grief", "Grief"),
    Choice("humiliation", "Humiliation"),
    Choice("jealousy", "Jealousy"),
    Choice("longing", "Longing"),
    Choice("none", "None to be seen"),
    NOT_KNOWN,
)
SOURCES = (
    Choice("interview", "Interview with the person"),
    Choice("self_report", "Check-ins and questionnaires"),
    Choice("family", "Family or friends of the person"),
    Choice("police", "Police"),
    Choice("probation", "Probation or prison"),
    Choice("advocate", "Advocate"),
    Choice("health_records", "Health records"),
    Choice("digital", "Messages, posts or devices"),
    Choice("other", "Other"),
)


@dataclass(frozen=True, kw_only=True)
class FixationObject(Row):
    """Whom or what the fixation is on, as forms 1 and 2 had it: several in one profile, rated together."""

    sort: str = choice("Sort", TARGETS, share=Share.FORMULATION, needed=True)
    victim: str = reference(
        "Victim code", Target.VICTIM, share=Share.FORMULATION, needed=lambda o: o.sort == "person"
    )
    named: str = line(
        "Organisation or cause",
        share=Share.FORMULATION,
        needed=lambda o: o.sort in {"organisation", "cause"},
        hint="No person's name",
    )
    since: ClinicalDate | None = date("Since", Direction.PAST, share=Share.FORMULATION)


def _on_person(profile: Any) -> bool:
    return bool(profile.target == "person")


def _on_other(profile: Any) -> bool:
    return profile.target in {"organisation", "cause"}


def _driven(profile: Any) -> bool:
    return profile.driver not in {"", "unclear"}


@dataclass(frozen=True, kw_only=True)
class FixationProfile:
    """How fixed, on whom or what, by what driver, to what end, and which way it is going: one target a profile."""

    period: ClinicalDate | None = date(
        "Period assessed",
        Direction.PAST,
        share=Share.CONTEXT,
        needed=True,
        must_be_known=True,
        section="What was assessed",
        hint="What “current” means here: 01-Aug-2026 to 14-Sep-2026",
    )
    sources: tuple[str, ...] = choices("Sources", SOURCES, share=Share.CONTEXT, needed=True)
    seen: str = choice("Person interviewed for it", YES_NO, share=Share.CONTEXT, needed=True)
    limits: str = text("Limits", share=Share.CONTEXT, hint="What could not be seen or checked")
    target: str = choice(
        "Fixed on",
        TARGETS,
        share=Share.FORMULATION,
        needed=True,
        hint="One a profile: each has a course of its own",
    )
    victim: str = reference(
        "Victim code", Target.VICTIM, share=Share.FORMULATION, needed=_on_person, applies=_on_person
    )
    named: str = line(
        "Organisation or cause",
        share=Share.FORMULATION,
        needed=_on_other,
        applies=_on_other,
        hint="No person's name, and in the same words each time",
    )
    since: ClinicalDate | None = date("Since", Direction.PAST, share=Share.FORMULATION, retired=True)
    objects: tuple[FixationObject, ...] = rows(
        "Fixed on several together", FixationObject, share=Share.FORMULATION, retired=True
    )

    preoccupation: Rating = rating(
        "Time taken up", anchors.PREOCCUPATION, share=Share.FORMULATION, needed=True, section="Profile"
    )
    control: Rating = rating(
        "Loss of control over the thoughts", anchors.CONTROL, share=Share.FORMULATION, needed=True
    )
    conviction: Rating = rating(
        "Certainty of the belief",
        anchors.CONVICTION,
        share=Share.FORMULATION,
        needed=True,
        hint="Of a bond, an entitlement or a wrong",
    )
    insight: Rating = rating(
        "Loss of insight", anchors.INSIGHT, share=Share.FORMULATION, needed=True, hint="0 is full insight"
    )
    emotion: Rating = rating("Strength of feeling", anchors.EMOTION, share=Share.FORMULATION, needed=True)
    thwarting: Rating = rating(
        "Reaction to setbacks", anchors.THWARTING, share=Share.FORMULATION, needed=True
    )
    rumination: Rating = rating(
        "Rumination",
        anchors.RUMINATION,
        share=Share.FORMULATION,
        needed=True,
        hint="Brooding, rehearsing, collecting",
    )
    goal_linking: Rating = rating(
        "Worth tied to the outcome", anchors.GOAL_LINKING, share=Share.FORMULATION, needed=True
    )
    grievance: Rating = rating(
        "Grievance and redress", anchors.GRIEVANCE, share=Share.FORMULATION, needed=True
    )
    justification: Rating = rating(
        "Justifying and blaming", anchors.JUSTIFICATION, share=Share.FORMULATION, needed=True
    )
    urge: Rating = rating(
        "Urge to contact or watch",
        anchors.URGE,
        share=Share.RISK,
        needed=True,
        hint="At its strongest in the period",
    )
    digital: Rating = rating("Online pursuit", anchors.DIGITAL, share=Share.RISK, needed=True)
    narrowing: Rating = rating("Narrowing of life", anchors.NARROWING, share=Share.FORMULATION, needed=True)
    finality: Rating = rating("Finality", anchors.FINALITY, share=Share.RISK, withdrawn=True, searched=False)
    finality_told: str = text(
        "Who was told of the finality, and when", share=Share.RISK, withdrawn=True, searched=False
    )

    driver: str = choice(
        "Driver", DRIVERS, share=Share.FORMULATION, needed=True, searched=True, section="Meaning and course"
    )
    driver_confidence: str = choice(
        "Confidence in the driver", CONFIDENCE, share=Share.FORMULATION, needed=_driven
    )
    driver_reasons: str = text(
        "Why this driver", share=Share.FORMULATION, needed=_driven, hint="And why not another"
    )
    emotions: tuple[str, ...] = choices("Mix of feelings", EMOTIONS, share=Share.FORMULATION, needed=True)
    functions: tuple[str, ...] = choices(
        "What it gives the person", FUNCTIONS, share=Share.FORMULATION, needed=True
    )
    functions_detail: str = text("In this case", share=Share.FORMULATION)
    onset: ClinicalDate | None = date(
        "Onset", Direction.PAST, share=Share.FORMULATION, needed=True, hint="A year is enough"
    )
    trend: str = choice("Trend", TRENDS, share=Share.FORMULATION, needed=True, searched=True)
    changed: str = text(
        "What changed since the last profile", share=Share.FORMULATION, since="What changed since {day}"
    )

    earlier_flags: tuple[EarlierFlag, ...] = rows(
        "Red flags, in an earlier form", EarlierFlag, share=Share.RISK, retired=True, section="Red flags"
    )
    red_flags: tuple[RedFlagRow, ...] = rows("Red flags", RedFlagRow, share=Share.RISK, splits="red_flag")


DIMENSIONS = tuple(
    spec.name for spec in specs(FixationProfile) if isinstance(spec.form, forms.Judged) and spec.asked
)
ON_AXIS: Final = frozenset({"preoccupation", "control", "conviction", "urge", "narrowing"})
"""The dimensions that every time axis draws, whatever moved; the others are there to be asked for."""


def target(profile: FixationProfile) -> str:
    """Whom or what a profile is of, "V1"; empty where nobody said, and for several together, which are no target."""
    return profile.victim if profile.target == "person" else profile.named if profile.target else ""


def course(profile: FixationProfile) -> str:
    """What profiles of one target have in common, however their words are set; empty where there is no one target."""
    return " ".join(target(profile).split()).casefold()


def together(profile: FixationProfile) -> str:
    """On whom or what it is, in words: "V1", or of an earlier form "V1, and police and courts together"."""
    several = [one.victim or _within(one.named) or said(one, "sort").lower() for one in profile.objects]
    return target(profile) or said(profile, "target").lower() or _joined(several)


def _joined(several: list[str]) -> str:
    *first, last = [each for each in several if each] or [""]
    return f"{', '.join(first)}, and {last} together" if first else last


def _within(name: str) -> str:
    """A name as it stands within a sentence: its first letter is small where none of its other words has a capital."""
    first, *others = name.split() or [""]
    plain = others and all(word == word.lower() for word in (first[1:], *others))
    return name[:1].lower() + name[1:] if plain else name


def title(profile: FixationProfile) -> str:
    """On whom, by what driver, which way: "Fixation on V1: delusion, escalating"."""
    sorts = [one.victim or said(one, "sort").lower() for one in profile.objects]
    code = profile.victim if profile.target == "person" else ""
    whom = code or said(profile, "target").lower() or _joined(sorts)
    on = f" on {whom}" if whom else ""
    course = ", ".join(word for word in (said(profile, "driver"), said(profile, "trend").lower()) if word)
    return f"Fixation{on}" + (f": {course[:1].lower()}{course[1:]}" if course else "")
