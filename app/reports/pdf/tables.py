"""Tables of a report: a quiet grid of hairlines, its header repeated on each page, and rows that stay whole."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Table

from app.reports.pdf import fonts
from app.reports.pdf.palette import ACCENT, RULE
from app.reports.pdf.prose import line
from app.reports.pdf.styles import CELL_HEAD, PAGE_ROOM, WIDTH
from app.reports.pdf.tagging import Element, LayoutTagger, RowTagger

_STYLE = [
    ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8, 10),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 0.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, RULE),
    ("LINEBELOW", (0, 1), (-1, -2), 0.4, RULE),
]
_NO_ROOM = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
_BAR = 1.6 * mm
FRAME_LEFT, FRAME_RIGHT = 13.0, 7.0
"""The room inside the frame; its bar is at the left."""


class WholeRows(Table):  # type: ignore[misc]  # ReportLab has no types
    """A table whose rows do not break, unless one is taller than a page."""

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803 - ReportLab's names
        """Go to the next page where the head and the first row have no room: ReportLab would cut that row in two."""
        self._calc(availWidth, availHeight)
        least = sum(self._rowHeights[: self.repeatRows + 1])
        if availHeight < least <= PAGE_ROOM:
            return []
        return list(super().split(availWidth, availHeight))


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    root: Element,
    extra: Sequence[tuple[Any, ...]] = (),
    made_as: type[WholeRows] = WholeRows,
) -> Table:
    """Return a tagged table of that width; the first column names its rows."""
    header = [line(head, CELL_HEAD) for head in heads]
    made = made_as(
        [header, *rows],
        colWidths=list(widths),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        renderCB=RowTagger(Element("Table", root)),
    )
    made.setStyle([*_STYLE, *extra])
    return made


def begins_at_the_left(made: Any) -> bool:
    """Whether it is a table for a reader: its first column stands where headings do, where a placement leaves room."""
    return isinstance(made, WholeRows)


def abreast(cells: Sequence[Any], widths: Sequence[float]) -> Table:
    """Return things side by side; a placement, not a table for a reader."""
    made = Table([list(cells)], colWidths=list(widths), splitInRow=1, hAlign="LEFT", renderCB=LayoutTagger())
    made.setStyle([*_STYLE[:3], ("RIGHTPADDING", (0, 0), (-1, -1), 0), *_NO_ROOM])
    return made


def framed(
    heading: Any, heads: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], root: Element
) -> Table:
    """Return the one frame of a page: its heading, and rows whose heads of columns exist in the tags alone."""
    inner = Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        splitInRow=1,
        hAlign="LEFT",
        renderCB=RowTagger(Element("Table", root), row_headers=len(widths) > 1, heads=heads),
    )
    inner.setStyle(
        [
            *_STYLE[:4],
            ("TOPPADDING", (0, 0), (-1, -1), 1.2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("LINEABOVE", (0, 0), (-1, -1), 0.4, RULE),
        ]
    )
    made = Table(
        [["", [heading, inner]]],
        colWidths=[_BAR, WIDTH - _BAR],
        splitInRow=1,
        hAlign="LEFT",
        renderCB=LayoutTagger(),
    )
    made.setStyle(
        [
            _STYLE[0],
            ("BOX", (0, 0), (-1, -1), 1.2, ACCENT),
            ("BACKGROUND", (0, 0), (0, -1), ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), FRAME_LEFT - _BAR),
            ("RIGHTPADDING", (0, 0), (-1, -1), FRAME_RIGHT),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
    )
    made.spaceBefore = made.spaceAfter = 3
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
