"""Structured professional judgement: items looked at one by one, a judgement in words, and no number made of them.

Nothing adds, averages or counts items. Suicide and self-harm are never judged here: no structured judgement of them is
recommended, and what is seen of them is a red flag (NICE guideline NG225, 2022: no tool or scale to predict them).
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import LEVELS, YES_NO, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import (
    Direction,
    Target,
    choice,
    date,
    line,
    reference,
    references,
    rows,
    text,
)
from app.domain.fields.rows import Cite, Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.source import Source
from app.domain.kinds.spj.choices import EARLIER, JUDGED, OTHER, PRESENCE, RATERS, TOOLS, WORDS
from app.domain.records.in_case import InCase
from app.domain.values.dates import ClinicalDate, add_months

REFUSED: Final = "Suicide and self-harm are not judged here: raise a red flag"
"""What is said of a judgement of either, whatever the tool has."""
_REVIEW_MONTHS: Final = 6
_SUICIDE: Final = re.compile(
    r"suicid|self[- ]?(harm|injur|mutilat)|parasuicid|(own|their|his|her) life|kill(ing)? (him|her|them|one)sel",
    re.IGNORECASE,
)


def _other(judgement: Any) -> bool:
    return bool(judgement.of == OTHER)


def _levelled(judgement: Any) -> bool:
    return bool(judgement.of != OTHER)


def _refused(judgement: Any) -> str:
    return REFUSED if _SUICIDE.search(judgement.other) else ""


@dataclass(frozen=True, kw_only=True)
class Rater(Row):
    """Who rated, and how they were trained for it."""

    who: str = line("Who", share=Share.RISK, needed=True, hint="Name and role")
    order: str = choice("Rater", RATERS, share=Share.RISK, needed=True)
    blind: str = choice("Blind to the other rating", YES_NO, share=Share.RISK)
    trained: str = choice("Trained in this tool", YES_NO_UNKNOWN, share=Share.RISK, needed=True)
    trained_on: ClinicalDate | None = date("Trained on", Direction.PAST, share=Share.RISK)


@dataclass(frozen=True, kw_only=True)
class Slot(Row):
    """One item of the tool. Its note is no search's to find: a second rater who is blind searches, too."""

    n: str = line("Item", share=Share.RISK, needed=True, searched=False, hint="As the tool numbers it")
    label: str = line("Label", share=Share.RISK, searched=False, hint="As your licence allows")
    presence: str = choice("Present", PRESENCE, share=Share.RISK, needed=True)
    relevance: str = choice("Relevant", LEVELS, share=Share.RISK)
    earlier: str = choice("In the past", EARLIER, share=Share.RISK)
    note: str = text("Note", share=Share.RISK, searched=False)
    cites: tuple[str, ...] = references("Rests on", Target.RECORD, share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class Judged(Row):
    """One judgement in words, with its reason. Not searched, for the same cause."""

    of: str = choice("Of", JUDGED, share=Share.RISK, needed=True)
    other: str = line(
        "In the tool's own words",
        share=Share.RISK,
        needed=_other,
        applies=_other,
        refused=_refused,
        searched=False,
        hint="What is judged and how; no level of ours",
    )
    word: str = choice("Judgement", WORDS, share=Share.RISK, needed=_levelled, applies=_levelled)
    because: str = text("Because", share=Share.RISK, needed=True, searched=False)


@dataclass(frozen=True, kw_only=True)
class Spj:
    """One rating with one tool, by one rater or by several together."""

    purpose: str = text("Purpose", share=Share.RISK, needed=True, section="What was judged, and by whom")
    tool: str = choice("Tool", TOOLS, share=Share.RISK, needed=True)
    tool_version: str = line("Edition", share=Share.RISK, needed=True, hint="Of another tool its name, too")
    licence: str = choice("Used under licence", YES_NO, share=Share.RISK, needed=True)
    current_means: ClinicalDate | None = date(
        "What “current” means",
        Direction.PAST,
        share=Share.RISK,
        needed=True,
        must_be_known=True,
        hint="01-Aug-2026 to 14-Sep-2026",
    )
    seen: str = choice("Person seen for it", YES_NO, share=Share.RISK, needed=True)
    sources: tuple[Source, ...] = rows("Sources", Source, share=Share.RISK, needed=True)
    raters: tuple[Rater, ...] = rows("Raters", Rater, share=Share.RISK, needed=True)
    rates_again: str = reference(
        "Rates again",
        Target.RECORD,
        share=Share.INTERNAL,
        hint="Of a second rater: the first rating, which stays hidden from them while they are blind",
    )

    judgements: tuple[Judged, ...] = rows(
        "Judgements", Judged, share=Share.RISK, needed=True, section="Judgement"
    )
    agreed: tuple[Judged, ...] = rows(
        "Agreed once both had rated",
        Judged,
        share=Share.RISK,
        applies=lambda s: bool(s.rates_again),
        hint="What both hold now, and why",
    )
    limits: str = text("Limits", share=Share.RISK, needed=True, searched=False)
    scenarios: tuple[str, ...] = references("Scenarios", Target.RECORD, share=Share.INTERNAL)
    review_on: ClinicalDate | None = date(
        "Review on",
        Direction.COMING,
        share=Share.RISK,
        needed=True,
        due="Review of the structured judgement",
        ahead=14,
        hint="Within six months as a rule",
    )

    slots: tuple[Slot, ...] = rows("Items", Slot, share=Share.RISK, section="Items of the tool")


def begun(case: InCase) -> Spj:
    """What a new one begins with: the usual day on which it is looked at again, for its author to move."""
    return Spj(review_on=ClinicalDate.of(add_months(case.on, _REVIEW_MONTHS)))


def is_second(rating: Spj) -> bool:
    """Whether it is a second rater's."""
    return any(each.order == "second" for each in rating.raters) or bool(rating.rates_again)


def is_blind(rating: Spj) -> bool:
    """Whether its rater does not know the other rating; who says nothing of it is taken to be blind."""
    return is_second(rating) and not any(each.blind == "no" for each in rating.raters)


def second_of(rating: Spj) -> str:
    """The record, by its series, that it rates again; empty for a first rating."""
    return Cite.of(rating.rates_again).series if rating.rates_again else ""


def blind_to(rating: Spj) -> str:
    """The record, by its series, that is hidden from the author while this is not signed; empty for none."""
    return second_of(rating) if is_blind(rating) else ""


def title(rating: Spj) -> str:
    """Tool, edition, and what is current: "SAM, 2009: current 01-Sep-2026 to 14-Nov-2026, second rater"."""
    named = (
        ", ".join(part for part in (said(rating, "tool"), _edition(rating)) if part) or "Structured judgement"
    )
    current = f": current {rating.current_means.show()}" if rating.current_means else ""
    return f"{named}{current}" + (", second rater" if is_second(rating) else "")


def _edition(rating: Spj) -> str:
    """The edition as far as it is a number: the rest is typed text, and a title tells none."""
    found = re.search(r"\d[\w.]{0,8}", rating.tool_version)
    return found[0] if found else ""
