"""How a report is composed: out of what the kinds gave of the records relied on, and never out of a kind itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import ClassVar, Final, Protocol, TypeVar

from msgspec.structs import replace

from app.domain.fields.compartments import Compartment, Knowledge
from app.domain.fields.content import shared
from app.domain.fields.sharing import Audience, Share
from app.domain.records.blocks import (
    Block,
    Event,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Part,
    Placed,
    Printed,
    Profile,
    Table,
    resting,
)
from app.domain.reports.dosed import Dose
from app.domain.values.dates import ClinicalDate

STATUS: Final = "Signed; made only of signed records"
"""How far a report can be relied on."""
NOT_RECORDED: Final = "Not recorded."
"""What is empty says so: no older record and no other kind is asked in its place."""
NOT_SHARED: Final = "Not shared for this purpose."
"""What stands where an audience gets nothing: alike whether anything is recorded or not."""
_OF_THE_RECORD: Final = {Part.QUESTION, Part.SOURCES, Part.BODY}
"""Parts in which an author speaks of the record itself, and not of what it tells."""
G = TypeVar("G", bound=Printed)


@dataclass(frozen=True)
class CaseFacts:
    """What is stated of a case and its person, as far as a report prints it; `pronoun` is "he", "she" or "they".

    `justice` is the code of where the proceedings stand, `justice_on` the day on which that was stated.
    """

    awareness: str = ""
    lead: str = ""
    pronoun: str = "they"
    justice: str = ""
    justice_on: ClinicalDate = field(default_factory=ClinicalDate)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the report is to answer, and on which day it stands.

    `answer` is the author's own for this meeting, `scenario` the one that they think most likely next. `asked` are the
    classes that they let in, `parts` the names of the parts where each is asked about, None where none is. A `short`
    report is made shorter by so many steps, to stay on its two pages.

    In a paper for a court its author says in which `standing` they write, "treating" or "expert"; an expert by whom
    they are `instructed_by`, with the `declaration` and statement of truth of their service. `texts` are what they
    wrote for the report in words of their own, each by the code of its heading.
    """

    on: date
    question: str = ""
    answer: str = ""
    scenario: str = ""
    asked: frozenset[Share] = frozenset()
    short: int = 0
    parts: frozenset[str] | None = None
    standing: str = ""
    instructed_by: str = ""
    declaration: str = ""
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Given:
    """What a record gave, how it says that this is known, of when it is, and by whom if not by the report's author."""

    kind: str
    record_id: str
    placed: Placed
    knowledge: Knowledge = Knowledge.BY_FIELD
    on: ClinicalDate = field(default_factory=ClinicalDate)
    author: str = ""

    def block(self) -> Paragraph | Facts | Event | Profile:
        """What it gave, as resting on its record, and known as that one is unless it says so itself."""
        block, known = self.placed.block, self.placed.block.knowledge
        if known is Knowledge.BY_FIELD and self.placed.part not in _OF_THE_RECORD:
            known = self.knowledge
        return replace(block, cites=(self.record_id, *block.cites), knowledge=known)


@dataclass(frozen=True)
class Due:
    """A day on which somebody must act, as a record says it."""

    on: ClinicalDate
    what: str
    record_id: str = ""


@dataclass(frozen=True)
class Heard:
    """Something said, with its date, its author where it is not the report's, and the day until which it is good."""

    block: Paragraph | Facts
    on: ClinicalDate
    author: str = ""
    until: ClinicalDate | None = None

    @property
    def says(self) -> bool:
        """Whether anything is said."""
        block = self.block
        return bool(block.text if isinstance(block, Paragraph) else block.answers)

    def is_stale(self, today: date) -> bool:
        """Whether it is due for review: the day until which it is good is over."""
        last = self.until.latest() if self.until else None
        return last is not None and last < today

    def dated(self, today: date) -> str:
        """Of when it is and whose: "20-Nov-2026, Dr A"; what is due for review says so."""
        said = ", ".join(each for each in (self.on.show() if self.on.is_known else "", self.author) if each)
        if self.until and self.is_stale(today):
            return f"{f'of {said}; ' if said else ''}due for review since {self.until.show()}"
        return said


@dataclass(frozen=True)
class Relied:
    """What the records relied on gave, newest first; what the audience does not get is not in it.

    `newest` is the newest record of each kind, `courses` that of each course of a kind whose records are several, and
    `unread` the dates of records that this version cannot read whole. `withheld` are the classes that the audience does
    not get, whether anything of them is recorded or not. `unavailable` are the compartments that the audience draws
    from and the author may not read, whatever stands there; `dates` the days on which somebody must act.
    """

    given: tuple[Given, ...]
    newest: dict[str, str]
    unread: tuple[ClinicalDate, ...] = ()
    courses: frozenset[str] = frozenset()
    withheld: frozenset[Share] = frozenset()
    unavailable: frozenset[Compartment] = frozenset()
    dates: tuple[Due, ...] = ()
    stages: frozenset[str] = frozenset()
    """The stages of criminal justice that a record tells of, whether it is over or not."""
    waiting: int = 0
    """How many records await a countersignature: nothing of them is given."""
    dose: Dose = field(default_factory=Dose)
    """What was done for each goal and what became of what measures it, of a report that tells it."""

    def leads(self, block: Printed) -> bool:
        """Whether what stands in a block is from the newest record of a course."""
        return not self.courses.isdisjoint(block.cites)

    def author_of(self, block: Printed) -> str:
        """Who wrote the record that a block is of; empty where that is the report's author."""
        return next((each.author for each in self.given if each.record_id in block.cites[:1]), "")

    def heard(self, of: type[G], part: Part, name: str) -> list[G]:
        """What stands at a place, newest first: of the lowest rank, and of each kind its newest or all that count."""
        blocks = (each.block() for each in self._at(part, name))
        return [block for block in blocks if isinstance(block, of)]

    def told(self, part: Part, name: str) -> list[Heard]:
        """The same as far as it says anything, with its dates and authors."""
        found = []
        for each in self._at(part, name):
            block = each.block()
            if isinstance(block, Paragraph | Facts):
                found.append(Heard(block, each.placed.day or each.on, each.author, each.placed.until))
        return [each for each in found if each.says]

    def text(self, part: Part, name: str) -> Paragraph | None:
        """The first that says anything."""
        return next((each for each in self.heard(Paragraph, part, name) if each.text), None)

    def rows(self, part: Part, name: str) -> list[Facts]:
        """The answers that stand at a place."""
        return [each for each in self.heard(Facts, part, name) if each.answers]

    def _at(self, part: Part, name: str) -> list[Given]:
        found = [
            each
            for each in self.given
            if (each.placed.part, each.placed.name) == (part, name)
            and (each.placed.every or each.record_id in {self.newest[each.kind], *self.courses})
        ]
        first = min((each.placed.rank for each in found), default=0)
        return [each for each in found if each.placed.rank == first]


class Composer(Protocol):
    """One report: its code and title, and the audiences that it can be made for.

    One that `answers` is asked a question, which its author answers for it. It has so many `pages`, and is made shorter
    by up to so many `steps` until it stays on them.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    audiences: ClassVar[frozenset[str]]
    answers: ClassVar[bool]
    pages: ClassVar[int]
    steps: ClassVar[int]

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks, in the order of its pages; raises NotAcceptable where the case has nothing to make it of."""


def insist_on_policy(blocks: tuple[Block, ...], audience: Audience, asked: frozenset[Share]) -> None:
    """Raise RuntimeError where a block tells of a class that the audience does not get: a mistake of ours."""
    if any(not audience.admits(share, asked) for block in blocks for share in block.share):
        raise RuntimeError("a report tells of what its audience does not get")


def insist_on_told(content: object, audience: Audience, asked: frozenset[Share]) -> None:
    """Raise RuntimeError where a content still holds what the audience does not get of it: no block may see that."""
    if shared(content, audience, asked) != content:
        raise RuntimeError("a report was to be made of what its audience does not get")


def section(title: str, *blocks: Block | None, otherwise: str = "") -> Iterator[Block]:
    """A heading and what stands below it, or what is said where nothing does; no heading where nothing is."""
    said = [each for each in blocks if each is not None] or ([Paragraph(text=otherwise)] if otherwise else [])
    if said:
        yield Heading(text=title)
        yield from said


def labelled(*parts: tuple[str, Paragraph | None]) -> tuple[Paragraph, ...]:
    """The texts that there are, each with its label."""
    return tuple(replace(text, label=label) for label, text in parts if text is not None)


def noticed(*texts: Paragraph, label: str = "") -> Iterator[Notice]:
    """Texts that nobody may overlook, one a line; what is known in another way stands apart."""
    for knowledge, alike in groupby(texts, key=lambda each: each.knowledge):
        paragraphs = tuple(alike)
        rests = resting(paragraphs)
        words = "\n".join(each.text for each in paragraphs)
        yield Notice(text=words, label=label, cites=rests.cites, share=rests.share, knowledge=knowledge)


def table(rows: Iterable[Facts], widths: tuple[int, ...], names: tuple[str, ...]) -> Table:
    """Answers of one shape as a table, under their labels."""
    rows = tuple(rows)
    return Table(
        heads=tuple(label for label, _ in rows[0].answers),
        rows=tuple(tuple(text for _, text in row.answers) for row in rows),
        widths=widths,
        names=names,
        cites=(rests := resting(rows)).cites,
        share=rests.share,
        knowledge=rests.knowledge,
    )


def not_read(relied: Relied) -> tuple[Notice, ...]:
    """Says what a report does not rest on: what this version cannot read, and what nobody qualified stands for yet."""
    return (*_of_a_newer_form(relied), *_not_countersigned(relied))


def _not_countersigned(relied: Relied) -> tuple[Notice, ...]:
    if not relied.waiting:
        return ()
    what = (
        "A record of this case awaits"
        if relied.waiting == 1
        else f"{relied.waiting} records of this case await"
    )
    return (Notice(text=f"{what} a countersignature, and nothing here rests on that."),)


def _of_a_newer_form(relied: Relied) -> tuple[Notice, ...]:
    if not relied.unread:
        return ()
    dates = ", ".join(day.show() for day in relied.unread)
    what = "A record" if len(relied.unread) == 1 else f"{len(relied.unread)} records"
    words = "written by a newer Casework could not be read, and nothing here rests on it."
    return (Notice(text=f"{what} of this case ({dates}) {words}"),)
