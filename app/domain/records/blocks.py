"""What a kind prints of a record in a report: blocks, each placed in the part of the report that it belongs to.

A kind gives its blocks from a content out of which everything was taken that the audience does not get. Which part
comes where, and how much of it, is the report's to say.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.fields.compartments import Knowledge
from app.domain.records.facets import Mark
from app.domain.values.dates import ClinicalDate


class Part(StrEnum):
    """The parts of a report."""

    QUESTION = "question"
    ANSWER = "answer"
    ASKS = "asks"
    FLAGS = "flags"
    VICTIM = "victim"
    LAW = "law"
    HEALTH = "health"
    AXIS = "axis"
    SCENARIOS = "scenarios"
    TREATMENT = "treatment"
    INTERVIEW = "interview"
    SOURCES = "sources"
    BODY = "body"


@dataclass(frozen=True, kw_only=True)
class Block:
    """Something printed; `cites` are the records that it rests on besides its own."""

    cites: tuple[str, ...] = ()
    knowledge: Knowledge = Knowledge.BY_FIELD


@dataclass(frozen=True, kw_only=True)
class Paragraph(Block):
    """A text with light markup."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Facts(Block):
    """A few answers that are printed together, in an order that the part has."""

    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Event(Block):
    """An event or a span on the time axis; `words` and `source` stand in the list below it."""

    mark: Mark
    start: ClinicalDate
    end: ClinicalDate | None = None
    label: str = ""
    words: str = ""
    source: str = ""
    serious: bool = False


@dataclass(frozen=True)
class Judgement:
    """One anchored judgement: what it is of, what it was, in which words, on whose word and how surely."""

    label: str
    value: int | None
    words: str
    source: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Profile(Block):
    """Judgements that stand side by side and are never added up, with what they mean together."""

    on: ClinicalDate
    assessed: str
    driver: str
    target: str
    function: str
    trend: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A block at its place: the part, and what of the part it is.

    Where several kinds say the same, the one of the lowest `rank` is heard, and of a kind its newest record alone
    unless `every` record counts. `lines` is the most that a short report gives it; 0 leaves that to the report.
    """

    part: Part
    name: str
    block: Block
    rank: int = 0
    every: bool = False
    lines: int = 0
