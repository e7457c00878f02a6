"""The page around every report: marking, whose it is, whom it is for, page x of y, document and ledger.

All of it is page furniture, so it is marked as an artifact and is not read out on every page.
"""

from dataclasses import dataclass
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from app.charts.primitives import elide
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import INK, MUTED, RULE
from app.reports.pdf.styles import BOTTOM, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TOP, WIDTH
from app.reports.pdf.tagging import TaggedCanvas

_SIZE = 7.5


@dataclass(frozen=True, slots=True)
class Furniture:
    """The texts that stand on every page."""

    marking: str
    person: str
    reference: str
    recipient: str
    document: str
    ledger: str


class FramedCanvas(TaggedCanvas):
    """Keeps every finished page until the number of pages is known, then draws its furniture."""

    furniture: Furniture

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._finished: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Put the page aside."""
        self._finished.append(dict(self.__dict__))
        self.has_names = False
        self._startPage()

    def save(self) -> None:
        """Draw the furniture of all pages and finish the document."""
        for number, page in enumerate(self._finished, 1):
            self.__dict__.update(page)
            self.begin_artifact("Pagination")
            _draw(self, self.furniture, number, len(self._finished))
            self.end()
            super().showPage()
        super().save()


def document(buffer: Any, title: str, author: str) -> BaseDocTemplate:
    """Return an A4 document with one frame a page, whose bytes depend on its content alone."""
    made = BaseDocTemplate(
        buffer,
        title=title,
        author=author,
        lang="en-GB",
        displayDocTitle=True,
        invariant=1,
        pageCompression=1,
        allowSplitting=1,
    )
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
    made.addPageTemplates(PageTemplate("page", [body]))
    return made


def framed(furniture: Furniture) -> type[FramedCanvas]:
    """Return the canvas class for one document."""
    return type("Framed", (FramedCanvas,), {"furniture": furniture})


def _draw(canvas: FramedCanvas, furniture: Furniture, number: int, total: int) -> None:
    right = PAGE_WIDTH - MARGIN
    top = PAGE_HEIGHT - 46
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, top - 5, right, top - 5)
    canvas.line(MARGIN, BOTTOM - 18, right, BOTTOM - 18)
    canvas.setFillColor(INK)
    middle = (PAGE_WIDTH - lettering.text_width(furniture.marking, 9, bold=True)) / 2
    for y in (PAGE_HEIGHT - 28, 20):
        lettering.write(canvas, middle, y, furniture.marking, fonts.SEMIBOLD, 9)
    _line(canvas, top, furniture.person, f"Case {furniture.reference}")
    _line(canvas, BOTTOM - 29, f"For {furniture.recipient}", f"Page {number} of {total}")
    canvas.setFillColor(MUTED)
    _line(canvas, BOTTOM - 39, f"Document {furniture.document}", furniture.ledger)
    if canvas.has_names:
        lettering.write(canvas, MARGIN, BOTTOM - 13, lettering.NOTE, fonts.ITALIC, 7)


def _line(canvas: FramedCanvas, y: float, left: str, right: str) -> None:
    """Write one text at each margin; the left one gives way."""
    room = WIDTH - lettering.text_width(right, _SIZE, bold=False) - 16
    lettering.write(canvas, MARGIN, y, elide(left, room, _SIZE, lettering.text_width), fonts.REGULAR, _SIZE)
    begin = PAGE_WIDTH - MARGIN - lettering.text_width(right, _SIZE, bold=False)
    lettering.write(canvas, begin, y, right, fonts.REGULAR, _SIZE)
