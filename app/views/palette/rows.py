"""The rows of the palette: their model, and how a row is drawn with what was looked for marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.records.passage import Piece
from app.views.palette.finding import Found
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL, TEXT

_Index = QModelIndex | QPersistentModelIndex
_MOST_LINES = 3
"""Of a passage: it is some twenty words around what was looked for."""


_BAR, _STRONG_BAR = 3, 6


class Rows(QAbstractListModel):
    """What was found, in its groups."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Found, ...] = ()

    def show_rows(self, rows: Sequence[Found]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def found(self, row: int) -> Found | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, found: Found | None) -> int:
        """Where something stands; the first row where it does not."""
        return self._rows.index(found) if found in self._rows else 0

    def heads(self, row: int) -> str:
        """The name of the group that begins with a row; empty within a group."""
        this, before = self.found(row), self.found(row - 1)
        return this.group.value if this and (before is None or before.group is not this.group) else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The words of a row, and all of it for a screen reader."""
        found = self.found(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.group.value}: {found.spoken}"
        return None


@dataclass(frozen=True)
class _Plan:
    """Where the parts of a row lie, in lines, for a width."""

    is_stacked: bool
    """What belongs at the right stands below: there is no room beside the words."""
    passage: int
    """Pixels that the passage is high."""


class RowPainter(QStyledItemDelegate):
    """Draws a row: icon and words at the left, keys or day at the right, the passage with its hits marked below."""

    def __init__(self, theme: Theme, rows: Rows, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._rows, self._view = theme, rows, view
        self._plan = lru_cache(maxsize=256)(self._planned)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its words need in the width of the list."""
        found = self._rows.found(index.row())
        if found is None:
            return QSize()
        width = self._view.viewport().width()
        plan = self._plan(found, width)
        lines = 1 + plan.is_stacked + bool(self._rows.heads(index.row()))
        return QSize(width, lines * self._line() + plan.passage)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        found = self._rows.found(index.row())
        if found is None:
            return
        box, state = QRect(option.rect), option.state
        painter.save()
        painter.setClipRect(box)
        heading = self._rows.heads(index.row())
        if heading:
            self._write(painter, self._first_line(box), heading, "muted", bold=True)
            box.setTop(box.top() + self._line())
        if state & QStyle.StateFlag.State_Selected:
            bar = _STRONG_BAR if self._theme.tokens.is_strong else _BAR
            painter.fillRect(box, self._theme.colour("primary_soft"))
            painter.fillRect(box.adjusted(0, 0, bar - box.width(), 0), self._theme.colour("primary"))
        self._parts(painter, box, found)
        painter.restore()

    def _parts(self, painter: QPainter, box: QRect, found: Found) -> None:
        plan = self._plan(found, box.width())
        ink, quiet = "text", "muted"
        first, indent = self._first_line(box), self._indent()
        self._icon(painter, first, found.icon, ink)
        beside = first.adjusted(indent, 0, 0, 0)
        if plan.is_stacked:
            below = beside.translated(0, self._line())
            self._write(painter, beside, found.text, ink)
            self._write(painter, below, found.right, quiet)
            beside = below
        else:
            taken = self._write(painter, beside, found.right, quiet, at_right=True)
            self._write(painter, beside.adjusted(0, 0, -taken, 0), found.text, ink)
        if found.under:
            laid = self._laid(found.under, self._inner(box.width()))
            painter.setPen(self._theme.colour(quiet))
            laid.draw(painter, QPointF(box.left() + indent + self._pad(), beside.bottom()))

    # --- measures -------------------------------------------------------------------------------------

    def _line(self) -> int:
        return self._theme.pixels(1.9)

    def _pad(self) -> int:
        return self._theme.pixels(0.8)

    def _indent(self) -> int:
        return self._theme.pixels(1.8)

    def _inner(self, width: int) -> int:
        """What is left of a width for words."""
        return width - self._indent() - 2 * self._pad()

    def _first_line(self, box: QRect) -> QRect:
        return QRect(box.left(), box.top(), box.width(), self._line())

    def _planned(self, found: Found, width: int) -> _Plan:
        metrics = QFontMetrics(self._font())
        words = metrics.horizontalAdvance(found.text) + self._pad() + metrics.horizontalAdvance(found.right)
        passage = 0
        if found.under:
            high = self._laid(found.under, self._inner(width)).boundingRect().height()
            passage = round(high) + self._theme.pixels(0.3)
        return _Plan(bool(found.right) and words > self._inner(width), passage)

    # --- parts ----------------------------------------------------------------------------------------

    def _font(self, at_100: float = TEXT, *, bold: bool = False) -> QFont:
        return self._theme.font(at_100, QFont.Weight.Medium if bold else QFont.Weight.Normal)

    def _icon(self, painter: QPainter, line: QRect, name: str, role: str) -> None:
        if name:
            side = self._theme.pixels(1.2)
            at = QRect(line.left() + self._pad(), line.center().y() - side // 2, side, side)
            self._theme.icon(name, role, ems=1.2).paint(painter, at)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        role: str,
        *,
        bold: bool = False,
        at_right: bool = False,
    ) -> int:
        """Write a line into a box, shortened where it is too long; give the width it took."""
        font = self._font(bold=bold)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        inside = box.adjusted(self._pad(), 0, -self._pad(), 0)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return QFontMetrics(font).horizontalAdvance(shown) + self._pad() if shown else 0

    def _laid(self, pieces: Sequence[Piece], width: int) -> QTextLayout:
        """The passage in lines, what was looked for semibold on the colour of a mark."""
        laid = QTextLayout("".join(piece.text for piece in pieces).replace("\n", " "), self._font(SMALL))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(option)
        laid.setFormats(self._marks(pieces))
        laid.beginLayout()
        top = 0.0
        for _ in range(_MOST_LINES):
            line = laid.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        laid.endLayout()
        return laid

    def _marks(self, pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
        ranges, at = [], 0
        for piece in pieces:
            drawn = QTextCharFormat()
            if piece.hit:
                drawn.setFontWeight(QFont.Weight.DemiBold)
                drawn.setBackground(QBrush(self._theme.colour("mark")))
                drawn.setForeground(QBrush(self._theme.colour("on_mark")))
            else:
                drawn.setForeground(QBrush(self._theme.colour("muted")))
            span = QTextLayout.FormatRange()
            # In UTF-16 units, as Qt counts: a sign beyond the first plane is two of them.
            span.start, span.length = at, len(piece.text.encode("utf-16-le")) // 2
            span.format = drawn
            ranges.append(span)
            at += len(piece.text.encode("utf-16-le")) // 2
        return ranges
