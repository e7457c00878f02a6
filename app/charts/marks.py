"""What a time axis shows: events, spans and rated series, all with plain dates."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Lane(StrEnum):
    """The rows of the time axis, in the order drawn; the value is the name printed beside it."""

    BEHAVIOUR = "Behaviour"
    ORDERS = "Orders and custody"
    SESSIONS = "Sessions"
    FIXATION = "Fixation"


class Mark(StrEnum):
    """What a point stands for; the value is its wording in the key."""

    INCIDENT = "incident"
    SERIOUS = "serious"
    BREACH = "order breached"
    ATTENDED = "attended"
    MISSED = "not attended"


@dataclass(frozen=True, slots=True)
class Event:
    """Something on one day, or on an unknown day from `first` to `last`."""

    lane: Lane
    first: date
    label: str = ""
    mark: Mark = Mark.INCIDENT
    last: date | None = None
    uncertain: bool = False

    @property
    def hollow(self) -> bool:
        """Whether the day is not exactly known."""
        return self.uncertain or (self.last is not None and self.last > self.first)

    @property
    def middle(self) -> date:
        """The day it is drawn at."""
        if self.last is None or self.last <= self.first:
            return self.first
        return self.first + timedelta(days=(self.last - self.first).days // 2)


@dataclass(frozen=True, slots=True)
class Span:
    """An order or a spell of custody; `end` is None while it runs."""

    label: str
    start: date
    end: date | None = None
    custody: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A rating from 0 to 4 on a day; None means looked at and not assessed, which breaks the line."""

    day: date
    value: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """One dimension over time, points by day."""

    name: str
    points: tuple[Point, ...]
