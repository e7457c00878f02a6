"""What a record means to the rest of a case: the facets that its kind draws out of it when it is signed.

Chronology, axis, Today, lists and cautions read facets and never a kind. A facet holds codes, numbers, dates and a few
words; `row` is the row of the record that it comes from, where it comes from one.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Final

from app.domain.fields.sharing import Share
from app.domain.values.dates import ClinicalDate


class Lane(StrEnum):
    """A lane of the time axis."""

    BEHAVIOUR = "behaviour"
    ORDERS = "orders"
    SESSIONS = "sessions"
    FIXATION = "fixation"
    MEASURES = "measures"
    MILESTONES = "milestones"


class Mark(StrEnum):
    """How an event of the axis is drawn; the last two last from a day to another, or still."""

    INCIDENT = "incident"
    KEPT = "kept"
    MISSED = "missed"
    MILESTONE = "milestone"
    CHANGE = "change"
    ORDER_RUNS = "order_runs"
    HELD = "held"

    @property
    def lasts(self) -> bool:
        """Whether it is a span."""
        return self in {Mark.ORDER_RUNS, Mark.HELD}


class Standing(StrEnum):
    """How far what is told of somebody stands: the shape of its mark."""

    FOUND = "found"
    ADMITTED = "admitted"
    ALLEGED = "alleged"
    DENIED = "denied"
    NOT_HELD = "not_held"
    """Settled without a finding, or doubted: told in words, and given no mark that would say it again."""


class Weight(StrEnum):
    """How a caution is shown: "stop" forbids an act, "care" asks to think first."""

    STOP = "stop"
    CARE = "care"


class Source(StrEnum):
    """Whose answer a score is."""

    JUDGED = "judged"
    SELF_REPORT = "self_report"
    COLLATERAL = "collateral"


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One of them; `code` names its class in the store."""

    code: ClassVar[str]
    in_clear: ClassVar[bool] = False
    """Whether it stays in clear where its record is sealed: it tells what the list of records tells anyway."""
    row: str = ""

    @property
    def day(self) -> date | None:
        """The day that lists sort and narrow it by."""
        return None


@dataclass(frozen=True, kw_only=True)
class RedFlag(Facet):
    """A sign that somebody must act on, in words, open until it is closed.

    `step` is the day of the last thing that was done or told, `until` the day until which it is watched.
    """

    code = "red_flag"
    sign: str
    words: str
    raised: ClinicalDate | None = None
    at: str = ""
    closed: ClinicalDate | None = None
    step: ClinicalDate | None = None
    is_acted_on: bool = False
    """Whether something was done and somebody told, or it is said why not."""
    until: ClinicalDate | None = None

    @property
    def day(self) -> date | None:
        """When it was raised."""
        return self.raised.earliest() if self.raised else None


@dataclass(frozen=True, kw_only=True)
class AxisEvent(Facet):
    """What is drawn on the time axis: its two or three words there, and the words that are said of it.

    Of what somebody reported it tells how it `stands`, its `source`, who said it, and the 3x5x2 `grade` of that.
    `end` is the day on which something that lasts ended or will, `ending` that in words, also where no day is known;
    `ticks` are the days on which it changed meanwhile.
    """

    code = "axis_event"
    lane: Lane
    start: ClinicalDate
    end: ClinicalDate | None = None
    mark: Mark
    label: str = ""
    words: str = ""
    stands: str = ""
    source: str = ""
    grade: str = ""
    standing: Standing | None = None
    serious: bool = False
    breached: bool = False
    ending: str = ""
    ticks: tuple[ClinicalDate, ...] = ()

    @property
    def day(self) -> date | None:
        """When it began."""
        return self.start.earliest()


@dataclass(frozen=True, kw_only=True)
class KeyDate(Facet):
    """A day on which somebody must act, shown so many days `ahead`; once one that `passes` is past, nobody must.

    `what` is how a list tells it; `sort`, where that says more than what falls due, is by what it is met.
    """

    code = "key_date"
    on: ClinicalDate
    what: str
    sort: str = ""
    done: ClinicalDate | None = None
    owner: str = ""
    ahead: int = 60
    passes: bool = False

    @property
    def day(self) -> date | None:
        """The day; of a partial date its first."""
        return self.on.earliest()


SCREENING: Final = "Screening"
"""What falls due when a referral came in."""
CONCERN: Final = "Safety concern"
"""What falls due when somebody is worried about somebody's safety."""


@dataclass(frozen=True, kw_only=True)
class Meets(Facet):
    """What fell due by that name in the same case, by a record that was signed before, is done."""

    code = "meets"
    what: str


class OpenSort(StrEnum):
    """What stays open until somebody closes it."""

    FLAG = "flag"
    CONCERN = "concern"
    ACTION = "action"
    TRIPWIRE = "tripwire"
    REQUEST = "request"
    TELLING = "telling"
    EVENT = "event"
    """A serious event: for who is let into it alone, so that no other record hands it over."""


@dataclass(frozen=True, kw_only=True)
class Unfinished(Facet):
    """Something that stays open until somebody closes it, in words of codes, dates and coded answers.

    Red flags are not among them: they say more. A day on which it falls due is asked about in a closed case, too.
    """

    code = "unfinished"
    sort: OpenSort
    name: str


@dataclass(frozen=True, kw_only=True)
class Watched(Facet):
    """A sign of a scenario that anybody may see: which words to look for in notes, and who then does what."""

    code = "watched"
    scenario: str
    cite: str
    sign: str
    words: str
    then: str


FIRST_INCIDENT: Final = "first_incident"
"""What an anniversary is of where it is of the first of a case alone."""
ORDER_MADE: Final = "order_made"
SEPARATION: Final = "separation"
"""Said once, however many opinions name the day."""


@dataclass(frozen=True, kw_only=True)
class Anniversary(Facet):
    """A certain day on which something was that may come back to somebody each year, by a word."""

    code = "anniversary"
    what: str
    on: ClinicalDate

    @property
    def day(self) -> date | None:
        """Its day of one leap year: the days of a fortnight are looked up, whatever year it was."""
        first = self.on.earliest()
        return first.replace(year=2000) if first is not None else None


class Work(StrEnum):
    """What a case is asked about when it is missing, or too long ago."""

    PLAN = "plan"
    PROFILE = "profile"
    REVIEW = "review"
    VOICE = "voice"
    DISCHARGE = "discharge"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, kw_only=True)
class WorkDone(Facet):
    """That it was done, and when."""

    code = "work_done"
    what: Work
    on: ClinicalDate

    @property
    def day(self) -> date | None:
        """The last day that it can be of."""
        return self.on.latest()


@dataclass(frozen=True, kw_only=True)
class FactorHeld(Facet):
    """A factor of a formulation: what it is called in its case, what it states, and what speaks for and against it.

    `cite` is how others refer to it, `place` where in the formulation it stands, in words. What protects asks for no
    goal.
    """

    code = "factor_held"
    cite: str
    name: str
    words: str
    is_protective: bool = False
    has_evidence: bool = False
    place: str = ""
    evidence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoalSet(Facet):
    """A goal of a plan: for which factors, how it is measured, by when, and what came of it.

    `measure` is the code of the `Score` that it is measured by, empty where it is measured by none; `is_measured` says
    whether it is measured at all, `measured_by` by what in words. `aim` is as it was written.
    """

    code = "goal_set"
    cite: str
    name: str
    words: str
    why: tuple[str, ...] = ()
    measure: str = ""
    is_measured: bool = False
    by: ClinicalDate | None = None
    result: str = ""
    measured_by: str = ""
    aim: str = ""

    @property
    def day(self) -> date | None:
        """The day by which it is to be reached."""
        return self.by.earliest() if self.by else None


MEASURES: Final = "measures"
"""How a measure that was taken for a goal serves it."""


@dataclass(frozen=True, kw_only=True)
class GoalServed(Facet):
    """A goal that something was done for; `goal` is how others refer to it, `how` the kind of what was done."""

    code = "goal_served"
    goal: str
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalEnded(Facet):
    """What came of a goal in the end, said by another record than its plan."""

    code = "goal_ended"
    goal: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Score(Facet):
    """A number on a scale, on a day; None when it was looked at and not assessed. Never added to another.

    Scores of one measure are one course for each `target` that they are of; the axis draws those that it draws `always`
    until others are asked for. `serves` are the goals that it is of, where its record names more; None for all.
    """

    code = "score"
    measure: str
    label: str
    target: str = ""
    always: bool = False
    on: ClinicalDate
    value: float | None
    least: float
    most: float
    source: Source
    lane: Lane = Lane.MEASURES
    words: str = ""
    serves: tuple[str, ...] | None = None

    @property
    def day(self) -> date | None:
        """The day."""
        return self.on.earliest()


@dataclass(frozen=True, kw_only=True)
class Notification(Facet):
    """Somebody outside was told something."""

    code = "notification"
    to: str
    what: str
    on: ClinicalDate | None = None
    by: str = ""

    @property
    def day(self) -> date | None:
        """When they were told."""
        return self.on.earliest() if self.on else None


@dataclass(frozen=True, kw_only=True)
class Caution(Facet):
    """What must be seen before anybody acts, `after` a day where it holds from then on alone.

    Of a kind the newest record is heard alone, unless it speaks by itself.
    """

    code = "caution"
    words: str
    weight: Weight = Weight.CARE
    by_itself: bool = False
    after: ClinicalDate | None = None


@dataclass(frozen=True, kw_only=True)
class Cited(Facet):
    """What a record or a row of it rests on: the reference as it was signed."""

    code = "cited"
    to: str


@dataclass(frozen=True, kw_only=True)
class TakesOver(Facet):
    """What a record has taken the place of: a record, by the series of its versions, or one row of it.

    Its facets are read no more; the record itself stays as it was signed.
    """

    code = "takes_over"
    what: str


@dataclass(frozen=True, kw_only=True)
class Reported(Facet):
    """What one source says of contact in a span of days, when that was heard, and whether it stands.

    Of an `act` contact is its channel. `says` is what the person says of it: "admitted" or "denied"; empty where nobody
    put it to them or nobody knows. It was said `in_confidence` unless somebody else than health heard it.

    It is told under the class `share`. From a sealed compartment it goes to the audiences in `told_to` and to nobody
    else: a victim who agreed to one of them agreed to no other.
    """

    code = "reported"
    first: ClinicalDate | None
    last: ClinicalDate | None
    contact: str
    source: str
    stands: bool = True
    heard: ClinicalDate | None = None
    says: str = ""
    in_confidence: bool = True
    act: bool = False
    share: Share = Share.RISK
    told_to: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The first of the days."""
        return self.first.earliest() if self.first else None


@dataclass(frozen=True, kw_only=True)
class Attribution(Facet):
    """How what a record reports stands, who said it, and how that is graded: columns of their own in every list."""

    code = "attribution"
    stands: str
    source: str
    grade: str = ""


@dataclass(frozen=True, kw_only=True)
class Concerns(Facet):
    """A victim whom a record names in a field of its own, by code: the chronology is narrowed by it."""

    code = "concerns"
    victim: str


@dataclass(frozen=True, kw_only=True)
class Coded(Facet):
    """A coded answer that is counted over cases."""

    code = "coded"
    field: str
    answer: str


AGREES: Final = "agrees"
RETURNED: Final = "returned"


@dataclass(frozen=True, kw_only=True)
class Supervised(Facet):
    """Its author signed under supervision: until somebody countersigns it, it awaits that."""

    code = "supervised"
    in_clear = True


@dataclass(frozen=True, kw_only=True)
class Countersigned(Facet):
    """Somebody qualified agreed with the record that this one is about, or returned it."""

    code = "countersigned"
    in_clear = True
    verdict: str
    is_attested: bool = False
    """Whether it says so in words of their own."""


CLASSES: Final[dict[str, type[Facet]]] = {
    each.code: each
    for each in (
        RedFlag, AxisEvent, KeyDate, Meets, Unfinished, Watched, Anniversary, WorkDone, FactorHeld, GoalSet, GoalServed,
        GoalEnded, Score, Notification, Caution, Cited, TakesOver, Reported, Attribution, Concerns, Coded,
        Supervised, Countersigned,
    )
}  # fmt: skip
"""By code."""
_ENUMS: Final = {"lane": Lane, "mark": Mark, "weight": Weight, "standing": Standing}
_OF: Final[dict[type[Facet], dict[str, Callable[[Any], Any]]]] = {
    Score: {"source": Source},
    Unfinished: {"sort": OpenSort},
    WorkDone: {"what": Work},
}
_REPORTED: Final[dict[str, Callable[[Any], Any]]] = {"share": Share, "told_to": tuple}
_CITES: Final = frozenset({"why", "evidence", "against", "serves"})
_DATES: Final = frozenset(
    {
        "raised",
        "closed",
        "step",
        "until",
        "start",
        "end",
        "on",
        "done",
        "first",
        "last",
        "heard",
        "after",
        "ticks",
        "by",
    }
)


def to_plain(facet: Facet) -> dict[str, Any]:
    """The JSON object of a facet."""
    plain: dict[str, Any] = {}
    cls: type = type(facet)
    for name in _names(cls):
        value = getattr(facet, name)
        plain[name] = _wire(value)
    return plain


def _wire(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_wire(each) for each in value]
    return value.to_wire() if isinstance(value, ClinicalDate) else value


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls))


def from_plain(code: str, plain: dict[str, Any]) -> Facet:
    """Read a facet back; raises KeyError, TypeError, ValueError or NotADate for what is none."""
    cls = CLASSES[code]
    said = dict(plain)
    for name, reads in _readers(code):
        value = said.get(name)
        if value is not None:
            said[name] = reads(value)
    return cls(**said)


@cache
def _readers(code: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How the fields of a class are read that are more than they are in JSON; an axis has hundreds of facets."""
    cls = CLASSES[code]
    enums = _REPORTED if cls is Reported else _ENUMS | _OF.get(cls, {})
    named = ((each.name, _reader(cls, each.name) or enums.get(each.name)) for each in fields(cls))
    return tuple((name, reads) for name, reads in named if reads)


def _reader(cls: type[Facet], name: str) -> Callable[[Any], Any] | None:
    # Who told somebody is a name; by when a goal is to be reached is a day.
    if name in _CITES:
        return tuple
    return _day if name in _DATES and not (name == "by" and cls is not GoalSet) else None


def _day(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_day(each) for each in value)
    return ClinicalDate.from_wire(value) if isinstance(value, str) else value
