"""Screening: the four signs of stalking, the gates of the site, what must be asked of every case, and the decision.

The four signs are those of the College of Policing and the Crown Prosecution Service: fixated, obsessive, unwanted,
repeated. They are answered apart and never counted.
"""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.cases.case import PATHWAYS
from app.domain.fields.answers import ASKED, LEVELS, YES_NO, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Target, choice, line, reference, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.parts.told import Told
from app.domain.records.in_case import InCase

SIGN: Final = (*YES_NO, Choice("unclear", "Unclear"))
SITE_GATES: Final = (
    Choice("adult", "An adult"),
    Choice("resident", "Lives in the area of the service"),
    Choice("no_active_investigation", "No active investigation"),
    Choice("consent", "Consents, where consent is needed"),
    Choice("capacity", "Has capacity to decide on it"),
    Choice("conflict", "Nobody here knows either side"),
)
DECISIONS: Final = (
    Choice("accept", "Accept"),
    Choice("panel", "To the panel"),
    Choice("consult", "Advice only"),
    Choice("decline", "Decline"),
    Choice("refer_on", "Refer on"),
    Choice("more", "More information first"),
)


@dataclass(frozen=True, kw_only=True)
class SiteGate(Row):
    """One condition of the site, and whether it is met."""

    gate: str = choice("Gate", SITE_GATES, share=Share.CONTEXT, needed=True)
    met: str = choice("Met", YES_NO_UNKNOWN, share=Share.CONTEXT, needed=True)
    why: str = line("Why", share=Share.CONTEXT)


def _decided(decision: str) -> Any:
    return lambda screening: screening.decision == decision


def _answered_yes(name: str) -> Any:
    return lambda screening: getattr(screening, name) == "yes"


def _unflagged(screening: Any) -> bool:
    """Whether a weapon is within reach and no red flag says so."""
    return bool(screening.weapons == "yes" and not (screening.red_flags or screening.flag))


def _sign(label: str, **options: Any) -> Any:
    return choice(label, SIGN, share=Share.RISK, needed=True, **options)


def _why(label: str) -> Any:
    return line(label, share=Share.RISK, needed=True)


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What is decided and why first; below it what it rests on."""

    reasons: str = text("Reasons", share=Share.CONTEXT, needed=True, section="Decision")
    decision: str = choice("Decision", DECISIONS, share=Share.CONTEXT, needed=True, searched=True)
    concern: str = choice(
        "Concern at entry",
        LEVELS,
        share=Share.RISK,
        needed=True,
        hint="How much work it needs, not how likely anything is",
    )
    pathway: str = choice(
        "Pathway", PATHWAYS, share=Share.CONTEXT, needed=_decided("accept"), applies=_decided("accept")
    )
    refer_to: str = line(
        "Referred on to", share=Share.CONTEXT, needed=_decided("refer_on"), applies=_decided("refer_on")
    )
    fixated: str = _sign("Fixated", section="The four signs")
    fixated_why: str = _why("Why fixated, or not")
    obsessive: str = _sign("Obsessive")
    obsessive_why: str = _why("Why obsessive, or not")
    unwanted: str = _sign("Unwanted")
    unwanted_why: str = _why("Why unwanted, or not")
    repeated: str = _sign("Repeated")
    repeated_why: str = _why("Why repeated, or not")
    weapons: str = choice(
        "Firearm or shotgun certificate, or another weapon within reach",
        ASKED,
        share=Share.RISK,
        needed=True,
        section="Asked of every case",
    )
    weapons_done: str = text(
        "What was done about weapons",
        share=Share.RISK,
        needed=_answered_yes("weapons"),
        applies=_answered_yes("weapons"),
        hint="Police licensing told, when and by whom, or why not",
    )
    red_flags: tuple[RedFlagRow, ...] = rows("Red flags", RedFlagRow, share=Share.RISK, splits="red_flag")
    flag: str = reference(
        "Red flag",
        Target.RECORD,
        share=Share.INTERNAL,
        applies=_answered_yes("weapons"),
        hint="Where one was raised already",
    )
    no_flag_why: str = text(
        "Why no red flag is raised", share=Share.RISK, needed=_unflagged, applies=_unflagged
    )
    children: str = choice(
        "Children living with or seeing the person or a victim", ASKED, share=Share.RISK, needed=True
    )
    children_done: str = text(
        "What was done about children",
        share=Share.RISK,
        needed=_answered_yes("children"),
        applies=_answered_yes("children"),
        hint="Safeguarding considered, by whom, and what came of it",
    )
    partner_abuse: str = choice("Present or former partner, or family", ASKED, share=Share.RISK, needed=True)
    partner_abuse_done: str = text(
        "What was done about domestic abuse",
        share=Share.RISK,
        needed=_answered_yes("partner_abuse"),
        applies=_answered_yes("partner_abuse"),
        hint="DASH done, by whom; referred to MARAC, or why not",
    )
    gates: tuple[SiteGate, ...] = rows(
        "Site gates", SiteGate, share=Share.CONTEXT, needed=True, section="Site gates"
    )
    told: tuple[Told, ...] = rows(
        "Who was told", Told, share=Share.CONTEXT, needed=True, section="Who was told"
    )


def begun(_: InCase) -> Screening:
    """What a new one begins with: every gate of the site, none of them answered."""
    return Screening(gates=tuple(SiteGate(gate=each.code) for each in SITE_GATES))


def title(screening: Screening) -> str:
    """The decision: "Screening: accept, direct intervention"."""
    words = [said(screening, "decision")]
    if screening.decision == "accept":
        words.append(said(screening, "pathway"))
    decided = ", ".join(f"{word[:1].lower()}{word[1:]}" for word in words if word)
    return f"Screening: {decided}" if decided else "Screening"
