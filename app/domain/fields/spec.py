"""What a field's declaration says, and what every form of field can do with it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar

from app.domain.fields.sharing import Audience, Closer, Share
from app.domain.values.dates import ClinicalDate, add_months
from app.domain.values.typed_dates import Direction

V = TypeVar("V")
type_of_need = bool | Callable[[Any], bool]


class Target(StrEnum):
    """What a reference points at. An order is whatever kind says that it can be breached (`Kind.cited_as`)."""

    RECORD = "record"
    VICTIM = "victim"
    ORDER = "order"
    ROW = "row"
    """Another row of the same record."""
    PERSON = "person"
    CASE = "case"
    STAFF = "staff"
    MEETING = "meeting"
    GROUP = "group"
    GROUP_SESSION = "group_session"

    @property
    def pattern(self) -> str:
        """The regular expression that a whole reference matches: a victim's code, or the UUID of anything else.

        A record's may go on with "#" and the UUID of one of its rows.
        """
        if self is Target.VICTIM:
            return "V[1-9][0-9]?"
        record = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
        return f"{record}(#{record})?" if self is Target.RECORD else record


@dataclass(frozen=True)
class Choice:
    """One answer: the code that is stored and the words that are shown.

    A `retired` one stays declared for ever, so that what was signed with it reads as it did; it is not offered.
    """

    code: str
    label: str
    hint: str = ""
    retired: bool = False


@dataclass(frozen=True, kw_only=True)
class Rating:
    """An anchored 0-4 judgement with where it comes from, or `why_not` there is none. Never totalled.

    One without either was written before the reason was asked for: its note says why it was not assessed.
    """

    value: int | None = None
    confidence: str = ""
    source: str = ""
    note: str = ""
    why_not: str = ""


class Form(ABC, Generic[V]):
    """Which editor a field has, and so which values it takes. One class a form; a field's declaration has one."""

    code: ClassVar[str]
    asks: ClassVar[str]
    """The verb of what is to be done about an unanswered field: "Write"."""
    empty: ClassVar[Any]
    """The value of an unanswered field."""
    has_words: ClassVar[bool] = False
    """Whether an answer has words that can be searched."""
    searched: ClassVar[bool] = False
    """Whether they are searched unless the field says otherwise."""
    coded: ClassVar[bool] = False
    """Whether an answer is a code, a number or a date: what an audience gets that gets no free text."""
    most: ClassVar[int] = 0
    """The largest number or the most characters, unless the field says otherwise."""

    @abstractmethod
    def read(self, spec: "FieldSpec", plain: Any) -> V:
        """The value of plain JSON, whatever it says as long as its type is right; raises TypeError, ValueError."""

    @abstractmethod
    def check(self, spec: "FieldSpec", value: V) -> V:
        """The value cleaned; raises NotAcceptable or TextTooLong, or any of TypeError, ValueError, for another."""

    @abstractmethod
    def schema(self, spec: "FieldSpec") -> dict[str, Any]:
        """The JSON Schema of its plain values."""

    def plain(self, value: V) -> Any:
        """The value in plain JSON types."""
        return value

    def is_empty(self, spec: "FieldSpec", value: V) -> bool:  # noqa: ARG002 - some forms ask the declaration
        """Whether the field is unanswered."""
        return bool(value == self.empty)

    def words(self, spec: "FieldSpec", value: V) -> str:  # noqa: ARG002 - some forms ask the declaration
        """The words of an answer, where it has any."""
        return str(value)

    def shared(self, value: V, *, coded: bool) -> V:  # noqa: ARG002 - some forms leave words out
        """The value as it is told; an audience with `coded` gets no free text."""
        return value

    def codes(self, value: V) -> tuple[str, ...]:  # noqa: ARG002 - most forms have no codes
        """The codes of choices that an answer holds."""
        return ()


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """What one field is called, how it is asked, who may be told, and whether it must be there to sign.

    A `retired` field is read, shown, compared and searched where an earlier record has it, and asked no more. A
    `withdrawn` one is besides not to be relied on: it is shown on that record, marked, and stands in no facet, chart,
    count, search, report or extract, and in nothing that is written after it.
    """

    name: str = ""
    label: str
    form: Form[Any]
    share: Share
    hint: str = ""
    section: str = ""
    needed: type_of_need = False
    searched: bool = False
    choices: tuple[Choice, ...] = ()
    anchors: tuple[str, ...] = ()
    target: Target | None = None
    letter: str = ""
    """The letter of the rows that a reference points at: of the same record, or, of one to a record, of any."""
    row: type | None = None
    check: Callable[[str], str] | None = None
    most: int = 0
    must_be_known: bool = False
    direction: Direction = Direction.EITHER
    """Where in time the date lies: one that lies elsewhere cannot be signed."""
    months: int = 0
    """The most months from today that the date may lie ahead; 0 for any."""
    due: str = ""
    """What falls due on this date, where somebody must act on it: "Order ends"."""
    done: Callable[[Any], bool] | None = None
    """Whether the content itself says that what falls due is done: nothing is overdue then, in no row of it either."""
    ahead: int = 60
    """How many days ahead it is shown among what falls due."""
    passes: bool = False
    """Whether nobody has to act any more once the day is past: what ends by itself is not late for ever."""
    refused: Callable[[Any], str] | None = None
    """Why the answer cannot stand beside the others of that content; empty where it can."""
    warned: Callable[[Any], str] | None = None
    """What is to be looked at again in the answer beside the others, though it may stand; empty where nothing is."""
    applies: Callable[[Any], bool] | None = None
    """Whether a form asks it, as that content stands; an answer that is there is always shown."""
    since: str = ""
    """What it is called where an earlier record goes before this one, "What changed since {day}"; it is needed then."""
    repeats: bool = False
    """Whether it is likely what it was last time: that is offered then, and never filled in."""
    takes_over: bool = False
    """Whether what the reference names acts no more, because this record has taken its place."""
    splits: str = ""
    """The kind of record that each row becomes at Sign, in its own compartment: this record then holds none of them.

    Who is not admitted to where records of it stand is not asked for it.
    """
    becomes: Callable[[Any, ClinicalDate | None], tuple[str, Mapping[str, Any]]] | None = None
    """Of a row, and the day of its record: the kind that this row becomes, in the same compartment as `splits`, and
    what that says. Without it a row becomes a record of `splits` that says the same by the same names."""
    closer: Closer | None = None
    """Under which class it is told instead, where other answers make it more than its own class says."""
    only_to: frozenset[str] = frozenset()
    """The audiences that may be told it at all; of an empty one any whom its class is told to."""
    lapses: bool = False
    """Whether no draft holds it: what an earlier form said there stands in other fields since."""
    derived: bool = False
    """Whether the program works it out from the other answers (`Kind.derive`): no form asks it, and it is signed."""
    retired: bool = False
    withdrawn: bool = False

    @property
    def likely(self) -> Direction:
        """Where a day without its year most likely lies: to come where something falls due on it, else past."""
        if self.direction is not Direction.EITHER:
            return self.direction
        return Direction.COMING if self.due else Direction.PAST

    @property
    def asked(self) -> bool:
        """Whether a form asks for it."""
        return not (self.retired or self.withdrawn or self.derived)

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The choices that a form offers."""
        return tuple(choice for choice in self.choices if not choice.retired)

    def refusal(self, day: ClinicalDate, today: date) -> str:
        """Why a date cannot be signed in this field; empty when it can."""
        last = day.latest()
        if self.months and last is not None and last > add_months(today, self.months):
            return f"It is good for {self.months} months at most"
        return self.direction.refusal(day, today)

    def shown(self, code: str) -> str:
        """The words for a choice's code; the code itself where it is declared no more."""
        return next((choice.label for choice in self.choices if choice.code == code), code)

    def anchor(self, value: int) -> str:
        """The words for a value of a rating; none for one that has no anchor."""
        return self.anchors[value] if 0 <= value < len(self.anchors) else ""

    def share_in(self, content: object) -> Share:
        """The sharing class under which it is told of that content."""
        return self.closer.share if self.closer and self.closer.when(content) else self.share

    def kept_from(self, content: object, audience: str) -> bool:
        """Whether an audience never gets it of that content, whatever it gets of its class."""
        if self.only_to and audience not in self.only_to:
            return True
        return bool(self.closer and audience in self.closer.never_to and self.closer.when(content))

    def is_told(self, content: object, audience: Audience, asked: frozenset[Share] = frozenset()) -> bool:
        """Whether an audience gets it of that content, given the classes the clinician said yes to."""
        is_kept = self.withdrawn or self.kept_from(content, audience.code)
        return not is_kept and audience.admits(self.share_in(content), asked)

    def is_asked(self, content: object) -> bool:
        """Whether a form has a place for it, as that content stands."""
        if self.applies is None or self.applies(content):
            return True
        return not self.form.is_empty(self, getattr(content, self.name))

    def called(self, since: ClinicalDate | None) -> str:
        """Its label; where a record of that date goes before, as of that day."""
        return self.since.format(day=since.show()) if self.since and since is not None else self.label

    def is_needed(self, content: object, since: ClinicalDate | None = None) -> bool:
        """Whether it must be answered to sign that content, with a record of that date before it or with none."""
        if not self.asked:
            return False
        if self.since and since is not None:
            return True
        return bool(self.needed(content) if callable(self.needed) else self.needed)

    def no_longer_offered(self, value: Any) -> tuple[str, ...]:
        """The words of the choices in an answer that a form does not offer now."""
        if not (codes := self.form.codes(value)):
            return ()
        offered = {choice.code for choice in self.choices if not choice.retired}
        return tuple(self.shown(code) for code in codes if code not in offered)


def specs(cls: type) -> tuple[FieldSpec, ...]:
    """The declared fields in order; a field without a section belongs to the one before it."""
    return _specs(cls)


def by_name(cls: type) -> Mapping[str, FieldSpec]:
    """The declared fields by their names."""
    return _by_name(cls)


@cache
def _by_name(cls: type) -> Mapping[str, FieldSpec]:
    return MappingProxyType({spec.name: spec for spec in _specs(cls)})


@cache
def _specs(cls: type) -> tuple[FieldSpec, ...]:
    section, out = "", []
    for declared in fields(cls):
        if "spec" in declared.metadata:
            spec: FieldSpec = declared.metadata["spec"]
            section = spec.section or section
            out.append(replace(spec, name=declared.name, section=section))
    return tuple(out)
