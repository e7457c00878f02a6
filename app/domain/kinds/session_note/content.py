"""Session note: an appointment, kept or not, and what was done in it.

The questions after a session follow the order of the HMPPS interventions service, in our own words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.domain.fields.answers import AGENCIES, NOT_KNOWN, SETTINGS, YES_NO, YES_NO_UNKNOWN
from app.domain.fields.content import Missing, said
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
from app.domain.kinds.parts.collateral import CollateralRow
from app.domain.kinds.parts.earlier_duty import EarlierDuty
from app.domain.kinds.parts.earlier_flag import EarlierFlag
from app.domain.kinds.parts.red_flag import RedFlagRow
from app.domain.kinds.parts.told import Told
from app.domain.kinds.parts.tripwire_answer import TripwireAnswer, asked
from app.domain.kinds.session_note.choices import (
    ABSENCES,
    ATTENDANCE,
    ENGAGEMENT,
    HOMEWORK,
    KEPT,
    MODES,
    PRESENCE_NOT_SAID,
    SHORT,
    TYPES,
)
from app.domain.records.in_case import InCase
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
class EarlierCollateral(Row):
    """What another source said of contact, in an earlier form that kept it inside the person's note."""

    agency: str = choice("Source", AGENCIES, share=Share.INTELLIGENCE, needed=True)
    contact: str = choice("Contact with a victim", CONTACT, share=Share.INTELLIGENCE, needed=True)
    heard_on: ClinicalDate | None = date("Heard on", Direction.PAST, share=Share.INTELLIGENCE)
    detail: str = text("Detail", share=Share.INTELLIGENCE, hint="Codes, no names or places")


@dataclass(frozen=True, kw_only=True)
class Present(Row, noun="Other present"):
    """Somebody besides the person and the team."""

    role: str = line("Role", share=Share.CONTEXT, needed=True, hint="Probation officer, brother, interpreter")
    name: str = line("Name", share=Share.CONTEXT)


def was_kept(note: Any) -> bool:
    """Whether the appointment took place."""
    return note.attendance in KEPT


def presence(note: Any) -> str:
    """Whether the person was there, empty where it is not said: an earlier form says so of some types by the type."""
    if note.person_present:
        return str(note.person_present)
    return "" if note.session_type in PRESENCE_NOT_SAID else "yes"


def _missed(note: Any) -> bool:
    return note.attendance != "" and note.attendance not in KEPT


def _whole(note: Any) -> bool:
    """Whether it took place and was more than a short call."""
    return was_kept(note) and note.session_type != SHORT


def _by_itself(note: Any) -> bool:
    """Whether it was kept, and nothing of it was done in common with others of a group."""
    return was_kept(note) and not note.in_common


def _admitted(note: Any) -> bool:
    return note.admission not in {"", "none"}


def _untold(note: Any) -> bool:
    return _admitted(note) and not note.told


def _checked_in(note: Any) -> bool:
    return bool(note.check_in == "given")


@dataclass(frozen=True, kw_only=True)
class SessionNote:
    """One appointment with the person or about the work with them."""

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
        needed=_whole,
        hint="What they said and did, then your view",
    )

    session_type: str = choice(
        "Type", TYPES, share=Share.ENGAGEMENT, needed=True, searched=True, section="Appointment"
    )
    number: int | None = count("Session number", share=Share.ENGAGEMENT, most=999, retired=True)
    mode: str = choice("How", MODES, share=Share.ENGAGEMENT, needed=_whole)
    setting: str = choice("Where", SETTINGS, share=Share.ENGAGEMENT, needed=_whole, repeats=True)
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
    person_present: str = choice(
        "The person was there", YES_NO, share=Share.ENGAGEMENT, needed=was_kept, applies=was_kept
    )
    clinicians: str = line("Clinicians", share=Share.CONTEXT, retired=True)
    team: tuple[str, ...] = references(
        "Team",
        Target.STAFF,
        share=Share.ENGAGEMENT,
        needed=True,
        repeats=True,
        hint="Everybody of the team who took part",
    )
    others_present: str = line("Others present, by role", share=Share.CONTEXT, retired=True)
    others: tuple[Present, ...] = rows("Others present", Present, share=Share.CONTEXT)
    duration: int | None = minutes("Minutes", share=Share.ENGAGEMENT, needed=_whole, repeats=True)
    late: int | None = minutes("Minutes late", share=Share.ENGAGEMENT, hint="0 if on time")

    engagement: str = choice("Taking part", ENGAGEMENT, share=Share.ENGAGEMENT)
    progress: str = text(
        "Progress, for partners", share=Share.ENGAGEMENT, hint="A sentence or two without therapy content"
    )
    concerns: str = text("Concerns", share=Share.RISK, hint="What worries you, or that nothing new does")
    next_step: str = text("What happens next", share=Share.ENGAGEMENT, needed=True)

    risk_checked: str = choice("Risk asked about", YES_NO, share=Share.RISK, needed=was_kept, section="Risk")
    risk_found: str = text(
        "What was found, or why not asked",
        share=Share.RISK,
        needed=_whole,
        hint="To self, to others, from others",
    )
    victim_contact_asked: str = choice(
        "Contact with a victim asked about", YES_NO, share=Share.RISK, needed=_whole
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
        needed=_whole,
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
    told: tuple[Told, ...] = rows(
        "Who was told", Told, share=Share.MANAGEMENT, hint="Outside the team; it is never typed again"
    )
    nobody_told: str = text(
        "Nobody was told, because", share=Share.MANAGEMENT, needed=_untold, applies=_admitted
    )
    earlier_duties: tuple[EarlierDuty, ...] = rows(
        "Who must be told, in an earlier form", EarlierDuty, share=Share.MANAGEMENT, retired=True
    )
    earlier_flags: tuple[EarlierFlag, ...] = rows(
        "Red flags, in an earlier form", EarlierFlag, share=Share.RISK, retired=True
    )
    red_flags: tuple[RedFlagRow, ...] = rows("Red flags", RedFlagRow, share=Share.RISK, splits="red_flag")
    tripwires: tuple[TripwireAnswer, ...] = rows(
        "Tripwires",
        TripwireAnswer,
        share=Share.RISK,
        applies=lambda n: bool(n.tripwires),
        hint="Signs that this note mentions",
    )
    collateral: tuple[CollateralRow, ...] = rows(
        "What other sources say",
        CollateralRow,
        share=Share.INTELLIGENCE,
        splits="collateral",
        hint="What a victim says through the advocate is a record of its own",
    )

    goals: str = text("Goals worked on", share=Share.THERAPY, retired=True)
    serves: tuple[str, ...] = references(
        "Goals it served", Target.RECORD, letter="G", share=Share.INTERNAL, section="Work"
    )
    none_served: str = text(
        "Why it served no goal", share=Share.INTERNAL, applies=lambda n: was_kept(n) and not n.serves
    )
    modules: str = line("Modules", share=Share.ENGAGEMENT, hint="As the plan calls them")
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
        "Check-in", CHECK_IN, share=Share.MEASURE, section="Weekly check-in, in an earlier form", retired=True
    )
    check_in_time: int | None = count("Time taken up", share=Share.MEASURE, most=MOST, retired=True)
    check_in_urge: int | None = count("Strongest urge", share=Share.MEASURE, most=MOST, retired=True)
    check_in_acted: str = choice("Acted on an urge", YES_NO_UNKNOWN, share=Share.MEASURE, retired=True)
    check_in_distress: int | None = count("Distress about it", share=Share.MEASURE, most=MOST, retired=True)
    check_in_confidence: int | None = count(
        "Confidence to resist", share=Share.MEASURE, most=MOST, retired=True
    )
    earlier_collateral: tuple[EarlierCollateral, ...] = rows(
        "What other sources say, in an earlier form",
        EarlierCollateral,
        share=Share.INTELLIGENCE,
        retired=True,
    )

    staff_safety: str = text(
        "Staff safety",
        share=Share.INTERNAL,
        section="Team only",
        hint="Anything that colleagues must know first",
    )
    reflections: str = text("For supervision", share=Share.INTERNAL, searched=False)


def asks(note: SessionNote, case: InCase) -> Iterator[Missing]:
    """Once its case has goals, a session served one of them, or says why none; a tripwire it mentions is answered."""
    yield from asked(note, case)
    if _whole(note) and any(not goal.result for goal in case.goals) and not (note.serves or note.none_served):
        yield Missing("none_served", "Goals it served, or why none")


def title(note: SessionNote) -> str:
    """Type, attendance and length: "Individual session: attended, 50 minutes"; the number that earlier forms gave."""
    kind = said(note, "session_type") or "Session"
    number = f" {note.number}" if note.number is not None else ""
    attendance = said(note, "attendance").lower()
    length = f", {note.duration} minutes" if was_kept(note) and note.duration is not None else ""
    return f"{kind}{number}" + (f": {attendance}{length}" if attendance else "")
