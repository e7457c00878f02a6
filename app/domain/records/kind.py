"""What a record kind is: its name, the class that declares its content, and where its records live."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, Final

from app.domain.cases.appointment import Appointment, AppointmentOutcome
from app.domain.cases.group import GroupSession
from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import Missing
from app.domain.fields.sharing import Audience
from app.domain.fields.spec import Target
from app.domain.measures.catalogue import Catalogue
from app.domain.measures.declare import Measure
from app.domain.records.blocks import Placed
from app.domain.records.breach import Breach
from app.domain.records.counts import Counts
from app.domain.records.facets import Facet, Score
from app.domain.records.follows import NOTHING, Follows
from app.domain.records.heading import Upcast
from app.domain.records.in_case import InCase
from app.domain.records.in_law import InLaw, not_in_law
from app.domain.records.series import Series
from app.domain.records.written import Written

CHRONOLOGY = "chronology"
"""The section of a case that has every kind."""
SECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "referral": "Referral and panel",
        "behaviour": "Behaviour and orders",
        "assessment": "Assessment",
        "formulation": "Formulation",
        "plan": "Plan",
        "sessions": "Sessions",
        CHRONOLOGY: "Chronology",
        "victims": "Victim safety",
        "sharing": "Sharing",
        "documents": "Documents",
    }
)
"""The sections that records stand in, in the order of a case, and what each is called."""


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


def blind_to_nothing(_: Any) -> str:
    """Of a kind whose author may read all that they may read."""
    return ""


def asks_no_more(_: Any, __: Any) -> bool:
    """Of a kind that asks no more for what was said last time."""
    return False


@dataclass(frozen=True)
class BesidePerson:
    """How a kind is written with the person beside the screen."""

    alone: tuple[str, ...] = ()
    """The fields that are answered without the person: they tell of others, or of what the team does.

    A field of a row is named by its path: "goals.why".
    """
    silent: tuple[str, ...] = ()
    """The fields that are asked with the person there, but without the hint: it speaks to the author of others."""
    asks_more: Callable[[Any, Any], bool] = asks_no_more
    """Whether a content asks for more than it would, beside that of the last record; None where there is none."""
    opens: bool = True
    """Whether a draft of it opens so; where not, its author turns to it from the editor."""
    signed_there: bool = False
    """Whether it is signed on that page, which then asks what is for its author alone; else in the editor."""


@dataclass(frozen=True)
class HandedOver:
    """How a kind is given to the person on this screen, with nothing else of the program in reach."""

    asks: Callable[[Any, Catalogue], Measure | None]
    """What the person is asked by a content; None where nothing may be put before them."""
    answers: Callable[[Any], tuple[int | None, ...]]
    """How far a content is answered."""
    answered: Callable[[Any, tuple[int | None, ...]], Any]
    """The content with what the person answered."""
    prints: Callable[[Any, Catalogue], Measure | None]
    """What a content is printed as for paper; None where no form may be printed."""


@dataclass(frozen=True)
class InGroup:
    """How a record is written of one member of a group that met."""

    session: str
    """The answer that names the session."""
    begun: Callable[[str, GroupSession, str], Any]
    """What one begins with: of the session's id, what was said of it, how they attended."""
    carried: Callable[[Any, str, str], Any]
    """A content with the theme and what was done in common, as far as these stand in it."""
    came: Callable[[Any], bool | None]
    """Whether the member came; None until it is said."""


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


@dataclass(frozen=True)
class Derived:
    """A content with what follows from its answers, and what stands in the way of signing where nothing follows."""

    content: Any
    missing: tuple[Missing, ...] = ()


def as_answered(content: Any, _: Catalogue) -> Derived:
    """Of a kind whose answers are all that is signed."""
    return Derived(content)


def compares_nothing(_: Any, __: Sequence[Sequence[Score]], ___: Catalogue) -> Iterable[WorkedOut]:
    """Of a kind whose records are each read for themselves."""
    return ()


def nowhere_else(_: Any) -> Compartment | None:
    """Of a kind whose records may stand wherever they were begun."""
    return None


def told_to_nobody(_: Any) -> frozenset[str]:
    """Of a kind that nothing else may be told by."""
    return frozenset()


def by_its_author(_: Any) -> frozenset[str]:
    """Of a kind for which its author stands alone."""
    return frozenset()


def to_others(_: Any) -> str:
    """Of a kind that does not go to the person."""
    return ""


def nothing_follows(_: Written[Any]) -> Follows:
    """Of a kind that decides nothing of its case."""
    return NOTHING


def nothing_known(_: Appointment, __: AppointmentOutcome) -> Mapping[str, Any]:
    """Of a kind whose note begins with the day alone."""
    return {}


def closed_by_nothing(_: Any) -> str:
    """Of a kind that no gate of a case closes."""
    return ""


def asks_nothing(_: Any, __: InCase) -> Iterable[Missing]:
    """Of a kind that is whole by what stands in it alone."""
    return ()


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
    counts_as: Counts | None = None
    """What a return counts its records as; None where none counts them."""
    block: Callable[[Written[Any], Audience, date], Iterable[Placed]] = no_blocks
    stands: Callable[[Any, date], str] = no_status
    """How what it tells of stands on a day, in words worked out from its dates: "in force"."""
    compartments: tuple[Compartment, ...] = tuple(Compartment)
    """Where its records may stand, the usual place first."""
    drawn_from: tuple[Compartment, ...] = ()
    """Where an output may draw its records from besides its usual place, if its audience draws from there."""
    rests_on: str = ""
    """The answer that names what a record of it among third parties rests on: it goes no further than that may."""
    told_to: Callable[[Any], frozenset[str]] = told_to_nobody
    """The audiences that may be told what rests on a content."""
    opens_to: Callable[[Any], frozenset[str]] = told_to_nobody
    """The audiences that are given something by a content though the person does not know of their case."""
    stages: frozenset[str] = frozenset()
    """The stages of criminal justice that its records tell of: once one does, what was stated of that is not heard."""
    in_law: Callable[[Any, date], InLaw | None] = not_in_law
    """Where a content says that the person stands with the law on a day, worked out from its dates."""
    worked_out: Callable[[Any], Iterable[WorkedOut]] = nothing_more
    """What follows from the answers of a content and is read with them."""
    derive: Callable[[Any, Catalogue], Derived] = as_answered
    """What is worked out from the answers, by the measures that are there, and signed (`FieldSpec.derived`)."""
    compared: Callable[[Any, Sequence[Sequence[Score]], Catalogue], Iterable[WorkedOut]] = compares_nothing
    """What changed since earlier records of it, whose scores come oldest first: said where one is read, never kept."""
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
    administrative_if: Callable[[Any], bool] | None = None
    """Of which contents that holds, where it does not hold of all: an administrator may begin one, and signs and reads
    those alone."""
    layout: Layout = Layout()
    cited_as: Target | None = None
    """What a reference that is to no record at large may point at: a breach is of an order, bail or a licence."""
    voids: bool = False
    """Whether a remark of this kind says that the record it is about must not be relied on."""
    moves_out: bool = False
    """Whether such a mark also says that it is of another person: nothing of it is told in its case any more."""
    countersigns: bool = False
    """Whether a remark of this kind is the word of a qualified colleague on a record signed under supervision."""
    agrees: bool = False
    """Whether a remark of this kind is the word of the other of those who stand for a record together."""
    signed_by: Callable[[Any], frozenset[str]] = by_its_author
    """The members who stand for a content together: each but its author agrees with it by a signature of their own."""
    supervises: tuple[str, ...] = ()
    """The answers that name who is supervised and by whom, of a kind in which supervision of a case is written."""
    in_group: InGroup | None = None
    """How it is written of one member of a group, where it is: of one kind alone."""
    attested: bool = False
    """Whether who countersigns a record of it says in words of their own what they hold: others act on its opinion."""
    told_at_once: bool = False
    """Whether an output tells a record of it before it is countersigned, marked so: somebody may be in danger."""
    newest: int = 0
    """Its place among the newest records that the overview of a case shows; 0 where it shows none of this kind."""
    section: str = CHRONOLOGY
    """The section of a case that its records stand in: the chronology, unless it has one of its own."""
    with_person: bool = False
    """Whether it is written of contact with the person."""
    beside_person: BesidePerson | None = None
    """How it is written with the person beside the screen, where any of it is: that page has their name and no more."""
    handed_over: HandedOver | None = None
    """How it is given to the person on this screen, where it is."""
    takes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What a new one takes from a draft that its author wrote in the case today: by that one's kind, its field by ours.

    Its date is that draft's, too.
    """
    notes: frozenset[str] = frozenset()
    """For what an appointment is whose note a record of it is (`Appointment.purpose`): of one kind each."""
    notes_missed: frozenset[str] = frozenset()
    """The same of one that was missed, where the note of one that was kept is of another kind."""
    noted: Callable[[Appointment, AppointmentOutcome], Mapping[str, Any]] = nothing_known
    """What the note of an appointment begins with besides its day: what the diary knows, and no judgement."""
    to_person: Callable[[Any], str] = to_others
    """The answer by which a content goes to the person themself, empty where it does not: none is signed after their
    death."""
    presses: str = ""
    """The answer whose gaps wait before all else: a draft that has one stands first on its author's Today."""
    captured: str = ""
    """The answer that a line goes into which was jotted down before its case was known; empty where none does."""
    second_of: Callable[[Any], str] = blind_to_nothing
    """The record, by the series of its versions, that a content rates again: the two are laid side by side."""
    blind_to: Callable[[Any], str] = blind_to_nothing
    """The record, by the series of its versions, that the author of such a draft does not read until it is signed."""
    known: Knowledge = Knowledge.BY_FIELD
    """How what a new one says is known, until its author says otherwise."""
    opens_case: bool = False
    """Whether a case is opened with a record of it: of one kind alone."""
    begun: Callable[[InCase], Any] | None = None
    """What a new record begins with in its case, where that is more than nothing: questions, never a judgement."""
    of_breach: Callable[[Breach], Any] | None = None
    """What a new record of it says of a data breach, where it is the kind that tells of one."""
    asks: Callable[[Any, InCase], Iterable[Missing]] = asks_nothing
    """What its case still asks of a content before it is signed, besides what its own fields need.

    A gap is named by codes, dates and coded answers: the sentence that refuses Sign tells no story.
    """
    gate: Callable[[Any], str] = closed_by_nothing
    """The gate of its case that closes a content, by its code: closed, it is not signed."""
    series: Series | None = None
    """How several of it are written in one grid, a row each, where they are: of one kind alone."""
    follows: Callable[[Written[Any]], Follows] = nothing_follows
    """What is stated of the case in the transaction in which a record of it is signed."""

    @property
    def may_be_administrative(self) -> bool:
        """Whether an administrator may begin one."""
        return self.administrative or self.administrative_if is not None

    def is_administrative(self, content: Any) -> bool:
        """Whether an administrator may read and sign one that says that."""
        return self.administrative or (self.administrative_if is not None and self.administrative_if(content))

    @property
    def has_courses(self) -> bool:
        """Whether its records in a case are several courses, each to be compared within itself."""
        return self.course_of is not one_course

    @property
    def looks_around(self) -> bool:
        """Whether what stands in its case has a say in a record of it."""
        return self.begun is not None or self.asks is not asks_nothing

    def blank(self, case: InCase) -> Any:
        """What a new record says."""
        return self.begun(case) if self.begun is not None else self.content()

    @property
    def compartment(self) -> Compartment:
        """The usual place."""
        return self.compartments[0]
