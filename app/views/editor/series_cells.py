"""The cells of a series: how they are drawn, and the box that one is typed into, with the answers offered under it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.fields.declare import Target
from app.domain.values.text import MOST_CHARACTERS, fold
from app.views.context import voice
from app.views.editor.series_model import NEEDED, Index, SeriesModel
from app.views.theme.theme import Theme
from app.views.theme.tokens import SMALL
from app.views.widgets.plain_table import INK

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

_STEPS: Final = {
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "back",
    Qt.Key.Key_Return: "row",
    Qt.Key.Key_Enter: "row",
}
_MOVES: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MOST_OFFERED: Final = 8
_ROOM: Final = 8
"""Pixels at 100 % text before and after the words of a cell."""
_RING: Final = 8


class CellBox(QLineEdit):
    """One cell while it is typed into. `done` says where one goes on from there, `paste_wanted` has rows to paste."""

    done = Signal(str)
    paste_wanted = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, offered: Sequence[str], *, takes_first: bool) -> None:
        super().__init__(parent)
        self.setMaxLength(MOST_CHARACTERS)
        self._theme, self._offered, self._takes_first = theme, tuple(offered), takes_first
        self._over = parent.window()
        self.offers = QListWidget(self._over)
        self.offers.setObjectName("card")
        self.offers.setProperty("floating", True)
        self.offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers.setAccessibleName("Answers that begin so")
        self.offers.hide()
        self.offers.itemPressed.connect(lambda item: self._take(item.text()))
        self.textEdited.connect(self._offer)
        self.destroyed.connect(self.offers.deleteLater)

    def event(self, event: QEvent) -> bool:
        """Tab and Enter are done with the cell; what is marked in the list is taken with them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste) and self._pastes_rows():
                event.accept()
                return True
            key = Qt.Key(event.key())
            if (step := _STEPS.get(key)) is not None:
                self._take_marked()
                self.offers.hide()
                event.accept()
                self.done.emit(step)
                return True
            if (by := _MOVES.get(key)) is not None and self.offers.isVisible():
                self._mark(self.offers.currentRow() + by)
                event.accept()
                return True
        return super().event(event)

    def _pastes_rows(self) -> bool:
        text = QGuiApplication.clipboard().text()
        has_rows = "\t" in text or "\n" in text.strip("\r\n")
        if has_rows:
            self.paste_wanted.emit(text)
        return has_rows

    def _offer(self, typed: str) -> None:
        """Offer the answers that begin so, then those that have it elsewhere."""
        wanted = fold(typed)
        found = [each for each in self._offered if wanted and wanted in fold(each)]
        found.sort(key=lambda each: not fold(each).startswith(wanted))
        self.offers.clear()
        self.offers.addItems(found)
        self.offers.setVisible(bool(found))
        if found:
            self._place(len(found))
            self._mark(0 if self._takes_first else -1)

    def _place(self, count: int) -> None:
        """Under the cell; above it where there is no room."""
        over = self._over
        high = self.offers.sizeHintForRow(0) * min(count, _MOST_OFFERED) + 2 * self.offers.frameWidth() + 2
        below = self.mapTo(over, QPoint(0, self.height()))
        top = below.y() if below.y() + high <= over.height() else below.y() - self.height() - high
        self.offers.setGeometry(below.x(), top, max(self.width(), self._theme.pixels(19)), high)
        self.offers.raise_()

    def _mark(self, row: int) -> None:
        row = min(row, self.offers.count() - 1)
        self.offers.setCurrentRow(row)
        if (item := self.offers.item(row)) is not None:
            voice.say(self, item.text())

    def _take_marked(self) -> None:
        item = self.offers.currentItem()
        if self.offers.isVisible() and item is not None:
            self._take(item.text())

    def _take(self, text: str) -> None:
        self.setText(text)
        self.setModified(True)
        self.offers.hide()
        self.textEdited.emit("")
        self.offers.hide()


class Cells(QStyledItemDelegate):
    """Draws cells and makes their boxes. `done` says where one goes on after a cell."""

    done = Signal(str)
    paste_wanted = Signal(str)

    def __init__(self, table: QTableView, model: SeriesModel, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._model, self._theme = table, model, theme

    # --- drawing ------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The words in their colour, a ring where an answer is needed, a frame where the keyboard is."""
        theme, box = self._theme, QRect(option.rect)
        painter.save()
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        room = theme.px(_ROOM)
        inside = box.adjusted(room, 0, -room // 2, 0)
        if index.data(NEEDED):
            self._ring(painter, inside)
        else:
            role = index.data(INK) or "text"
            painter.setPen(theme.colour(role))
            text = str(index.data() or "")
            if role == "danger":
                # Not by its colour alone.
                text = f"\N{WARNING SIGN} {text}"
            self._write(painter, inside, text)
        if self._table.hasFocus() and index == self._table.currentIndex():
            wide = 2 + theme.tokens.is_strong
            painter.setPen(QPen(theme.colour("focus"), wide))
            edge = wide // 2 + 1
            painter.drawRect(box.adjusted(edge, edge, -edge, -edge))
        painter.restore()

    def _write(self, painter: QPainter, inside: QRect, text: str) -> None:
        """In one line; what has no room in it stands in two small ones, and is cut where these are too few."""
        metrics, flags = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if metrics.horizontalAdvance(text) > inside.width():
            small, wrapped = self._theme.font(SMALL), int(flags) | int(Qt.TextFlag.TextWordWrap)
            taken = QFontMetrics(small).boundingRect(inside, wrapped, text)
            if inside.adjusted(0, -1, 1, 1).contains(taken):
                painter.setFont(small)
                painter.drawText(inside, wrapped, text)
                return
        painter.drawText(inside, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width()))

    def _ring(self, painter: QPainter, inside: QRect) -> None:
        side = self._theme.px(_RING)
        top = inside.top() + (inside.height() - side) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("primary"), 1.5))
        painter.drawEllipse(QRectF(inside.left() + 1, top, side, side))

    # --- typing -------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A box that says which cell it is."""
        name = self._model.name(index.column())
        spec = self._model.grid.spec(name)
        is_whom = spec.target is Target.VICTIM
        offered = self._model.grid.victims if is_whom else [each.label for each in spec.offered]
        box = CellBox(parent, self._theme, offered, takes_first=not is_whom)
        box.setAccessibleName(f"{self._model.title(index.column())}, row {index.row() + 1}")
        box.setAccessibleDescription(spec.hint)
        # Qt's own index ends with this call.
        here = QPersistentModelIndex(index)
        box.textEdited.connect(lambda _: self._model.typing(here, box.text()))
        box.done.connect(lambda step: self._end(box, step))
        box.paste_wanted.connect(lambda text: self._paste(box, text))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell says; what is typed is not written over."""
        if isinstance(editor, CellBox) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: "QAbstractItemModel", index: Index) -> None:
        """What was typed; a box that was opened alone changes nothing."""
        if isinstance(editor, CellBox) and editor.isModified():
            text = editor.text()
            editor.setModified(False)
            model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The cell, and no narrower than an answer."""
        box = QRect(option.rect)
        box.setWidth(max(box.width(), self._theme.pixels(9)))
        box.moveRight(min(box.right(), self._table.viewport().width() - 1))
        editor.setGeometry(box)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The box has its own Tab and Enter; Escape gives up, and leaving it keeps what was typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            return False
        return super().eventFilter(editor, event)

    def _end(self, box: CellBox, step: str) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
        self.done.emit(step)

    def _paste(self, box: CellBox, text: str) -> None:
        self._end(box, "")
        self.paste_wanted.emit(text)
