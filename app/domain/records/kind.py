"""What a record kind is: its name, the class that declares its content, and where its records live."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from app.domain.fields.compartments import Compartment
from app.domain.fields.sharing import Audience
from app.domain.records.blocks import Placed
from app.domain.records.facets import Facet
from app.domain.records.follows import NOTHING, Follows
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


def no_facets(_: Written[Any]) -> Iterable[Facet]:
    """Of a kind that means nothing to the rest of a case."""
    return ()


def no_blocks(_: Written[Any], __: Audience, ___: date) -> Iterable[Placed]:
    """Of a kind that no report prints."""
    return ()


def nothing_follows(_: Written[Any]) -> Follows:
    """Of a kind that decides nothing of its case."""
    return NOTHING


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
    compartments: tuple[Compartment, ...] = tuple(Compartment)
    """Where its records may stand, the usual place first."""
    amends: frozenset[str] | None = None
    """The fields that a new version may change, all else being for an addendum; None for any."""
    note: str = ""
    role: KindRole = KindRole.RECORD
    administrative: bool = False
    """Whether an administrator may read, write and sign it too: a referral, a letter about an appointment."""
    layout: Layout = Layout()
    voids: bool = False
    """Whether a remark of this kind says that the record it is about must not be relied on."""
    newest: int = 0
    """Its place among the newest records that the overview of a case shows; 0 where it shows none of this kind."""
    section: str = CHRONOLOGY
    """The section of a case that its records stand in: the chronology, unless it has one of its own."""
    with_person: bool = False
    """Whether it is written of contact with the person."""
    opens_case: bool = False
    """Whether a case is opened with a record of it: of one kind alone."""
    begun: Callable[[], Any] | None = None
    """What a new record begins with, where that is more than nothing: questions, never an answer."""
    follows: Callable[[Written[Any]], Follows] = nothing_follows
    """What is stated of the case in the transaction in which a record of it is signed."""

    def blank(self) -> Any:
        """What a new record says."""
        return self.begun() if self.begun is not None else self.content()

    @property
    def compartment(self) -> Compartment:
        """The usual place."""
        return self.compartments[0]
