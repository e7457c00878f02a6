"""The golden thread as a table: each part of the picture in a row, with what it leads to and what is missing."""

import html
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.charts.linkage import EMPTY, HEADS, Linkage
from app.views.theme.theme import Theme
from app.views.widgets.plain_table import plain_table
from app.views.widgets.words import unbroken

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_COLUMN, _WHAT, _TO, _MISSING = range(4)
_ROW, _LINE = 2.4, 1.4
_MOST_ROWS = 12
_NARROW, _LINES, _NARROW_LINES = 62, 2, 4
"""Below so many times the text size words break over more lines."""
_WIDTHS = {_COLUMN: 6.5, _MISSING: 14.0}
_LEAST = {_COLUMN: 6.5, _MISSING: 9.0}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ThreadTable(QAbstractTableModel):
    """The parts of a thread, in the order of its columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.linkage = Linkage(EMPTY)

    def take(self, linkage: Linkage) -> None:
        """Show these."""
        self.beginResetModel()
        self.linkage = linkage
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each part."""
        return 0 if parent.isValid() else len(self.linkage.parts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """In which column it stands, what it is, what it leads to, what is missing."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; for a screen reader with the name of its column."""
        if not index.isValid():
            return None
        text = self.linkage.row(index.row())[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return unbroken(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{HEADS[index.column()]}: {text}"
            case Qt.ItemDataRole.ToolTipRole:
                # Marked up on purpose, so that words with markup in them are shown and not obeyed.
                return f"<p>{html.escape(text)}</p>"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section] if 0 <= section < len(HEADS) else None
        return None


class ThreadTableView(QTableView):
    """Shows the parts as rows. `moved_to` is the part somebody went to, `picked` a record to open."""

    moved_to = Signal(int)
    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table = ThreadTable(self)
        self.setModel(self.table)
        plain_table(self, theme)
        self.setWordWrap(True)
        self.setAccessibleName("The golden thread as a table")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (_WHAT, _TO):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme.follow(self._fit)

    def show_parts(self, linkage: Linkage, at: int) -> None:
        """Show the parts of a thread, and go to the one of a number, if there is one."""
        self.table.take(linkage)
        self._fit()
        self.go_to(at)

    def go_to(self, part: int) -> None:
        """Go to the row of a part."""
        if 0 <= part < self.table.rowCount() and part != self.currentIndex().row():
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.table.index(part, _WHAT), chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record; all else is as in any list."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give rows the lines they need."""
        super().resizeEvent(event)
        self._fit()

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.moved_to.emit(current.row())

    def _open(self, row: int) -> None:
        record = self.table.linkage.parts[row].record_id
        if record:
            self.picked.emit(record)

    def _fit(self) -> None:
        pixels, room = self._theme.pixels, self.viewport().width()
        is_narrow = room < pixels(_NARROW)
        for column, ems in (_LEAST if is_narrow else _WIDTHS).items():
            self.setColumnWidth(column, pixels(ems))
        high = pixels(_ROW + ((_NARROW_LINES if is_narrow else _LINES) - 1) * _LINE)
        header = self.verticalHeader()
        header.setMinimumSectionSize(pixels(1))
        if header.defaultSectionSize() != high:
            header.setDefaultSectionSize(high)
        rows = min(_MOST_ROWS // (2 if is_narrow else 1), max(1, self.table.rowCount()))
        title = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows * high + title + 2 * self.frameWidth() + pixels(0.2))
