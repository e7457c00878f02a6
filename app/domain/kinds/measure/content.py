"""Measure: one administration, its answers by position, and what its file made of them when it was signed.

What was worked out is signed with the answers, so that the record reads whole though the file is gone. No result is
turned into a level of risk.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import NOT_ASKED, YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    number,
    references,
    rows,
    text,
    time,
)
from app.domain.fields.declare import (
    answers as answered,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.parts.told import Told
from app.domain.values.dates import ClinicalDate

OUTSIDE: Final = "outside"
GIVEN: Final = (
    Choice("handed_over", "Handed over"),
    Choice("paper", "On paper"),
    Choice("read_aloud", "Read aloud"),
    Choice("interview", "In an interview"),
    Choice(OUTSIDE, "Scored outside", "A sold test: its scores as printed"),
)
BY: Final = (
    Choice("person", "The person"),
    Choice("clinician", "A clinician"),
    Choice("proxy", "Somebody for them"),
)
OCCASION: Final = (
    Choice("baseline", "Baseline"),
    Choice("session", "Session"),
    Choice("review", "Review"),
    Choice("discharge", "Discharge"),
    Choice("follow_up", "Follow-up"),
)
NOT_GIVEN: Final = (
    Choice("declined", "Declined"),
    Choice("unsuitable", "Unsuitable"),
    Choice("unable", "Unable"),
    NOT_ASKED,
)
REFUSED: Final = "refused"
HOLDS: Final = (*YES_NO, Choice(REFUSED, "Not scored"))
_NAME: Final = re.compile(r"([a-z0-9-]{2,32})@[0-9]{1,5}", re.ASCII)
_PART: Final = re.compile(r"[a-z0-9_-]{1,40}", re.ASCII)
_MOST_TOLD: Final = 4
ALONE: Final = ("serves", "covers", "not_given", "outside", "critical", "red_flags")
"""What is answered without the person: what an answer means for the team, and what it does about that."""


@dataclass(frozen=True, kw_only=True)
class Printed(Row, noun="Score as printed"):
    """One score of a test that was scored elsewhere."""

    name: str = line("Name of the test and scale", share=Share.MEASURE, needed=True, searched=False)
    score: str = number("Score", share=Share.MEASURE, needed=True)
    edition: str = line("Edition", share=Share.MEASURE, needed=True, searched=False)
    scored_by: str = line("Scored by", share=Share.MEASURE, needed=True, searched=False)


@dataclass(frozen=True, kw_only=True)
class ScoreRow:
    """One score as it was worked out, with its range and band; or why it was refused."""

    id: str = line("Score", share=Share.MEASURE, searched=False, derived=True)
    title: str = line("Title", share=Share.MEASURE, searched=False, derived=True)
    tracked: str = choice("Compared over time", YES_NO, share=Share.MEASURE, derived=True)
    value: str = number("Value", share=Share.MEASURE, derived=True)
    least: str = number("Lowest", share=Share.MEASURE, derived=True)
    most: str = number("Highest", share=Share.MEASURE, derived=True)
    out_of: str = number("Out of", share=Share.MEASURE, derived=True)
    band: str = line("Band", share=Share.MEASURE, searched=False, derived=True)
    band_label: str = line("Band in words", share=Share.MEASURE, searched=False, derived=True)
    band_source: str = line("Source of the band", share=Share.MEASURE, searched=False, derived=True)
    refused: str = line("Why it is not scored", share=Share.MEASURE, searched=False, derived=True)


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    """A cut or a finding, and whether it holds."""

    id: str = line("Id", share=Share.MEASURE, searched=False, derived=True)
    label: str = line("Label", share=Share.MEASURE, searched=False, derived=True)
    who: str = line("For whom", share=Share.MEASURE, searched=False, derived=True)
    holds: str = choice("Holds", HOLDS, share=Share.MEASURE, derived=True)
    source: str = line("Source", share=Share.MEASURE, searched=False, derived=True)


@dataclass(frozen=True, kw_only=True)
class Critical(Row, noun="Critical item"):
    """A critical item that was answered so, and what was done about it: nothing is signed before that is said."""

    id: str = line("Id", share=Share.RISK, searched=False, derived=True)
    message: str = line("What was answered", share=Share.RISK, searched=False, derived=True)
    item: str = line("Items that say so", share=Share.RISK, searched=False, derived=True)
    answer: str = line("Their values", share=Share.RISK, searched=False, derived=True)
    asked: str = text("What was asked", share=Share.RISK, needed=True)
    done: str = text("What was done", share=Share.RISK, needed=True)
    by: str = line("By whom", share=Share.RISK, needed=True, hint="Name and role")
    on: ClinicalDate | None = date("On", Direction.PAST, share=Share.RISK, needed=True, must_be_known=True)
    at: str = time("At", share=Share.RISK)
    told: tuple[Told, ...] = rows("Who was told", Told, share=Share.RISK)
    nobody_told: str = text(
        "Why nobody was told",
        share=Share.RISK,
        needed=lambda c: not c.told,
        applies=lambda c: not c.told,
    )


def is_outside(content: Any) -> bool:
    """Whether it is of a test that was scored elsewhere."""
    return bool(content.given == OUTSIDE)


def _is_answered(content: Any) -> bool:
    return not is_outside(content) and not content.not_given


@dataclass(frozen=True, kw_only=True)
class Administration:
    """One administration of one measure."""

    measure: str = line(
        "Measure",
        share=Share.MEASURE,
        needed=lambda m: not is_outside(m),
        applies=lambda m: not is_outside(m),
        searched=False,
        section="Measure",
    )
    given: str = choice("How it was given", GIVEN, share=Share.MEASURE, needed=True)
    by: str = choice("Answered by", BY, share=Share.MEASURE, needed=True)
    occasion: str = choice("Occasion", OCCASION, share=Share.MEASURE, needed=True)
    covers: ClinicalDate | None = date(
        "Time it asks about", Direction.PAST, share=Share.MEASURE, hint="Where it is not that of the form"
    )
    serves: tuple[str, ...] = references(
        "Goals it measures",
        Target.RECORD,
        letter="G",
        share=Share.INTERNAL,
        hint="Where each item is a goal: in the order of the items, the same each time",
    )
    not_given: str = choice(
        "Not given, because", NOT_GIVEN, share=Share.MEASURE, applies=lambda m: not is_outside(m)
    )

    answers: tuple[int | None, ...] = answered(
        "Answers", share=Share.MEASURE, needed=_is_answered, applies=_is_answered, section="Answers"
    )
    outside: tuple[Printed, ...] = rows(
        "Scores as printed", Printed, share=Share.MEASURE, needed=is_outside, applies=is_outside
    )

    critical: tuple[Critical, ...] = rows(
        "Critical items",
        Critical,
        share=Share.RISK,
        applies=lambda m: bool(m.critical),
        section="Critical items",
        hint="Nothing is signed before it stands here what was asked, done and told",
    )
    red_flags: tuple[RedFlagRow, ...] = rows(
        "Red flags", RedFlagRow, share=Share.RISK, splits="red_flag", applies=lambda m: bool(m.critical)
    )

    scores: tuple[ScoreRow, ...] = rows(
        "Scores", ScoreRow, share=Share.MEASURE, derived=True, section="Result"
    )
    cuts: tuple[HeldRow, ...] = rows("Cuts", HeldRow, share=Share.MEASURE, derived=True)
    findings: tuple[HeldRow, ...] = rows("Findings", HeldRow, share=Share.MEASURE, derived=True)
    missing: str = line("Items not answered", share=Share.MEASURE, searched=False, derived=True)
    skipped: str = line("Items skipped", share=Share.MEASURE, searched=False, derived=True)
    values: tuple[int | None, ...] = answered("Values", share=Share.MEASURE, derived=True)
    name: str = line("Name of the measure", share=Share.MEASURE, searched=False, derived=True)
    short: str = line("Short name", share=Share.MEASURE, searched=False, derived=True)
    edition: str = line("Edition", share=Share.MEASURE, searched=False, derived=True)
    hash: str = line("SHA-256 of its file", share=Share.INTERNAL, searched=False, derived=True)


def course(content: Administration) -> str:
    """The measure and its version: an administration is compared with those of the same."""
    return content.measure


def title(content: Administration) -> str:
    """The measure and its compared scores: "CORE-10: total 20"."""
    found = _NAME.fullmatch(content.measure)
    named = found[1].upper() if found else "Measure"
    if is_outside(content):
        return "Measure scored outside"
    if content.not_given:
        return f"{named}: {said(content, 'not_given').lower()}"
    told = [
        f"{row.id} {row.value or 'not scored'}"
        for row in content.scores
        if row.tracked == "yes" and _PART.fullmatch(row.id)
    ]
    return f"{named}: {', '.join(told[:_MOST_TOLD])}" if told else named
