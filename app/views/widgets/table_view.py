"""How a long list is shown: columns that fit the window, one selected row, everything by keyboard.

There is no horizontal scroll bar: columns of the highest rank go while there is no room for them, and one column takes
what is left. A width that somebody chose is remembered as a multiple of the text size, under the name of the list.
"""

from base64 import b64decode, b64encode
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.views.context.context import Context
from app.views.context.timers import once
from app.views.widgets.lazy_table import Column, Fetch, LazyTable
from app.views.widgets.plain_table import plain_table

_ROW, _TWO_LINES = 2.4, 3.71
"""How high a row is, as a multiple of the text size."""
_NARROWEST = 3.0
_SETTLED = 500
"""Milliseconds after the last change of a width until it is kept: the settings are a file."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class TableView(QTableView):
    """Shows a `LazyTable`."""

    opened = Signal(object)
    """Somebody wants to go into that row: Enter or a double click."""
    typed = Signal(str)
    """Somebody typed letters here: they are for the box that narrows the list."""
    sort_wanted = Signal(str)
    """Somebody pressed the title of a column that can be sorted by."""
    chosen = Signal(object)
    """That row is the chosen one now; None where there is none, or while it is loading."""

    def __init__(self, name: str, table: LazyTable, context: Context, *, dense: bool = False) -> None:
        super().__init__()
        self.setProperty("dense", dense)
        self._name, self.table, self._context = name, table, context
        self._chosen = self._remembered()
        self._fitting, self._hidden = False, frozenset[str]()
        self._seen: tuple[int, int, Any] | None = None
        self._least: dict[str, int] = {}
        """In pixels, how wide the columns are that are never cut off."""
        self._settling = once(self, _SETTLED, self._remember)
        plain_table(self, context.theme, two_lines=table.has_two_lines)
        self.setModel(table)
        self.setWordWrap(False)
        self._set_up_header()
        self.doubleClicked.connect(self._open)
        table.modelReset.connect(self._put_back)
        for came in (table.modelReset, table.dataChanged):
            came.connect(self._make_whole)
        for changed in (self.selectionModel().currentChanged, table.modelReset, table.dataChanged):
            changed.connect(lambda *_: self.chosen.emit(self.current))
        context.theme.follow(self._measure)

    @property
    def current(self) -> Any | None:
        """The chosen row, if it is there."""
        return self.table.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def ask(self, fetch: Fetch, *, again: bool = False) -> None:
        """Show the answer to a question; `again` for the same one, which leaves the list where it was scrolled to."""
        top, row = self.rowAt(0), self.current
        key = None if row is None else self.table.key(row)
        self._seen = (top, self.currentIndex().row(), key) if again and top >= 0 else None
        self.table.ask(fetch, top if self._seen else 0)

    def hide_columns(self, keys: frozenset[str]) -> None:
        """Leave columns out for as long as they must not be seen."""
        self._hidden = keys
        self._fit()

    def show_sorted(self, sort: str, *, descending: bool) -> None:
        """Mark the column that the list is sorted by."""
        section = next((n for n, column in enumerate(self.table.columns) if column.sort == sort), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)

    def minimumSizeHint(self) -> QSize:
        """A title and a row: at 200 % text what stands above needs the room."""
        return QSize(self._context.theme.pixels(12), self._context.theme.pixels(2 * _ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the row; all else is as in any list."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters narrow the list. Qt would look through every row for them, also those that are not there yet."""
        if search.strip():
            self.typed.emit(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        # A double click between two titles fits what is on the screen, not a hundred thousand rows.
        header.setResizeContentsPrecision(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionClicked.connect(self._title_pressed)
        header.sectionResized.connect(self._resized)

    def _measure(self) -> None:
        theme, header = self._context.theme, self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(theme.pixels(1))
        header.setDefaultSectionSize(theme.pixels(_TWO_LINES if self.table.has_two_lines else _ROW))
        self.horizontalHeader().setMinimumSectionSize(theme.pixels(1))
        self.setIconSize(QSize(theme.px(18), theme.px(16)))
        self._make_whole()
        self._fit()

    # --- columns ----------------------------------------------------------------------------------

    def _wanted(self, column: Column) -> int:
        chosen = self._context.theme.pixels(self._chosen.get(column.key, column.ems))
        return max(chosen, self._least.get(column.key, 0))

    def _make_whole(self) -> None:
        """Measure what must not be cut off, of the rows that are there."""
        least = {}
        for n, column in enumerate(self.table.columns):
            row = self.table.widest(n, self.fontMetrics().horizontalAdvance) if column.is_whole else -1
            if row >= 0:
                least[column.key] = self.sizeHintForIndex(self.table.index(row, n)).width() + 1
        if least != self._least:
            self._least = least
            self._fit()

    def _fit(self, dragged: int = -1) -> None:
        """Give each column its width; those of the highest rank go until the rest fits."""
        if self._fitting:
            return
        columns = self.table.columns
        room = self.viewport().width()
        shown = [n for n, column in enumerate(columns) if column.key not in self._hidden]
        while len(shown) > 1 and sum(self._wanted(columns[n]) for n in shown) > room:
            last = max(shown, key=lambda n: (columns[n].rank, n))
            if columns[last].rank == 0 or dragged >= 0:
                break
            shown.remove(last)
        widths = {n: self._wanted(columns[n]) for n in shown}
        left = room - sum(widths.values())
        takes = next((n for n in reversed(shown) if columns[n].stretches), shown[-1] if shown else 0)
        gives = dragged if left < 0 and dragged in widths else takes
        if gives in widths:
            least = self._least.get(columns[gives].key, self._context.theme.pixels(_NARROWEST))
            widths[gives] = max(least, widths[gives] + left)
        self._fitting = True
        for n in range(len(columns)):
            self.setColumnHidden(n, n not in widths)
            if n in widths:
                self.setColumnWidth(n, widths[n])
        self._fitting = False
        self.fitted(frozenset(columns[n].key for n in widths))

    def fitted(self, shown: frozenset[str]) -> None:
        """Told which columns are there now; a list that says something else then overrides it."""

    def _resized(self, section: int, _old: int, new: int) -> None:
        if self._fitting:
            return
        column = self.table.columns[section]
        self._chosen[column.key] = max(_NARROWEST, self._ems(new))
        self._fit(dragged=section)
        self._chosen[column.key] = self._ems(self.columnWidth(section))
        self._settling.start()

    def _ems(self, pixels: int) -> float:
        hundred = 100
        return round(pixels * hundred / self._context.theme.pixels(hundred), 1)

    def _remembered(self) -> dict[str, float]:
        layout = self._context.settings.now.layout
        kept = b64decode(str(layout.get(f"columns.{self._name}", ""))).decode("ascii", "ignore")
        widths = {}
        for each in kept.split():
            key, _, ems = each.partition("=")
            if ems.replace(".", "", 1).isdigit():
                widths[key] = max(_NARROWEST, float(ems))
        return widths

    def _remember(self) -> None:
        layout = self._context.settings.now.layout
        widths = " ".join(f"{key}={ems}" for key, ems in sorted(self._chosen.items()))
        kept = b64encode(widths.encode()).decode()
        self._context.settings.change(layout=dict(layout) | {f"columns.{self._name}": kept})

    # --- rows -------------------------------------------------------------------------------------

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.table.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def _title_pressed(self, section: int) -> None:
        sort = self.table.columns[section].sort
        if sort:
            self.sort_wanted.emit(sort)

    def _put_back(self) -> None:
        """After a new answer to the same question: at the row it was at, or what stands there now; else at the top."""
        top, current, key = self._seen or (0, 0, None)
        self._seen = None
        count = self.table.rowCount()
        if count == 0:
            return
        at = current if key is None else self.table.find(key)
        index = self.table.index(min(max(current if at is None else at, 0), count - 1), 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        self.scrollTo(self.table.index(min(top, count - 1), 0), QAbstractItemView.ScrollHint.PositionAtTop)
        if index.row() != current:
            self.scrollTo(index)
