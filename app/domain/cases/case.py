"""What is known of a case as a piece of work: its path, its stage and its cautions."""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import LEVELS
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    reference,
    references,
    rows,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate
from app.errors import NotAcceptable

PATHWAYS = (
    Choice("consultation", "Consultation", "Advice to partners about somebody who is not a patient"),
    Choice("assessment", "Assessment"),
    Choice("intervention", "Direct intervention"),
    Choice("co_work", "Co-work"),
    Choice("monitoring", "Monitoring"),
)
CLOSED: Final = "closed"
STAGES = (
    Choice("referred", "Referred"),
    Choice("screening", "Screening"),
    Choice("panel", "Before the panel"),
    Choice("assessment", "Assessment"),
    Choice("intervention", "Direct intervention"),
    Choice("co_work", "Co-work"),
    Choice("monitoring", "Monitoring"),
    Choice("open", "Open (earlier form)", retired=True),
    Choice("review", "Under review"),
    Choice("follow_up", "Follow-up"),
    Choice(CLOSED, "Closed"),
)
"""Where a case stands in the team's work. "Open" told none of the four that took its place from the others."""
BEFORE_FOLLOW_UP: Final = frozenset(each.code for each in STAGES[:-2])
"""The stages in which the team still works on a case: all but the last two."""
RETIRED_STAGES: Final = frozenset(each.code for each in STAGES if each.retired)
"""Stages that no case comes into any more."""
JUSTICE_STAGES = (
    Choice("none", "No proceedings"),
    Choice("reported", "Reported to police"),
    Choice("investigation", "Under investigation", "Some sites give no direct intervention at this stage"),
    Choice("bail_before_charge", "Bail before charge"),
    Choice(
        "released_under_investigation",
        "Released under investigation",
        "No conditions can be attached, and there is no end date",
    ),
    Choice("bail", "Bail or released: not told apart", retired=True),
    Choice("charged", "Charged"),
    Choice("remand", "On remand"),
    Choice("trial", "Before the court"),
    Choice("awaiting_sentence", "Awaiting sentence"),
    Choice("custody", "In custody"),
    Choice("licence", "On licence"),
    Choice("community_order", "Community order"),
    Choice("supervision", "Supervised in the community", retired=True),
    Choice("ended", "Ended"),
)
"""Where the proceedings stand. Bail and release under investigation are two things, and were one once."""


LONGEST_REFERENCE = 40


def _short(typed: str) -> str:
    if len(typed) > LONGEST_REFERENCE:
        raise NotAcceptable(f"A case reference has at most {LONGEST_REFERENCE} characters.")
    return typed


@dataclass(frozen=True, kw_only=True)
class CaseName:
    """What a case is called, in lists and in letters; it never changes."""

    reference: str = line(
        "Case reference",
        share=Share.CONTEXT,
        needed=True,
        check=_short,
        hint="As your service numbers its cases, without a name: NM-0231",
    )


def _pathway() -> Any:
    return choice("Pathway", PATHWAYS, share=Share.CONTEXT, needed=True, section="Case")


def _opened() -> Any:
    return date("Opened", Direction.PAST, share=Share.CONTEXT, needed=True)


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """The facts of a case that lists sort and filter by."""

    pathway: str = _pathway()
    stage: str = choice("Stage", STAGES, share=Share.CONTEXT, needed=True)
    holder: str = line(
        "Case holder", share=Share.CONTEXT, hint="The service that coordinates care, often not this team"
    )
    justice_stage: str = choice("Criminal justice stage", JUSTICE_STAGES, share=Share.CONTEXT)
    opened: ClinicalDate | None = _opened()
    closed: ClinicalDate | None = date("Closed", Direction.PAST, share=Share.CONTEXT)


@dataclass(frozen=True, kw_only=True)
class CaseMove:
    """The stage that a case comes into, and why."""

    stage: str = choice("New stage", STAGES, share=Share.CONTEXT, needed=True)
    reason: str = line(
        "Why", share=Share.CONTEXT, needed=True, hint="In short and without names: it stands in the history"
    )


@dataclass(frozen=True, kw_only=True)
class CaseConcern:
    """How much work the stalking needs, as it was at entry and at exit; never of self-harm, and never how likely."""

    entry: str = choice("Concern at entry", LEVELS, share=Share.RISK)
    exit: str = choice("Concern at exit", LEVELS, share=Share.RISK)


DIRECT_WORK: Final = "direct_work"
LETTERS: Final = "letters"
CONTACT: Final = "contact"
GATES: Final = (
    Choice(DIRECT_WORK, "Direct work", "Appointments with the person"),
    Choice(LETTERS, "Letters", "Anything sent to the person"),
    Choice(CONTACT, "Contact", "Any call, message or visit to the person"),
)
GATE_CLOSED: Final = "closed"
GATE_WAIVED: Final = "waived"
GATE_STANDS: Final = (
    Choice("open", "Open"),
    Choice(GATE_CLOSED, "Closed"),
    Choice(GATE_WAIVED, "Waived by the lead", "The rule would close it, and it is open all the same"),
)


@dataclass(frozen=True, kw_only=True)
class Gate(Row):
    """What a rule of the site closes in this case, and whether it does."""

    gate: str = choice("What it closes", GATES, share=Share.INTERNAL, needed=True)
    stands: str = choice("How it stands", GATE_STANDS, share=Share.INTERNAL, needed=True)
    why: str = line(
        "Rule, and why",
        share=Share.INTERNAL,
        needed=lambda g: g.stands in {GATE_CLOSED, GATE_WAIVED},
        hint="In short and without names: it stands on what it closes",
    )


@dataclass(frozen=True, kw_only=True)
class CaseGates:
    """Every gate of a case; one that is not named is open."""

    gates: tuple[Gate, ...] = rows("Gates", Gate, share=Share.INTERNAL)

    def closed(self, gate: str) -> str:
        """Why a gate is closed; empty where it is not. Of several words about one the closed one holds."""
        return next(
            (each.why or "closed" for each in self.gates if each.gate == gate and each.stands == GATE_CLOSED),
            "",
        )


@dataclass(frozen=True, kw_only=True)
class CaseTeam:
    """Who works on the case besides its lead."""

    team: tuple[str, ...] = references("Team", Target.STAFF, share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class LinkedCase(Row):
    """Another case that has to do with this one."""

    case: str = reference("Case", Target.CASE, share=Share.INTERNAL, needed=True)
    why: str = line("Why", share=Share.INTERNAL, needed=True)


@dataclass(frozen=True, kw_only=True)
class CaseLinks:
    """Every case that this one is linked with."""

    links: tuple[LinkedCase, ...] = rows("Linked cases", LinkedCase, share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class CaseDetails:
    """The facts of a case that are changed together; into another stage it is moved, with the reason."""

    pathway: str = _pathway()
    holder: str = line(
        "Case holder", share=Share.CONTEXT, hint="The service that coordinates care, often not this team"
    )
    justice_stage: str = choice("Criminal justice stage", JUSTICE_STAGES, share=Share.CONTEXT)
    opened: ClinicalDate | None = _opened()


@dataclass(frozen=True, kw_only=True)
class CaseOpening:
    """Whose case it is, what it is called, and how it began."""

    person: str = reference("Person", Target.PERSON, share=Share.CONTEXT, needed=True)
    reference: str = line("Case reference", share=Share.CONTEXT, needed=True, check=_short)
    pathway: str = _pathway()
    opened: ClinicalDate | None = _opened()


@dataclass(frozen=True, kw_only=True)
class CaseLead:
    """The member of staff who answers for the case."""

    lead: str = reference("Lead", Target.STAFF, share=Share.CONTEXT, needed=True)
