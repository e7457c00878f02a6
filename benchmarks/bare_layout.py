"""The pages of `bare_pdf`, drawn with ReportLab: the same words in the same places as a summary.

It is written as somebody would who needs this one document: styles, headings beside the text, three tables, a box.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate

from app.domain.records.blocks import Heading, Notice, Paragraph, Table
from app.domain.reports.document import Document
from app.reports.opening import byline
from benchmarks.bare_tags import (
    BOLD,
    BOTTOM,
    INK,
    MARGIN,
    MUTED,
    PAGE_HEIGHT,
    REGULAR,
    RULE,
    SIDE,
    STAMP,
    TOP,
    WIDTH,
    Beside,
    Box,
    Grid,
    Tag,
    TaggedPages,
    Text,
    load_fonts,
)

_BODY = ParagraphStyle(
    "b",
    fontName=REGULAR,
    fontSize=9.5,
    leading=12,
    textColor=INK,
    leftIndent=SIDE,
    spaceAfter=2,
    allowWidows=0,
    allowOrphans=0,
)
_CELL = ParagraphStyle("c", _BODY, fontSize=9, leading=11.2, leftIndent=0, spaceAfter=0)
_CELL_HEAD = ParagraphStyle("h", _CELL, fontSize=8.5, leading=10.6, textColor=MUTED)
_CELL_NAME = ParagraphStyle("n", _CELL, fontName=BOLD)
_BYLINE = ParagraphStyle("y", _BODY, leftIndent=0, spaceAfter=0)
_BESIDE_TITLE = ParagraphStyle("o", _BYLINE, alignment=TA_RIGHT)
_TITLE = ParagraphStyle("t", _BODY, fontName=BOLD, fontSize=17, leading=20, leftIndent=0, spaceAfter=0)
_HEADING = ParagraphStyle("s", _BODY, fontName=BOLD, leftIndent=0, spaceAfter=0)
_WIDE = ParagraphStyle("w", _HEADING, spaceBefore=6.1, spaceAfter=1)
_SIDES = ("LEFT", "RIGHT", "TOP", "BOTTOM")
_TABLE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, RULE),
    ("LINEBELOW", (0, 1), (-1, -2), 0.4, RULE),
]
_ABREAST = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in _SIDES),
]


@dataclass
class Drawn:
    """The pages, the tree of what is on them, whose each mark is, and where to sign."""

    pdf: bytes
    tree: Tag
    marked: list[list[Tag]]
    page: int
    box: tuple[float, float, float, float]


def draw(summary: Document) -> Drawn:
    """Draw a summary."""
    load_fonts()
    tree, box, made = Tag("Document"), Box(*STAMP), []
    spoken = tree.add("P"), Tag("P")

    def canvas(*args: Any, **options: Any) -> TaggedPages:
        made.append(TaggedPages(*args, summary=summary, spoken=spoken, **options))
        return made[-1]

    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, title=f"{summary.title}, case {summary.reference}", lang="en-GB")
    body = Frame(
        MARGIN,
        BOTTOM,
        WIDTH,
        PAGE_HEIGHT - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates(PageTemplate("page", [body]))
    document.build([*_story(summary, tree), box], canvasmaker=canvas)
    tree.kids.append(spoken[1])
    return Drawn(buffer.getvalue(), tree, made[0].marked, box.page, box.box)


def _story(one: Document, tree: Tag) -> Iterator[Any]:
    yield from _head(one, tree)
    heading, markup = "", []
    for block in one.blocks:
        if isinstance(block, Paragraph | Notice):
            markup += _parts(block)
            continue
        if markup:
            yield from _side(heading, tuple(markup), tree)
            markup = []
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield from _wide(heading, block, tree)
    yield from _side(heading, tuple(markup), tree)
    yield CondPageBreak(STAMP[1])


def _text(markup: str, style: ParagraphStyle, tag: Tag) -> Text:
    made = Text(markup, style)
    made.tag = tag
    return made


def _parts(block: Paragraph | Notice) -> list[str]:
    first, *others = block.text.split("\n\n")
    lead = f"<b>{escape(block.label)}</b> " if block.label else ""
    return [_bold(f"{lead}{escape(first)}"), *map(_bold, map(escape, others))]


def _bold(markup: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", markup)


def _side(title: str, markup: tuple[str, ...], tree: Tag) -> Iterator[Any]:
    yield CondPageBreak(54)
    yield Beside(_text(title, _HEADING, tree.add("H2")))
    for each in markup:
        yield _text(each, _BODY, tree.add("P"))


def _head(one: Document, tree: Tag) -> Iterator[Any]:
    title = _text(one.title, _TITLE, tree.add("H1"))
    whom = _text(f"Case {one.reference} · {one.recipient.name}", _BESIDE_TITLE, tree.add("P"))
    yield Grid([[title, whom]], colWidths=[WIDTH * 0.42, WIDTH * 0.58], style=_ABREAST, hAlign="LEFT")
    for markup in (
        f"<b>{one.person.name}</b>   born {one.person.born}",
        byline(one),
        f"Purpose: {one.recipient.purpose}",
    ):
        yield _text(markup, _BYLINE, tree.add("P"))


def _wide(title: str, said: Table, tree: Tag) -> Iterator[Any]:
    heading = _text(title, _WIDE, tree.add("H2"))
    table = tree.add("Table")
    row = table.add("TR")
    cells = [[_text(head, _CELL_HEAD, row.add("TH", "Column")) for head in said.heads]]
    for each in said.rows:
        row = table.add("TR")
        name, *others = map(str, each)
        cells.append(
            [
                _text(escape(name), _CELL_NAME, row.add("TH", "Row")),
                *(_text(escape(other), _CELL, row.add("TD")) for other in others),
            ]
        )
    widths = [width * WIDTH / sum(said.widths) for width in said.widths]
    yield CondPageBreak(120)
    yield heading
    yield Grid(cells, colWidths=widths, repeatRows=1, splitInRow=1, style=_TABLE, hAlign="LEFT")
