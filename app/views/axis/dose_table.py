"""Dose and response as a table: a row a goal and what measures it, with sessions, first, last, change and error."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.records.dose import GoalDose
from app.domain.records.dose_lines import HEADS, Line, lines
from app.views.theme.theme import Theme
from app.views.widgets.plain_table import plain_table
from app.views.widgets.words import unbroken

_GOAL, _SESSIONS, _MEASURE, _FIRST, _LAST, _CHANGE, _ERROR = range(7)
_EMS: Final = {_SESSIONS: 9.5, _FIRST: 8.0, _LAST: 8.0, _CHANGE: 5.5, _ERROR: 11.0}
_NARROW_EMS: Final = {_SESSIONS: 8.0, _CHANGE: 10.0}
_NARROW: Final = 60
"""Below so many times the text size first and last stand with the change, and the measure with the goal."""
_PAD, _AIR = 1.6, 0.8
"""What a cell keeps free beside its words, and above and under them."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class DoseTable(QTableWidget):
    """The goals of a case, as high as it needs: the page scrolls, not the table. `picked` is a record to open."""

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(HEADS))
        self._theme = theme
        self._lines: tuple[Line, ...] = ()
        plain_table(self, theme)
        self.setAccessibleName("Sessions and change of each goal")
        self.setHorizontalHeaderLabels(HEADS)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.itemDoubleClicked.connect(lambda item: self._open(item.row()))
        theme.changed.connect(self._draw)

    def show_goals(self, rows: Sequence[GoalDose]) -> None:
        """Show what was done for each and how its measure changed."""
        self._lines = tuple(lines(rows))
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the plan that has the goal; all else is as in any list."""
        if event.key() in _ENTER and self.currentRow() >= 0:
            self._open(self.currentRow())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._draw()

    def _open(self, row: int) -> None:
        self.picked.emit(self._lines[row].record_id)

    def _draw(self) -> None:
        is_narrow = self.viewport().width() < self._theme.pixels(_NARROW)
        self.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            for column, text in enumerate(_cells(line, is_narrow=is_narrow)):
                item = QTableWidgetItem(unbroken(text))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{HEADS[column]}: {text}")
                self.setItem(row, column, item)
        self._fit(is_narrow=is_narrow)

    def _fit(self, *, is_narrow: bool) -> None:
        pixels, room = self._theme.pixels, self.viewport().width()
        for column in (_MEASURE, _FIRST, _LAST, _ERROR):
            self.setColumnHidden(column, is_narrow)
        fixed = {column: pixels(ems) for column, ems in (_NARROW_EMS if is_narrow else _EMS).items()}
        wide = [_GOAL] if is_narrow else [_GOAL, _MEASURE]
        for column in wide:
            self.setColumnWidth(column, max(pixels(8), (room - sum(fixed.values())) // len(wide)))
        for column, width in fixed.items():
            self.setColumnWidth(column, width)
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._height(row))
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + 2)

    def _height(self, row: int) -> int:
        """As high as its longest cell: no word of it is cut off."""
        pixels, metrics = self._theme.pixels, self.fontMetrics()
        least = 1
        for column in range(self.columnCount()):
            item = self.item(row, column)
            if item is not None and not self.isColumnHidden(column):
                room = QRect(0, 0, self.columnWidth(column) - pixels(_PAD), pixels(100))
                wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text())
                least = max(least, wrapped.height())
        return least + pixels(_AIR)


def _cells(line: Line, *, is_narrow: bool) -> tuple[str, ...]:
    """The cells of a line; what has no column of its own where there is little room stands in another."""
    if not is_narrow:
        return line.goal, line.sessions, line.measure, line.first, line.last, line.change, line.error
    course = f"{line.first}; {line.last}: {line.change}; {line.error}"
    if line.last == "–":
        course = line.error if line.first == "–" else f"{line.first}; {line.error}"
    return (
        f"{line.goal}. {line.measure}",
        line.sessions,
        line.measure,
        line.first,
        line.last,
        course,
        line.error,
    )
