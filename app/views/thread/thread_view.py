"""The golden thread as a picture: five columns of parts, gone through by keys along its lines, and clicked through.

It is one widget to the keyboard: up and down stay in a column, left and right follow a line. What is said of a part is
what the table says of it. Choosing one brings its lines forward.
"""

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.linkage import EMPTY, Linkage
from app.charts.linked import Linked, Look, layout
from app.charts.roles import Role
from app.domain.records.thread_parts import Thread
from app.views.axis.measure import Measure, TextWidths
from app.views.axis.painting import Batches, Painter, batched
from app.views.context import voice
from app.views.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

HOW = "Up and down arrow stay in a column, left and right follow a line, Enter opens the record."
"""How the picture is used by keyboard, as it is told before the first part."""
_THIN, _WIDE = 0.5, 2.2
"""How many times as wide as usual lines are while a part is chosen: those of others, and its own."""


class ThreadView(QWidget):
    """Shows a thread. `picked` is a record to open, `moved_to` the part that the keyboard or the mouse went to."""

    picked = Signal(str)
    moved_to = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.linkage = Linkage(EMPTY)
        self.at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("The golden thread")
        self.setAccessibleDescription(HOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyled)
        self._restyled()

    def show_thread(self, thread: Thread) -> None:
        """Show a thread; where one stood stays, as far as that is there."""
        stood = self.linkage.parts[self.at].key if self.at >= 0 else ""
        self.linkage = Linkage(thread)
        keys = [part.key for part in thread.parts]
        self.at = keys.index(stood) if stood in keys else -1
        if self.at < 0:
            self.setAccessibleDescription(HOW)
        self._lay_out()

    @property
    def measure(self) -> Measure:
        """How large the picture is drawn at the present width."""
        return Measure.of(self._theme, self.width(), plotted=False)

    def box(self, part: int) -> QRectF:
        """Where a part is drawn on the widget."""
        place = self.made.places[part]
        return self.measure.box(QRectF(place.x, place.y, place.width, place.height))

    def go_to(self, part: int, *, aloud: bool = True) -> None:
        """Choose a part by its number, and say it."""
        if not 0 <= part < len(self.linkage.parts) or (part == self.at and not aloud):
            return
        self.at = part
        self._forward()
        said = self.linkage.said(part)
        self.setAccessibleDescription(said)
        if aloud:
            voice.say(self, said)
        self.update()
        self.moved_to.emit(part)

    # --- laying out -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        measure = self.measure
        self.made: Linked = layout(
            self.linkage.boxes,
            self.linkage.links,
            self.linkage.titles,
            width=measure.width,
            look=Look(),
            text_width=self._widths,
        )
        self._boxes = batched(self.made.boxes, measure.scale, self._widths)
        self._forward()
        self.setFixedHeight(measure.height(self.made.height))
        self.update()

    @property
    def least(self) -> int:
        """How wide the picture is at least."""
        look, columns = Look(), len(self.linkage.titles)
        wide = look.least * columns + look.channel * (columns - 1)
        return self.measure.height(wide)

    def _forward(self) -> None:
        """Bring the lines of the chosen part before the others, which are thinner meanwhile."""
        every = range(len(self.made.links))
        own = self.linkage.of(self.at) if self.at >= 0 else []
        lines = self.made.lines([n for n in every if n not in own], _THIN if self.at >= 0 else 1.0)
        self._lines: Batches = batched(lines, self.measure.scale, self._widths)
        self._own: Batches = batched(self.made.lines(own, _WIDE), self.measure.scale, self._widths)

    def _restyled(self) -> None:
        self._widths = TextWidths(self.measure.scale)
        self._painter = Painter(self._theme.tokens)
        self._lay_out()
        self.setMinimumWidth(self.least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another width."""
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    # --- drawing --------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint lines, then boxes; of a chosen part its lines stand out, and what it is tied to is framed."""
        measure, painter = self.measure, QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.ink(Role.PAPER))
        painter.translate(measure.pad, measure.pad)
        self._painter.paint(painter, self._lines)
        self._painter.paint(painter, self._own)
        self._painter.paint(painter, self._boxes)
        painter.resetTransform()
        if self.at >= 0:
            for each in (*self.linkage.beside(self.at, -1), *self.linkage.beside(self.at, 1)):
                self._frame(painter, self.box(each), (("primary", 0.12),))
            self._frame(painter, self.box(self.at), (("focus_inner", 0.42), ("focus", 0.2)))
        painter.end()

    def _frame(self, painter: QPainter, box: QRectF, pens: tuple[tuple[str, float], ...]) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for role, width in pens:
            painter.setPen(QPen(self._theme.colour(role), self._theme.pixels(width)))
            painter.drawRect(box)

    # --- keys and mouse -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from part to part, or open."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Up: partial(self._along, -1),
            Qt.Key.Key_Down: partial(self._along, 1),
            Qt.Key.Key_Left: partial(self._follow, -1),
            Qt.Key.Key_Right: partial(self._follow, 1),
            Qt.Key.Key_Home: partial(self._along, -len(self.linkage.parts)),
            Qt.Key.Key_End: partial(self._along, len(self.linkage.parts)),
            Qt.Key.Key_Return: self._pick,
            Qt.Key.Key_Enter: self._pick,
            Qt.Key.Key_Space: self._pick,
        }
        act = acts.get(event.key())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if act is None or held or not self.linkage.parts:
            super().keyPressEvent(event)
        elif self.at < 0 and act != self._pick:
            self.go_to(0)
        else:
            act()

    def _column(self, part: int) -> list[int]:
        """The parts that stand in the column of one, from top to bottom."""
        column = self.linkage.parts[part].column
        there = [n for n, each in enumerate(self.linkage.parts) if each.column is column]
        return sorted(there, key=lambda n: self.made.places[n].y)

    def _along(self, by: int) -> None:
        column = self._column(self.at)
        to = column[max(0, min(len(column) - 1, column.index(self.at) + by))]
        if to != self.at:
            self.go_to(to)

    def _follow(self, by: int) -> None:
        """Along a line; where none leads that way, to the nearest part there."""
        here = self.made.places[self.at]
        others = self.linkage.beside(self.at, by) or [
            n for n, place in enumerate(self.made.places) if (place.x - here.x) * by > 0
        ]
        if others:
            self.go_to(min(others, key=lambda n: self._away(n, here.x, here.middle)))

    def _away(self, part: int, x: float, y: float) -> tuple[float, float]:
        place = self.made.places[part]
        return abs(place.x - x), abs(place.middle - y)

    def _pick(self) -> None:
        record = self.linkage.parts[self.at].record_id if self.at >= 0 else ""
        if record:
            self.picked.emit(record)

    def under(self, at: QPointF) -> int:
        """The part under a place of the widget; -1 for none."""
        return next((n for n in range(len(self.made.places)) if self.box(n).contains(at)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part under the mouse."""
        part = self.under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and part >= 0:
            self.go_to(part)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record of the part under the mouse."""
        part = self.under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and part >= 0:
            self.go_to(part)
            self._pick()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show over what one can click."""
        over = self.under(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Say of the part under the mouse what the picture cuts short."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self.under(QPointF(event.pos()))
            if part >= 0:
                # A tool tip takes markup where it sees any: what was typed is never markup.
                QToolTip.showText(event.globalPos(), f"<p>{escape(self.linkage.said(part))}</p>", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @property
    def chosen(self) -> QRect:
        """Where the chosen part is drawn."""
        return self.box(self.at).toAlignedRect() if self.at >= 0 else QRect()
