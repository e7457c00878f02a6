"""Mental Health Act: a section or a restricted discharge, and its clock.

What falls due by itself, and how long a section usually lasts, is worked out in `clock.py`.
"""

from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Closer, Share
from app.domain.kinds.mental_health_act.clock import (
    REPORT,
    REPORT_AHEAD,
    SECTIONS,
    is_restricted,
)
from app.domain.kinds.parts.condition import CONDITIONS, Condition
from app.domain.kinds.parts.running import is_before
from app.domain.values.dates import ClinicalDate

__all__ = ["MentalHealthAct", "Report", "Term", "title"]

PERSON, MINISTRY = "person", "ministry"
AGREED = (
    Choice(PERSON, "The person"),
    Choice(MINISTRY, "The Ministry of Justice"),
    Choice("nobody", "Nobody", "Panel and probation are told whom to ask"),
)


@dataclass(frozen=True, kw_only=True)
class Term(Condition):
    """One condition: told as the diagnosis is, and not as a condition that a court gave in public."""

    about: str = choice("About", CONDITIONS, share=Share.DIAGNOSIS, needed=True)
    wording: str = text(
        "Wording", share=Share.DIAGNOSIS, needed=True, hint="Codes instead of names and addresses"
    )
    begins: ClinicalDate | None = date(
        "Begins", Direction.EITHER, share=Share.DIAGNOSIS, hint="Empty if from the first day"
    )
    ends: ClinicalDate | None = date(
        "Ends",
        Direction.EITHER,
        share=Share.DIAGNOSIS,
        refused=lambda t: (
            "It lies before the day on which the condition begins" if is_before(t.ends, t.begins) else ""
        ),
        hint="Empty if to the last day",
    )


@dataclass(frozen=True, kw_only=True)
class Report(Row):
    """A report that a supervisor owes, until it is sent."""

    due: ClinicalDate | None = date(
        "Due",
        Direction.EITHER,
        share=Share.DIAGNOSIS,
        needed=True,
        due=REPORT,
        done=lambda r: r.sent_on is not None,
        ahead=REPORT_AHEAD,
    )
    sent_on: ClinicalDate | None = date("Sent on", Direction.PAST, share=Share.DIAGNOSIS)
    to: str = line("To", share=Share.DIAGNOSIS, needed=lambda r: r.sent_on is not None)


def _over(held: Any) -> bool:
    return held.ended_on is not None


def _was_agreed(held: Any) -> bool:
    return held.agreed in {PERSON, MINISTRY}


def _not_agreed(held: Any) -> bool:
    return not _was_agreed(held)


_IN_CARE: Final[dict[str, Any]] = {
    "share": Share.DIAGNOSIS,
    "closer": Closer(Share.DIAGNOSIS, _not_agreed, never_to=frozenset({"panel", "probation"})),
    "only_to": frozenset({"mappa", "court", "gp", "panel", "probation", "person"}),
}
"""Whoever lets a diagnosis in lets none of this in: panel and probation get it by agreement alone."""


def _too_early(name: str) -> Any:
    def why(held: Any) -> str:
        is_early = is_before(getattr(held, name), held.from_on)
        return "It lies before the day on which it began" if is_early else ""

    return why


def _fits_badly(held: Any) -> str:
    """Restrictions go with some sections by law, and with others never."""
    by_law = is_restricted(held.section)
    if by_law is None or not held.restricted or by_law == (held.restricted == "yes"):
        return ""
    return "Under this section a patient is restricted" if by_law else "No restrictions go with this section"


@dataclass(frozen=True, kw_only=True)
class MentalHealthAct:
    """One section as it stands.

    That there is one is context: panel and probation are told whom to ask, whatever they get of a diagnosis.
    """

    section: str = choice(
        "Section", SECTIONS, share=Share.CONTEXT, needed=True, searched=True, section="Section"
    )
    from_on: ClinicalDate | None = date("From", Direction.PAST, needed=True, **_IN_CARE)
    ends: ClinicalDate | None = date(
        "Ends",
        Direction.EITHER,
        **_IN_CARE,
        due="Section ends",
        ahead=28,
        done=_over,
        refused=_too_early("ends"),
        hint="Empty where it has no last day",
    )
    restricted: str = choice("Restricted", YES_NO, needed=True, warned=_fits_badly, **_IN_CARE)
    hospital: str = line("Hospital", **_IN_CARE)
    clinician: str = line("Responsible clinician", **_IN_CARE)
    social: str = line("Social supervisor", **_IN_CARE)
    agreed: str = choice(
        "Who agreed that panel and probation are told more",
        AGREED,
        share=Share.CONTEXT,
        hint="Else they are told to ask the responsible clinician, and no more",
    )
    agreed_on: ClinicalDate | None = date(
        "Agreed on", Direction.PAST, share=Share.CONTEXT, needed=_was_agreed, applies=_was_agreed
    )
    conditions: tuple[Term, ...] = rows("Conditions", Term, section="Conditions and clock", **_IN_CARE)
    tribunal_on: ClinicalDate | None = date(
        "Tribunal", Direction.EITHER, due="Tribunal", ahead=30, done=_over, **_IN_CARE
    )
    reports: tuple[Report, ...] = rows(
        "Supervisor's reports",
        Report,
        **_IN_CARE,
        done=_over,
        hint="Of a conditional discharge the next falls due by itself: a row for each that is sent",
    )
    ended_on: ClinicalDate | None = date(
        "Ended", Direction.PAST, share=Share.CONTEXT, refused=_too_early("ended_on"), section="End"
    )
    ended_how: str = line("How", needed=_over, **_IN_CARE)


def title(held: MentalHealthAct) -> str:
    """The section, and until when: "Section 3, until 14-May-2027"."""
    what = said(held, "section") or "Mental Health Act"
    if held.ended_on is not None:
        return f"{what}, ended {held.ended_on.show()}"
    return f"{what}, until {held.ends.show()}" if held.ends else what
