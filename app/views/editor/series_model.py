"""The rows of a series while they are on the screen, and what each of their cells says."""

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.domain.records.grid import REPEAT, Grid
from app.domain.records.record import Sheet
from app.domain.records.series import MOST_ROWS
from app.services.cases.series import SeriesView
from app.views.editor.series_book import Row, Rows
from app.views.theme.theme import Theme
from app.views.widgets.plain_table import INK

Index = QModelIndex | QPersistentModelIndex
NEEDED: Final = INK + 10
"""Whether an answer is needed there and there is none."""
_NOWHERE: Final = QModelIndex()
_FLAG: Final = Qt.ItemFlag


class SeriesModel(QAbstractTableModel):
    """One row an incident, and an empty one at the end as long as there is room; its first column is the number."""

    edited = Signal()
    """Something is to be saved: typed, pasted, deleted, had back."""

    def __init__(self, grid: Grid, view: SeriesView, theme: Theme) -> None:
        super().__init__()
        self.grid, self._theme = grid, theme
        self._places = {n: each.compartment for n, each in enumerate(view.rows)}
        self._rows: list[Row] = [(n, each.sheet) for n, each in enumerate(view.rows)]
        self._keys = count(len(view.rows))
        self._spare = -1
        """The number of the empty row at the end: the one row that is not kept while nothing is typed into it."""
        self.common = grid.common(view.rows[0].sheet if view.rows else grid.fresh())
        self._typing: tuple[int, str, str] | None = None
        self._gaps: dict[int, tuple[Sheet, tuple[str, ...]]] = {}
        """What each row was found to lack: it is asked for by every cell that is painted."""
        self._grow()

    # --- the rows -----------------------------------------------------------------------------------

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What the rows say, but for the empty one at the end."""
        return tuple(sheet for _, sheet in self._begun())

    @property
    def counted(self) -> int:
        """How many rows there are, but for the empty one."""
        return len(self._begun())

    def first_empty(self) -> int:
        """The first row in which no cell is answered; the last one where there is none."""
        found = (n for n, (_, sheet) in enumerate(self._rows) if self.grid.is_blank(sheet))
        return next(found, len(self._rows) - 1)

    def state(self) -> Rows:
        """The rows as they are to be kept, with what is being typed into one."""
        rows = self._rows
        if self._typing is not None:
            row, name, text = self._typing
            key, sheet = rows[row]
            rows = [*rows[:row], (key, self._typed(row, sheet, name, text)), *rows[row + 1 :]]
        return tuple(self._begun(rows))

    def gaps(self, row: int) -> tuple[str, ...]:
        """The paths of what a row still needs to be signed; nothing for the empty one."""
        if row >= self.counted:
            return ()
        key, sheet = self._rows[row]
        known = self._gaps.get(key)
        if known is None or known[0] is not sheet:
            place = self._places.get(key, self.grid.kind.compartment)
            asked = self.grid.kind.belongs(sheet.content)
            # The next save takes it there; a member who is not admitted is told when they sign.
            known = sheet, tuple(each.path for each in self.grid.gaps(sheet, asked or place))
            self._gaps[key] = known
        return known[1]

    def key(self, row: int) -> int:
        """The number by which a row is known while the page is there."""
        return self._rows[row][0]

    def why(self, row: int, name: str) -> str:
        """Why what stands in a cell cannot be signed; empty where it can."""
        sheet, above = self._rows[row][1], self._above(row)
        return self.grid.why_unread(sheet, above, name) or self.grid.refusal(sheet, name)

    def typing(self, index: Index, text: str | None) -> None:
        """What is being typed into a cell; None when nothing is any more."""
        name = self.name(index.column())
        self._typing = None if text is None or not name else (index.row(), name, text)
        self.edited.emit()

    def share(self, common: Mapping[str, Any]) -> None:
        """Give all rows what is common now, but those with answers of their own."""
        sheets = self.grid.shared((sheet for _, sheet in self._rows), self.common, common)
        self._rows = [(key, sheet) for (key, _), sheet in zip(self._rows, sheets, strict=True)]
        self.common = common
        self._changed()

    def delete(self, row: int) -> Row | None:
        """Take a row out, and give it; None for the empty one."""
        if row >= self.counted:
            return None
        self.beginResetModel()
        gone = self._rows.pop(row)
        self._grow()
        self.endResetModel()
        self.edited.emit()
        return gone

    def put_back(self, row: int, gone: Row) -> None:
        """Bring a row back to where it was."""
        self.beginResetModel()
        self._rows.insert(min(row, len(self._rows)), gone)
        self.endResetModel()
        self.edited.emit()

    def paste(self, text: str, row: int, names: tuple[str, ...]) -> tuple[str, ...]:
        """Take rows of a sheet; gives a sentence for each cell that could not be read. Raises NotAcceptable."""
        sheets, bad = self.grid.pasted([sheet for _, sheet in self._rows], text, row, names)
        keys = [key for key, _ in self._rows]
        keys += [next(self._keys) for _ in sheets[len(keys) :]]
        self.beginResetModel()
        self._rows = list(zip(keys, sheets, strict=True))
        self._grow()
        self.endResetModel()
        self.edited.emit()
        return tuple(each.words for each in bad)

    def _begun(self, rows: list[Row] | None = None) -> list[Row]:
        rows = self._rows if rows is None else rows
        if not rows or not self._is_spare(rows[-1]):
            return rows
        only = len(rows) == 1 and rows[0][1].content != self.grid.fresh().content
        # What is common is kept with the first row, be nothing else typed yet.
        return rows if only else rows[:-1]

    def _is_spare(self, row: Row) -> bool:
        """Whether that is the empty row; one that was read may hold answers that no cell shows."""
        return row[0] == self._spare and self.grid.is_blank(row[1])

    def _grow(self) -> None:
        """See that an empty row stands at the end."""
        if len(self._rows) < MOST_ROWS and not (self._rows and self._is_spare(self._rows[-1])):
            self._spare = next(self._keys)
            self._rows.append((self._spare, self.grid.with_common(self.grid.fresh(), self.common)))

    def _above(self, row: int) -> Sheet | None:
        return self._rows[row - 1][1] if row else None

    def _typed(self, row: int, sheet: Sheet, name: str, text: str) -> Sheet:
        return self.grid.typed(sheet, self._above(row), name, text)[0]

    def _changed(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.edited.emit()

    # --- the table ----------------------------------------------------------------------------------

    def name(self, column: int) -> str:
        """The answer of a column; empty for the number and for what is worked out."""
        at = column - 1
        return self.grid.columns[at].name if 0 <= at < len(self.grid.columns) else ""

    def title(self, column: int) -> str:
        """What stands above a column."""
        if not column:
            return ""
        names = [each.title for each in self.grid.columns]
        return [*names, self.grid.series.stands_title][column - 1]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One for each incident, and the empty one."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number, the answers, and how it stands."""
        return 0 if parent.isValid() else len(self.grid.columns) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be typed into; words of several lines are for the whole form, which keeps them as they are."""
        shown = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
        name = self.name(index.column())
        if not name or "\n" in self.grid.cell(self._rows[index.row()][1], name):
            return shown
        return shown | _FLAG.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says, in what colour, and all of it to a screen reader."""
        if not index.isValid():
            return None
        row, name = index.row(), self.name(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, index.column(), name)
            case Qt.ItemDataRole.EditRole:
                return self.grid.cell(self._rows[row][1], name) if name else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._said(row, index.column(), name)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, index.column(), name)
        if role == NEEDED:
            return bool(name) and not self.grid.cell(self._rows[row][1], name) and name in self.gaps(row)
        return self._ink(row, name) if role == INK else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed into a cell."""
        name = self.name(index.column())
        if role != Qt.ItemDataRole.EditRole or not name:
            return False
        row = index.row()
        key, sheet = self._rows[row]
        self._rows[row] = key, self._typed(row, sheet, name, str(value))
        before = len(self._rows)
        if row == before - 1 and not self._is_spare(self._rows[row]) and before < MOST_ROWS:
            self.beginInsertRows(QModelIndex(), before, before)
            self._grow()
            self.endInsertRows()
        self._changed()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.title(section) if is_title else None

    def _shown(self, row: int, column: int, name: str) -> str:
        sheet = self._rows[row][1]
        if not column:
            return f"{row + 1} own" if self._own(row) else str(row + 1)
        if not name:
            return self.grid.stands(sheet)
        if self.grid.repeats(sheet, self._above(row), self.grid.columns[column - 1]):
            return REPEAT
        first, more, _ = self.grid.cell(sheet, name).partition("\n")
        return f"{first} …" if more else first

    def _said(self, row: int, column: int, name: str) -> str:
        sheet = self._rows[row][1]
        if not column:
            lacking = len(self.gaps(row))
            lacks = f"{lacking} answers to go" if lacking else "ready" if row < self.counted else "empty"
            return ", ".join(filter(None, (f"Row {row + 1}", lacks, self._own(row))))
        words = self.grid.cell(sheet, name) if name else self.grid.stands(sheet)
        repeated = bool(name) and self.grid.repeats(sheet, self._above(row), self.grid.columns[column - 1])
        why = self.why(row, name) if name else ""
        parts = f"{self.title(column)}: {words or 'empty'}", "as above" if repeated else "", why
        return ", ".join(filter(None, parts))

    def _tip(self, row: int, column: int, name: str) -> str:
        if not column:
            return self._own(row)
        sheet = self._rows[row][1]
        return (self.why(row, name) or self.grid.cell(sheet, name)) if name else self.grid.stands(sheet)

    def _ink(self, row: int, name: str) -> str:
        if name and self.why(row, name):
            return "danger"
        if not name:
            return "muted"
        column = next(each for each in self.grid.columns if each.name == name)
        return "muted" if self.grid.repeats(self._rows[row][1], self._above(row), column) else ""

    def _own(self, row: int) -> str:
        return self.grid.own(self._rows[row][1], self.common) if row < self.counted else ""

    @property
    def has_own(self) -> bool:
        """Whether a row has a source, grade or reference of its own."""
        return any(self._own(row) for row in range(self.counted))

    def belonged(self) -> bool:
        """Whether a row that was read stands where it may not, so that it is to be kept anew."""
        asked = ((self._places.get(key), self.grid.kind.belongs(sheet.content)) for key, sheet in self._rows)
        return any(where is not None and where is not place for place, where in asked)
