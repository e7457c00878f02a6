"""The page around every report: marking, whose it is, which report and page, document and ledger.

All of it is page furniture, so it is marked as an artifact and is not read out on every page. Who listens hears the
marking once, before anything else, and once, at the end, how to check what they heard.
"""

from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from app.charts.primitives import elide
from app.reports.pdf import fonts, lettering
from app.reports.pdf.palette import INK, MUTED, RULE
from app.reports.pdf.styles import BOTTOM, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TOP, WIDTH
from app.reports.pdf.tagging import Element, TaggedCanvas

TO_CHECK: Final = "To check: any PDF reader and our fingerprint sheet, or casework verify."


@dataclass(frozen=True, slots=True)
class Furniture:
    """The texts that stand on every page."""

    marking: str
    person: str
    report: str
    document: str
    reference: str = ""
    ledger: str = ""
    check: str = TO_CHECK
    """How the reader can tell that it is genuine, or that they cannot."""
    spoken: tuple[Element, Element] | None = None
    """The marking and how to check, as they are read out on the first page."""


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
            _draw_spoken(self, self.furniture, self.furniture.spoken if number == 1 else None)
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


_APART: Final = 3 * mm
"""Between the marking and what stands at either side of it."""


def _draw(canvas: FramedCanvas, furniture: Furniture, number: int, total: int) -> None:
    right = PAGE_WIDTH - MARGIN
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 283.6 * mm, right, 283.6 * mm)
    canvas.line(MARGIN, 16 * mm, right, 16 * mm)
    canvas.setFillColor(INK)
    middle = _middle(furniture)
    lettering.write(canvas, middle, 7.4 * mm, furniture.marking, fonts.SEMIBOLD, 9)
    page = f" · page {number} of {total}"
    # Whatever the report is called, its page is told whole.
    room = middle - MARGIN - _APART
    left = room - lettering.text_width(page, 8.5, bold=False)
    report = f"{elide(furniture.report, left, 8.5, lettering.text_width)}{page}"
    person = " · ".join(each for each in (furniture.person, furniture.reference) if each)
    _line(canvas, 286 * mm, person, report, 8.5, (min(56 * mm, room), room))
    canvas.setFillColor(MUTED)
    at_foot = " · ".join(each for each in (furniture.document, furniture.ledger) if each)
    _line(canvas, 12.4 * mm, "", at_foot, 8, (0, WIDTH * 0.43))
    if canvas.has_names:
        lettering.write(canvas, MARGIN, 16 * mm + 2, lettering.NOTE, fonts.ITALIC, 7)


def _draw_spoken(canvas: FramedCanvas, furniture: Furniture, spoken: tuple[Element, Element] | None) -> None:
    """Draw the marking at the head and how to check at the foot: read out, or as an artifact."""
    check = elide(furniture.check, WIDTH * 0.56, 8, lettering.text_width)
    parts = (
        (_middle(furniture), 286 * mm, furniture.marking, fonts.SEMIBOLD, 9, INK),
        (MARGIN, 12.4 * mm, check, fonts.REGULAR, 8, MUTED),
    )
    for number, (x, y, text, face, size, colour) in enumerate(parts):
        if not text:
            continue
        if spoken is None:
            canvas.begin_artifact("Pagination")
        else:
            canvas.begin(spoken[number])
        canvas.setFillColor(colour)
        lettering.write(canvas, x, y, text, face, size)
        canvas.end()


def _middle(furniture: Furniture) -> float:
    """Where the marking begins."""
    return float(PAGE_WIDTH - lettering.text_width(furniture.marking, 9, bold=True)) / 2


def _line(
    canvas: FramedCanvas, y: float, left: str, right: str, size: float, most: tuple[float, float]
) -> None:
    """Write one text at each margin, each as wide as there is room."""
    shown = [
        elide(text, each, size, lettering.text_width) for text, each in zip((left, right), most, strict=True)
    ]
    lettering.write(canvas, MARGIN, y, shown[0], fonts.REGULAR, size)
    begin = PAGE_WIDTH - MARGIN - lettering.text_width(shown[1], size, bold=False)
    lettering.write(canvas, begin, y, shown[1], fonts.REGULAR, size)
