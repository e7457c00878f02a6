"""The time axis of a case: zoomed and moved by mouse and keys, gone through point by point, clicked through.

It is one widget to the keyboard: left and right go from point to point in the order of time, and what is said of each
is what the table beside it says. The wheel is left to the page unless Control is held.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.views.axis.axis_view import AxisView
from app.views.axis.places import message
from app.views.context import voice
from app.views.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views.axis.extent import Extent

STEP = 1.25
"""How much one step of a zoom is."""
_NEAR = 5
"""Units of the chart: about two thirds of the text size."""


class TimeAxis(AxisView):
    """An axis in use. `picked` is a record to open."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, plotted: bool = False) -> None:
        super().__init__(theme, parent, plotted=plotted)
        self._drag: tuple[QPointF, Extent] | None = None
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, open, zoom, move."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Right: partial(self._step, 1),
            Qt.Key.Key_Left: partial(self._step, -1),
            Qt.Key.Key_Home: partial(self._edge, 0),
            Qt.Key.Key_End: partial(self._edge, -1),
            Qt.Key.Key_Return: self._pick,
            Qt.Key.Key_Enter: self._pick,
            Qt.Key.Key_Space: self._pick,
            Qt.Key.Key_Plus: partial(self.zoom, STEP),
            Qt.Key.Key_Equal: partial(self.zoom, STEP),
            Qt.Key.Key_Minus: partial(self.zoom, 1 / STEP),
            Qt.Key.Key_0: self.show_all,
        }
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            acts[Qt.Key.Key_Right] = partial(self._move, 0.2)
            acts[Qt.Key.Key_Left] = partial(self._move, -0.2)
        act = acts.get(event.key())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if act is None or held:
            super().keyPressEvent(event)
            return
        at, extent = self.at, self.extent
        act()
        if self.at == at and self.extent != extent:
            voice.say(self, self.extent.in_words)

    def _step(self, by: int) -> None:
        following = self.order.neighbour(self.at, by)
        if following is not None:
            self.go_to(following)

    def _edge(self, end: int) -> None:
        if self.order.in_time:
            self.go_to(self.order.in_time[end])

    def _move(self, share: float) -> None:
        self.show_days(self.extent.moved(share))

    def _pick(self) -> None:
        if 0 <= self.at < len(self.axis.marks):
            self.picked.emit(self.axis.marks[self.at].record_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse while Control is held, move along with Shift; else the page scrolls."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            about = min(1.0, max(0.0, self.share(event.position().x())))
            self.zoom(STEP if turned > 0 else 1 / STEP, about)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move(-0.1 if turned > 0 else 0.1)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the axis, or go to the point under the mouse."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        mark = self._under(event.position())
        if mark is not None:
            self.go_to(mark)
        self._drag = (event.position(), self.extent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the axis along with the mouse."""
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            origin, extent = self._drag
            share = self.share(origin.x()) - self.share(event.position().x())
            if abs(share) * extent.days >= 1:
                self.show_days(extent.moved(share))
            return
        over = self._under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the axis."""
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record of the point under the mouse."""
        mark = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None:
            self.go_to(mark)
            self._pick()

    def _under(self, at: QPointF) -> int | None:
        return self.places.near(self.measure.units(at), _NEAR)

    def event(self, event: QEvent) -> bool:
        """Say of the point under the mouse what the table says, and how many lie in its spot."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._under(QPointF(event.pos()))
            if mark is not None:
                QToolTip.showText(event.globalPos(), message(self.axis, self.places.sharing(mark)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
