"""Mental Health Act: a section or a restricted discharge, and its clock.

A conditionally discharged restricted patient: the supervisors' first report is due four weeks after discharge, then one
every three months (Ministry of Justice, guidance on conditionally discharged restricted patients, gov.uk).
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import YES_NO
from app.domain.fields.content import said
from app.domain.fields.declare import Choice, Direction, choice, date, line, rows, text
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

SECTIONS = (
    Choice("s2", "Section 2", "Assessment, up to 28 days"),
    Choice("s3", "Section 3", "Treatment, six months at first"),
    Choice("s37", "Section 37", "Hospital order"),
    Choice("s37_41", "Sections 37 and 41", "Hospital order with restrictions"),
    Choice("s45a", "Section 45A", "Hospital and limitation directions"),
    Choice("s47_49", "Sections 47 and 49", "Transfer of a sentenced prisoner"),
    Choice("s48_49", "Sections 48 and 49", "Transfer of another prisoner"),
    Choice("cto", "Community treatment order"),
    Choice("conditional_discharge", "Conditional discharge", "Of a restricted patient"),
    Choice("s117_only", "Section 117 aftercare alone"),
    Choice("other", "Another section"),
)
CONDITIONAL = "conditional_discharge"


@dataclass(frozen=True, kw_only=True)
class Term(Row):
    """One condition."""

    wording: str = text(
        "Wording", share=Share.DIAGNOSIS, needed=True, hint="Codes instead of names and addresses"
    )


@dataclass(frozen=True, kw_only=True)
class Report(Row):
    """A report that a supervisor owes, until it is sent."""

    due: ClinicalDate | None = date(
        "Due",
        Direction.EITHER,
        share=Share.DIAGNOSIS,
        needed=True,
        due="Supervisor's report",
        done=lambda r: r.sent_on is not None,
    )
    sent_on: ClinicalDate | None = date("Sent on", Direction.PAST, share=Share.DIAGNOSIS)
    to: str = line("To", share=Share.DIAGNOSIS, needed=lambda r: r.sent_on is not None)


def _over(held: Any) -> bool:
    return held.ended_on is not None


@dataclass(frozen=True, kw_only=True)
class MentalHealthAct:
    """One section as it stands.

    That there is one is context: panel and probation are told whom to ask, whatever they get of a diagnosis.
    """

    section: str = choice(
        "Section", SECTIONS, share=Share.CONTEXT, needed=True, searched=True, section="Section"
    )
    from_on: ClinicalDate | None = date("From", Direction.PAST, share=Share.DIAGNOSIS, needed=True)
    ends: ClinicalDate | None = date(
        "Ends", Direction.EITHER, share=Share.DIAGNOSIS, due="Section ends", ahead=28, done=_over
    )
    restricted: str = choice("Restricted", YES_NO, share=Share.DIAGNOSIS, needed=True)
    hospital: str = line("Hospital", share=Share.DIAGNOSIS)
    clinician: str = line("Responsible clinician", share=Share.DIAGNOSIS)
    social: str = line("Social supervisor", share=Share.DIAGNOSIS)
    conditions: tuple[Term, ...] = rows(
        "Conditions", Term, share=Share.DIAGNOSIS, section="Conditions and clock"
    )
    tribunal_on: ClinicalDate | None = date(
        "Tribunal", Direction.EITHER, share=Share.DIAGNOSIS, due="Tribunal", ahead=30, done=_over
    )
    reports: tuple[Report, ...] = rows("Supervisor's reports", Report, share=Share.DIAGNOSIS)
    ended_on: ClinicalDate | None = date("Ended", Direction.PAST, share=Share.CONTEXT, section="End")
    ended_how: str = line("How", share=Share.DIAGNOSIS, needed=_over)


def title(held: MentalHealthAct) -> str:
    """The section, and until when: "Section 3, until 14-May-2027"."""
    what = said(held, "section") or "Mental Health Act"
    if held.ended_on is not None:
        return f"{what}, ended {held.ended_on.show()}"
    return f"{what}, until {held.ends.show()}" if held.ends else what
