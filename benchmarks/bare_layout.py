"""The pages of `bare_pdf`, drawn with ReportLab: the same words in the same places as a summary.

It is written as somebody would who needs this one document: styles, headings beside the text, three tables, a box.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate, Spacer

from app.domain.records.blocks import Heading, Notice, Paragraph, Table
from app.domain.reports.document import Document
from benchmarks.bare_tags import (
    ACCENT,
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
    TINT,
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
    leading=13.5,
    textColor=INK,
    leftIndent=SIDE,
    spaceAfter=4,
    allowWidows=0,
    allowOrphans=0,
)
_CELL = ParagraphStyle("c", _BODY, fontSize=8.5, leading=11.2, leftIndent=0, spaceAfter=0)
_CELL_HEAD = ParagraphStyle("h", _CELL, fontName=BOLD, fontSize=8, textColor=MUTED)
_CELL_NAME = ParagraphStyle("n", _CELL, fontName=BOLD)
_BYLINE = ParagraphStyle("y", _CELL, fontSize=9, leading=12, textColor=MUTED)
_TITLE = ParagraphStyle("t", _BODY, fontName=BOLD, fontSize=19, leading=23, leftIndent=0, textColor=ACCENT)
_HEADING = ParagraphStyle(
    "s", _BODY, fontName=BOLD, fontSize=10.5, leftIndent=0, textColor=ACCENT, spaceAfter=0
)
_WIDE = ParagraphStyle("w", _HEADING, spaceBefore=21, spaceAfter=3)
_TABLE = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 2.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, MUTED),
    ("LINEBELOW", (0, 1), (-1, -2), 0.4, RULE),
]
_BANNER = [
    ("BACKGROUND", (0, 0), (-1, -1), TINT),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 10),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 7),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
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

    def canvas(*args: Any, **options: Any) -> TaggedPages:
        made.append(TaggedPages(*args, summary=summary, **options))
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
    return Drawn(buffer.getvalue(), tree, made[0].marked, box.page, box.box)


def _story(one: Document, tree: Tag) -> Iterator[Any]:
    yield _text(one.title, _TITLE, tree.add("H1"))
    yield _text(f"{one.status}. By {one.author.name}, {one.author.role}.", _BYLINE, tree.add("P"))
    yield Spacer(1, 8)
    yield _banner(one, tree)
    yield from _side("Prepared for", (f"<b>{one.recipient.name}</b>", f"{one.recipient.purpose}."), tree)
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
    yield CondPageBreak(STAMP[1] + 70)
    yield from _side(
        "Author", (f"<b>{one.author.name}</b>", f"{one.author.role}, {one.author.registration}"), tree
    )
    yield Spacer(1, 4)


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


def _banner(one: Document, tree: Tag) -> Grid:
    facts = (("Name", one.person.name), ("Born", one.person.born), ("Case", one.reference))
    cells = [
        _text(f'<font size="7.5" color="#4c5f6b">{label}</font><br/><b>{said}</b>', _CELL, tree.add("P"))
        for label, said in facts
    ]
    return Grid([cells], colWidths=[WIDTH / len(cells)] * len(cells), style=_BANNER, hAlign="LEFT")


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
