"""Flowables that know their place in the structure tree: text, headings, figures, the signature's box."""

from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Paragraph

from app.charts.primitives import Drawing
from app.reports.pdf import drawing as painter
from app.reports.pdf.palette import ALERT, RULE
from app.reports.pdf.styles import HEADING, PAGE_HEIGHT, SIDE, TOP, WIDTH
from app.reports.pdf.tagging import Element, TaggedCanvas


@dataclass(slots=True)
class _Breaks:
    """Whether a paragraph broke off within a name that is printed for a sign; its parts share this."""

    within_name: bool = False


class Prose(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph with an element; parts split over pages share it.

    `text` is ReportLab markup: whatever a user typed must come through `app.reports.pdf.prose`, which escapes it.
    """

    element: Element | None = None
    alert = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.breaks = _Breaks()

    def split(self, width: float, height: float) -> list[Any]:
        """Split as ReportLab does and let the parts keep the element."""
        parts = super().split(width, height)
        for part in parts:
            part.element, part.alert, part.breaks = self.element, self.alert, self.breaks
        return list(parts)

    def draw(self) -> None:
        """Draw inside marked content; an alert has a bar beside it, so that it stands out in grey as well."""
        self._keep_spaces()
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas):
            super().draw()
            return
        if self.alert:
            canvas.begin_artifact()
            canvas.setFillColor(ALERT)
            canvas.rect(SIDE - 10, -2.5, 2.5, self.height + 5, stroke=0, fill=1)
            canvas.end()
        if self.element is not None:
            canvas.begin(self.element)
        canvas.is_within = self.breaks.within_name
        super().draw()
        self.breaks.within_name, canvas.is_within = canvas.is_within, False
        if self.element is not None:
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

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self.prose = prose

    def wrap(self, *_: float) -> tuple[float, float]:
        """Take no height: the text beside it gives the height."""
        return 0, 0

    def depth(self) -> float:
        """Return how far the heading reaches down beside the text."""
        return float(self.prose.wrap(SIDE - 16, 1000)[1])

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Room above, with the hairline in it."""
        return 15

    def draw(self) -> None:
        """Draw the hairline unless the page begins here, then the heading downwards from here."""
        if not _tops_the_page(self.canv, 0):
            rule(self.canv, 6.5)
        self.prose.drawOn(self.canv, 0, -self.depth())


class WideHeading(Prose):
    """A heading over something as wide as the page."""

    def draw(self) -> None:
        """Draw the hairline unless the page begins here, then the heading."""
        if not _tops_the_page(self.canv, self.height):
            rule(self.canv, self.height + 7)
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
        self.canv.translate(SIDE, 0)
        left, bottom = self.canv.absolutePosition(0, 0)
        self.page = self.canv.getPageNumber() - 1
        self.box = (left, bottom, left + self.width, bottom + self.height)


def _tops_the_page(canvas: Any, height: float) -> bool:
    """Say whether something this high stands at the top of the frame, under the rule of the page itself."""
    return bool(canvas.absolutePosition(0, height)[1] > PAGE_HEIGHT - TOP - 1)


def rule(canvas: Any, y: float, width: float = WIDTH) -> None:
    """Draw a hairline as an artifact."""
    tagged = isinstance(canvas, TaggedCanvas)
    if tagged:
        canvas.begin_artifact()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    canvas.line(0, y, width, y)
    if tagged:
        canvas.end()


def side_heading(text: str, root: Element) -> SideHeading:
    """Return a section heading for the side column; `text` is ours and short."""
    prose = Prose(text, HEADING)
    prose.element = Element("H2", root)
    return SideHeading(prose)
