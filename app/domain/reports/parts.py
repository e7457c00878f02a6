"""Reports that are made in parts: to some audiences each part is let in by itself, and nothing else goes in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol, runtime_checkable

from app.domain.records.blocks import Block, Chart, Facts, Heading, Linked, Notice, Paragraph, Table
from app.domain.reports.composer import NOT_SHARED, Composer
from app.domain.reports.lines import Page
from app.domain.reports.offered import Offer, offer_of
from app.errors import NotAcceptable

ENDS: Final = "Not given, and review"
"""What stands below the last of the parts, whichever are let in."""
_ALONE: Final = "These parts alone, as their author let them in"


@dataclass(frozen=True)
class ReportPart:
    """A part of a report: the name by which it is let in, its title, and what it holds in a few words."""

    name: str
    title: str
    holds: str
    make: Callable[[Page], Iterable[Block]]


@runtime_checkable
class Parted(Protocol):
    """A report that is made in parts."""

    parts: ClassVar[tuple[ReportPart, ...]]


def parts_of(report: Composer) -> tuple[ReportPart, ...]:
    """The parts of a report; none where it is not made in parts."""
    return report.parts if isinstance(report, Parted) else ()


def is_asked(report: Composer, audience: str) -> bool:
    """Whether each part of a report is asked about before it goes to an audience."""
    return offer_of(report.code, audience) is Offer.ASKED and bool(parts_of(report))


def insist_on_parts(report: Composer, audience: str, named: Iterable[str]) -> tuple[str, ...]:
    """The parts that are let in, in the order of the pages.

    Raises NotAcceptable for one that the report has none of, where none is let in of those that are asked about, and
    where none is asked about.
    """
    let_in = frozenset(named)
    parts = parts_of(report)
    if not is_asked(report, audience):
        if let_in:
            raise NotAcceptable("That report goes to that audience as it is, and not part by part.")
        return ()
    listed = "; ".join(f"{each.name} ({each.title})" for each in parts)
    if let_in - {each.name for each in parts}:
        raise NotAcceptable(f"That report has no part by that name: it has {listed}.")
    if not let_in:
        raise NotAcceptable(
            f"That report goes to that audience part by part, and none was let in. Its parts: {listed}."
        )
    return tuple(each.name for each in parts if each.name in let_in)


def by_part(blocks: Iterable[Block], parts: Iterable[ReportPart]) -> dict[str, tuple[Block, ...]]:
    """What stands in each part of a report that was made whole, by the name of the part."""
    titled = {each.title: each.name for each in parts}
    found: dict[str, list[Block]] = {name: [] for name in titled.values()}
    at = ""
    for each in blocks:
        if isinstance(each, Heading):
            at = "" if each.text == ENDS else titled.get(each.text, at)
        if at:
            found[at].append(each)
    return {name: tuple(held) for name, held in found.items()}


def let_through(page: Page, parts: Iterable[ReportPart]) -> Iterator[Block]:
    """The blocks of the parts that are let in, after a line that names them; of all of them where none is asked about.

    What is not let in is not made.
    """
    named = page.request.parts
    if named is None:
        yield from (block for each in parts for block in each.make(page))
        return
    chosen = [each for each in parts if each.name in named]
    yield Paragraph(label=_ALONE, text=f"{'; '.join(each.title for each in chosen)}.", plain=True)
    yield from (block for each in chosen for block in each.make(page))


def counted(blocks: Iterable[Block]) -> str:
    """How much of the records stands in a part, in numbers alone: "3 texts, 8 rows"; or that nothing does, and why."""
    found = list(blocks)
    rests = [each for each in found if each.cites]
    texts = sum(isinstance(each, Paragraph | Facts | Notice) for each in rests)
    tables = [each.table if isinstance(each, Chart | Linked) else each for each in rests]
    rows = sum(len(each.rows) for each in tables if isinstance(each, Table))
    told = ((texts, "text", "texts"), (rows, "row", "rows"))
    words = ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in told if count)
    is_withheld = any(isinstance(each, Paragraph) and each.text == NOT_SHARED for each in found)
    return words or ("this audience gets nothing of it" if is_withheld else "nothing is recorded")
