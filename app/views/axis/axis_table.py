"""The time axis as a table: the same points in the same words, newest first."""

import html
from collections.abc import Sequence
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

from app.services.cases.casefile import Axis, AxisMark
from app.views.theme.theme import Theme
from app.views.widgets.plain_table import plain_table
from app.views.widgets.words import unbroken

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
TITLES: Final = ("When", "What kind", "What", "How it stands", "Source", "Grade")
_WHEN, _KIND, _WHAT, _STANDS, _SOURCE, _GRADE = range(6)
_ROW, _LINE = 2.4, 1.4
_MOST_ROWS = 12
_NARROW, _LINES = 26, 3
"""Below so many times the text size the words break, over so many lines."""
_WIDTHS = {_WHEN: 14.5, _KIND: 11.0, _STANDS: 13.0, _SOURCE: 7.0, _GRADE: 5.0}
_GIVES_WAY = {_KIND: 82, _GRADE: 62, _SOURCE: 56}
"""Below so many times the text size a column gives its room to the words; how an act stands is always there."""
_LEAST, _MOST = 9.0, 0.3
"""A whole date as a multiple of the text size, and the share of the room that a first column takes at most."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class AxisTable(QAbstractTableModel):
    """The points of an axis; a row stands for a mark of the axis."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: Sequence[AxisMark] = ()
        self._order: Sequence[int] = ()
        self._rows: dict[int, int] = {}
        self._longest = -1

    def take(self, axis: Axis, in_time: Sequence[int]) -> None:
        """Show the marks of an axis; `in_time` are their indexes, oldest first."""
        self.beginResetModel()
        self._marks = axis.marks
        self._order = in_time[::-1]
        self._rows = {mark: row for row, mark in enumerate(self._order)}
        dates = ((len(self._marks[mark].when), row) for row, mark in enumerate(self._order))
        self._longest = max(dates, default=(0, -1))[1]
        self.endResetModel()

    def mark(self, row: int) -> int:
        """The index of the mark in a row; -1 beyond the last."""
        return self._order[row] if 0 <= row < len(self._order) else -1

    def row(self, mark: int) -> int:
        """The row of a mark; -1 for none."""
        return self._rows.get(mark, -1)

    def record(self, row: int) -> str:
        """The id of the record in a row; empty beyond the last."""
        mark = self.mark(row)
        return self._marks[mark].record_id if mark >= 0 else ""

    @property
    def longest(self) -> int:
        """The row with the longest date; -1 while there is none."""
        return self._longest

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each mark."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """When, what kind, what; of what somebody reported how it stands, who said it and its grade."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; for a screen reader with the name of its column."""
        if not index.isValid():
            return None
        mark = self._marks[self._order[index.row()]]
        told = mark.when, mark.lane.value, mark.text, mark.stands, mark.source, mark.grade
        text = told[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                # A date is never broken at its hyphens.
                return unbroken(text) if index.column() == _WHEN else text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{TITLES[index.column()]}: {text}"
            case Qt.ItemDataRole.ToolTipRole:
                # Marked up on purpose, so that words with markup in them are shown and not obeyed.
                return f"<p>{html.escape(text)}</p>"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section] if 0 <= section < len(TITLES) else None
        return None


class AxisTableView(QTableView):
    """Shows the points as rows. `moved_to` is the mark somebody went to, `picked` a record to open."""

    moved_to = Signal(int)
    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table = AxisTable(self)
        self.setModel(self.table)
        plain_table(self, theme)
        self.setAccessibleName("Time axis as a table, newest first")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        theme.follow(self._fit)

    def show_axis(self, axis: Axis, in_time: Sequence[int], at: int) -> None:
        """Show the points of an axis, and go to the one at an index of `Axis.marks`, if there is one."""
        self.table.take(axis, in_time)
        self._fit()
        self.go_to(at)

    def go_to(self, mark: int) -> None:
        """Go to the row of a mark."""
        row = self.table.row(mark)
        if row >= 0 and row != self.currentIndex().row():
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.table.index(row, _WHAT), chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record; all else is as in any list."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is, and rows the lines they need."""
        super().resizeEvent(event)
        self._fit()

    def _moved(self, current: QModelIndex) -> None:
        if current.isValid():
            self.moved_to.emit(self.table.mark(current.row()))

    def _open(self, row: int) -> None:
        record = self.table.record(row)
        if record:
            self.picked.emit(record)

    def _longest_date(self) -> int:
        if self.table.longest < 0:
            return 0
        # As many letters of another month may be a little wider.
        longest = self.sizeHintForIndex(self.table.index(self.table.longest, _WHEN))
        return longest.width() + self._theme.pixels(0.5)

    def _fit(self) -> None:
        pixels, room = self._theme.pixels, self.viewport().width()
        for column, least in _GIVES_WAY.items():
            self.setColumnHidden(column, room < pixels(least))
        widths = {
            column: max(pixels(_LEAST), min(pixels(ems), round(room * _MOST)))
            for column, ems in _WIDTHS.items()
            if not self.isColumnHidden(column)
        }
        whole = widths | {_WHEN: max(widths[_WHEN], self._longest_date())}
        # A date is never cut off. Where there is no room for the longest on one line it breaks where words do.
        is_narrow = room - sum(whole.values()) < pixels(_NARROW)
        for column, width in (widths if is_narrow else whole).items():
            self.setColumnWidth(column, width)
        self.setWordWrap(is_narrow)
        high = pixels(_ROW + (_LINES - 1) * _LINE) if is_narrow else pixels(_ROW)
        header = self.verticalHeader()
        header.setMinimumSectionSize(pixels(1))
        if header.defaultSectionSize() != high:
            header.setDefaultSectionSize(high)
        rows = min(_MOST_ROWS, max(1, self.table.rowCount()))
        title = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows * high + title + 2 * self.frameWidth() + pixels(0.2))
