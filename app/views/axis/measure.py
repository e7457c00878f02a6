"""How large the axis is drawn: units of the chart to pixels, and what has room beside what."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.charts.axis import TimeScale
from app.charts.timeline import Style
from app.views.axis.extent import Extent
from app.views.axis.painting import font
from app.views.look.look import Look

_PAD, _TEXT = 0.8, 0.92
"""The room around the drawing, and the words in it, as multiples of the text size."""
# From so many units on: the room for the names of lanes at the left, and of dimensions at the right.
_MARGINS = ((480.0, 92.0, 116.0), (300.0, 66.0, 104.0))
_APART, _MANY = 1.0, 20
"""A screen can be zoomed: closer marks share a spot than on paper, and fewer labels are tried in several ways."""


@dataclass(frozen=True)
class Measure:
    """An axis of a width in pixels, under a look."""

    pad: int
    scale: float
    """Pixels to a unit of the chart."""
    pixels: int

    @classmethod
    def of(cls, look: Look, pixels: int) -> "Measure":
        """The measure of a widget so many pixels wide."""
        return cls(look.pixels(_PAD), look.pixels(_TEXT) / Style().text, pixels)

    @property
    def width(self) -> float:
        """The width of the drawing in units."""
        return max(1.0, (self.pixels - 2 * self.pad) / self.scale)

    @property
    def style(self) -> Style:
        """Names beside the lanes where there is room, closer where there is less, above them where there is none."""
        for least, left, right in _MARGINS:
            if self.width >= least:
                return Style(left=left, right=right, apart=_APART, many=_MANY)
        return Style(left=14.0, right=16.0, apart=_APART, many=_MANY, stacked=True)

    def units(self, at: QPointF) -> QPointF:
        """A place on the widget in units."""
        return QPointF((at.x() - self.pad) / self.scale, (at.y() - self.pad) / self.scale)

    def box(self, units: QRectF) -> QRectF:
        """A box of the drawing on the widget."""
        scale, pad = self.scale, self.pad
        return QRectF(
            units.x() * scale + pad, units.y() * scale + pad, units.width() * scale, units.height() * scale
        )

    def height(self, units: float) -> int:
        """The height of a drawing on the widget."""
        return round(units * self.scale) + 2 * self.pad

    def share(self, x: float) -> float:
        """Where between the first day and the last a place on the widget is, from 0 to 1; beyond them less or more."""
        left, right = self.style.left, self.width - self.style.right
        return (self.units(QPointF(x, 0)).x() - left) / max(1.0, right - left)

    def day_x(self, extent: Extent, day: date) -> float:
        """Where a day is on the widget."""
        style = self.style
        return (
            TimeScale(extent.start, extent.end, style.left, self.width - style.right).x(day) * self.scale
            + self.pad
        )


class TextWidths:
    """How wide words are in units of the chart, each measured once."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._known: dict[tuple[str, float, bool], float] = {}

    def __call__(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
        """The width of a text at a size in units."""
        key = (text, size, bold)
        if key not in self._known:
            metrics = QFontMetricsF(font(max(1, round(size * self._scale)), bold=bold))
            self._known[key] = metrics.horizontalAdvance(text) / self._scale
        return self._known[key]
