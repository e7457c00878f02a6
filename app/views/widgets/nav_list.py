"""A list of places to go to: each row a name, with an icon before it and a count at its end where it has them.

A list, not a row of buttons: a screen reader then says "2 of 6" and arrows go from one to the next.
"""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.views.theme.focus_frame import OWN_FRAME
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL

_Index = QModelIndex | QPersistentModelIndex
COUNT: Final = Qt.ItemDataRole.UserRole
_ICON, _BAR, _FINE_BAR = 16, 6, 3
_ROOM = 10 + _ICON + 10 + 8 + 20 + 10
"""Before, between and after icon, name and count."""


class NavList(QListWidget):
    """Rows of one height; `high` is that at 100 % text. It is as high as its rows where there is room for them."""

    def __init__(self, theme: Theme, name: str, high: float) -> None:
        super().__init__()
        self._theme, self._high, self._is_slim = theme, high, False
        self.setProperty(OWN_FRAME, True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_Rows(theme, self))
        self._icons: list[tuple[str, str]] = []
        theme.follow(self.draw)

    def add(self, name: str, icon: str = "", tip: str = "", *, role: str = "on_rail") -> QListWidgetItem:
        """Put a row at the end; `role` is the colour of its icon."""
        item = QListWidgetItem(name)
        item.setToolTip(tip or name)
        self._icons.append((icon, role))
        self.addItem(item)
        self.draw()
        return item

    def empty(self) -> None:
        """Take all rows out."""
        self.clear()
        self._icons.clear()

    def count_at(self, row: int, words: str) -> None:
        """Say at the end of a row how much there is; empty for nothing to say."""
        item = self.item(row)
        if item.data(COUNT) != words:
            item.setData(COUNT, words)
            name = f"{item.text()}, {words}" if words else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name or None)

    def mark(self, row: int) -> None:
        """Show which row one is at, which nobody chose; -1 is none."""
        blocked = self.blockSignals(True)
        self.setCurrentRow(row)
        if row < 0:
            self.clearSelection()
        self.blockSignals(blocked)
        self.viewport().update()

    def slim(self, slim: bool) -> None:  # noqa: FBT001 - a switch
        """Show the icons alone."""
        self._is_slim = slim
        self.viewport().update()

    @property
    def is_slim(self) -> bool:
        """Whether only the icons show."""
        return self._is_slim

    @property
    def row_height(self) -> int:
        """How high a row is."""
        return max(_LEAST, self._theme.px(self._high))

    def sizeHint(self) -> QSize:
        """All its rows."""
        return QSize(self.widest, self.row_height * self.count())

    @property
    def widest(self) -> int:
        """The width in which no name is cut."""
        metrics = QFontMetrics(self._theme.font())
        names = (metrics.horizontalAdvance(self.item(row).text()) for row in range(self.count()))
        return max(names, default=0) + self._theme.px(_ROOM)

    def minimumSizeHint(self) -> QSize:
        """Three rows: the others are scrolled to."""
        return QSize(self.row_height, self.row_height * min(3, self.count()))

    def draw(self) -> None:
        """Take the icons and sizes of the look."""
        for row, (icon, role) in enumerate(self._icons):
            if icon and self.item(row) is not None:
                self.item(row).setIcon(self._theme.icon(icon, role, ems=_ICON / 14))
        self.setMaximumHeight(self.row_height * self.count())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


class _Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, owner: NavList) -> None:
        super().__init__(owner)
        self._theme, self._list = theme, owner

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, self._list.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, box = self._theme, QRect(option.rect)
        state, tokens = option.state, theme.tokens
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(
                QPen(theme.colour("rail_mark"), 2) if chosen and tokens.is_strong else Qt.PenStyle.NoPen
            )
            painter.setBrush(theme.colour("rail_chosen"))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)
        if chosen:
            bar = _BAR if tokens.is_strong else _FINE_BAR
            painter.fillRect(
                QRect(box.left(), box.top() + 6, bar, box.height() - 12), theme.colour("rail_mark")
            )
        self._write(painter, box, index)
        if state & QStyle.StateFlag.State_HasFocus and self._list.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2 + tokens.is_strong))
            painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -2), 5, 5)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, index: _Index) -> None:
        theme, slim = self._theme, self._list.is_slim
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        side, pad = theme.px(_ICON), theme.px(10)
        left = box.left() + pad
        if icon is not None:
            if slim:
                left = box.left() + (box.width() - side) // 2
            icon.paint(painter, QRect(left, box.center().y() - side // 2, side, side))
            left += side + theme.px(10)
        if slim:
            return
        right = box.right() - pad
        if count := index.data(COUNT):
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.colour("rail_muted"))
            line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(left, box.top(), right - left, box.height()), line, count)
            right -= QFontMetrics(painter.font()).horizontalAdvance(count) + theme.px(8)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("on_rail"))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(
            QRect(left, box.top(), right - left, box.height()), Qt.AlignmentFlag.AlignVCenter, name
        )


_LEAST = 24
"""Pixels: the least target of WCAG 2.2 (2.5.8)."""
