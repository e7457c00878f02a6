"""Returns: a quarter is chosen and counted, and read as one table. Nobody is named in it."""

from collections.abc import Iterator
from enum import Enum, auto
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from app.domain.fields.rights import Extent, Right, extent
from app.domain.returns.making import NOT_COUNTED, Return
from app.domain.returns.quarter import Quarter
from app.domain.returns.suppressing import PrintedFigure
from app.domain.returns.table import HIDDEN, HOW_HIDDEN, spread_in_words
from app.services.desk import Desk
from app.views.context.context import Context
from app.views.context.places import TrainingList
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.page import Page
from app.views.widgets.plain_table import INK, plain_table
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import words

_OFFERED: Final = 8
"""Quarters, the one that today is in first."""
_TITLES: Final = ("Counted", "How many")
_ROW, _NUMBER = 2.0, 6.5
_IN: Final = "    "
_NOT_YOURS: Final = "A lead makes returns. You can read here what they are, and make none."


class _Line(Enum):
    """What a line of the table is."""

    TITLE = auto()
    OF = auto()
    ROW = auto()


class Returns(Page):
    """The returns of the last quarters."""

    title = "Returns"
    help = "returns"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        may = extent(Right.RETURNS, desk.member.grade) is Extent.ALL
        self.quarter = DropDown()
        self.quarter.setAccessibleName("Quarter")
        for each in _last_quarters(Quarter.of(desk.today_date())):
            self.quarter.addItem(each.words, each)
        self.count = button("Count the quarter", self._count, kind="primary")
        self.at_foot(button("Training given…", partial(self.go, TrainingList())), self.count)
        self.first = self.quarter if may else None
        for part in (self.quarter, self.count):
            part.setEnabled(may)
        label = words("Quarter", wrap=False, buddy=self.quarter)
        self.body.addWidget(FlowRow(context.theme.px(8), label, self.quarter))
        self.body.addWidget(words(f"{NOT_COUNTED} {HOW_HIDDEN}", "hint"))
        self.told = words("" if may else _NOT_YOURS, "strong")
        self.body.addWidget(self.told)
        self.table = ReturnTable(context.theme)
        self.body.addWidget(self.table, 1)

    def _count(self) -> None:
        self.count.setEnabled(False)
        self.told.setText("Counting…")
        make = partial(self.desk.returns.make, self.quarter.currentData())
        self.run(make, then=self._show, failed=self._failed)

    def _show(self, made: Return) -> None:
        self.count.setEnabled(True)
        is_over = made.made_on > made.quarter.last
        self.told.setText(
            made.quarter.words if is_over else f"{made.quarter.words}. The quarter is not over."
        )
        self.table.show_return(made)

    def _failed(self, failure: BaseException) -> None:
        self.count.setEnabled(True)
        self.told.setText("")
        self.refused(failure)


def _last_quarters(now: Quarter) -> list[Quarter]:
    months = (now.year * 4 + now.number - 1 - back for back in range(_OFFERED))
    return [Quarter(each // 4, each % 4 + 1) for each in months]


class ReturnTable(QTableWidget):
    """Every figure under its title; of one that is hidden no row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(_TITLES))
        self._theme = theme
        plain_table(self, theme)
        self.setAccessibleName("Figures of the quarter")
        self.setHorizontalHeaderLabels(_TITLES)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        theme.follow(self._size)

    def show_return(self, made: Return) -> None:
        """Show the figures of a return."""
        lines = [line for figure in made.figures for line in _lines(figure)]
        self.setRowCount(len(lines))
        bold = QFont()
        bold.setBold(True)
        for row, (label, number, role) in enumerate(lines):
            for column, text in enumerate((label, number)):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_TITLES[column]}: {text}")
                item.setToolTip(text)
                if role is _Line.TITLE:
                    item.setFont(bold)
                elif role is _Line.OF:
                    item.setData(INK, "muted")
                self.setItem(row, column, item)
        self.scrollToTop()

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.pixels(_ROW))
        self.setColumnWidth(1, self._theme.pixels(_NUMBER))


def _lines(figure: PrintedFigure) -> Iterator[tuple[str, str, _Line]]:
    """Its title, of how many it is, and its rows."""
    yield figure.title, "", _Line.TITLE
    yield f"{_IN}Of {figure.of}", _number(figure.total), _Line.OF
    if figure.total is not None:
        for row in figure.rows:
            yield f"{_IN}{_IN}{row.label}", _number(row.count), _Line.ROW
    if figure.spread is not None:
        yield f"{_IN}{_IN}{spread_in_words(figure.spread)}", "", _Line.ROW
    if figure.note:
        yield f"{_IN}{figure.note}", "", _Line.OF


def _number(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"
