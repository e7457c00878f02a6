"""Draws a wavy line under questioned words, where they are in sight.

They are drawn over the text and not set into it: a line set into a paragraph makes Qt lay the whole of it out anew,
and a paragraph of 10,000 words takes longer for that than a key may. Words are looked up when they come into sight,
for some milliseconds at a time.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
    QTextBlock,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QPlainTextEdit

from app.views.writing.aids import Span, WritingAids
from app.views.writing.positions import Positions

SLICE_SECONDS: Final = 0.004
_TOKEN: Final = re.compile(r"\{\{[^{}\n]{0,80}\}\}|(?:[^\s{]+|\{(?!\{))+")
_LONGEST_PLACE: Final = 100
_LONGEST_TOKEN: Final = 1_000
"""What has no blank for so long is not writing, and no word of it is questioned."""
_WAVE_EMS: Final = 0.07


class SpellingMarks:
    """The questioned words of one box. Without aids nothing is questioned."""

    def __init__(self, box: QPlainTextEdit, aids: WritingAids | None) -> None:
        self._box, self._aids = box, aids
        self.ignored: set[str] = set()
        """Words that are right in this box alone, until it is closed."""
        self._typed_to = -1
        self._drawn_for = ("", 0, 0.0)
        self._tile = QPixmap()
        self._next_slice = QTimer(box)
        self._next_slice.setSingleShot(True)
        self._next_slice.timeout.connect(box.viewport().update)

    @property
    def aids(self) -> WritingAids | None:
        """The aids, while words are to be questioned."""
        return self._aids if self._aids is not None and self._aids.checks_spelling else None

    def typed(self, to: int) -> None:
        """Somebody typed: the word that ends there is not finished."""
        self._typed_to = to

    def moved(self) -> None:
        """The cursor moved: a word that it has left is finished."""
        if self._typed_to >= 0 and self._box.textCursor().position() != self._typed_to:
            self._typed_to = -1
            self._box.viewport().update()

    def word_at(self, position: int) -> Span | None:
        """The questioned word there, as places in the document."""
        block = self._box.document().findBlock(position)
        here = position - block.position()
        for start, end in self.wrong_in(block, here, here):
            if start <= here <= end:
                return block.position() + start, block.position() + end
        return None

    def wrong_in(
        self, block: QTextBlock, first: int = 0, last: int | None = None, deadline: float | None = None
    ) -> Iterator[Span]:
        """The questioned words of a paragraph, as Qt counts in it; at least those from `first` to `last`.

        Once the deadline is over, words that are not known yet are passed over until the next drawing.
        """
        aids = self.aids
        if aids is None:
            return
        text = block.text()
        places = Positions(text)
        begin = text.rfind(" ", 0, max(0, places.in_text(first) - _LONGEST_PLACE)) + 1
        end = len(text) if last is None else text.find(" ", places.in_text(last))
        for found in _TOKEN.finditer(text, begin, end if end >= 0 else len(text)):
            if found.end() - found.start() > _LONGEST_TOKEN:
                continue
            token = found[0]
            known = aids.remembered(token)
            if known is None and not token.startswith("{{"):
                if deadline is not None and perf_counter() > deadline:
                    self._next_slice.start(0)
                    continue
                known = aids.questioned(token)
            for start, stop in known or ():
                if token[start:stop] not in self.ignored:
                    yield places.in_qt(found.start() + start), places.in_qt(found.start() + stop)

    def paint(self, area: QRect) -> None:
        """Draw the marks in a part of the box."""
        if self.aids is None:
            return
        deadline = perf_counter() + SLICE_SECONDS
        self._tile = self._wave_tile()
        painter = QPainter(self._box.viewport())
        origin = self._box.contentOffset()
        block = self._box.firstVisibleBlock()
        while block.isValid():
            place = self._box.blockBoundingGeometry(block).translated(origin)
            if place.top() > area.bottom():
                break
            if block.isVisible() and place.bottom() >= area.top():
                self._paint_block(painter, block, place.topLeft(), area, deadline)
            block = block.next()
        painter.end()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, corner: QPointF, area: QRect, deadline: float
    ) -> None:
        lines = _Lines(block.layout(), area.top() - corner.y(), area.bottom() - corner.y())
        first, last = lines.span()
        being_typed = self._typed_to - block.position() if self._box.hasFocus() else -1
        for start, end in self.wrong_in(block, first, last, deadline):
            if end > first and start < last and not start <= being_typed <= end:
                for left, right, y in lines.under(start, end):
                    x, height = corner.x() + left, self._tile.deviceIndependentSize().height()
                    painter.drawTiledPixmap(QRectF(x, corner.y() + y, right - left, height), self._tile)

    def _wave_tile(self) -> QPixmap:
        """The wave in the colour and size of now."""
        colour = QGuiApplication.palette().color(QPalette.ColorRole.BrightText)
        em, scale = self._box.fontMetrics().height(), self._box.devicePixelRatioF()
        if self._drawn_for != (colour.name(), em, scale):
            self._drawn_for, self._tile = (colour.name(), em, scale), _wave(colour, em, scale)
        return self._tile


class _Lines:
    """The lines of a paragraph that stand between two heights."""

    def __init__(self, layout: QTextLayout, top: float, bottom: float) -> None:
        count = range(layout.lineCount())
        first = max(0, bisect_right(count, top, key=lambda n: layout.lineAt(n).y()) - 1)
        last = bisect_right(count, bottom, key=lambda n: layout.lineAt(n).y())
        self._lines = [layout.lineAt(n) for n in range(first, last)]
        self._starts = [line.textStart() for line in self._lines]

    def span(self) -> Span:
        """The part of the text that stands in them."""
        if not self._lines:
            return 0, 0
        return self._starts[0], self._starts[-1] + self._lines[-1].textLength()

    def under(self, start: int, end: int) -> Iterator[tuple[float, float, float]]:
        """Left, right and height of what is to be drawn under a part of the text, for each of its lines."""
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._lines)):
            line, begins = self._lines[number], self._starts[number]
            if begins >= end:
                break
            left = _x(line, max(start, begins))
            right = _x(line, min(end, begins + line.textLength()))
            if left != right:
                yield min(left, right), max(left, right), line.y() + line.ascent() + line.descent() * 0.3


def _x(line: QTextLine, place: int) -> float:
    # PySide gives the x together with the place it was asked for, and its types say neither.
    found: tuple[float, int] = line.cursorToX(place)  # type: ignore[assignment]
    return found[0]


def _wave(colour: QColor, em: int, scale: float) -> QPixmap:
    """One turn of the wave, drawn once and then set side by side: a line of its own for every word takes too long."""
    pen = max(1.0, em * _WAVE_EMS)
    turn = max(4, round(pen * 3.4))
    high = pen + turn / 2
    tile = QPixmap(round(turn * scale), math.ceil(high * scale))
    tile.setDevicePixelRatio(scale)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, pen))
    low, top = high - pen / 2, pen / 2
    points = [QPointF((n - 1) * turn / 2, low if n % 2 else top) for n in range(5)]
    painter.drawPolyline(points)
    painter.end()
    return tile
