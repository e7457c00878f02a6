"""Draws a wavy line under questioned words, where they are in sight.

They are drawn over the text and not set into it: a line set into a paragraph makes Qt lay the whole of it out anew,
and a paragraph of 10,000 words takes longer for that than a key may. Words are looked up when they come into sight,
for some milliseconds at a time; what is typed when the typing has paused.
"""

import math
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette, QPen, QPixmap, QTextBlock, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from app.views.context.timers import SETTLE_MS, once
from app.views.writing.aids import WritingAids
from app.views.writing.positions import Positions, Span
from app.views.writing.questioned import Questioned
from app.views.writing.sight import in_sight

SLICE_SECONDS: Final = 0.004
_STEP: Final = 200
"""Letters that are looked at before the clock is."""
_TOKEN: Final = re.compile(r"\{\{[^{}\n]{0,80}\}\}|(?:[^\s{]+|\{(?!\{))+")
_LONGEST_PLACE: Final = 100
_LONGEST_TOKEN: Final = 1_000
"""What has no blank for so long is not writing, and no word of it is questioned."""
_WAVE_EMS: Final = 0.07
_MANY_LINES: Final = 40


class SpellingMarks:
    """The questioned words of one box. Without aids nothing is questioned."""

    def __init__(self, box: QPlainTextEdit, aids: WritingAids | None) -> None:
        self._box, self._aids = box, aids
        self._ignored: set[str] = set()
        self._questioned = Questioned()
        self._typed_to = -1
        self._drawn_for = ("", 0, 0.0)
        self._tile = QPixmap()
        self._paused = once(box, SETTLE_MS, self._read)
        self._next_slice = once(box, 0, self._read)

    @property
    def aids(self) -> WritingAids | None:
        """The aids, while words are to be questioned."""
        return self._aids if self._aids is not None and self._aids.checks_spelling else None

    @property
    def is_pending(self) -> bool:
        """Whether anything in sight is still to be looked up."""
        return self._paused.isActive() or self._next_slice.isActive()

    @property
    def words(self) -> tuple[Span, ...]:
        """The questioned words that are known, as places in the document."""
        return tuple(self._questioned.words)

    def changed(self, at: int, removed: int, added: int) -> None:
        """The text has changed there: what was typed last is not finished, and is looked at after a pause."""
        if self._aids is not None:
            self._questioned.move(at, removed, added)
            self._paused.start()
        if added:
            self._typed_to = at + added

    def begin(self) -> None:
        """Another text is shown, in which no word is being typed."""
        self._typed_to = -1
        self.forget()

    def moved(self) -> None:
        """The cursor moved: a word that it has left is finished."""
        if self._typed_to >= 0 and self._box.textCursor().position() != self._typed_to:
            self._typed_to = -1
            self._box.viewport().update()

    def ignore(self, word: str) -> None:
        """Take a word as right in this box alone, until it is closed."""
        self._ignored.add(word)
        self.forget()

    def forget(self) -> None:
        """Look everything up again: other words are right now."""
        self._questioned.forget()
        self._paused.stop()
        self._next_slice.stop()
        self._box.viewport().update()

    def word_at(self, position: int) -> Span | None:
        """The questioned word there, as places in the document."""
        block = self._box.document().findBlock(position)
        here = position - block.position()
        for start, end in self.wrong_in(block, here, here):
            if start <= here <= end:
                return block.position() + start, block.position() + end
        return None

    def wrong_in(self, block: QTextBlock, first: int = 0, last: int | None = None) -> Iterator[Span]:
        """The questioned words of a paragraph, as Qt counts in it; at least those from `first` to `last`."""
        text = block.text()
        yield from self._wrong(text, *_whole(text, first, last))

    def _wrong(self, text: str, begin: int, end: int) -> Iterator[Span]:
        """The questioned words in a part of a paragraph, as Qt counts in it."""
        aids = self.aids
        if aids is None:
            return
        places = Positions(text)
        for found in _TOKEN.finditer(text, begin, end):
            token = found[0]
            if len(token) > _LONGEST_TOKEN or token.startswith("{{"):
                continue
            for start, stop in aids.questioned(token):
                if token[start:stop] not in self._ignored:
                    yield places.in_qt(found.start() + start), places.in_qt(found.start() + stop)

    # --- looking up -----------------------------------------------------------------------------------

    def _read(self) -> None:
        """Look up what is in sight, for some milliseconds; show it when all of it is known."""
        if self.aids is None or self._read_in_sight():
            self._box.viewport().update()

    def _read_in_sight(self) -> bool:
        """Look up what is in sight and not known; False when there is more than one turn may take."""
        deadline = perf_counter() + SLICE_SECONDS
        for block, low, high in self._in_sight():
            for first, last in list(self._questioned.unseen(low, high)):
                for at in range(first, last + 1, _STEP):
                    self._read_part(block, at, min(at + _STEP, last))
                    if perf_counter() > deadline:
                        self._next_slice.start()
                        return False
        return True

    def _read_part(self, block: QTextBlock, first: int, last: int) -> None:
        """Look up a part of a paragraph, given as places of the document."""
        text, at = block.text(), block.position()
        begin, end = _whole(text, first - at, last - at)
        words = [(at + start, at + stop) for start, stop in self._wrong(text, begin, end)]
        places = Positions(text)
        high = at + places.in_qt(end)
        if end == len(text):
            # What parts it from the next paragraph is seen as well.
            high = at + block.length() if block.next().isValid() else sys.maxsize
        self._questioned.saw(at + places.in_qt(begin), high, words)

    def _in_sight(self) -> Iterator[tuple[QTextBlock, int, int]]:
        """The paragraphs in sight, and between which places of the document."""
        area = in_sight(self._box.viewport())
        for block, corner in self._blocks(area):
            first, last = _between(block, area.top() - corner.y(), area.bottom() - corner.y())
            yield block, block.position() + first, block.position() + last

    def _blocks(self, area: QRect) -> Iterator[tuple[QTextBlock, QPointF]]:
        """The paragraphs in a part of the box, and where they stand."""
        if area.isEmpty():
            return
        block = self._box.cursorForPosition(area.topLeft()).block()
        place = self._box.blockBoundingGeometry(block).translated(self._box.contentOffset())
        while block.isValid() and place.top() <= area.bottom():
            if block.isVisible() and place.bottom() >= area.top():
                yield block, place.topLeft()
            corner, block = place.bottomLeft(), block.next()
            place = self._box.blockBoundingRect(block).translated(corner) if block.isValid() else place

    # --- drawing --------------------------------------------------------------------------------------

    def paint(self, area: QRect) -> None:
        """Draw the marks in a part of the box."""
        if self._aids is None or not self._aids.checks_spelling:
            return
        if not self._paused.isActive() and not self._next_slice.isActive():
            self._read_in_sight()
        words = self._questioned.words
        if not words:
            return
        self._tile = self._wave_tile()
        painter = QPainter(self._box.viewport())
        for block, corner in self._blocks(area):
            at = block.position()
            # The first that ends in it; most paragraphs have none.
            n = bisect_left(words, (at,))
            if n < len(words) and words[n][0] < at + block.length():
                self._paint_block(painter, block, corner, area)
        painter.end()

    def _paint_block(self, painter: QPainter, block: QTextBlock, corner: QPointF, area: QRect) -> None:
        layout, at, words = block.layout(), block.position(), self._questioned.words
        first, last = _between(block, area.top() - corner.y(), area.bottom() - corner.y())
        being_typed = self._typed_to if self._box.hasFocus() else -1
        height = self._tile.deviceIndependentSize().height()
        n = max(0, bisect_left(words, (at + first,)) - 1)
        while n < len(words) and words[n][0] < at + last:
            start, end = words[n]
            n += 1
            if start <= being_typed <= end or end <= at + first:
                continue
            start, end = start - at, end - at
            line = layout.lineForTextPosition(start)
            while line.isValid():
                begins, stops = line.textStart(), line.textStart() + line.textLength()
                # PySide gives the x together with the place it was asked for, and its types say neither.
                left: float = line.cursorToX(max(start, begins))[0]  # type: ignore[index]
                right: float = line.cursorToX(min(end, stops))[0]  # type: ignore[index]
                y = line.y() + line.ascent() + line.descent() * 0.3
                if left != right:
                    x = corner.x() + min(left, right)
                    under = QRectF(x, corner.y() + y, abs(right - left), height)
                    painter.drawTiledPixmap(under, self._tile)
                if stops >= end:
                    break
                line = layout.lineAt(line.lineNumber() + 1)

    def _wave_tile(self) -> QPixmap:
        """The wave in the colour and size of now."""
        colour = QGuiApplication.palette().color(QPalette.ColorRole.BrightText)
        em, scale = self._box.fontMetrics().height(), self._box.devicePixelRatioF()
        if self._drawn_for != (colour.name(), em, scale):
            self._drawn_for, self._tile = (colour.name(), em, scale), _wave(colour, em, scale)
        return self._tile


def _whole(text: str, first: int, last: int | None) -> Span:
    """The part of a paragraph, as Python counts, that holds whole words from and to two places, as Qt counts."""
    places = Positions(text)
    begin = text.rfind(" ", 0, max(0, places.in_text(first) - _LONGEST_PLACE)) + 1
    end = -1 if last is None else text.find(" ", places.in_text(last) + _LONGEST_PLACE)
    return begin, end if end >= 0 else len(text)


def _between(block: QTextBlock, top: float, bottom: float) -> Span:
    """The part of a paragraph that stands between two heights of it; all of one that has few lines."""
    layout = block.layout()
    if layout.lineCount() <= _MANY_LINES:
        return 0, block.length() - 1
    first, last = layout.lineAt(_line_at(layout, top)), layout.lineAt(_line_at(layout, bottom))
    return first.textStart(), last.textStart() + last.textLength()


def _line_at(layout: QTextLayout, y: float) -> int:
    """The number of the last line that begins above a height."""
    low, high = 0, layout.lineCount()
    while low < high:
        middle = (low + high) // 2
        if layout.lineAt(middle).y() <= y:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


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
