"""How a report is composed: out of what the kinds gave of the records relied on, and never out of a kind itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar, Final, Protocol, TypeVar

from msgspec.structs import replace

from app.domain.fields.compartments import Knowledge
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
from app.domain.values.dates import ClinicalDate

STATUS: Final = "Signed; made only of signed records"
"""How far a report can be relied on."""
NOT_SHARED: Final = "Not shared for this purpose."
"""What stands where an audience gets nothing: alike whether anything is recorded or not."""
_OF_THE_RECORD: Final = {Part.QUESTION, Part.SOURCES, Part.BODY}
"""Parts in which an author speaks of the record itself, and not of what it tells."""
G = TypeVar("G", bound=Printed)


@dataclass(frozen=True)
class CaseFacts:
    """What is stated of a case and its person, as far as a report prints it."""

    awareness: str = ""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the report is to answer, and on which day it stands."""

    on: date
    question: str = ""


@dataclass(frozen=True)
class Given:
    """What a record gave, and how the record says that it is known."""

    kind: str
    record_id: str
    placed: Placed
    knowledge: Knowledge = Knowledge.BY_FIELD

    def block(self) -> Paragraph | Facts | Event | Profile:
        """What it gave, as resting on its record, and known as that one is unless it says so itself."""
        block, known = self.placed.block, self.placed.block.knowledge
        if known is Knowledge.BY_FIELD and self.placed.part not in _OF_THE_RECORD:
            known = self.knowledge
        return replace(block, cites=(self.record_id, *block.cites), knowledge=known)


@dataclass(frozen=True)
class Relied:
    """What the records relied on gave, newest first; what the audience does not get is not in it.

    `newest` is the newest record of each kind, `courses` that of each course of a kind whose records are several, and
    `unread` the dates of records that this version cannot read whole. `withheld` are the classes that the audience does
    not get, whether anything of them is recorded or not.
    """

    given: tuple[Given, ...]
    newest: dict[str, str]
    unread: tuple[ClinicalDate, ...] = ()
    courses: frozenset[str] = frozenset()
    withheld: frozenset[Share] = frozenset()

    def leads(self, block: Printed) -> bool:
        """Whether what stands in a block is from the newest record of a course."""
        return not self.courses.isdisjoint(block.cites)

    def heard(self, of: type[G], part: Part, name: str) -> list[G]:
        """What stands at a place, by rank, then newest first.

        Of a kind it is its newest record's, or that of each course, unless every one counts.
        """
        return [block for _, block in self._ranked(of, part, name)]

    def text(self, part: Part, name: str) -> Paragraph | None:
        """The first that says anything."""
        return next((each for each in self.heard(Paragraph, part, name) if each.text), None)

    def rows(self, part: Part, name: str) -> list[Facts]:
        """Those of the first rank that has any."""
        found = self._ranked(Facts, part, name)
        return [block for rank, block in found if rank == found[0][0]]

    def _ranked(self, of: type[G], part: Part, name: str) -> list[tuple[int, G]]:
        found = []
        for each in self.given:
            placed = each.placed
            counts = placed.every or each.record_id in {self.newest[each.kind], *self.courses}
            if counts and (placed.part, placed.name) == (part, name):
                block = each.block()
                if isinstance(block, of):
                    found.append((placed.rank, block))
        return sorted(found, key=lambda ranked: ranked[0])


class Composer(Protocol):
    """One report: its code and title, the audiences that it is offered to, and how it is composed."""

    code: ClassVar[str]
    title: ClassVar[str]
    audiences: ClassVar[frozenset[str]]

    def compose(
        self, case: CaseFacts, relied: Relied, request: Request, audience: Audience
    ) -> tuple[Block, ...]:
        """Its blocks, in the order of its pages."""


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
    """Says what a report does not rest on because this version cannot read it; empty when there is no such thing."""
    if not relied.unread:
        return ()
    dates = ", ".join(day.show() for day in relied.unread)
    what = "A record" if len(relied.unread) == 1 else f"{len(relied.unread)} records"
    words = "written by a newer Casework could not be read, and nothing here rests on it."
    return (Notice(text=f"{what} of this case ({dates}) {words}"),)
