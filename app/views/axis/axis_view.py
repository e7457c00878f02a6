"""What the time axis shows: the days in sight, the point one is at, drawn in the theme and said aloud."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.charts.axis import TimeScale
from app.charts.crowd import InTime
from app.charts.roles import Role
from app.charts.timeline import Sketch, sketch
from app.services.cases.casefile import Axis
from app.views.axis.extent import Extent
from app.views.axis.measure import Measure, TextWidths
from app.views.axis.painting import Batches, Painter, batched
from app.views.axis.places import Order, Places
from app.views.context import voice
from app.views.context.timers import once
from app.views.theme.theme import Theme

HOW = "Left and right arrow go from point to point, Enter opens the record, plus and minus zoom, 0 shows all."
"""How the axis is used by keyboard, as it is told before the first point."""
_EMPTY = Axis((), (), (), (), date(2000, 1, 1), date(2000, 2, 1), date(2000, 1, 1))


class AxisView(QWidget):
    """Shows an axis. `moved_to` is the point that the keyboard or the mouse went to."""

    moved_to = Signal(int)
    extent_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, plotted: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._plotted = theme, plotted
        self._take(_EMPTY)
        self._extent = Extent.whole(_EMPTY.start, _EMPTY.end)
        self._batches = Batches()
        self.places = Places(Sketch(0, 0, TimeScale(_EMPTY.start, _EMPTY.end, 0, 1)))
        self._painter = Painter(theme.tokens)
        self._at = -1
        self._highest = 0
        self._widths = TextWidths(self.measure.scale)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Time axis of the case")
        self.setAccessibleDescription(HOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Fires when no wheel step or mouse move is waiting any more: only the last of them is drawn.
        self._late = once(self, 0, self._lay_out)
        theme.changed.connect(self._restyled)

    # --- what is shown ------------------------------------------------------------------------------

    def show_axis(self, axis: Axis) -> None:
        """Show an axis; where one stood and looked stays, as far as it is there."""
        stood = self.axis.marks[self._at] if 0 <= self._at < len(self.axis.marks) else None
        self._take(axis)
        whole = Extent.whole(axis.start, axis.end)
        if (whole.first, whole.last) != (self._extent.first, self._extent.last):
            self._extent = whole
            self.extent_changed.emit()
        self._at = axis.marks.index(stood) if stood in axis.marks else -1
        if self._at < 0:
            self.setAccessibleDescription(HOW)
        self._highest = 0
        self._lay_out()

    def _take(self, axis: Axis) -> None:
        self.axis = axis
        self.order = Order(axis)
        self._events = InTime.of(axis.events)

    def go_to(self, mark: int, *, aloud: bool = True) -> None:
        """Take the keyboard's place to a point, by its index in `Axis.marks`, and say it."""
        if not 0 <= mark < len(self.axis.marks):
            return
        self._at = mark
        self.show_days(self._extent.showing(self.order.days[mark]))
        said = f"{self.axis.marks[mark].when}: {self.axis.marks[mark].said}"
        self.setAccessibleDescription(said)
        if aloud:
            voice.say(self, said)
        self.update()
        self.moved_to.emit(mark)

    def zoom(self, times: float, about: float | None = None) -> None:
        """Show so many times fewer days about a share of the width, or about the point one is at."""
        if about is None:
            about = self._share(self._at)
        self.show_days(self._extent.zoomed(times, about))

    def _share(self, mark: int) -> float:
        middle = 0.5
        if not 0 <= mark < len(self.order.days):
            return middle
        share = (self.order.days[mark] - self._extent.start).days / max(1, self._extent.days)
        return share if 0 <= share <= 1 else middle

    def show_all(self) -> None:
        """Show everything again."""
        self.show_days(Extent.whole(self._extent.first, self._extent.last))

    @property
    def at(self) -> int:
        """The index of the point one is at in `Axis.marks`; -1 for none."""
        return self._at

    @property
    def extent(self) -> Extent:
        """The days shown."""
        return self._extent

    def sizeHint(self) -> QSize:
        """As high as what is drawn was at its highest: what lies below must not jump with every step of a zoom."""
        return QSize(self._theme.pixels(40), max(self._theme.pixels(8), self._highest))

    def show_days(self, extent: Extent) -> None:
        """Show those days, with the next frame."""
        if extent != self._extent:
            self._extent = extent
            self.extent_changed.emit()
            self._late.start()

    # --- laying out -----------------------------------------------------------------------------------

    @property
    def measure(self) -> Measure:
        """How large the axis is drawn at the present width."""
        return Measure.of(self._theme, self.width(), plotted=self._plotted)

    def share(self, x: float) -> float:
        """Where between the first day and the last a place on the widget is, from 0 to 1; beyond them less or more."""
        scale = self.places.sketch.scale
        return (self.measure.units(QPointF(x, 0)).x() - scale.left) / max(1.0, scale.right - scale.left)

    def _lay_out(self) -> None:
        self._late.stop()
        axis, measure = self.axis, self.measure
        made = sketch(
            self._events,
            axis.spans,
            axis.series,
            width=measure.width,
            start=self._extent.start,
            end=self._extent.end,
            today=axis.today,
            style=measure.style,
            text_width=self._widths,
        )
        self._batches = batched(made.primitives, measure.scale, self._widths, made.crowds)
        self.places = Places(made)
        height = measure.height(made.height)
        if height > self._highest:
            self._highest = height
            self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _restyled(self) -> None:
        self._widths = TextWidths(self.measure.scale)
        self._painter = Painter(self._theme.tokens)
        self._highest = 0
        self._lay_out()

    # --- drawing --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was laid out, and the point one is at."""
        theme, measure = self._theme, self.measure
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tokens.ink(Role.PAPER))
        if self._at >= 0:
            self._day_line(painter)
        painter.translate(measure.pad, measure.pad)
        self._painter.paint(painter, self._batches)
        painter.resetTransform()
        box = self.places.box(self._at) if self._at >= 0 else None
        if box is not None:
            self._ring(painter, measure.box(box))
        painter.end()

    def _day_line(self, painter: QPainter) -> None:
        """A line through all lanes at the day of the point one is at: it is seen what else was on that day."""
        day, measure = self.order.days[self._at], self.measure
        if self._extent.start <= day <= self._extent.end:
            x = measure.box(QRectF(self.places.sketch.scale.x(day), 0, 0, 0)).x()
            painter.setPen(QPen(self._theme.colour("edge"), self._theme.pixels(0.07), Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, self._theme.pixels(1.8)), QPointF(x, self.height() - measure.pad))

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        reach = self._theme.pixels(0.3)
        box = box.adjusted(-reach, -reach, reach, reach)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("focus_inner", 0.42), ("focus", 0.18)):
            painter.setPen(QPen(self._theme.colour(role), self._theme.pixels(width)))
            painter.drawRoundedRect(box, reach, reach)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another width."""
        if event.size().width() != event.oldSize().width():
            self._highest = 0
            self._late.start()
