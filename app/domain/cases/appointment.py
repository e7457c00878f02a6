"""An appointment of the diary: when, where and with whom, for what; then how it went, and which record is its note."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from app.domain.fields.answers import HOME, SETTINGS
from app.domain.fields.declare import (
    Choice,
    Direction,
    Target,
    choice,
    date,
    line,
    minutes,
    reference,
    references,
    time,
)
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

_CHECK_IN: Final = Choice("check_in", "Check-in")
PURPOSES: Final = (
    Choice("individual", "Individual session"),
    Choice("assessment", "Assessment interview"),
    _CHECK_IN,
    Choice("joint", "Joint session with a partner agency"),
    Choice("family", "Session with family or carer"),
    Choice("group", "Group session"),
    Choice("review", "Review meeting"),
    Choice("call", "Short call"),
    Choice("other", "Other session"),
    Choice("agencies", "Meeting of agencies"),
    Choice("supervision", "Supervision"),
    Choice("training", "Training"),
    Choice("team", "Team"),
)
"""What it is for. Which of them ask for a note, the kinds of record say (`Kind.notes`)."""
WITH_PERSON: Final = frozenset({"individual", "assessment", _CHECK_IN.code, "joint", "group", "call"})
"""What needs the person there: none of it is agreed or takes place after their death."""
MODES: Final = (
    Choice("in_person", "In person"),
    Choice("telephone", "Telephone"),
    Choice("video", "Video"),
    Choice("other", "Another way"),
)
ATTENDED, LATE = "attended", "late"
OUTCOMES: Final = (
    Choice(ATTENDED, "Attended"),
    Choice(LATE, "Attended, late"),
    Choice("did_not_attend", "Did not attend"),
    Choice("cancelled_person", "Cancelled by the person"),
    Choice("cancelled_team", "Cancelled by the team"),
    Choice("cancelled_other", "Cancelled by another agency"),
)
KEPT: Final = frozenset({ATTENDED, LATE})
CANCELLED: Final = frozenset({"cancelled_person", "cancelled_team", "cancelled_other"})
NOT_THEIRS: Final = frozenset({"cancelled_team", "cancelled_other"})
"""What says nothing of the person: the diary's own word for it is enough, and no note is asked for."""
LONGEST: Final = 24 * 60


def _elsewhere(appointment: Any) -> bool:
    """Whether the place has words of its own: where the person lives stands in their details alone."""
    return bool(appointment.setting != HOME)


def _was_late(outcome: Any) -> bool:
    return bool(outcome.outcome == LATE)


def _was_missed(outcome: Any) -> bool:
    return bool(outcome.outcome) and outcome.outcome not in KEPT


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """What is coming, of a case or of none. A new day, time or place is a new statement: the old one stays known."""

    purpose: str = choice("For", PURPOSES, share=Share.ENGAGEMENT, needed=True)
    case: str = reference("Case", Target.CASE, share=Share.INTERNAL, hint="None for what the team does")
    day: ClinicalDate | None = date(
        "Day",
        Direction.EITHER,
        share=Share.ENGAGEMENT,
        needed=True,
        must_be_known=True,
        refused=lambda a: "" if a.day is None or a.day.is_exact else "One day, with its year",
    )
    clock: str = time("Time", share=Share.ENGAGEMENT, hint="None for a whole day")
    minutes: int | None = minutes("Minutes", share=Share.ENGAGEMENT, needed=lambda a: a.clock != "")
    mode: str = choice("How", MODES, share=Share.ENGAGEMENT, needed=True)
    setting: str = choice("Where", SETTINGS, share=Share.ENGAGEMENT, needed=True)
    place: str = line(
        "Place",
        share=Share.INTERNAL,
        applies=_elsewhere,
        searched=False,
        refused=lambda a: "" if _elsewhere(a) else "Where the person lives stands in their details",
        hint="As a calendar may show it: a room, a building. Never where a victim can be found",
    )
    members: tuple[str, ...] = references(
        "Of the team", Target.STAFF, share=Share.INTERNAL, needed=True, hint="In whose diary it stands"
    )
    others: str = line("With", share=Share.INTERNAL, searched=False, hint="Others who come, by role")

    @property
    def ends(self) -> str:
        """The time at which it ends, as "10:50", on its own day at the latest; empty for a whole day."""
        if not self.clock:
            return ""
        hours, past = self.clock.split(":")
        total = min(int(hours) * 60 + int(past) + (self.minutes or 0), LONGEST - 1)
        return f"{total // 60:02}:{total % 60:02}"

    @property
    def when(self) -> tuple[str, str, int | None, str, str]:
        """What is moved where one of it changes: day, time, length and place."""
        day = self.day.to_wire() if self.day else ""
        return day, self.clock, self.minutes, self.setting, self.place


@dataclass(frozen=True, kw_only=True)
class AppointmentMove:
    """What is asked of whoever states one anew at another time or place: it is the reason of that statement."""

    why: str = line(
        "Why it is moved",
        share=Share.INTERNAL,
        searched=False,
        hint="Needed for another day, time, length or place",
    )


@dataclass(frozen=True, kw_only=True)
class AppointmentOutcome:
    """How it went. It is stated by whoever keeps the diary, and is not signed as care: the note is."""

    outcome: str = choice("How it went", OUTCOMES, share=Share.ENGAGEMENT, needed=True)
    late: int | None = minutes("Minutes late", share=Share.ENGAGEMENT, applies=_was_late)
    why: str = line(
        "Why",
        share=Share.INTERNAL,
        applies=_was_missed,
        searched=False,
        needed=lambda o: o.outcome in CANCELLED,
        hint="As it was said to you; “Not said” where it was not",
    )


@dataclass(frozen=True, kw_only=True)
class AppointmentNote:
    """The note of it: the draft that was begun from it, and once that is signed the record, by its series."""

    draft: str = line("Draft of the note", share=Share.INTERNAL, searched=False)
    record: str = reference("Note", Target.RECORD, share=Share.INTERNAL)


def offered_and_attended(outcomes: Iterable[str]) -> tuple[int, int]:
    """How many appointments the person was offered of those that were due, and how many of these they attended.

    What the team or another agency cancelled was not offered; where nobody said how it went, it counts as neither.
    """
    said = [each for each in outcomes if each and each not in NOT_THEIRS]
    return len(said), sum(each in KEPT for each in said)
