"""The blank form of a measure whose wording ships, to be marked on paper and typed in by its digits."""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from pikepdf import Pdf
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import BaseDocTemplate

from app.domain.measures.declare import Item, Measure
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import RULE
from app.reports.pdf.styles import BODY, CELL, MARGIN, NOTE, PAGE_HEIGHT, PAGE_WIDTH, TITLE, WIDTH

_TEXT: Final = ParagraphStyle("form text", BODY, fontSize=10.5, leading=14, leftIndent=0, spaceAfter=6)
_ITEM: Final = ParagraphStyle("form item", CELL, fontSize=10, leading=12.6)
_HEAD: Final = ParagraphStyle("form head", CELL, fontName=fonts.MEDIUM)
_KEY: Final = ParagraphStyle("form key", CELL, fontSize=11, leading=13, alignment=TA_CENTER)
_LABEL: Final = ParagraphStyle("form label", CELL, fontSize=8.5, leading=10.2, alignment=TA_CENTER)
_NUMBER, _ANSWER, _LEAST_TEXT = 9 * mm, 19 * mm, 60 * mm
_MADE: Final = "PDF"
"""Who made it: what a person takes home does not say with which program."""
_FILLED: Final = "Date: ____________________     Number: ____________________"


def build(measure: Measure) -> bytes:
    """The form as PDF, made in memory."""
    fonts.register()
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        title=measure.short,
        author="",
        creator=_MADE,
        producer=_MADE,
        subject="",
        lang="en-GB",
        displayDocTitle=True,
        invariant=1,
    )
    frame = Frame(MARGIN, MARGIN, WIDTH, PAGE_HEIGHT - 2 * MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], pagesize=(PAGE_WIDTH, PAGE_HEIGHT)))
    document.build(list(_story(measure)), canvasmaker=lettering.LetteredCanvas)
    out = io.BytesIO()
    # Written anew: ReportLab names itself in comments.
    with Pdf.open(buffer) as pdf:
        pdf.save(out, min_version="1.7", deterministic_id=True)
    return out.getvalue()


def _story(measure: Measure) -> Iterator[Flowable]:
    yield _paragraph(measure.title, TITLE)
    yield Spacer(0, 3 * mm)
    yield Paragraph(_FILLED, _TEXT)
    if measure.instructions:
        yield _paragraph(measure.instructions, _TEXT)
    # A new head wherever the answers are others than before.
    for (_, _, labels), items in groupby(measure.items, lambda item: (item.options, item.keys, item.labels)):
        yield _table(measure.stem, labels, tuple(items))
        yield Spacer(0, 4 * mm)
    licence = measure.licence
    said = (each.rstrip(".") for each in (measure.edition, licence.holder, licence.terms))
    yield _paragraph(f"{'. '.join(said)}.", NOTE)


def _table(stem: str, labels: tuple[str, ...], items: tuple[Item, ...]) -> Table:
    # Words at the two ends alone: a number needs no word above it.
    worded = ("" if each == key else each for key, each in zip(items[0].keys, labels, strict=True))
    head = ["", _paragraph(stem, _HEAD), *(_paragraph(each, _LABEL) for each in worded)]
    rows = [
        [
            _paragraph(item.id, _ITEM),
            _paragraph(item.text, _ITEM),
            *(_paragraph(key, _KEY) for key in item.keys),
        ]
        for item in items
    ]
    answer = min(_ANSWER, (WIDTH - _NUMBER - _LEAST_TEXT) / max(1, len(labels)))
    lines = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    widths = [_NUMBER, WIDTH - _NUMBER - answer * len(labels), *([answer] * len(labels))]
    return Table([head, *rows], colWidths=widths, style=lines, repeatRows=1)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(lettering.markup(text), style)
