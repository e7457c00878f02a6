"""The steps of an import: the file, what its columns mean beside its rows, and what came of it."""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.referral_list.columns import Columns
from app.domain.referral_list.told import one_page, rows_in_words
from app.domain.tables.table import Table
from app.services.cases.importing import Opened, Plan, Preview
from app.views.cases.import_columns import ColumnsPane
from app.views.cases.import_rows import RowsPart
from app.views.context.context import Context
from app.views.widgets.cards import ScrolledColumn
from app.views.widgets.empty import EmptyState
from app.views.widgets.emptying import empty_out
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.outcome import Outcome
from app.views.widgets.switch import Switch
from app.views.widgets.words import selectable, words

_BESIDE: Final = 760
"""Pixels at 100 % text from which columns and rows stand side by side."""
_PANE: Final = 320
_ROWS, _COLUMNS = range(2)


class FileStep(QWidget):
    """Nothing is read yet."""

    title = "The file"

    def __init__(self, context: Context, choose: QPushButton) -> None:
        super().__init__()
        self._choose = choose
        empty = EmptyState(context.theme, "file-input", "Choose a CSV or XLSX file, or drop it here", _WHAT)
        vertical(self, empty)

    def focus_first(self) -> None:
        """Give the keyboard to the button at the foot."""
        self._choose.setFocus()


class CheckStep(QWidget):
    """What the columns mean, in sight beside the rows; in a narrow window one or the other."""

    title = "Columns and rows"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self.columns, self.rows = ColumnsPane(context), RowsPart(context)
        self.ways = Switch("What is shown", ("Rows", "Columns"))
        self.ways.chosen.connect(lambda _: self._fit())
        both = horizontal(None, self.columns, (self.rows, 1), gap=0)
        vertical(self, self.ways, (both, 1), gap=context.theme.px(8))

    def show_table(self, table: Table, columns: Columns) -> None:
        """Show a list as its headings let it be read."""
        self.columns.show_table(table, columns)
        self.ways.choose(_COLUMNS if self.columns.columns.unfilled() else _ROWS)
        self._fit()

    def focus_first(self) -> None:
        """Give the keyboard to the rows, or to what has to be said before there are any."""
        if self.columns.columns.unfilled():
            self.columns.focus_first()
        else:
            self.rows.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put both side by side where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= self._theme.px(_BESIDE)
        self.ways.setVisible(not is_wide)
        self.columns.setVisible(is_wide or self.ways.at == _COLUMNS)
        self.rows.setVisible(is_wide or self.ways.at == _ROWS)
        if is_wide:
            self.columns.setFixedWidth(self._theme.px(_PANE))
        else:
            self.columns.setMinimumWidth(0)
            self.columns.setMaximumWidth(16_777_215)


class DoneStep(ScrolledColumn):
    """Which rows are cases now, which are not, and why."""

    title = "Opened"

    def __init__(self, context: Context, go_on: QPushButton) -> None:
        super().__init__(context)
        self._go_on = go_on
        self.outcome = Outcome(context.theme)
        self.add(self.outcome)
        self._left_out = self.card()

    def show_end(self, plan: Plan, opened: tuple[Opened, ...], preview: Preview, why: str = "") -> None:
        """Say how it ended; `why` it ended before all were opened."""
        count, of = len(opened), len(plan.openings)
        there = {one.row for one in opened}
        rest = [row for row in plan.rows if row not in there]
        cases = "case was" if count == 1 else "cases were"
        headline = f"{count:,} of {of:,} cases were opened" if rest else f"{count:,} {cases} opened"
        more = (
            [f"{rows_in_words(sorted(there))}: {opened[0].reference} to {opened[-1].reference}."]
            if opened
            else []
        )
        if rest:
            more += [why, f"{rows_in_words(rest)} {'was' if len(rest) == 1 else 'were'} not opened. {_AGAIN}"]
        self.outcome.tell("care" if rest else "good", headline, " ".join(filter(None, more)))
        alike = sorted(preview.alike.keys() - set(plan.rows))
        here = [f"{rows_in_words(alike)}: may be of somebody who is here, and left out."] if alike else []
        left_out = (*here, *one_page(preview.wrong))
        empty_out(self._left_out)
        if left_out:
            self._left_out.addWidget(words("Left out", "h2"))
        for sentence in left_out:
            self._left_out.addWidget(selectable(words(sentence)))

    def focus_first(self) -> None:
        """Give the keyboard to the button at the foot."""
        self._go_on.setFocus()


_WHAT: Final = (
    "A list of referrals, one in each row below a row of headings. You see every row, and what is wrong with which, "
    "before anything is opened. Nothing is copied out of the file but what its columns are said to mean."
)
_AGAIN: Final = "Read the file again to open the rest: what is open is found there."
