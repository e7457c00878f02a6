"""What all tables have in common: whole rows to read and choose, ruled and not boxed, with nothing to edit."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.views.theme.focus_frame import OWN_FRAME
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL

_Index = QModelIndex | QPersistentModelIndex
_BAR, _STRONG_BAR = 3, 6
INK: Final = Qt.ItemDataRole.UserRole + 1
"""What of a cell names the role of the colour that it is written in."""
BELOW: Final = INK + 1
"""What of a cell stands in its second line."""
_FIRST_HIGH, _SECOND_HIGH = 20, 18
"""Pixels at 100 % text."""


def plain_table(table: QTableView, theme: Theme, *, two_lines: bool = False) -> None:
    """Make a table one of rows, of one line or two each; Tab leaves it."""
    table.setObjectName("table")
    table.setProperty(OWN_FRAME, True)
    table.setItemDelegate(_Rows(table, theme, two_lines=two_lines))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)


class _Rows(QStyledItemDelegate):
    """A bar before the chosen row, and a frame round the one that the keyboard is in."""

    def __init__(self, table: QTableView, theme: Theme, *, two_lines: bool) -> None:
        super().__init__(table)
        self._table, self._theme, self._two_lines = table, theme, two_lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        role = index.data(INK)
        if role or self._two_lines:
            self._write(painter, option, index, role or "text")
        else:
            super().paint(painter, option, index)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_keys = self._table.hasFocus() and index.row() == self._table.currentIndex().row()
        if not (is_chosen or has_keys):
            return
        box, theme = QRect(option.rect), self._theme
        is_first, is_last = self._ends(index.column())
        if is_first and is_chosen:
            bar = _STRONG_BAR if theme.tokens.is_strong else _BAR
            painter.fillRect(QRect(box.left(), box.top(), bar, box.height()), theme.colour("primary"))
        if has_keys:
            self._frame(painter, box, is_first, is_last)

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, role: str) -> None:
        """Draw a cell with its words in a colour of their own: the style sheet has one for a chosen row, for all.

        In a row of two lines what stands alone stands in the first.
        """
        cell, style = QStyleOptionViewItem(option), self._table.style()
        self.initStyleOption(cell, index)
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, cell, self._table)
        room = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self._table) + 1
        box.adjust(room, 0, -room, 0)
        lines = [(cell.text, cell.font, role)]
        cell.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, self._table)
        heights = [box.height()]
        if self._two_lines:
            px = self._theme.px
            lines.append((index.data(BELOW) or "", self._theme.font(SMALL), "muted"))
            heights = [px(_FIRST_HIGH), px(_SECOND_HIGH)]
            box.setTop(box.top() + (box.height() - sum(heights)) // 2)
        painter.save()
        y = box.top()
        for (words, font, colour), high in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(self._theme.colour(colour))
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            line = QRect(box.left(), y, box.width(), high)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
            y += high
        painter.restore()

    def _frame(self, painter: QPainter, box: QRect, is_first: bool, is_last: bool) -> None:  # noqa: FBT001
        wide = 2 + self._theme.tokens.is_strong
        painter.save()
        painter.setPen(QPen(self._theme.colour("focus"), wide))
        top, foot = box.top() + wide // 2, box.bottom() - wide // 2
        painter.drawLine(box.left(), top, box.right(), top)
        painter.drawLine(box.left(), foot, box.right(), foot)
        for at, drawn in ((box.left() + wide // 2, is_first), (box.right() - wide // 2, is_last)):
            if drawn:
                painter.drawLine(at, top, at, foot)
        painter.restore()

    def _ends(self, column: int) -> tuple[bool, bool]:
        """Whether a column is the first and the last that is seen."""
        header = self._table.horizontalHeader()
        at = header.visualIndex(column)
        shown = [n for n in range(header.count()) if not header.isSectionHidden(header.logicalIndex(n))]
        return bool(shown) and at == shown[0], bool(shown) and at == shown[-1]
