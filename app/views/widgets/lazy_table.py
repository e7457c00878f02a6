"""Long lists: rows come page by page from a service, in the order and with the filter that SQL was asked for.

A row that is not there yet shows blank and fills in. One page is fetched at a time, and of those that are wanted the
one wanted last comes first: dragging through a hundred thousand rows asks for what is on the screen, not for all that
went by.
"""

import html
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from app.views.context.tasks import Task, Tasks

PAGE = 200
_KEPT_PAGES = 64
_WANTED = 4
Index = QModelIndex | QPersistentModelIndex


class Rows(Protocol):
    """One page: its rows, how many match, how many there are in all."""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of this page."""

    @property
    def matching(self) -> int:
        """How many rows match in all pages."""

    @property
    def total(self) -> int:
        """How many there would be without any filter."""


Fetch = Callable[[int, int], Rows]
"""Asks a service, away from the window's thread, for the rows from an offset, so many at most."""


@dataclass(frozen=True)
class Column:
    """One column: what it is called and shows of a row."""

    key: str
    title: str
    text: Callable[[Any], str]
    ems: float
    """How wide it is at first, as a multiple of the text size."""
    sort: str = ""
    """What the service sorts by for it; empty where it cannot."""
    stretches: bool = False
    """Takes what room is left."""
    rank: int = 0
    """Where there is no room, the columns of the highest rank go first."""
    icon: Callable[[Any], QIcon | None] | None = None


@dataclass
class _Asked:
    fetch: Fetch
    first: int
    """The page that decides how many rows there are: the one that will be seen."""
    task: Task | None = field(default=None, repr=False)


class LazyTable(QAbstractTableModel):
    """The rows of one question to a service."""

    counted = Signal(int, int)
    """How many rows match, and how many there are in all; told whenever a question was answered."""
    refused = Signal(object)
    """A page could not be read."""

    def __init__(self, columns: Sequence[Column], tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._tasks = tasks
        self._asked: _Asked | None = None
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._wanted: list[int] = []
        self._matching = 0

    def ask(self, fetch: Fetch, first_row: int = 0) -> None:
        """Ask anew. What is shown stays until the answer is there; `first_row` is the row that will be seen first."""
        if self._asked is not None and self._asked.task is not None:
            self._asked.task.cancel()
        self._asked = _Asked(fetch, first_row // PAGE)
        self._wanted.clear()
        self._load(self._asked.first, self._answered)

    def row(self, number: int) -> Any | None:
        """The row, if it is there; None else."""
        page = self._pages.get(number // PAGE)
        return page[number % PAGE] if page is not None and number % PAGE < len(page) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows match."""
        return 0 if parent is not None and parent.isValid() else self._matching

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; for a screen reader with the name of its column."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.row(index.row())
        if row is None:
            self._want(index.row() // PAGE)
            return f"{column.title}: still loading" if role == Qt.ItemDataRole.AccessibleTextRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(row) or 'empty'}"
            case Qt.ItemDataRole.ToolTipRole:
                # Marked up on purpose, so that a name with markup in it is shown and not obeyed.
                return f"<p>{html.escape(column.text(row))}</p>"
            case Qt.ItemDataRole.DecorationRole if column.icon is not None:
                return column.icon(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if 0 <= section < len(self.columns) else None
        return None

    def _want(self, page: int) -> None:
        if page in self._wanted or self._asked is None:
            return
        self._wanted = [*self._wanted[-_WANTED + 1 :], page]
        self._load_next()

    def _load_next(self) -> None:
        asked = self._asked
        if asked is None or asked.task is not None:
            return
        while self._wanted:
            page = self._wanted.pop()
            if page not in self._pages:
                self._load(page, self._filled)
                return

    def _load(self, page: int, then: Callable[[int, Rows], None]) -> None:
        asked = self._asked
        if asked is None:
            return

        def came(rows: Rows) -> None:
            asked.task = None
            then(page, rows)

        asked.task = self._tasks.run(
            asked.fetch, page * PAGE, PAGE, owner=self, then=came, failed=self._not_read
        )

    def _answered(self, page: int, answer: Rows) -> None:
        self.beginResetModel()
        self._pages.clear()
        self._wanted.clear()
        self._pages[page] = answer.rows
        self._matching = answer.matching
        self.endResetModel()
        self.counted.emit(answer.matching, answer.total)

    def _filled(self, page: int, answer: Rows) -> None:
        if answer.matching != self._matching and self._asked is not None:
            # Somebody added or closed something meanwhile: every row may stand elsewhere now.
            self.ask(self._asked.fetch, page * PAGE)
            return
        self._pages[page] = answer.rows
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        first, last = page * PAGE, page * PAGE + len(answer.rows) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self._load_next()

    def _not_read(self, failure: BaseException) -> None:
        # Asked again at every paint, it would be refused again at every paint.
        self._asked = None
        self._wanted.clear()
        self.refused.emit(failure)
