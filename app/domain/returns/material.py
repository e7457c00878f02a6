"""What a return is counted from: facts and coded answers of what stands, without a name and without a word of text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.domain.cases.case import CLOSED
from app.domain.cases.training import Training
from app.domain.measures.declare import Measure
from app.domain.records.counts import Counts
from app.domain.returns.quarter import Quarter
from app.domain.values.dates import ClinicalDate


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A record that stands: its date, its coded answers, and those of its rows as pairs of field and answer."""

    id: str
    case: str
    sort: Counts
    event: ClinicalDate
    signed_on: date
    answers: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date | None:
        """Its date; None where it is not one certain day."""
        return self.event.earliest() if self.event.is_exact else None

    @property
    def order(self) -> tuple[date, date, str]:
        """Records are put in the order of their first days; one without a date by when it was signed."""
        return (self.event.earliest() or self.signed_on, self.signed_on, self.id)

    def is_in(self, quarter: Quarter) -> bool:
        """Whether it is of that quarter: one whose date does not lie in a single one is of when it was signed."""
        days = self.event.days()
        if days and Quarter.of(days[0]) == Quarter.of(days[1]):
            return quarter.holds(days[0])
        return quarter.holds(self.signed_on)

    def is_by(self, day: date) -> bool:
        """Whether it was there by that day."""
        return self.order[0] <= day


@dataclass(frozen=True)
class StageStated:
    """A stage that a case was said to be in, when that was stated, and of a closed one the day that it names."""

    stage: str
    on: date
    closed: ClinicalDate | None = None


@dataclass(frozen=True, kw_only=True)
class CaseTold:
    """A case: whose it is, when it was opened, its stages in the order in which they were stated, and its concern."""

    id: str
    person: str
    opened: ClinicalDate
    stages: tuple[StageStated, ...] = ()
    concern_entry: str = ""
    concern_exit: str = ""

    def came(self, n: int) -> date | None:
        """When it came into its stage of that place: its first is the one that it was opened in."""
        return (self.opened.earliest() if n == 0 else None) or self.stages[n].on

    def is_open_in(self, quarter: Quarter) -> bool:
        """Whether it was open on any day of a quarter."""
        return any(
            begun <= quarter.last and (end is None or end >= quarter.first) for begun, end in self._open()
        )

    def _open(self) -> Iterator[tuple[date, date | None]]:
        """From when to when it was open, each time; no end where it is still."""
        begun = self.opened.earliest() or (self.stages[0].on if self.stages else None)
        for each in self.stages:
            if each.stage == CLOSED and begun is not None:
                yield begun, (each.closed.latest() if each.closed else None) or each.on
                begun = None
            elif each.stage != CLOSED and begun is None:
                begun = each.on
        if begun is not None:
            yield begun, None


@dataclass(frozen=True, kw_only=True)
class PersonTold:
    """What is known of a person that is counted; of what is told in words only whether anything is."""

    born: ClinicalDate
    sex: str = ""
    interpreter: str = ""
    has_ethnicity: bool = False
    has_religion: bool = False
    has_disabilities: bool = False


@dataclass(frozen=True, kw_only=True)
class OrderRun:
    """An order that was made: its sort, from when to when it runs, and how far its end is known."""

    sort: str
    start: ClinicalDate
    end: ClinicalDate | None
    until: str


@dataclass(frozen=True, kw_only=True)
class ScoreGiven:
    """A score of a measure in a case, by the names of the measure's file and of the score, and whose answer it is."""

    case: str
    measure: str
    score: str
    label: str
    source: str
    record: Signed
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class PointDue:
    """A follow-up that fell due."""

    case: str
    point: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Material:
    """All of it. `today` is the day of the return."""

    today: date
    cases: Mapping[str, CaseTold] = field(default_factory=dict)
    persons: Mapping[str, PersonTold] = field(default_factory=dict)
    records: Mapping[Counts, tuple[Signed, ...]] = field(default_factory=dict)
    """By sort, each in the order of their dates."""
    orders: tuple[OrderRun, ...] = ()
    scores: tuple[ScoreGiven, ...] = ()
    due: tuple[PointDue, ...] = ()
    training: tuple[Training, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    """By the name of their file, as far as they are here."""
    off: frozenset[date] = frozenset()
    """The days from Monday to Friday that the service stated to be no working days."""

    def of_sort(self, sort: Counts) -> tuple[Signed, ...]:
        """The records of a sort."""
        return self.records.get(sort, ())

    def within(self, sort: Counts, quarter: Quarter) -> list[Signed]:
        """The records of a sort that are of a quarter."""
        return [each for each in self.of_sort(sort) if each.is_in(quarter)]

    def by_case(self, sort: Counts) -> dict[str, list[Signed]]:
        """The records of a sort by case, oldest first."""
        found: dict[str, list[Signed]] = {}
        for each in self.of_sort(sort):
            found.setdefault(each.case, []).append(each)
        return found

    def discharged(self, quarter: Quarter) -> list[Signed]:
        """The last discharge of each case that was discharged in a quarter: all that is said of endings is of these."""
        return list({each.case: each for each in self.within(Counts.DISCHARGE, quarter)}.values())

    def open_in(self, quarter: Quarter) -> list[CaseTold]:
        """The cases that were open on any day of a quarter."""
        return [each for each in self.cases.values() if each.is_open_in(quarter)]
