"""Tags for `bare_pdf`: ReportLab writes none, so a canvas numbers what is drawn and remembers whose it is."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import fontpkg_fira_sans
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table

from app.domain.reports.document import Document

REGULAR, BOLD = "Bare-Regular", "Bare-Bold"
STAMP = (246.6, 48.2)
_TO_CHECK = "To check: any PDF reader and our fingerprint sheet, or casework verify."
MARGIN, TOP, BOTTOM, SIDE = 53.9, 45.3, 51.0, 93.5
PAGE_WIDTH, PAGE_HEIGHT = A4
WIDTH = PAGE_WIDTH - 2 * MARGIN
INK, MUTED, RULE, TINT, ACCENT = map(HexColor, ("#1c2730", "#4c5f6b", "#c9d1d6", "#eff2f4", "#1d3f63"))


@dataclass(eq=False)
class Tag:
    """An element of the structure tree; its marks are (page, number)."""

    name: str
    kids: list["Tag"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    scope: str = ""

    def add(self, name: str, scope: str = "") -> "Tag":
        """A new element below this one."""
        self.kids.append(Tag(name, scope=scope))
        return self.kids[-1]


@cache
def load_fonts() -> None:
    """Tell ReportLab of the typeface, once a process."""
    for name, file in ((REGULAR, "FiraSans-Regular"), (BOLD, "FiraSans-SemiBold")):
        pdfmetrics.registerFont(TTFont(name, str(fontpkg_fira_sans.ROOT / "files" / f"{file}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


class TaggedPages(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Numbers what is drawn, and draws the furniture once it is known how many pages there are."""

    def __init__(self, *args: Any, summary: Document, spoken: tuple[Tag, Tag], **options: Any) -> None:
        super().__init__(*args, **(options | {"initialFontName": REGULAR}))
        self.summary, self.spoken = summary, spoken
        self.marked: list[list[Tag]] = []
        self.kept: list[dict[str, Any]] = []

    def mark(self, tag: Tag) -> None:
        """What is drawn from here on belongs to a tag."""
        page = self.getPageNumber() - 1
        self.marked += [[] for _ in range(page + 1 - len(self.marked))]
        tag.marks.append((page, len(self.marked[page])))
        self._code.append(f"/{tag.name} <</MCID {len(self.marked[page])}>> BDC")
        self.marked[page].append(tag)

    def artifact(self) -> None:
        """What is drawn from here on is no part of the text."""
        self._code.append("/Artifact BMC")

    def close(self) -> None:
        """End what was begun last."""
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Keep the page for later."""
        self.kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Put the furniture on every page, and write."""
        for number, page in enumerate(self.kept, 1):
            self.__dict__.update(page)
            self._furnish(f"page {number} of {len(self.kept)}")
            self._say(first=number == 1)
            super().showPage()
        super().save()

    def _furnish(self, number: str) -> None:
        one, right = self.summary, PAGE_WIDTH - MARGIN
        self.artifact()
        self.setStrokeColor(RULE)
        self.setLineWidth(0.5)
        for y in (PAGE_HEIGHT - 38, BOTTOM - 6):
            self.line(MARGIN, y, right, y)
        self.setFillColor(INK)
        self.setFont(BOLD, 9)
        self.drawCentredString(PAGE_WIDTH / 2, 21, one.marking)
        head = f"ledger {one.ledger.head[:16]}, {one.ledger.size}"
        for size, y, left, beside in (
            (8.5, PAGE_HEIGHT - 31, f"{one.person.name} · {one.reference}", f"{one.title} · {number}"),
            (8, 35, "", f"{one.id[:18]} · {head}"),
        ):
            self.setFont(REGULAR, size)
            self.drawString(MARGIN, y, left)
            self.drawRightString(right, y, beside)
        self.close()

    def _say(self, *, first: bool) -> None:
        """The marking at the head and how to check at the foot, which are read out on the first page."""
        middle = (PAGE_WIDTH - self.stringWidth(self.summary.marking, BOLD, 9)) / 2
        for tag, face, size, x, y, text in (
            (self.spoken[0], BOLD, 9, middle, PAGE_HEIGHT - 31, self.summary.marking),
            (self.spoken[1], REGULAR, 8, MARGIN, 35, _TO_CHECK),
        ):
            if first:
                self.mark(tag)
            else:
                self.artifact()
            self.setFont(face, size)
            self.drawString(x, y, text)
            self.close()


class Text(Paragraph):  # type: ignore[misc]
    """A paragraph that is marked as its tag's; what is split off is so too."""

    tag: Tag

    def split(self, width: float, height: float) -> list[Any]:
        """Split, and let the parts have the tag."""
        parts = super().split(width, height)
        for part in parts:
            part.tag = self.tag
        return list(parts)

    def draw(self) -> None:
        """Draw as the tag's."""
        self.canv.mark(self.tag)
        super().draw()
        self.canv.close()


class Beside(Flowable):  # type: ignore[misc]
    """A heading to the left of what follows, under a hairline."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text

    def wrap(self, *_: float) -> tuple[float, float]:
        """It takes no height of its own."""
        return 0, 0

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Room for the hairline."""
        return 15

    def draw(self) -> None:
        """The hairline, and the heading below it."""
        self.canv.artifact()
        self.canv.setStrokeColor(RULE)
        self.canv.line(0, 6.5, WIDTH, 6.5)
        self.canv.close()
        self.text.drawOn(self.canv, 0, -self.text.wrap(SIDE - 16, 1000)[1])


class Grid(Table):  # type: ignore[misc]
    """A table whose lines and tints are no part of the text."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - ReportLab's name
        self.canv.artifact()
        super()._drawBkgrnd()
        self.canv.close()

    def _drawLines(self) -> None:  # noqa: N802
        self.canv.artifact()
        super()._drawLines()
        self.canv.close()


class Box(Flowable):  # type: ignore[misc]
    """Room for a signature, which says where it came to stand."""

    page, box = 0, (0.0, 0.0, 0.0, 0.0)

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height

    def draw(self) -> None:
        """Take down the place."""
        left, bottom = self.canv.absolutePosition(SIDE, 0)
        self.page, self.box = (
            self.canv.getPageNumber() - 1,
            (left, bottom, left + self.width, bottom + self.height),
        )
