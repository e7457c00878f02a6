"""Tables of a report: a quiet grid of hairlines, header repeated on each page, rows that may break."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Table

from app.reports.pdf import fonts
from app.reports.pdf.palette import MUTED, RULE, TINT
from app.reports.pdf.prose import line
from app.reports.pdf.styles import CELL_HEAD, WIDTH
from app.reports.pdf.tagging import Element, LayoutTagger, RowTagger

_STYLE = [
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8, 10),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 2.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, MUTED),
    ("LINEBELOW", (0, 1), (-1, -2), 0.4, RULE),
]


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    root: Element,
    extra: Sequence[tuple[Any, ...]] = (),
) -> Table:
    """Return a tagged table as wide as the page; the first column names its rows."""
    header = [line(head, CELL_HEAD) for head in heads]
    made = Table(
        [header, *rows],
        colWidths=list(widths),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        renderCB=RowTagger(Element("Table", root)),
    )
    made.setStyle([*_STYLE, *extra])
    return made


def banner(cells: Sequence[Any], widths: Sequence[float]) -> Table:
    """Return a tinted band of labelled values; a placement, not a table for a reader."""
    made = Table([list(cells)], colWidths=list(widths), splitInRow=1, hAlign="LEFT", renderCB=LayoutTagger())
    made.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8, 10),
            ("BACKGROUND", (0, 0), (-1, -1), TINT),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ]
    )
    return made


def pairs(cells: Sequence[Any]) -> Table:
    """Return labelled facts two abreast; a placement, not a table for a reader."""
    filled = [*cells, *([""] * (len(cells) % 2))]
    rows = [filled[index : index + 2] for index in range(0, len(filled), 2)]
    made = Table(rows, colWidths=[WIDTH / 2] * 2, splitInRow=1, hAlign="LEFT", renderCB=LayoutTagger())
    made.setStyle(
        [*_STYLE[:4], ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)]
    )
    return made
