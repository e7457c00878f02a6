"""The time axis of a case: zoomed and moved by mouse and keys, gone through point by point, spoken, clicked through.

It is one widget to the keyboard: left and right go from point to point in the order of time, and what is said of each
is what the table beside it says. The wheel is left to the page unless Control is held.
"""

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.primitives import Drawing
from app.charts.timeline import Style, layout
from app.services.casefile import Axis
from app.views import fonts, voice
from app.views.axis.extent import Extent
from app.views.axis.painting import Batches, batched, paint
from app.views.axis.places import Places
from app.views.look import Look

_FRAME_MS = 12
_STEP = 1.25
_NEAR = 8


class TimeAxis(QWidget):
    """Shows an axis. `picked` is a record to open, `moved_to` the point the keyboard or mouse went to."""

    picked = Signal(str)
    moved_to = Signal(int)
    extent_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._axis: Axis | None = None
        self._extent = Extent.whole(date(2000, 1, 1), date(2000, 2, 1))
        self._drawing = Drawing(0, 0, ())
        self._batches = Batches()
        self._places = Places.of(self._drawing, None)
        self._at = -1
        self._drag: tuple[QPointF, Extent] | None = None
        self._widths: dict[tuple[str, float, bool], float] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
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
        self._axis = axis
        self._extent = Extent.whole(axis.start, axis.end)
        self._at = -1
        self._lay_out()

    def go_to(self, mark: int) -> None:
        """Take the keyboard's place to a point, by its index in `Axis.marks`, and say it."""
        axis = self._axis
        if axis is None or not 0 <= mark < len(axis.marks):
            return
        self._at = mark
        day = self._places.day(mark)
        if day is not None:
            self._show(self._extent.showing(day))
        said = f"{axis.marks[mark].when}: {axis.marks[mark].text}"
        self.setAccessibleDescription(said)
        voice.say(self, said)
        self.update()
        self.moved_to.emit(mark)

    def zoom(self, times: float, about: float = 0.5) -> None:
        """Show so many times fewer days."""
        self._show(self._extent.zoomed(times, about))

    def show_all(self) -> None:
        """Show everything again."""
        self._show(Extent.whole(self._extent.first, self._extent.last))

    @property
    def extent(self) -> Extent:
        """The days shown."""
        return self._extent

    def sizeHint(self) -> QSize:
        """As high as what is drawn."""
        return QSize(self._look.pixels(40), max(self._look.pixels(8), round(self._drawing.height)))

    def _show(self, extent: Extent) -> None:
        if extent != self._extent:
            self._extent = extent
            self.extent_changed.emit()
            # Many wheel steps or mouse moves may come between two frames: only the last is drawn.
            if not self._late.isActive():
                self._late.start()

    def _lay_out(self) -> None:
        axis = self._axis
        if axis is None:
            return
        self._drawing = layout(
            axis.events,
            axis.spans,
            axis.series,
            width=float(self.width()),
            start=self._extent.start,
            end=self._extent.end,
            style=self._style(),
            text_width=self._text_width,
        )
        self._batches = batched(self._drawing.primitives)
        self._places = Places.of(self._drawing, axis, self._places)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _style(self) -> Style:
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
        box = self._places.box(self._at)
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

    # --- keys and mouse -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, open, zoom, move."""
        acts = {
            Qt.Key.Key_Right: partial(self._step, 1),
            Qt.Key.Key_Left: partial(self._step, -1),
            Qt.Key.Key_Home: partial(self._edge, 0),
            Qt.Key.Key_End: partial(self._edge, -1),
            Qt.Key.Key_Return: self._pick,
            Qt.Key.Key_Enter: self._pick,
            Qt.Key.Key_Space: self._pick,
            Qt.Key.Key_Plus: partial(self.zoom, _STEP),
            Qt.Key.Key_Equal: partial(self.zoom, _STEP),
            Qt.Key.Key_Minus: partial(self.zoom, 1 / _STEP),
            Qt.Key.Key_0: self.show_all,
        }
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            acts[Qt.Key.Key_Right] = partial(self._move, 0.2)
            acts[Qt.Key.Key_Left] = partial(self._move, -0.2)
        act = acts.get(Qt.Key(event.key()))
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if act is None or held:
            super().keyPressEvent(event)
        else:
            act()

    def _step(self, by: int) -> None:
        following = self._places.neighbour(self._at, by)
        if following is not None:
            self.go_to(following)

    def _edge(self, end: int) -> None:
        if self._places.in_time:
            self.go_to(self._places.in_time[end])

    def _move(self, share: float) -> None:
        self._show(self._extent.moved(share))

    def _pick(self) -> None:
        if self._axis is not None and 0 <= self._at < len(self._axis.marks):
            self.picked.emit(self._axis.marks[self._at].record_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse while Control is held, move along with Shift; else the page scrolls."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            style = self._style()
            across = max(1.0, self.width() - style.left - style.right)
            about = min(1.0, max(0.0, (event.position().x() - style.left) / across))
            self.zoom(_STEP if turned > 0 else 1 / _STEP, about)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move(-0.1 if turned > 0 else 0.1)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the axis, or go to the point under the mouse."""
        mark = self._places.near(event.position(), _NEAR)
        if mark is not None:
            self.go_to(mark)
        self._drag = (event.position(), self._extent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the axis along with the mouse."""
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            origin, extent = self._drag
            style = self._style()
            across = max(1.0, self.width() - style.left - style.right)
            share = (origin.x() - event.position().x()) / across
            if abs(share) * extent.days >= 1:
                self._show(extent.moved(share))
            return
        over = self._places.near(event.position(), _NEAR) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the axis."""
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record of the point under the mouse."""
        if self._places.near(event.position(), _NEAR) is not None:
            self._pick()

    def event(self, event: QEvent) -> bool:
        """Say of the point under the mouse what the table says, and how many lie in its spot."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._places.near(QPointF(event.pos()), _NEAR)
            if mark is not None and self._axis is not None:
                QToolTip.showText(event.globalPos(), self._places.told(mark), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
