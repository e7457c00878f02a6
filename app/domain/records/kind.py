"""What a record kind is: its name, the class that declares its content, and where its records live."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Audience
from app.domain.fields.spec import Target
from app.domain.records.blocks import Placed
from app.domain.records.facets import Facet
from app.domain.records.heading import Upcast
from app.domain.records.written import Written

CHRONOLOGY = "chronology"
"""The section of a case that has every kind."""


class KindRole(Enum):
    """Whether a kind stands by itself or says something about a record that is signed already."""

    RECORD = auto()
    REMARK = auto()


@dataclass(frozen=True)
class Layout:
    """How the form that follows from the declarations is laid out: which fields in a row stand side by side."""

    beside: tuple[tuple[str, ...], ...] = ()


def one_course(_: Any) -> str:
    """Of a kind all of whose records in a case are one course."""
    return ""


def no_facets(_: Written[Any]) -> Iterable[Facet]:
    """Of a kind that means nothing to the rest of a case."""
    return ()


def no_status(_: Any, __: date) -> str:
    """Of a kind that does not last."""
    return ""


def no_blocks(_: Written[Any], __: Audience, ___: date) -> Iterable[Placed]:
    """Of a kind that no report prints."""
    return ()


@dataclass(frozen=True)
class WorkedOut:
    """What follows from several answers: the section whose first line it is, what it is called, and its words."""

    section: str
    label: str
    words: str


def nothing_more(_: Any) -> Iterable[WorkedOut]:
    """Of a kind whose answers say all."""
    return ()


def nowhere_else(_: Any) -> Compartment | None:
    """Of a kind whose records may stand wherever they were begun."""
    return None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A record kind. `title_of` gives the one line that lists and searches show for a content.

    `version` is the form in which it is written now, and `upcasters[0]` makes form 2 out of form 1. `order` is its
    place among the kinds that are offered. A title is made of coded answers, numbers and dates, so that a list on a
    shared screen tells no story.
    """

    code: str
    title: str
    version: int
    order: int
    content: type
    event_label: str
    title_of: Callable[[Any], str]
    upcasters: tuple[Upcast, ...] = ()
    facets: Callable[[Written[Any]], Iterable[Facet]] = no_facets
    block: Callable[[Written[Any], Audience, date], Iterable[Placed]] = no_blocks
    stands: Callable[[Any, date], str] = no_status
    """How what it tells of stands on a day, in words worked out from its dates: "in force"."""
    compartments: tuple[Compartment, ...] = tuple(Compartment)
    """Where its records may stand, the usual place first."""
    drawn_from: tuple[Compartment, ...] = ()
    """Where an output may draw its records from besides its usual place, if its audience draws from there."""
    worked_out: Callable[[Any], Iterable[WorkedOut]] = nothing_more
    """What follows from the answers of a content and is read with them."""
    belongs: Callable[[Any], Compartment | None] = nowhere_else
    """Where a content has to stand, whatever place was chosen for it; None for any of its compartments."""
    course_of: Callable[[Any], str] = one_course
    """Which course of the case a record goes on with: its earlier one is the last that gives the same word.

    Of a kind with courses, an empty word goes on with nothing.
    """
    amends: frozenset[str] | None = None
    """The fields that a new version may change, all else being for an addendum; None for any."""
    note: str = ""
    role: KindRole = KindRole.RECORD
    administrative: bool = False
    """Whether an administrator may read, write and sign it too: a referral, a letter about an appointment."""
    layout: Layout = Layout()
    cited_as: Target | None = None
    """What a reference that is to no record at large may point at: a breach is of an order, bail or a licence."""
    voids: bool = False
    """Whether a remark of this kind says that the record it is about must not be relied on."""
    newest: int = 0
    """Its place among the newest records that the overview of a case shows; 0 where it shows none of this kind."""
    section: str = CHRONOLOGY
    """The section of a case that its records stand in: the chronology, unless it has one of its own."""
    with_person: bool = False
    """Whether it is written of contact with the person."""

    @property
    def has_courses(self) -> bool:
        """Whether its records in a case are several courses, each to be compared within itself."""
        return self.course_of is not one_course

    @property
    def compartment(self) -> Compartment:
        """The usual place."""
        return self.compartments[0]
