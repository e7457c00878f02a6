"""What is known of a case as a piece of work: its path, its stage and its cautions."""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.declare import Choice, Direction, Target, choice, date, line, reference
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
STAGES = (
    Choice("referred", "Referred"),
    Choice("screening", "Screening"),
    Choice("panel", "Before the panel"),
    Choice("open", "Open"),
    Choice("review", "Under review"),
    Choice("closed", "Closed"),
)
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
