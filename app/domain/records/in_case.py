"""What stands in a case as a record is written in it: its goals, what is open, what happened, and whether reports part.

As far as the author may read: of what stands where they are not admitted nothing is seen, and nothing is asked for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from app.domain.fields.rows import Cite
from app.domain.records.facets import (
    AxisEvent,
    Facet,
    GoalSet,
    OpenSort,
    RedFlag,
    Score,
    Unfinished,
    Watched,
    WorkDone,
)
from app.domain.records.tripwires import Wire
from app.domain.values.dates import ClinicalDate

READ: Final[tuple[type[Facet], ...]] = (AxisEvent, GoalSet, RedFlag, Score, Unfinished, Watched, WorkDone)
"""The facets that it is read from."""


class Held(Protocol):
    """A facet of a record that stands."""

    @property
    def series(self) -> str:
        """The id of the first version of its record."""

    @property
    def event(self) -> ClinicalDate:
        """When it was."""

    @property
    def facet(self) -> Any:
        """What it means to its case."""


@dataclass(frozen=True)
class StillOpen:
    """One thing that nobody has closed: what it is called, of codes and dates alone, and what refers to it."""

    sort: OpenSort
    name: str
    cite: str


@dataclass(frozen=True)
class InCase:
    """It, on a day. `goals` are those that stand, `every_goal` those too that a later plan has no more."""

    on: date
    found: tuple[Held, ...] = ()
    goals: tuple[GoalSet, ...] = ()
    every_goal: tuple[GoalSet, ...] = ()
    open: tuple[StillOpen, ...] = ()
    wires: tuple[Wire, ...] = ()
    """The tripwires that are watched for now."""
    diverges: str = ""
    """The sentence of the divergence that is up; empty where none is."""
    died: ClinicalDate | None = None
    """When they died by the details of the person; None where these do not say that they did."""
    series: Mapping[str, str] = field(default_factory=dict)
    """The series of each version of a record: a reference may name any of them."""

    def cited(self, references: Iterable[str]) -> frozenset[str]:
        """References as those of the case are named: by the series of a record."""
        found = (Cite.of(each) for each in references)
        return frozenset(Cite(self.series.get(each.series, each.series), each.row).wire for each in found)

    def meaning(self, reference: str, sort: type[Facet]) -> tuple[Any, ...]:
        """The facets of one sort of the record that a reference is to, as far as the author may read it."""
        (of,) = self.cited((reference,))
        return tuple(each.facet for each in self.found if each.series == of and isinstance(each.facet, sort))


NOTHING_YET: Final = InCase(date.min)
"""Of a case that nothing stands in."""
