"""The rows of the palette: their model, and how a row is drawn with what was looked for marked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.search import Piece
from app.views import fonts
from app.views.look import Look
from app.views.palette.finding import Found

_Index = QModelIndex | QPersistentModelIndex
_FOUND = int(Qt.ItemDataRole.UserRole)


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
        if role == _FOUND:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.group.value}: {found.spoken}"
        return None


class RowPainter(QStyledItemDelegate):
    """Draws a row: words at the left, keys or place at the right, the passage with its hits marked below."""

    def __init__(self, look: Look, rows: Rows) -> None:
        super().__init__()
        self._look, self._rows = look, rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line, one more for a passage, and one for the heading of a group."""
        found = self._rows.found(index.row())
        line = self._look.pixels(1.9)
        lines = 1 + bool(found and found.under) + bool(self._rows.heads(index.row()))
        return QSize(self._look.pixels(20), lines * line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        found = self._rows.found(index.row())
        if found is None:
            return
        look, box = self._look, QRect(option.rect)
        line = look.pixels(1.9)
        painter.save()
        heading = self._rows.heads(index.row())
        if heading:
            self._write(painter, box.adjusted(0, 0, 0, line - box.height()), heading, "muted", bold=True)
            box.setTop(box.top() + line)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, look.colour("primary"))
        ink = "on_primary" if chosen else "text"
        first = QRect(box.left(), box.top(), box.width(), line)
        right = self._write(painter, first, found.right, ink if chosen else "muted", at_right=True)
        self._write(painter, first.adjusted(0, 0, -right, 0), found.text, ink)
        if found.under:
            self._passage(
                painter, QRect(box.left(), box.top() + line, box.width(), line), found.under, chosen=chosen
            )
        painter.restore()

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
        font = fonts.font(self._look.sizes.text, bold=bold)
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        pad = self._look.pixels(0.8)
        inside = box.adjusted(pad, 0, -pad, 0)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return QFontMetrics(font).horizontalAdvance(shown) + pad

    def _passage(self, painter: QPainter, box: QRect, pieces: Sequence[Piece], *, chosen: bool) -> None:
        """The passage on one line, with what was looked for semibold on the colour of a mark."""
        look = self._look
        painter.setClipRect(box)
        x = float(box.left() + look.pixels(0.8))
        for piece in pieces:
            font = fonts.font(look.sizes.points(0.9), bold=piece.hit)
            metrics = QFontMetrics(font)
            text = " ".join(piece.text.split("\n"))
            width = metrics.horizontalAdvance(text)
            if piece.hit:
                mark = QRect(round(x) - 1, box.top() + 2, width + 2, box.height() - 4)
                painter.fillRect(mark, look.colour("mark"))
            role = "on_mark" if piece.hit else "on_primary" if chosen else "muted"
            painter.setFont(font)
            painter.setPen(look.colour(role))
            baseline = box.center().y() + metrics.ascent() / 2 - metrics.descent() / 4
            painter.drawText(QPointF(x, baseline), text)
            x += width
        painter.setClipping(False)
