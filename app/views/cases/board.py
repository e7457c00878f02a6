"""Cases as a board: a column a stage, each loaded as far as it is looked at; arrows go everywhere, Enter opens."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QWidget,
)

from app.services.cases.case_row import CaseRow
from app.services.cases.cases import BoardPage
from app.views.cases import cards
from app.views.cases.cards import Cards, Line
from app.views.context.context import Context
from app.views.theme.focus_frame import OWN_FRAME
from app.views.widgets import case_words as shown
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.lazy_table import Column, Fetch, LazyTable
from app.views.widgets.words import words

_NARROWEST, _LOWEST = 154, 150
"""Pixels at 100 % text: how narrow a column may be, and how low where one stands below the other."""
_GAP: Final = 8
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ASIDE: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_Lines = Callable[[CaseRow], tuple[Line, ...]]


class StageColumn(QListView):
    """The cases of one stage; `aside` wants to be a column to the left or right."""

    opened = Signal(object)
    aside = Signal(int)

    def __init__(self, context: Context, table: LazyTable, lines_of: _Lines) -> None:
        super().__init__()
        self.table = table
        self.setModel(table)
        self.setItemDelegate(Cards(context.theme, self, lines_of))
        self.setProperty(OWN_FRAME, True)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go to the columns beside, Enter opens; all else is as in any list."""
        key = Qt.Key(event.key())
        if key in _ASIDE:
            self.aside.emit(_ASIDE[key])
        elif key in _ENTER:
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters look through nothing: Qt would load every case for them."""

    def choose(self, row: int) -> None:
        """Make a row the chosen one, as near to it as there is one."""
        count = self.table.rowCount()
        if count:
            self.setCurrentIndex(self.table.index(min(max(row, 0), count - 1), 0))

    def _open(self, row: int) -> None:
        if (case := self.table.row(row)) is not None:
            self.opened.emit(case)


class Board(QScrollArea):
    """`opened` is a case that somebody wants to go into. One stop of Tab: the column that was used last."""

    opened = Signal(object)

    def __init__(self, context: Context, lines_of: _Lines) -> None:
        super().__init__()
        self._context, self._lines_of = context, lines_of
        self.columns: dict[str, StageColumn] = {}
        self._seen: tuple[str, int, str] = ("", 0, "")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("page")
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(context.theme.px(8), 0, 0, 0)
        self._row.setSpacing(context.theme.px(_GAP))
        self._holders: list[QWidget] = []
        self._rules: list[QWidget] = []
        self.setWidget(inside)
        self.setAccessibleName("Cases by stage")
        context.theme.follow(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the stages one below the other where they have not the room side by side: nothing scrolls sideways."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = self._context.theme.px
        wide, gap = px(_NARROWEST), px(_GAP)
        # A rule stands between two, with room on both of its sides.
        needed = len(self._holders) * (wide + 2 * gap + 1)
        is_below = needed > self.viewport().width()
        direction = QHBoxLayout.Direction.TopToBottom if is_below else QHBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        for rule in self._rules:
            rule.setVisible(not is_below)
        for holder in self._holders:
            holder.setMinimumSize(wide, px(_LOWEST) if is_below else 0)

    def show_board(self, page: BoardPage, fetch: Callable[[str], Fetch]) -> None:
        """Show the first of each stage; `fetch` gives what asks for more of one. The chosen case stays chosen."""
        seen = self._seen
        # A stage without a case takes no room from the others.
        stages = tuple(stage for stage, cases in page.stages.items() if cases.matching)
        if tuple(self.columns) != stages:
            self._make_columns(stages)
        for stage, column in self.columns.items():
            column.table.take(fetch(stage), page.stages[stage])
        self._put_back(seen, page)

    def focus_first(self) -> None:
        """Give the keyboard to the column that was used last, or to the first that has a case."""
        column = self.columns.get(self._seen[0])
        if column is None or not column.table.rowCount():
            column = next((each for each in self.columns.values() if each.table.rowCount()), None)
        if column is not None:
            self._go_to(column)

    @property
    def current(self) -> CaseRow | None:
        """The chosen case."""
        stage, row, _ = self._seen
        column = self.columns.get(stage)
        return column.table.row(row) if column is not None else None

    def redraw(self) -> None:
        """Write every card in sight anew: names were hidden or shown."""
        for column in self.columns.values():
            column.viewport().update()

    def _make_columns(self, stages: tuple[str, ...]) -> None:
        empty_out(self._row)
        self.columns, self._holders, self._rules = {}, [], []
        for stage in stages:
            title = shown.stage(stage)
            column = self.columns[stage] = self._make_column(title)
            table = column.table
            column.aside.connect(partial(self._aside, stage))
            column.selectionModel().currentChanged.connect(partial(self._chose, stage))
            count = words("", "small", wrap=False)
            table.counted.connect(partial(_count, count, column, title))
            if self._row.count():
                self._rules.append(_rule(upright=True))
                self._row.addWidget(self._rules[-1])
            holder, px = QWidget(), self._context.theme.px
            self._holders.append(holder)
            head = horizontal(
                None, (words(title, "strong", buddy=column), 1), count, pad=(px(8), 0, px(8), 0)
            )
            vertical(holder, head, _rule(), (column, 1), gap=px(4), pad=(0, px(6), 0, 0))
            self._row.addWidget(holder, 1)
        self._arrange()

    def _make_column(self, title: str) -> StageColumn:
        def said(row: CaseRow) -> str:
            return cards.text(self._lines_of(row))

        table = LazyTable([Column("case", title, said, 1)], self._context.tasks)
        column = StageColumn(self._context, table, self._lines_of)
        table.setParent(column)
        column.setAccessibleName(title)
        column.opened.connect(self.opened)
        return column

    def _chose(self, stage: str, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.columns[stage].table.row(index.row())
        self._seen = stage, index.row(), row.id if row is not None else ""
        for name, column in self.columns.items():
            # One column is the stop of Tab; Left and Right reach the others.
            column.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == stage else Qt.FocusPolicy.ClickFocus)
            if name != stage:
                column.selectionModel().clear()

    def _aside(self, stage: str, by: int) -> None:
        """Go to the next column that has a case, at the same height."""
        names = list(self.columns)
        at, row = names.index(stage) + by, self.columns[stage].currentIndex().row()
        while 0 <= at < len(names):
            column = self.columns[names[at]]
            if column.table.rowCount():
                column.choose(row)
                self._go_to(column)
                return
            at += by

    def _go_to(self, column: StageColumn) -> None:
        column.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(column.parentWidget() or column, 0, 0)

    def _put_back(self, seen: tuple[str, int, str], page: BoardPage) -> None:
        """Choose the case that was chosen, wherever it stands now; else what stands in its place."""
        stage, row, case_id = seen
        for name, chosen in self.columns.items():
            for n, each in enumerate(page.stages[name].rows):
                if each.id == case_id:
                    chosen.choose(n)
                    return
        column = self.columns.get(stage)
        if column is None or not column.table.rowCount():
            column = next((each for each in self.columns.values() if each.table.rowCount()), None)
            row = 0
        if column is not None:
            column.choose(row)


def _count(label: QLabel, column: StageColumn, title: str, matching: int, _total: int) -> None:
    label.setText(f"{matching:,}")
    column.setAccessibleName(f"{title}, {matching:,}")


def _rule(*, upright: bool = False) -> QFrame:
    made = QFrame()
    made.setObjectName("upright" if upright else "edge")
    return made
