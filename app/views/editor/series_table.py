"""The grid of a series: cell by cell with Tab, row by row with Enter, and as many columns as there is room for."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from app.views.context import voice
from app.views.editor.series_cells import Cells
from app.views.editor.series_model import Index, SeriesModel
from app.views.theme.focus_frame import OWN_FRAME
from app.views.theme.theme import Theme
from app.views.widgets.scrolled import area_around

_ROW_EMS: Final = 2.43
_NUMBER_EMS, _OWN_EMS = 2.6, 5.0
_WIDEST: Final = 2
"""The rank of a column that is there where there is room for all."""
_LONG: Final = "text"
"""The form of the answer that takes what room is left."""
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EMPTY: Final = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class SeriesTable(QTableView):
    """Shows a series and is typed into. `paste_wanted` has what is to be pasted from where the keyboard is on."""

    paste_wanted = Signal(str)

    def __init__(self, model: SeriesModel, theme: Theme) -> None:
        super().__init__()
        self.rows, self._theme = model, theme
        self.setObjectName("table")
        self.setProperty(OWN_FRAME, True)
        self.setModel(model)
        self.setAccessibleName("Incidents of the series")
        self.setAccessibleDescription(
            'Tab goes to the next cell, Enter to the next row, " repeats the cell above'
        )
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.SelectedClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.cells = Cells(self, model, theme)
        self.setItemDelegate(self.cells)
        self.cells.done.connect(self._step)
        self.cells.paste_wanted.connect(self.paste_wanted)
        model.dataChanged.connect(lambda *_: self._fit())
        model.modelReset.connect(self._fit)
        theme.follow(self._measure)

    # --- moving -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Stand in the date of the first empty row."""
        self._go_to(self.rows.first_empty(), 1)

    def finish(self) -> None:
        """Take what is being typed."""
        box = self.indexWidget(self.currentIndex())
        if isinstance(box, QWidget):
            self.commitData(box)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab goes through the cells; before the first and after the last one it leaves the grid."""
        return self._beside(1 if next else -1) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next row, Delete empties the cell, pasting takes rows; letters begin to type."""
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit(QGuiApplication.clipboard().text())
        elif event.key() in _ENTER and not is_control:
            self._step("row")
        elif event.key() in _EMPTY and not is_control:
            self._empty()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """What was given up is not kept."""
        self.rows.typing(self.currentIndex(), None)
        super().closeEditor(editor, hint)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say what stands there: a screen reader reads no cell that is drawn."""
        super().currentChanged(current, previous)
        if current.isValid() and (area := area_around(self)) is not None:
            there = self.visualRect(current).translated(self.viewport().pos())
            area.bring_place(self, there, self._theme.px(8))
        if self.hasFocus():
            voice.say(self, str(current.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        self.viewport().update()

    def _step(self, step: str) -> None:
        """Go on from a cell."""
        if step == "next":
            if not self._beside(1):
                super().focusNextPrevChild(True)
        elif step == "back":
            if not self._beside(-1):
                super().focusNextPrevChild(False)
        elif step == "row":
            self._go_to(min(self.currentIndex().row() + 1, self.rows.rowCount() - 1), 1)

    def _beside(self, by: int) -> bool:
        """Go to the next cell that is typed into, or the one before; False where there is none."""
        here = self.currentIndex()
        shown = [n for n in self._shown() if self.rows.name(n)]
        if not here.isValid() or not shown:
            return False
        at = shown.index(here.column()) if here.column() in shown else 0
        row, column = here.row(), at + by
        if not 0 <= column < len(shown):
            row, column = row + by, 0 if by > 0 else len(shown) - 1
        if not 0 <= row < self.rows.rowCount():
            return False
        self._go_to(row, shown[column])
        return True

    def _go_to(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.rows.index(row, column))
        self.scrollTo(self.currentIndex())
        self.setFocus()

    def _empty(self) -> None:
        if self.rows.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.rows.setData(self.currentIndex(), "")

    # --- columns ------------------------------------------------------------------------------------

    def names(self) -> tuple[str, ...]:
        """The answers of the columns in sight, from the one where the keyboard is."""
        here = max(1, self.currentIndex().column())
        return tuple(self.rows.name(n) for n in self._shown() if n >= here and self.rows.name(n))

    def in_sight(self) -> tuple[str, ...]:
        """The answers of all columns in sight."""
        return tuple(self.rows.name(n) for n in self._shown() if self.rows.name(n))

    def minimumSizeHint(self) -> QSize:
        """A title and four rows: the page scrolls where there is no room for them."""
        return QSize(self._theme.pixels(20), self._theme.pixels(5 * _ROW_EMS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        header = self.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(self._theme.pixels(1))
        header.setDefaultSectionSize(self._theme.pixels(_ROW_EMS))
        self.horizontalHeader().setMinimumSectionSize(self._theme.pixels(1))
        self._fit()

    def _shown(self) -> list[int]:
        return [n for n in range(self.rows.columnCount()) if not self.isColumnHidden(n)]

    def _wanted(self, rank: int) -> dict[int, float]:
        """How wide each column is that is there at a rank, in ems."""
        grid = self.rows.grid
        columns = {n: each.ems for n, each in enumerate(grid.columns, 1) if each.rank <= rank}
        number = {0: _OWN_EMS if self.rows.has_own else _NUMBER_EMS}
        last = {self.rows.columnCount() - 1: grid.series.stands_ems} if rank >= _WIDEST else {}
        return number | columns | last

    def _fit(self) -> None:
        """As many columns as there is room for; the words take what is left."""
        room = self.viewport().width()
        rank = _WIDEST
        while rank and self._theme.pixels(sum(self._wanted(rank).values())) > room:
            rank -= 1
        wanted = {n: self._theme.pixels(ems) for n, ems in self._wanted(rank).items()}
        words = next(n for n in wanted if self._is_long(n))
        wanted[words] = max(self._theme.pixels(6), wanted[words] + room - sum(wanted.values()))
        for n in range(self.rows.columnCount()):
            self.setColumnHidden(n, n not in wanted)
            if n in wanted:
                self.setColumnWidth(n, wanted[n])

    def _is_long(self, column: int) -> bool:
        name = self.rows.name(column)
        return bool(name) and self.rows.grid.spec(name).form.code == _LONG
