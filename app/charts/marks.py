"""What a time axis shows: events, spans and rated series, all with plain dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Lane(StrEnum):
    """The parts of the time axis, in the order drawn; the value names what has no name of its own there."""

    BEHAVIOUR = "Behaviour"
    ORDERS = "Orders and custody"
    SESSIONS = "Sessions"
    GOALS = "Goals"
    CHECK_INS = "Check-ins"
    MEASURES = "Measures"
    FIXATION = "Fixation"


class Sign(StrEnum):
    """What the shape of a point says; the value is its wording in the key."""

    FOUND = "convicted or found by a court"
    ADMITTED = "admitted or cautioned"
    ALLEGED = "alleged or not put"
    DENIED = "denied"
    CHANGED = "change of tactic or new target"
    ATTENDED = "attended"
    MISSED = "not attended"
    NONE = "told in the table alone"
    """Acquitted, discontinued, withdrawn, doubted, or unfit or insane: a mark would say what nobody found."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something on one day, on an unknown day from `first` to `last`, or on all of them where it is a `period`.

    Its label says what it is, and names the row that it stands in.
    """

    lane: Lane
    first: date
    label: str = ""
    sign: Sign = Sign.ALLEGED
    last: date | None = None
    uncertain: bool = False
    period: bool = False
    serious: bool = False
    breached: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it has more than one day, known or possible."""
        return self.last is not None and self.last > self.first

    @property
    def has_whisker(self) -> bool:
        """Whether the day is not exactly known."""
        return self.uncertain or (self.is_long and not self.period)

    @property
    def day(self) -> date:
        """The day it is drawn at: the last of a period, else the middle of its possible days."""
        if self.last is None or self.last <= self.first:
            return self.first
        return self.last if self.period else self.first + timedelta(days=(self.last - self.first).days // 2)


@dataclass(frozen=True, slots=True)
class Span:
    """An order or a spell of custody; `end` is None where its day is not known, `ending` says it in words."""

    label: str
    start: date
    end: date | None = None
    custody: bool = False
    uncertain: bool = False
    """Whether the start is not exactly known."""
    ends_about: bool = False
    """Whether the end is not."""
    ending: str = ""
    ticks: tuple[date, ...] = ()
    """When it changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day, of a rating from 0 to 4; None means looked at and not rated, which breaks the line."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One dimension over time, points by day, between `least` and `most`.

    Those of one `group` stand together under its name. The axis shows those that it shows `always`, and others when
    they are asked for. `aim` is the value that is aimed at, `error` by how much a value has to differ from the first
    to be more than error, `told` what is said of it beside its newest value.
    """

    name: str
    points: tuple[Point, ...]
    group: str = ""
    always: bool = False
    lane: Lane = Lane.FIXATION
    least: float = 0
    most: float = 4
    aim: float | None = None
    error: float | None = None
    told: str = ""

    @property
    def band(self) -> tuple[float, float] | None:
        """Between which values a change is within error: about the first value, no farther than the scale goes."""
        first = next((point.value for point in self.points if point.value is not None), None)
        if self.error is None or first is None:
            return None
        return max(self.least, first - self.error), min(self.most, first + self.error)
