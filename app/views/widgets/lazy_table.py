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
from app.views.widgets import plain_table

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
    """Takes what room is left; of several in sight the last."""
    is_whole: bool = False
    """Never narrower than what stands in it, such as a date: half a date is another date."""
    rank: int = 0
    """Where there is no room, the columns of the highest rank go first."""
    icon: Callable[[Any], QIcon | None] | None = None
    ink: Callable[[Any], str] | None = None
    """The role of the colour that it is written in, such as "care"; empty is the usual one."""
    said: Callable[[Any], str] | None = None
    """What it says at length, in its tip and aloud, where that is more than it shows."""
    below: Callable[[Any], str] | None = None
    """What stands under it, smaller: one such column gives every row of the list two lines."""

    def whole(self, row: Any) -> str:
        """What it says of a row, at length, line by line."""
        said = (self.said(row) if self.said is not None else "") or self.text(row)
        below = self.below(row) if self.below is not None else ""
        return "\n".join(each for each in (said, below) if each)


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

    def __init__(
        self,
        columns: Sequence[Column],
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        key: Callable[[Any], Any] = lambda row: getattr(row, "id", row),
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        """What a row is known by, when the same question is answered anew."""
        self._tasks = tasks
        self._asked: _Asked | None = None
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._wanted: list[int] = []
        self._matching = 0
        self._is_cut = False
        """Whether of the first page only some rows are there."""
        self.answer: Any = None
        """The page that answered the last question, with what it says besides its rows."""

    @property
    def has_two_lines(self) -> bool:
        """Whether a row has a second line."""
        return any(column.below is not None for column in self.columns)

    def ask(self, fetch: Fetch, first_row: int = 0) -> None:
        """Ask anew. What is shown stays until the answer is there; `first_row` is the row that will be seen first."""
        if self._asked is not None and self._asked.task is not None:
            self._asked.task.cancel()
        self._asked = _Asked(fetch, first_row // PAGE)
        self._wanted.clear()
        self._load(self._asked.first, self._answered)

    def take(self, fetch: Fetch, answer: Rows) -> None:
        """Show an answer that was given already, of the first page or its first rows; `fetch` asks for the rest."""
        if self._asked is not None and self._asked.task is not None:
            self._asked.task.cancel()
        self._asked = _Asked(fetch, 0)
        self._answered(0, answer)
        self._is_cut = len(answer.rows) < min(PAGE, answer.matching)

    def find(self, key: Any) -> int | None:
        """Where the row of that key stands, if it is among those that are there."""
        return next(
            (
                page * PAGE + n
                for page, rows in self._pages.items()
                for n, row in enumerate(rows)
                if self.key(row) == key
            ),
            None,
        )

    def row(self, number: int) -> Any | None:
        """The row, if it is there; None else."""
        page = self._pages.get(number // PAGE)
        return page[number % PAGE] if page is not None and number % PAGE < len(page) else None

    def widest(self, column: int, wide: Callable[[str], int]) -> int:
        """The row whose cell is the widest of those that are there; -1 while there are none."""
        text = self.columns[column].text
        rows = (
            (wide(text(row)), page * PAGE + n)
            for page, rows in self._pages.items()
            for n, row in enumerate(rows)
        )
        return max(rows, default=(0, -1))[1]

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
                return f"{column.title}: {column.whole(row) or 'empty'}"
            case Qt.ItemDataRole.ToolTipRole:
                # Marked up on purpose, so that a name with markup in it is shown and not obeyed.
                lines = map(html.escape, column.whole(row).splitlines())
                return f"<p>{'<br>'.join(lines)}</p>"
            case Qt.ItemDataRole.DecorationRole if column.icon is not None:
                return column.icon(row)
            case Qt.ItemDataRole.UserRole:
                return row
            case plain_table.INK if column.ink is not None:
                return column.ink(row)
            case plain_table.BELOW if column.below is not None:
                return column.below(row)
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
            if page not in self._pages or (page == 0 and self._is_cut):
                self._is_cut = self._is_cut and page != 0
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
        self._is_cut = False
        self._pages[page] = answer.rows
        self._matching, self.answer = answer.matching, answer
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
