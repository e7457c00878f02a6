"""The kinds of a new record as one table: what each is for, and the section of the case that it stands in."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from app.domain.kinds.registry import offered
from app.domain.records.kind import Kind
from app.views.context.context import Context
from app.views.widgets.plain_table import BELOW, INK, plain_table

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_WHAT, _WHERE = 0, 1
_HEADS: Final = ("What, and what it is for", "Stands in")
_ROW_EMS: Final = 3.2
_WHERE_EMS: Final = 15
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Row = tuple[str, Kind]
"""The title of a section, and a kind that stands in it."""


class Kinds(QAbstractTableModel):
    """The kinds that have all the words looked for, section by section."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = tuple(offered())
        self._care = ""

    def narrow(self, typed: str) -> None:
        """Leave those with every word."""
        wanted = typed.casefold().split()
        self.beginResetModel()
        self._rows = tuple(
            (where, kind)
            for where, kind in offered()
            if all(each in f"{where} {kind.title} {purpose(kind)}".casefold() for each in wanted)
        )
        self.endResetModel()

    def warn(self, care: str) -> None:
        """Say that of what is done with the person; empty takes it away."""
        self.beginResetModel()
        self._care = care
        self.endResetModel()

    def care(self, kind: Kind) -> str:
        """What is to be known before that kind is begun."""
        return self._care if kind.with_person else ""

    def kind(self, row: int) -> Kind | None:
        """The kind in a row; None beyond the last."""
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def row_of(self, code: str) -> int:
        """Where a kind stands; -1 where it is left out."""
        return next((n for n, (_, kind) in enumerate(self._rows) if kind.code == code), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One for each kind."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """What, and where."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; for a screen reader all that is said of the kind."""
        if not index.isValid():
            return None
        where, kind = self._rows[index.row()]
        care = self.care(kind)
        if index.column() == _WHERE:
            return where if role == Qt.ItemDataRole.DisplayRole else None
        below = care or purpose(kind)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return kind.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{kind.title}: {below}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{care}\n{purpose(kind)}".strip()
        if role == BELOW:
            return below
        return "care" if role == INK and care else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[section] if is_title and 0 <= section < len(_HEADS) else None


class KindTable(QTableView):
    """The table itself; Enter or a double click begins a record."""

    begun = Signal(str)
    """Somebody wants a new record of the kind of that code."""
    typed = Signal(str)
    """Somebody typed letters here: they are for the box that narrows the table."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.kinds = Kinds()
        self.setModel(self.kinds)
        self.setAccessibleName("Kinds of a record")
        self.setWordWrap(False)
        plain_table(self, context.theme, two_lines=True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_WHERE, QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _: self.begin())
        self.kinds.modelReset.connect(lambda: self.selectRow(0))
        context.theme.follow(self._measure)
        self.selectRow(0)

    def begin(self) -> None:
        """Begin the kind that is chosen."""
        kind = self.kinds.kind(self.currentIndex().row())
        if kind is not None:
            self.begun.emit(kind.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins; all else is as in any list."""
        if event.key() in _ENTER:
            self.begin()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters narrow the table."""
        if search.strip():
            self.typed.emit(search)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.pixels(_ROW_EMS))
        self.horizontalHeader().resizeSection(_WHERE, self._theme.pixels(_WHERE_EMS))


def purpose(kind: Kind) -> str:
    """What is to be known of a kind."""
    return kind.note or f"Begins with: {kind.event_label.lower()}"
