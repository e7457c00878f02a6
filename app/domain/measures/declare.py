"""What a measure's file declares, as values. Positions count from 0, from the left of the printed form."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NOT_APPLICABLE = "n/a"
"""The value of an option that takes its item out of every score."""


class Direction(StrEnum):
    """Which way is better."""

    LOWER = "lower"
    HIGHER = "higher"
    NONE = "none"


class CompletedBy(StrEnum):
    """Who answers it."""

    PERSON = "person"
    CLINICIAN = "clinician"
    EITHER = "either"


class Method(StrEnum):
    """How a score is made: of the items' values, or, by a table, of another score."""

    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"
    TABLE = "table"


class Clinical(StrEnum):
    """On which side of a cut the clinical range lies."""

    AT_OR_ABOVE = "at_or_above"
    BELOW = "below"


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Whose it is and on which terms it is here; `file` lies in `resources/measures/licences/`."""

    holder: str
    terms: str
    file: str
    wording: str
    source: str

    @property
    def ships_wording(self) -> bool:
        """Whether the wording of the items may stand in the file."""
        return self.wording == "shipped"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item as it is answered: by position its value (None for not applicable), its key and its label."""

    id: str
    options: str
    values: tuple[int | None, ...]
    keys: tuple[str, ...]
    labels: tuple[str, ...] = ()
    text: str = ""
    about: str = ""

    @property
    def least(self) -> int:
        """The lowest value."""
        return min((value for value in self.values if value is not None), default=0)

    @property
    def most(self) -> int:
        """The highest value."""
        return max((value for value in self.values if value is not None), default=0)


@dataclass(frozen=True, kw_only=True)
class Skip:
    """Items that need no answer where others were answered so: pairs of item and position, which must all hold."""

    when: tuple[tuple[str, int], ...]
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Score:
    """One score. `least` and `most` are its range where nothing is missing or not applicable."""

    id: str
    title: str
    method: Method
    items: tuple[str, ...] = ()
    of: str = ""
    first: int = 0
    table: tuple[Decimal, ...] = ()
    missing_allowed: int = 0
    missing_source: str = ""
    times: int = 1
    decimals: int = 0
    at_least: tuple[int, ...] = ()
    """Of a count: from which value on each of `items` counts."""
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Band:
    """A named range of a score, from a value up to and without another; the last has no end."""

    score: str
    id: str
    label: str
    start: Decimal
    below: Decimal | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Where the clinical range of a score begins, and for `who` where not for everybody."""

    id: str
    score: str
    at: Decimal
    clinical: Clinical
    label: str
    who: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ChangeRule:
    """By how much a score has to differ to be a reliable change, with what confidence in per cent."""

    id: str
    score: str
    by: Decimal
    confidence: int
    source: str


@dataclass(frozen=True, kw_only=True)
class Critical:
    """Items that speak by their own answer, whatever the scores say."""

    id: str
    items: tuple[str, ...]
    at_least: int | None
    at_most: int | None
    message: str
    source: str

    def fires_at(self, value: int | None) -> bool:
        """Whether an answer of that value speaks; what was skipped or left blank never does."""
        if value is None:
            return False
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is not None and value <= self.at_most


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What follows from several scores: triples of score, "at_least" or "below", and number; and earlier findings."""

    id: str
    label: str
    all: tuple[tuple[str, str, Decimal], ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure, as its file declares it; `hash` is the SHA-256 of the file."""

    hash: str
    id: str
    version: int
    title: str
    short: str
    edition: str
    population: str
    period: str
    completed_by: CompletedBy
    direction: Direction
    tracked: tuple[str, ...]
    comparable_with: tuple[int, ...]
    note: str
    instructions: str
    """What the form says above its items, where the wording ships."""
    stem: str
    """How every item begins, where the form prints that once above them."""
    licence: Licence
    items: tuple[Item, ...]
    skips: tuple[Skip, ...]
    scores: tuple[Score, ...]
    bands: tuple[Band, ...]
    cuts: tuple[Cut, ...]
    change: tuple[ChangeRule, ...]
    critical: tuple[Critical, ...]
    findings: tuple[Finding, ...]

    def __hash__(self) -> int:
        return hash(self.hash)

    @property
    def name(self) -> str:
        """How a record and the command line name it: "core-10@1"."""
        return f"{self.id}@{self.version}"

    @property
    def has_wording(self) -> bool:
        """Whether it can be put before a person: each item with its text, each answer with its label."""
        return all(item.text and item.labels for item in self.items)

    def score(self, score_id: str) -> Score:
        """One of its scores; raises LookupError."""
        return next(score for score in self.scores if score.id == score_id)

    def is_comparable_with(self, other: "Measure") -> bool:
        """Whether scores of the two mean the same: of one version, or where the newer names the older."""
        if self.id != other.id:
            return False
        newer, older = (self, other) if self.version >= other.version else (other, self)
        return newer.version == older.version or older.version in newer.comparable_with
