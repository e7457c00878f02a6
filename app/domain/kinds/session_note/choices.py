"""What a session note offers: types, places, attendance, and reasons for absence by group."""

from enum import StrEnum

from app.domain.cases.appointment import MODES
from app.domain.fields.answers import NOT_ASSESSED, NOT_KNOWN, SETTINGS
from app.domain.fields.declare import Choice

__all__ = [
    "ABSENCES",
    "ATTENDANCE",
    "ENGAGEMENT",
    "HOMEWORK",
    "KEPT",
    "MODES",
    "SETTINGS",
    "SHORT",
    "TYPES",
    "absence_group",
]

SHORT = "check"
TYPES = (
    Choice("individual", "Individual session"),
    Choice("assessment", "Assessment interview"),
    Choice("joint", "Joint session with a partner agency"),
    Choice("family", "Session with family or carer"),
    Choice("group", "Group session"),
    Choice("review", "Review meeting"),
    Choice(SHORT, "Short check-in call"),
    Choice("other", "Other session"),
)
ATTENDANCE = (
    Choice("attended", "Attended"),
    Choice("left_early", "Attended, left early"),
    Choice("dna", "Did not attend"),
    Choice("cancelled_person", "Cancelled by the person"),
    Choice("cancelled_team", "Cancelled by the team"),
    Choice("cancelled_other", "Cancelled by another agency"),
)
KEPT = frozenset({"attended", "left_early"})
PRESENCE_NOT_SAID = frozenset({"family", "review", "other"})
"""Types of appointment of which an earlier form does not say whether the person was there."""


class Absence(StrEnum):
    """How a missed appointment counts."""

    ACCEPTABLE = "Acceptable"
    NOT_ACCEPTABLE = "Not acceptable"
    LOGISTICS = "Logistics"
    NOT_KNOWN = "Not known"


_BY_GROUP = {
    Absence.ACCEPTABLE: (
        ("ill", "Ill or injured"),
        ("family", "Bereavement or family emergency"),
        ("legal", "Court, police or solicitor"),
        ("work", "Work or care that could not be moved"),
        ("faith", "Religious observance"),
    ),
    Absence.NOT_ACCEPTABLE: (
        ("chose", "Chose not to come"),
        ("forgot", "Forgot or mixed up the time"),
        ("unfit", "Drunk, drugged or otherwise unfit"),
        ("no_reason", "Gave no reason"),
    ),
    Absence.LOGISTICS: (
        ("transport", "Transport failed"),
        ("not_produced", "Not brought by prison or hospital"),
        ("interpreter", "No interpreter"),
        ("room_or_link", "Room or link failed"),
        ("staff", "Staff not available"),
        ("unsafe", "Unsafe to go ahead"),
    ),
    Absence.NOT_KNOWN: ((NOT_KNOWN.code, NOT_KNOWN.label),),
}
ABSENCES = tuple(
    Choice(code, label, group.value) for group, reasons in _BY_GROUP.items() for code, label in reasons
)

ENGAGEMENT = (
    Choice("worked", "Worked at it"),
    Choice("took_part", "Took part"),
    Choice("formal", "Went through the motions"),
    Choice("withdrawn", "Held back or shut off"),
    Choice("hostile", "Hostile"),
    NOT_ASSESSED,
)
HOMEWORK = (
    Choice("done", "Done"),
    Choice("partly", "Partly done"),
    Choice("not_done", "Not done"),
    Choice("none", "None was set"),
    NOT_KNOWN,
)


def absence_group(code: str) -> Absence:
    """Which group a reason for absence belongs to; "not known" unless it is a reason that is offered."""
    return next((Absence(reason.hint) for reason in ABSENCES if reason.code == code), Absence.NOT_KNOWN)
