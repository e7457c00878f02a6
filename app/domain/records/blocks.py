"""What is printed of records in a report: what a kind gives, and the blocks that a document is made of.

A kind gives texts, answers, events and judgements, each placed in the part of the report that it belongs to, from a
content out of which everything was taken that the audience does not get. Which part comes where, and how much of it, is
the report's to say: it turns what was given into blocks, which are drawn one after the other, whatever they tell of.

Blocks are tagged structures, since a document is attached to its PDF as JSON and read back from it.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeAlias

from msgspec import Struct

from app.domain.fields.compartments import Knowledge
from app.domain.fields.content import is_empty
from app.domain.fields.sharing import Share
from app.domain.fields.spec import specs
from app.domain.records.facets import Mark, Standing
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


# What the author saw, holds or has from partners needs no word: it is what a report is made of.
_KNOWN: Final = {
    Knowledge.SELF_REPORT: "By the person's own account.",
    Knowledge.ALLEGATION: "Alleged.",
    Knowledge.INTELLIGENCE: "Intelligence, not verified.",
}


class Printed(Struct, frozen=True, kw_only=True, omit_defaults=True, tag=str.lower):
    """Something printed: the records that it rests on, the sharing classes of what it tells, and how that is known."""

    cites: tuple[str, ...] = ()
    share: tuple[Share, ...] = ()
    knowledge: Knowledge = Knowledge.BY_FIELD

    @property
    def known(self) -> str:
        """What is printed with it where it is no observation: an allegation never reads as a fact."""
        return _KNOWN.get(self.knowledge, "")


class Heading(Printed, frozen=True, kw_only=True):
    """What stands below it until the next one. It is ours, of no typed text: where something stands is told by it.

    It stands beside its texts, or `across` the page over what is as wide as the page. What stands under one that
    `turns` is not on the first page; beside what stands under one that is `signed`, the author signs.
    """

    text: str
    across: bool = False
    turns: bool = False
    signed: bool = False


class Paragraph(Printed, frozen=True, kw_only=True):
    """A text with light markup, or `plain`, after a label in bold; `small` says how to read what stands below.

    `answer` is what the whole report answers, `flag` an open red flag; what is `stale` is due for review. The label of
    a `step` of a court, police or prison is in italics.
    """

    text: str
    label: str = ""
    plain: bool = False
    small: bool = False
    answer: bool = False
    flag: bool = False
    stale: bool = False
    step: bool = False


class Facts(Printed, frozen=True, kw_only=True):
    """A few answers that are printed together: label and text with light markup."""

    answers: tuple[tuple[str, str], ...]


class Point(Struct, frozen=True, omit_defaults=True):
    """A rating or score on a day; None is looked at and not assessed."""

    day: date
    value: int | float | None


class Course(Struct, frozen=True, omit_defaults=True, tag=str.lower):
    """The ratings of one thing by day, the newest last; those of one `group` are of one target.

    One with a `lane` is plotted there between `least` and `most`, with what is aimed at, within which `error` a change
    says nothing, and what is `told` of it.
    """

    name: str
    points: tuple[Point, ...]
    group: str = ""
    lane: str = ""
    least: float = 0
    most: float = 4
    aim: float | None = None
    error: float | None = None
    told: str = ""


Cell: TypeAlias = str | Paragraph | Course


class Table(Printed, frozen=True, kw_only=True):
    """Rows under a heading row; the first cell of a row names it. Texts of a `plain` one are short, and have no markup.

    `widths` are shares of the width of the page. `names` says where a row stands, of codes, dates and numbers alone.
    One that is `framed` is what a reader looks for first; one `beside` is narrow, and stands at the right of the texts
    before it. The cells of one that is `read` from end to end are as large as the text.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    plain: bool = False
    names: tuple[str, ...] = ()
    framed: bool = False
    beside: bool = False
    read: bool = False

    def __post_init__(self) -> None:
        """A row that is short of a cell is a mistake of the report."""
        if {len(self.heads), *map(len, self.rows)} != {len(self.widths)}:
            raise ValueError("every row of a table has a cell for each width")
        if self.names and len(self.names) != len(self.rows):
            raise ValueError("a table names all of its rows, or none")


class Moment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mark on a time axis, on a day from `first` to `last`, or on all of them where it is a `period`.

    `label` is its two or three words there.
    """

    mark: Mark
    first: date
    last: date
    uncertain: bool = False
    period: bool = False
    label: str = ""
    standing: Standing | None = None
    serious: bool = False
    breached: bool = False


class Span(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A bar on a time axis, to the day of its end where that is known; `ending` is the end in words."""

    mark: Mark
    start: date
    end: date | None = None
    uncertain: bool = False
    """Whether the start is not exactly known."""
    ends_about: bool = False
    """Whether the end is not."""
    label: str = ""
    ending: str = ""
    ticks: tuple[date, ...] = ()
    """When it changed meanwhile."""


class Chart(Printed, frozen=True, kw_only=True):
    """A time axis with marks, bars and courses of ratings. `words` say what it shows to those who cannot see it.

    Below its caption stands a `table` of the same, so that nobody depends on the drawing and nothing is lost that had
    no room on it.
    """

    start: date
    end: date
    today: date
    moments: tuple[Moment, ...] = ()
    spans: tuple[Span, ...] = ()
    courses: tuple[Course, ...] = ()
    words: str
    caption: str
    table: Table


class Box(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A box in a column: a name in small, and words. It asks for `care`, or is `open` where something is missing."""

    column: int
    name: str = ""
    words: str = ""
    care: bool = False
    open: bool = False


class Tie(Struct, frozen=True, omit_defaults=True):
    """A line from one box to another in a column farther right, by their numbers; `pen` is how it is drawn."""

    left: int
    right: int
    pen: str = "whole"


class Linked(Printed, frozen=True, kw_only=True):
    """Boxes in columns with lines between them, under the title of each column and a note.

    `words` say what it shows to those who cannot see it. Below its caption stands a `table` of the same, so that
    nothing is lost that had no room in the picture.
    """

    columns: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]
    ties: tuple[Tie, ...]
    words: str
    caption: str
    table: Table

    def __post_init__(self) -> None:
        """A line that leads nowhere, or back, is a mistake of the report."""
        if any(each.column not in range(len(self.columns)) for each in self.boxes):
            raise ValueError("every box stands in a column")
        numbers = range(len(self.boxes))
        for each in self.ties:
            if each.left not in numbers or each.right not in numbers:
                raise ValueError("a line leads from a box to a box")
            if self.boxes[each.left].column >= self.boxes[each.right].column:
                raise ValueError("a line leads to the right")


class Notice(Printed, frozen=True, kw_only=True):
    """A text with light markup, after a label in bold, that nobody may overlook."""

    text: str
    label: str = ""


Block: TypeAlias = Heading | Paragraph | Facts | Table | Chart | Linked | Notice


class Event(Printed, frozen=True, kw_only=True):
    """An event or a span that a record tells of; `family` is what it is one of, where there is no room for its `label`.

    `words`, how it `stands` and `source`, who said it, stand in the list below the time axis. `conditions` are those
    under which whose word it is lets it be passed on: they stand wherever it does.
    """

    mark: Mark
    start: ClinicalDate
    end: ClinicalDate | None = None
    label: str = ""
    family: str = ""
    words: str = ""
    stands: str = ""
    source: str = ""
    standing: Standing | None = None
    serious: bool = False
    breached: bool = False
    ending: str = ""
    ticks: tuple[ClinicalDate, ...] = ()
    conditions: str = ""


class Judgement(Struct, frozen=True):
    """One anchored judgement: what it is of, what it was, in which words, on whose word and how surely.

    Without a value, `words` say why it was not rated. The time axis draws those `on_axis`.
    """

    label: str
    value: int | None
    words: str
    source: str
    confidence: str
    on_axis: bool = False


class Profile(Printed, frozen=True, kw_only=True):
    """Judgements that stand side by side and are never added up, with what they mean together.

    Profiles of one `course` are of one target; one of several targets together has none, and is compared with nothing.
    """

    on: ClinicalDate
    assessed: str
    driver: str
    target: str
    course: str
    function: str
    trend: str
    judgements: tuple[Judgement, ...]


class Placed(Struct, frozen=True, kw_only=True):
    """What a kind gives, at its place: the part, and what of the part it is.

    Where several kinds say the same, the one of the lowest `rank` is heard, and of a kind its newest record alone
    unless `every` record counts: one that gives it empty says that it is empty, and nobody else is heard. `lines` is
    the most that a short report gives it; 0 leaves that to the report. `day` is of when it is where that is not the
    record's date, `until` the day after which it is due for review.
    """

    part: Part
    name: str
    block: Paragraph | Facts | Event | Profile
    rank: int = 0
    every: bool = False
    lines: int = 0
    day: ClinicalDate | None = None
    until: ClinicalDate | None = None


def shares(content: Any, *names: str) -> tuple[Share, ...]:
    """The sharing classes of some fields of a content, or of a row, as far as they are answered."""
    of = {spec.name: spec for spec in specs(type(content))}
    answered = (of[name] for name in names if not is_empty(of[name], getattr(content, name)))
    return tuple(sorted({spec.share_in(content) for spec in answered}))


def paragraph(content: Any, *names: str) -> Paragraph:
    """Some texts of a content, one after the other."""
    texts = (getattr(content, name) for name in names)
    return Paragraph(text="\n\n".join(each for each in texts if each), share=shares(content, *names))


def resting(on: Iterable[Printed]) -> Printed:
    """What something rests on that is made of all of these; how it is known only where that is one for all."""
    on = tuple(on)
    known = {each.knowledge for each in on}
    return Printed(
        cites=tuple(dict.fromkeys(one for each in on for one in each.cites)),
        share=tuple(sorted({one for each in on for one in each.share})),
        knowledge=known.pop() if len(known) == 1 else Knowledge.BY_FIELD,
    )
