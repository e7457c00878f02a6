"""Public protection: how MAPPA, MARAC or another meeting holds the person, and what health does in it.

Minutes are the meeting's own; what is in them is passed on with the chair's consent alone (MAPPA Guidance, chapter 7).
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, references, rows, text
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.action import Action
from app.domain.values.dates import ClinicalDate

MAPPA = "mappa"
SORTS = (
    Choice(MAPPA, "MAPPA"),
    Choice("marac", "MARAC"),
    Choice("pdp", "Potentially dangerous person"),
    Choice("prevent", "Prevent or Channel"),
    Choice("other", "Another meeting"),
)
CATEGORIES = (
    Choice("1", "Category 1", "Subject to sexual offence notification"),
    Choice("2", "Category 2", "Violent or other sexual, 12 months or more, or a hospital order"),
    Choice("3", "Category 3", "Other dangerous"),
    Choice("4", "Category 4", "Terrorism"),
    Choice("none", "Considered, not eligible"),
)
NOT_ELIGIBLE = "none"
LEVELS = (Choice("1", "Level 1"), Choice("2", "Level 2"), Choice("3", "Level 3"))
ROSH = (
    Choice("low", "Low"),
    Choice("medium", "Medium"),
    Choice("high", "High"),
    Choice("very_high", "Very high"),
)
CONSENT = (Choice("not_asked", "Not asked"), Choice("given", "Given"), Choice("refused", "Refused"))


def is_not_eligible(held: Any) -> bool:
    """Whether MAPPA was considered and did not apply: our own fact, which needs nobody's consent."""
    return bool(held.sort == MAPPA and held.category == NOT_ELIGIBLE)


def _held_at_level(held: Any) -> bool:
    return bool(held.sort == MAPPA and held.category != NOT_ELIGIBLE)


def _no_category(held: Any) -> str:
    return "" if held.sort == MAPPA else "Only MAPPA has categories"


def _no_level(held: Any) -> str:
    return "" if _held_at_level(held) else "Only who is held under MAPPA has a level"


def _below_its_category(held: Any) -> str:
    # MAPPA Guidance: whom category 1 or 2 takes in is managed at any level, category 3 by a meeting alone.
    if held.category != "3" or held.level != "1":
        return ""
    return "Category 3 is managed at level 2 or 3"


@dataclass(frozen=True, kw_only=True)
class PublicProtection:
    """One meeting's hold on the person, as it stands."""

    sort: str = choice("Meeting", SORTS, share=Share.CONTEXT, needed=True, section="Meeting")
    category: str = choice(
        "Category",
        CATEGORIES,
        share=Share.CONTEXT,
        needed=lambda p: p.sort == MAPPA,
        applies=lambda p: p.sort == MAPPA,
        refused=_no_category,
    )
    level: str = choice(
        "Level",
        LEVELS,
        share=Share.CONTEXT,
        needed=_held_at_level,
        applies=_held_at_level,
        refused=_no_level,
        warned=_below_its_category,
    )
    rosh: str = choice(
        "Risk of serious harm",
        ROSH,
        share=Share.RISK,
        hint="As it was set by probation or police, never here",
    )
    rosh_by: str = line("Set by", share=Share.RISK, needed=lambda p: bool(p.rosh))
    lead: str = choice("Lead agency", AGENCIES, share=Share.CONTEXT, needed=True)
    from_on: ClinicalDate | None = date("From", Direction.PAST, share=Share.CONTEXT, needed=True)
    next_review: ClinicalDate | None = date(
        "Next review",
        Direction.EITHER,
        share=Share.CONTEXT,
        due="Public protection review",
        ahead=14,
        done=lambda p: p.ended_on is not None,
    )
    ended_on: ClinicalDate | None = date("Ended", Direction.PAST, share=Share.CONTEXT)
    heard_on: ClinicalDate | None = date("Heard on", Direction.PAST, share=Share.CONTEXT)
    victims: tuple[str, ...] = references("Victims", Target.VICTIM, share=Share.RISK, hint="Codes")
    actions: tuple[Action, ...] = rows("Actions", Action, share=Share.MANAGEMENT, section="What is done")
    our_part: str = text("Our part", share=Share.MANAGEMENT)
    minutes_with: str = line("Minutes held by", share=Share.CONTEXT, section="Minutes and consent")
    chair_consent: str = choice("Chair's consent to pass it on", CONSENT, share=Share.CONTEXT, needed=True)
    terms: str = text("Terms of the consent", share=Share.CONTEXT)


def _category_and_level(held: PublicProtection) -> tuple[str, str]:
    """Both in words, of MAPPA alone: whatever stands there of another meeting is none of its own."""
    if held.sort != MAPPA:
        return "", ""
    return said(held, "category").lower(), said(held, "level").lower()


def status_line(held: PublicProtection) -> str:
    """In one line: "MAPPA category 2, level 2, lead Probation, next review 14-Dec-2026"."""
    category, level = _category_and_level(held)
    words = (
        f"{said(held, 'sort')} {category}".strip(),
        level,
        f"lead {said(held, 'lead')}" if held.lead else "",
        f"next review {held.next_review.show()}" if held.next_review else "",
        f"ended {held.ended_on.show()}" if held.ended_on else "",
    )
    return ", ".join(word for word in words if word)


def title(held: PublicProtection) -> str:
    """The meeting, category and level."""
    if is_not_eligible(held):
        return "MAPPA considered, not eligible"
    words = (said(held, "sort"), *_category_and_level(held))
    return ", ".join(word for word in words if word) or "Public protection"
