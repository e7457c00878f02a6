"""Flowables that know their place in the structure tree: text, headings, figures, the signature's box."""

from dataclasses import dataclass
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from app.charts.primitives import Drawing
from app.reports.pdf import drawing as painter
from app.reports.pdf.palette import INK, RULE
from app.reports.pdf.styles import BOTTOM, HEADING, PAGE_HEIGHT, SIDE, TOP, WIDTH
from app.reports.pdf.tagging import Element, TaggedCanvas

_BELOW_RULE = 2.6
_ABOVE = 3 + 0.5 + _BELOW_RULE


@dataclass(slots=True)
class _Breaks:
    """Whether a paragraph broke off within a name that is printed for a sign; its parts share this."""

    within_name: bool = False


class Prose(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph with an element; parts split over pages share it.

    `text` is ReportLab markup: whatever a user typed must come through `app.reports.pdf.prose`, which escapes it.
    """

    element: Element | None = None
    alert = stale = False
    pennant: Element | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.breaks = _Breaks()

    def split(self, width: float, height: float) -> list[Any]:
        """Split as ReportLab does and let the parts keep the element."""
        parts = super().split(width, height)
        for part in parts:
            part.element, part.alert, part.breaks = self.element, self.alert, self.breaks
            part.stale = self.stale
        if parts:
            parts[0].pennant = self.pennant
        return list(parts)

    def draw(self) -> None:
        """Draw inside marked content; what is alarming, stale or a red flag has a sign that stays on a photocopy."""
        self._keep_spaces()
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            super().draw()
            return
        self._draw_signs(canvas)
        if self.element is not None:
            canvas.begin(self.element)
        canvas.is_within = self.breaks.within_name
        super().draw()
        self.breaks.within_name, canvas.is_within = canvas.is_within, False
        if self.element is not None:
            canvas.end()

    def _draw_signs(self, canvas: TaggedCanvas) -> None:
        canvas.setFillColor(INK)
        canvas.setStrokeColor(INK)
        left = self.style.leftIndent
        if self.alert:
            canvas.begin_artifact()
            canvas.setLineWidth(1.2)
            canvas.rect(left - 5, -2.5, WIDTH - left + 5, self.height + 4, stroke=1, fill=0)
            canvas.end()
        if self.stale:
            canvas.begin_artifact()
            canvas.rect(left - 8, 0, 2.4, self.height, stroke=0, fill=1)
            canvas.end()
        if self.pennant is not None:
            if self.element is not None:
                self.element.join()
            canvas.begin(self.pennant)
            _paint_pennant(canvas, left - 14, self.height - self.style.leading + 2)
            canvas.end()

    def _keep_spaces(self) -> None:
        """Put back the space ReportLab drops at a soft line break, or the words join when extracted."""
        broken = getattr(self, "blPara", None)
        if broken is None:
            return
        for line in broken.lines:
            if broken.kind == 0 and line[1]:
                line[1][-1] = line[1][-1].rstrip() + " "
            elif broken.kind == 1 and getattr(line, "words", None):
                _end_with_space(line.words)


def _paint_pennant(canvas: Any, x: float, y: float) -> None:
    """A solid flag on its staff, as high as a letter."""
    path = canvas.beginPath()
    path.moveTo(x, y)
    for px, py in ((x, y + 7.5), (x + 7, y + 5.2), (x + 1, y + 3), (x + 1, y)):
        path.lineTo(px, py)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _end_with_space(words: list[Any]) -> None:
    """End a line with a space of the text, not of the name of a sign, which would take it along."""
    last = words[-1]
    if not hasattr(last, "cbDefn"):
        last.text = last.text.rstrip() + " "
        return
    lettered = next((word for word in reversed(words) if not hasattr(word, "cbDefn")), None)
    if lettered is not None:
        words.append(lettered.clone(text=" "))


class SideHeading(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A heading in the side column, level with the text that follows it, under a hairline across the page."""

    def __init__(self, prose: Prose, *, ruled: bool = True) -> None:
        super().__init__()
        self.prose, self.ruled = prose, ruled

    def wrap(self, *_: float) -> tuple[float, float]:
        """Take no height: the text beside it gives the height."""
        return 0, 0

    def depth(self) -> float:
        """Return how far the heading reaches down beside the text."""
        return float(self.prose.wrap(SIDE - 8, 1000)[1])

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Room above, with the rule in it."""
        return _ABOVE if self.ruled else 0

    def draw(self) -> None:
        """Draw the hairline unless the page begins here, then the heading downwards from here."""
        if self.ruled and not _tops_the_page(self.canv, 0):
            rule(self.canv, _BELOW_RULE)
        self.prose.drawOn(self.canv, 0, -self.depth())


class WideHeading(Prose):
    """A heading over something as wide as the page; one that is `framed` has no rule, since the frame is its own."""

    framed = False

    def draw(self) -> None:
        """Draw the rule unless the page begins here, then the heading."""
        if not (self.framed or _tops_the_page(self.canv, self.height)):
            rule(self.canv, self.height + _BELOW_RULE)
        super().draw()


class Figure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A chart with its words for those who cannot see it."""

    def __init__(self, chart: Drawing, element: Element, *, marked_by_table: bool = False) -> None:
        super().__init__()
        self.chart = chart
        self.element = element
        self.marked_by_table = marked_by_table

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the chart's size."""
        return self.chart.width, self.chart.height

    def draw(self) -> None:
        """Paint the chart inside marked content and note its box."""
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            painter.paint(self.chart, canvas, 0, 0)
            return
        left, bottom = canvas.absolutePosition(0, 0)
        self.element.bbox = (left, bottom, left + self.chart.width, bottom + self.chart.height)
        if self.marked_by_table:
            painter.paint(self.chart, canvas, 0, 0)
            return
        canvas.begin(self.element)
        painter.paint(self.chart, canvas, 0, 0)
        canvas.end()


class SignatureBox(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The room for the visible signature; `page` (from 0) and `box` are known once it is drawn."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width = width
        self.height = height
        self.hAlign = "LEFT"
        self.page = 0
        self.box = (0.0, 0.0, 0.0, 0.0)

    def wrap(self, *_: float) -> tuple[float, float]:
        """Return the fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """Note where the box is; the signer draws what stands in it."""
        left, bottom = self.canv.absolutePosition(0, 0)
        self.page = self.canv.getPageNumber() - 1
        self.box = (left, bottom, left + self.width, bottom + self.height)


class Turn(CondPageBreak):  # type: ignore[misc]  # ReportLab has no types
    """Goes to the next page from the first one, and nowhere from any other."""

    def __init__(self) -> None:
        super().__init__(0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Need more room than there is on the first page."""
        self.height = height + 1 if self.canv.getPageNumber() == 1 else 0
        size: tuple[float, float] = super().wrap(width, height)
        return size


class Rule(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A rule across the page over what has no heading of its own at the side."""

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its room."""
        return WIDTH, _ABOVE

    def draw(self) -> None:
        """Draw it."""
        rule(self.canv, _BELOW_RULE)


class Place(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Notes where it lies when it is drawn: on which page from 0, and how far above the foot of its frame."""

    page, room = 0, 0.0

    def wrap(self, *_: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note it."""
        self.page = self.canv.getPageNumber() - 1
        self.room = float(self.canv.absolutePosition(0, 0)[1]) - BOTTOM


def _tops_the_page(canvas: Any, height: float) -> bool:
    """Say whether something this high stands at the top of the frame, under the rule of the page itself."""
    return bool(canvas.absolutePosition(0, height)[1] > PAGE_HEIGHT - TOP - 1)


def rule(canvas: Any, y: float, width: float = WIDTH) -> None:
    """Draw a hairline as an artifact."""
    tagged = isinstance(canvas, TaggedCanvas)
    if tagged:
        canvas.begin_artifact()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(0, y, width, y)
    if tagged:
        canvas.end()


def side_heading(
    text: str, root: Element, style: ParagraphStyle = HEADING, *, ruled: bool = True
) -> SideHeading:
    """Return a section heading for the side column; `text` is ours and short. One of a letter has no rule above."""
    prose = Prose(text, style)
    prose.element = Element("H2", root)
    return SideHeading(prose, ruled=ruled)
