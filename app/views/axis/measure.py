"""How large the axis is drawn: units of the chart to pixels, and whether names have room beside what they name."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.charts.timeline import Style
from app.views.axis.painting import font
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL

_PAD = 2
"""The room around the drawing, in pixels at 100 %."""
_BESIDE = 240.0
"""From so many units on there is room for names beside the rows."""
_APART = 1.0
"""A screen can be zoomed: closer marks share a spot than on paper."""
_PLOT = 27.0


@dataclass(frozen=True)
class Measure:
    """An axis of a width in pixels, under a look."""

    pad: int
    scale: float
    """Pixels to a unit of the chart."""
    pixels: int
    plotted: bool
    """Whether ratings are drawn as points: they stand as figures otherwise."""

    @classmethod
    def of(cls, theme: Theme, pixels: int, *, plotted: bool) -> "Measure":
        """The measure of a widget so many pixels wide."""
        return cls(theme.px(_PAD), theme.px(SMALL) / Style().text, pixels, plotted)

    @property
    def width(self) -> float:
        """The width of the drawing in units."""
        return max(1.0, (self.pixels - 2 * self.pad) / self.scale)

    @property
    def style(self) -> Style:
        """Names beside the rows where there is room, above them where there is none."""
        return Style(
            apart=_APART, plot=_PLOT * self.plotted, stacked=self.width < _BESIDE, shaded=self.plotted
        )

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
