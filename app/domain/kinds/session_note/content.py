"""Session note: an appointment, kept or not, what was done in it, and the weekly check-in.

The questions after a session follow the order of the HMPPS interventions service, in our own words.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES, NOT_KNOWN, SETTINGS, YES_NO, YES_NO_UNKNOWN
from app.domain.fields.content import said
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    count,
    date,
    line,
    minutes,
    reference,
    references,
    rows,
    text,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.session_note.choices import (
    ABSENCES,
    ATTENDANCE,
    ENGAGEMENT,
    HOMEWORK,
    KEPT,
    MODES,
    TYPES,
)
from app.domain.values.dates import ClinicalDate

ADMISSIONS = (
    Choice("none", "None"),
    Choice("offence", "An offence not known before"),
    Choice("threat", "A threat or an intention"),
    Choice("both", "Both"),
)
CONTACT = (
    Choice("none", "None"),
    Choice("indirect", "Indirect", "Through others, online, or by watching"),
    Choice("direct", "Direct"),
    NOT_KNOWN,
)
CHECK_IN = (
    Choice("given", "Answered"),
    Choice("declined", "Declined"),
    Choice("not_asked", "Not asked this time"),
)
MOST = 10


@dataclass(frozen=True, kw_only=True)
class Collateral(Row):
    """What another source says of contact in the week the check-in covers. It belongs to that source."""

    agency: str = choice("Source", AGENCIES, share=Share.INTELLIGENCE, needed=True)
    contact: str = choice("Contact with a victim", CONTACT, share=Share.INTELLIGENCE, needed=True)
    heard_on: ClinicalDate | None = date("Heard on", Direction.PAST, share=Share.INTELLIGENCE)
    detail: str = text("Detail", share=Share.INTELLIGENCE, hint="Codes, no names or places")


def _kept(note: Any) -> bool:
    return note.attendance in KEPT


def _by_itself(note: Any) -> bool:
    """Whether it was kept, and nothing of it was done in common with others of a group."""
    return _kept(note) and not note.in_common


def _missed(note: Any) -> bool:
    return note.attendance != "" and note.attendance not in KEPT


def _admitted(note: Any) -> bool:
    return note.admission not in {"", "none"}


def _checked_in(note: Any) -> bool:
    return bool(note.check_in == "given")


@dataclass(frozen=True, kw_only=True)
class SessionNote:
    """One appointment with the person or about the work with them."""

    session_type: str = choice(
        "Type", TYPES, share=Share.ENGAGEMENT, needed=True, searched=True, section="Appointment"
    )
    number: int | None = count(
        "Session number", share=Share.ENGAGEMENT, most=999, hint="Within this intervention"
    )
    mode: str = choice("How", MODES, share=Share.ENGAGEMENT, needed=True)
    setting: str = choice("Where", SETTINGS, share=Share.ENGAGEMENT, needed=_kept, repeats=True)
    attendance: str = choice("Attendance", ATTENDANCE, share=Share.ENGAGEMENT, needed=True, searched=True)
    absence_reason: str = choice(
        "Reason it was missed", ABSENCES, share=Share.ENGAGEMENT, needed=_missed, applies=_missed
    )
    absence_action: str = text(
        "What was done about it",
        share=Share.ENGAGEMENT,
        needed=_missed,
        applies=_missed,
        hint="Call, letter, news to whom",
    )
    clinicians: str = line(
        "Clinicians",
        share=Share.CONTEXT,
        needed=True,
        repeats=True,
        hint="Everybody of the team who took part",
    )
    others_present: str = line("Others present", share=Share.CONTEXT, hint="By role")
    duration: int | None = minutes("Minutes", share=Share.ENGAGEMENT, needed=_kept, repeats=True)
    late: int | None = minutes("Minutes late", share=Share.ENGAGEMENT, hint="0 if on time")

    group_session: str = reference(
        "Group session", Target.GROUP_SESSION, share=Share.INTERNAL, derived=True, section="Session"
    )
    theme: str = line("Theme of the group", share=Share.THERAPY, derived=True)
    in_common: str = text("Done in common by the group", share=Share.THERAPY, long=True, derived=True)
    done: str = text("What we did", share=Share.THERAPY, long=True, needed=_by_itself)
    response: str = text(
        "How the person responded",
        share=Share.THERAPY,
        long=True,
        needed=_kept,
        hint="What they said and did, then your view",
    )
    engagement: str = choice("Taking part", ENGAGEMENT, share=Share.ENGAGEMENT, needed=_kept)
    progress: str = text(
        "Progress, for partners", share=Share.ENGAGEMENT, hint="A sentence or two without therapy content"
    )
    concerns: str = text("Concerns", share=Share.RISK, hint="What worries you, or that nothing new does")
    next_step: str = text("What happens next", share=Share.ENGAGEMENT, needed=True)
    must_be_told: str = text(
        "Who must be told",
        share=Share.MANAGEMENT,
        needed=_admitted,
        hint="Who, what, by when; say so if nobody",
    )

    risk_checked: str = choice("Risk asked about", YES_NO, share=Share.RISK, needed=_kept, section="Risk")
    risk_found: str = text(
        "What was found, or why not asked",
        share=Share.RISK,
        needed=_kept,
        hint="To self, to others, from others",
    )
    victim_contact_asked: str = choice(
        "Contact with a victim asked about", YES_NO, share=Share.RISK, needed=_kept
    )
    victim_contact: str = choice(
        "Contact the person reports",
        CONTACT,
        share=Share.RISK,
        needed=lambda n: n.victim_contact_asked == "yes",
    )
    victim_contact_detail: str = text(
        "Detail of the contact",
        share=Share.RISK,
        needed=lambda n: n.victim_contact in {"indirect", "direct"},
        hint="Victim codes, no names or places",
    )
    admission: str = choice(
        "New admission or threat",
        ADMISSIONS,
        share=Share.ADMISSION,
        needed=_kept,
        hint="Asked after every session",
    )
    admission_detail: str = text(
        "What was said", share=Share.ADMISSION, needed=_admitted, hint="The person's own words where you can"
    )
    admission_decision: str = text(
        "Decision on telling others",
        share=Share.ADMISSION,
        needed=_admitted,
        hint="Who is told or not, why, and whom you asked",
    )
    earlier_flags: tuple[EarlierFlag, ...] = rows(
        "Red flags, in an earlier form", EarlierFlag, share=Share.RISK, retired=True
    )
    red_flags: tuple[RedFlagRow, ...] = rows("Red flags", RedFlagRow, share=Share.RISK, splits="red_flag")

    goals: str = text("Goals worked on", share=Share.THERAPY, section="Work", hint="As the plan words them")
    cites: tuple[str, ...] = references(
        "Bears on",
        Target.RECORD,
        share=Share.INTERNAL,
        hint="Factors and scenarios it took up or says something new of, and records it rests on",
    )
    homework_done: str = choice("Homework since last time", HOMEWORK, share=Share.ENGAGEMENT)
    homework_review: str = text("What came of it", share=Share.THERAPY)
    homework_set: str = text("Homework until next time", share=Share.THERAPY)

    check_in: str = choice(
        "Check-in", CHECK_IN, share=Share.MEASURE, section="Weekly check-in", hint="The person's own answers"
    )
    check_in_time: int | None = count(
        "Time taken up", share=Share.MEASURE, most=MOST, needed=_checked_in, hint="0 none, 10 all the time"
    )
    check_in_urge: int | None = count(
        "Strongest urge",
        share=Share.MEASURE,
        most=MOST,
        needed=_checked_in,
        hint="0 none, 10 as strong as can be",
    )
    check_in_acted: str = choice("Acted on an urge", YES_NO_UNKNOWN, share=Share.MEASURE, needed=_checked_in)
    check_in_distress: int | None = count(
        "Distress about it", share=Share.MEASURE, most=MOST, needed=_checked_in, hint="0 none, 10 unbearable"
    )
    check_in_confidence: int | None = count(
        "Confidence to resist", share=Share.MEASURE, most=MOST, needed=_checked_in, hint="0 none, 10 certain"
    )
    collateral: tuple[Collateral, ...] = rows("What other sources say", Collateral, share=Share.INTELLIGENCE)

    staff_safety: str = text(
        "Staff safety",
        share=Share.INTERNAL,
        section="Team only",
        hint="Anything that colleagues must know first",
    )
    reflections: str = text("For supervision", share=Share.INTERNAL, searched=False)


def title(note: SessionNote) -> str:
    """Type, number, attendance and length: "Individual session 7: attended, 50 minutes"."""
    kind = said(note, "session_type") or "Session"
    number = f" {note.number}" if note.number is not None else ""
    attendance = said(note, "attendance").lower()
    length = f", {note.duration} minutes" if _kept(note) and note.duration is not None else ""
    return f"{kind}{number}" + (f": {attendance}{length}" if attendance else "")
