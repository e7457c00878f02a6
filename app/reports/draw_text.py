"""Draws any document as plain text, in the order of its pages: to be copied, and to be looked through.

A passage is a text with the place where it stands, told by headings and by the names of rows: by what we wrote, never
by what was typed, since a place is named where a passage must not be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.domain.records.blocks import Cell, Chart, Course, Facts, Heading, Linked, Notice, Paragraph, Table
from app.domain.reports.document import Document, Letter
from app.domain.values.markup import words
from app.reports import charted
from app.reports.opening import byline, identity

_NEXT, _LINE, _CELL = "\n\n", "\n", " · "


@dataclass(frozen=True)
class Passage:
    """A text as it is read, where it stands, and what parts it from the one before."""

    place: str
    text: str
    apart: str = _NEXT


def draw_text(document: Document) -> str:
    """The document as one text."""
    return "".join(f"{each.apart}{each.text}" for each in passages(document)).strip()


def passages(document: Document) -> Iterator[Passage]:
    """All that its pages say, in their order; what says nothing is left out."""
    who, to = document.author, document.recipient
    if document.letter is not None:
        yield from _letter(document, document.letter)
        return
    yield from _said("Title", document.title, document.marking)
    yield from _said("Service", who.service)
    yield from _said("Title", byline(document))
    for label, value in identity(document):
        yield from _said(label, f"{label}: {value}", apart=_LINE)
    yield from _said("Prepared for", "Prepared for")
    for place, text in (("Recipient", to.name), ("Meeting", to.meeting), ("Purpose", to.purpose)):
        yield from _said(place, text, apart=_LINE)
    place = "First page"
    for block in document.blocks:
        place = block.text if isinstance(block, Heading) else place
        yield from _WRITTEN[type(block)](block, place)
    named = ", ".join(part for part in (who.name, who.role, who.registration) if part)
    yield from _said("Author", f"Author: {named}")


def _letter(document: Document, letter: Letter) -> Iterator[Passage]:
    """A letter says neither its case nor its purpose."""
    yield from _said("Sender", letter.sender, document.marking)
    yield from _said("Sender", *letter.lines, apart=_LINE)
    yield from _said("Recipient", "\n".join(letter.to))
    yield from _said("About", letter.on, letter.about, letter.greeting)
    place = "First lines"
    for block in document.blocks:
        place = block.text if isinstance(block, Heading) else place
        yield from _WRITTEN[type(block)](block, place)
    yield from _said("Last lines", words(letter.closing))
    who = document.author
    named = ", ".join(part for part in (who.name, who.role, who.registration) if part)
    yield from _said("Author", named)


def columns(document: Document) -> Iterator[tuple[Passage, ...]]:
    """Each table by its columns: what stands in cells one above the other is read on as one text."""
    place = "First page"
    for block in document.blocks:
        place = block.text if isinstance(block, Heading) else place
        table = block.table if isinstance(block, Chart | Linked) else block
        if isinstance(table, Table):
            heads = tuple(Passage(place, head) for head in table.heads)
            rows = (tuple(_row(table, n, place)) for n in range(len(table.rows)))
            yield tuple(cell for column in zip(heads, *rows, strict=True) for cell in column if cell.text)


def _said(place: str, *texts: str, apart: str = _NEXT) -> Iterator[Passage]:
    for text in texts:
        if text:
            yield Passage(place, text, apart)


def _heading(block: Heading, place: str) -> Iterator[Passage]:
    yield from _said(place, _joined(block.known, block.text))


def _text(block: Paragraph | Notice, place: str) -> Iterator[Passage]:
    plain = isinstance(block, Paragraph) and block.plain
    text = block.text if plain else words(block.text)
    yield from _said(place, _joined(block.known, block.label, text))


def _facts(block: Facts, place: str) -> Iterator[Passage]:
    yield from _said(place, block.known)
    for label, text in block.answers:
        yield from _said(place, f"{label}: {words(text)}", apart=_LINE)


def _table(block: Table, place: str) -> Iterator[Passage]:
    yield from _said(place, block.known)
    for n, head in enumerate(block.heads):
        yield from _said(place, head, apart=_CELL if n else _NEXT)
    for n in range(len(block.rows)):
        yield from (cell for cell in _row(block, n, place) if cell.text)


def _row(table: Table, n: int, place: str) -> Iterator[Passage]:
    row = table.names[n] if table.names else f"{place}, row {n + 1}"
    for column, cell in enumerate(table.rows[n]):
        text = _cell(cell, plain=table.plain or not column)
        yield Passage(f"{row}, {table.heads[column]}", text, _CELL if column else _LINE)


def _cell(cell: Cell, *, plain: bool) -> str:
    if isinstance(cell, Course):
        return charted.said_of(cell) if cell.points else ""
    if isinstance(cell, Paragraph):
        text = cell.text if cell.plain else words(cell.text)
        return _joined(cell.known, cell.label, text)
    return cell if plain else words(cell)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _chart(block: Chart, place: str) -> Iterator[Passage]:
    yield from _said(place, block.known, block.words)
    yield from _said(place, *(each.label for each in block.moments), *(each.label for each in block.spans))
    yield from _said(place, *map(charted.said_of, block.courses), block.caption)
    yield from _table(block.table, place)


def _linked(block: Linked, place: str) -> Iterator[Passage]:
    yield from _said(place, block.known, block.words)
    yield from _said(place, *(words for column in block.columns for words in column))
    for each in block.boxes:
        yield from _said(place, each.name, each.words, apart=_LINE)
    yield from _said(place, block.caption)
    yield from _table(block.table, place)


_WRITTEN: Final[dict[type, Callable[[Any, str], Iterator[Passage]]]] = {
    Heading: _heading,
    Paragraph: _text,
    Facts: _facts,
    Table: _table,
    Chart: _chart,
    Linked: _linked,
    Notice: _text,
}
