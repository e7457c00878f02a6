"""What the time axis shows: the days in sight, the point one is at, drawn in the theme and said aloud."""

from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.charts.primitives import Drawing
from app.charts.timeline import Style, layout
from app.services.casefile import Axis
from app.views import fonts, voice
from app.views.axis.extent import Extent
from app.views.axis.painting import Batches, batched, paint
from app.views.axis.places import Places
from app.views.look import Look

_FRAME_MS = 12


class AxisView(QWidget):
    """Shows an axis. `moved_to` is the point that the keyboard or the mouse went to."""

    moved_to = Signal(int)
    extent_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.axis: Axis | None = None
        self._extent = Extent.whole(date(2000, 1, 1), date(2000, 2, 1))
        self._drawing = Drawing(0, 0, ())
        self._batches = Batches()
        self.places = Places.of(self._drawing, None)
        self._at = -1
        self._widths: dict[tuple[str, float, bool], float] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Time axis of the case")
        self.setAccessibleDescription(
            "Left and right arrow go from point to point, Enter opens the record, plus and minus zoom."
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_FRAME_MS)
        self._late.timeout.connect(self._lay_out)
        look.changed.connect(self._restyled)

    # --- what is shown ------------------------------------------------------------------------------

    def show_axis(self, axis: Axis) -> None:
        """Show an axis, all of it."""
        self.axis = axis
        self._extent = Extent.whole(axis.start, axis.end)
        self._at = -1
        self._lay_out()

    def go_to(self, mark: int) -> None:
        """Take the keyboard's place to a point, by its index in `Axis.marks`, and say it."""
        axis = self.axis
        if axis is None or not 0 <= mark < len(axis.marks):
            return
        self._at = mark
        day = self.places.day(mark)
        if day is not None:
            self.show_days(self._extent.showing(day))
        said = f"{axis.marks[mark].when}: {axis.marks[mark].text}"
        self.setAccessibleDescription(said)
        voice.say(self, said)
        self.update()
        self.moved_to.emit(mark)

    def zoom(self, times: float, about: float = 0.5) -> None:
        """Show so many times fewer days."""
        self.show_days(self._extent.zoomed(times, about))

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
        """As high as what is drawn."""
        return QSize(self._look.pixels(40), max(self._look.pixels(8), round(self._drawing.height)))

    def show_days(self, extent: Extent) -> None:
        """Show those days, with the next frame."""
        if extent != self._extent:
            self._extent = extent
            self.extent_changed.emit()
            # Many wheel steps or mouse moves may come between two frames: only the last is drawn.
            if not self._late.isActive():
                self._late.start()

    def _lay_out(self) -> None:
        axis = self.axis
        if axis is None:
            return
        self._drawing = layout(
            axis.events,
            axis.spans,
            axis.series,
            width=float(self.width()),
            start=self._extent.start,
            end=self._extent.end,
            style=self.style_now(),
            text_width=self._text_width,
        )
        self._batches = batched(self._drawing.primitives)
        self.places = Places.of(self._drawing, axis, self.places)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def style_now(self) -> Style:
        """The sizes in use, in pixels."""
        pixels = self._look.pixels
        narrow = self.width() < pixels(50)
        return Style(
            text=pixels(0.92),
            small=pixels(0.85),
            name=pixels(0.95),
            latest=pixels(1.2),
            left=pixels(7 if narrow else 9.5),
            right=pixels(6 if narrow else 11),
            marker=pixels(0.34),
            rating_height=pixels(2.8),
            gap=pixels(0.6),
        )

    def _text_width(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the shape charts ask for
        key = (text, size, bold)
        if key not in self._widths:
            font = fonts.font(size, bold=bold)
            font.setPixelSize(max(1, round(size)))
            self._widths[key] = QFontMetricsF(font).horizontalAdvance(text)
        return self._widths[key]

    def _restyled(self) -> None:
        self._widths.clear()
        self._lay_out()

    # --- drawing --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what was laid out, the point one is at, and the ring of the keyboard."""
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        paint(painter, self._batches, look.theme)
        box = self.places.box(self._at)
        if box is not None:
            reach = look.pixels(0.35)
            self._ring(painter, box.adjusted(-reach, -reach, reach, reach))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in (("focus_inner", 6), ("focus", 2.5)):
            painter.setPen(QPen(self._look.colour(role), width))
            painter.drawRoundedRect(box, 4, 4)

    def resizeEvent(self, _event: QEvent) -> None:
        """Lay out anew for another width."""
        if not self._late.isActive():
            self._late.start()
