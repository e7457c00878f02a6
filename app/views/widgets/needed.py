"""The label of a field: a hollow ring stands after it as long as an answer is needed and there is none."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.views.theme.theme import Theme

NEEDED: Final = "Needed"
"""What the ring says: in a tip, and to a screen reader."""
_RING, _GAP, _STROKE = 8, 7, 1.5
_WRAP = Qt.TextFlag.TextWordWrap


class NeededLabel(QLabel):
    """Plain words that wrap, with room for the ring after them."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: str = "label",
        buddy: QWidget | None = None,
        *,
        ring: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self._theme, self._has_ring = theme, ring
        if buddy is not None:
            self.setBuddy(buddy)
        theme.follow(self._make_room)

    @property
    def has_ring(self) -> bool:
        """Whether the ring is there."""
        return self._has_ring

    def show_ring(self, *, shown: bool) -> None:
        """Put the ring there, or take it away; nothing moves for it."""
        if shown != self._has_ring:
            self._has_ring = shown
            self.setToolTip(NEEDED if shown else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the ring behind the last line of them."""
        super().paintEvent(event)
        if not self._has_ring:
            return
        side, gap = self._theme.px(_RING), self._theme.px(_GAP)
        inside, metrics = self.contentsRect(), self.fontMetrics()
        taken = metrics.boundingRect(inside, int(_WRAP | self.alignment()), self.text())
        line = metrics.height()
        top = taken.bottom() + 1 - line + (line - side) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("primary"), _STROKE * side / _RING))
        painter.drawEllipse(QRectF(taken.right() + gap, top, side, side).adjusted(1, 1, -1, -1))
        painter.end()

    def _make_room(self) -> None:
        self.setContentsMargins(0, 0, self._theme.px(_RING + _GAP), 0)
