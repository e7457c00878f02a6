"""A group that several cases are worked with in: who is in it, and each time that it met."""

from dataclasses import dataclass
from datetime import date as day

from app.domain.fields.answers import SETTINGS
from app.domain.fields.declare import (
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
    time,
)
from app.domain.fields.rows import Row
from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate

MOST_IN_GROUP = 99


@dataclass(frozen=True, kw_only=True)
class Member(Row, noun="member"):
    """One case in a group, and from when until when; a day that is not known bounds nothing."""

    case: str = reference("Case", Target.CASE, share=Share.INTERNAL, needed=True)
    since: ClinicalDate | None = date("From", Direction.EITHER, share=Share.INTERNAL)
    until: ClinicalDate | None = date("Until", Direction.EITHER, share=Share.INTERNAL)

    def is_in(self, on: day | None) -> bool:
        """Whether it was in the group on that day; on no day known, whether it is there at all."""
        if on is None:
            return True
        first = self.since.earliest() if self.since else None
        last = self.until.latest() if self.until else None
        return (first is None or first <= on) and (last is None or on <= last)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group. Who was in it stays in its history, whoever is taken out of the list."""

    name: str = line("Name", share=Share.INTERNAL, needed=True, hint="Of the group: no name of a member")
    members: tuple[Member, ...] = rows("Members", Member, share=Share.INTERNAL)


@dataclass(frozen=True, kw_only=True)
class GroupSession:
    """One time that a group met, as a whole: it tells of no member. It counts who came, and names no case."""

    group: str = reference("Group", Target.GROUP, share=Share.INTERNAL, derived=True)
    held_on: ClinicalDate | None = date(
        "Date", Direction.EITHER, share=Share.INTERNAL, needed=True, must_be_known=True
    )
    clock: str = time("At", share=Share.INTERNAL)
    minutes: int | None = minutes("Minutes", share=Share.INTERNAL)
    setting: str = choice("Where", SETTINGS, share=Share.INTERNAL)
    led_by: tuple[str, ...] = references("Led by", Target.STAFF, share=Share.INTERNAL, needed=True)
    theme: str = line(
        "Theme", share=Share.INTERNAL, needed=True, hint="No name, no code, no number of people"
    )
    done: str = text(
        "What was done",
        share=Share.INTERNAL,
        long=True,
        hint="By the group as a whole: it goes into the note of each. No name, no code, no number of people",
    )
    attended: int | None = count("Came", share=Share.INTERNAL, most=MOST_IN_GROUP, derived=True)
    missed: int | None = count("Did not come", share=Share.INTERNAL, most=MOST_IN_GROUP, derived=True)
