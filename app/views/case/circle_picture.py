"""The people round the person, drawn: a half ring for what they are, a sign for whether it is safe to contact them."""

from collections.abc import Sequence
from math import sqrt
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.charts.circle import PERSON, Circle, InRing, aloud, circle
from app.domain.cases.around import Companion
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL

HOW: Final = "The arrows go from one to another."
_MOVES: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_STEPS: Final = 48
"""So many lines make a half ring."""


class CirclePicture(QWidget):
    """Shows them. `fits` tells, whenever that changes, whether there is room for the picture."""

    fits = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._people: Sequence[Companion] = ()
        self._laid: Circle | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("People round the person, drawn")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._lay_out)

    def show_people(self, people: Sequence[Companion]) -> None:
        """Draw them; the keyboard begins before the first."""
        self._people, self._at = people, -1
        self.setAccessibleDescription(f"{len(people)} people. {HOW}")
        self._lay_out()

    @property
    def is_whole(self) -> bool:
        """Whether there is room for it at this width."""
        return self._laid is not None or not self._people

    @property
    def at(self) -> int:
        """Whom the keyboard is at, by their place among all; -1 for nobody."""
        return self._at

    def sizeHint(self) -> QSize:
        """As high as what is drawn."""
        high = self._laid.height if self._laid is not None else 0
        return QSize(self._theme.pixels(30), round(high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay it out for another width."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one to another."""
        move = _MOVES.get(Qt.Key(event.key())) if event.key() in _MOVES else None
        if move is None or self._laid is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        order = [each.index for each in self._laid.people]
        now = order.index(self._at) if self._at in order else -1
        self._go_to(order[min(max(now + move, 0), len(order) - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to whom is pressed."""
        for each in self._laid.people if self._laid is not None else ():
            if self._box(each).contains(event.position()):
                self._go_to(each.index)

    def _go_to(self, index: int) -> None:
        self._at = index
        said = aloud(self._people[index])
        self.setAccessibleDescription(said)
        voice.say(self, said)
        self.update()

    def _lay_out(self) -> None:
        was = self.is_whole
        size = self._theme.px(SMALL)
        metrics = QFontMetricsF(self._theme.font(SMALL))
        self._laid = circle(
            self._people, self.width(), size, lambda text, *_: metrics.horizontalAdvance(text)
        )
        self.updateGeometry()
        self.update()
        if was != self.is_whole:
            self.fits.emit(self.is_whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        if self._laid is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(SMALL))
        self._rings(painter, self._laid)
        for each in self._laid.people:
            self._person(painter, self._laid, each)
        x, y = self._laid.centre
        ink, half = self._theme.colour("text"), QFontMetricsF(painter.font()).horizontalAdvance(PERSON) / 2
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(x, y), self._sign, self._sign)
        painter.drawText(QPointF(x - half, y + 2.6 * self._sign + self._theme.px(SMALL)), PERSON)

    @property
    def _sign(self) -> float:
        return self._theme.px(SMALL) * 0.42

    def _rings(self, painter: QPainter, laid: Circle) -> None:
        x, y = laid.centre
        line = 1.35 * self._theme.px(SMALL)
        for ring in laid.rings:
            painter.setPen(QPen(self._theme.colour("edge"), 1))
            # From its title down to the same below: the ends of a half ring bear nobody.
            ends = (y - laid.top) / ring.up
            ys = [ring.up * ends * (2 * n / _STEPS - 1) for n in range(_STEPS + 1)]
            points = [
                QPointF(x + ring.across * sqrt(max(0.0, 1 - (each / ring.up) ** 2)), y + each) for each in ys
            ]
            painter.drawPolyline(points)
            painter.setPen(self._theme.colour("muted"))
            left, top = ring.title_at
            for n, words in enumerate(ring.title):
                painter.drawText(QPointF(left, top + n * line), words)

    def _person(self, painter: QPainter, laid: Circle, each: InRing) -> None:
        who = self._people[each.index]
        at, size = QPointF(each.x, each.y), self._sign
        if who.lives_with == "yes" and not who.victim:
            painter.setPen(QPen(self._theme.colour("muted"), 1))
            painter.drawLine(QPointF(*laid.centre), at)
        ink = self._theme.colour("danger" if who.safe == "no" else "text")
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if who.safe == "yes" else self._theme.colour("ground"))
        box = QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size)
        if who.safe == "no":
            painter.drawRect(box)
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        else:
            painter.drawEllipse(box)
        line = 1.35 * self._theme.px(SMALL)
        left, top, _, _ = each.box
        for n, words in enumerate(each.lines):
            painter.setPen(self._theme.colour("text" if n == 0 else "muted"))
            painter.drawText(QPointF(left, top + n * line + self._theme.px(SMALL)), words)
        if each.index == self._at and self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2 + self._theme.tokens.is_strong))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._box(each), 3, 3)

    def _box(self, each: InRing) -> QRectF:
        """Somebody's sign and words."""
        left, top, width, height = each.box
        start = each.x - 1.6 * self._sign
        return QRectF(start, top - 2, left + width - start, height + 4)
