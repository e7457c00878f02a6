"""The rows of a list: those that are wrong first, each with its sentence, then who may be here already, then others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QWidget

from app.services.cases.importing import ANOTHER, As
from app.services.cases.list_shown import ListedRow, Looked, Stands
from app.services.cases.people import Likeness
from app.views.context.context import Context
from app.views.widgets.case_words import born
from app.views.widgets.chips import chip
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.table_view import TableView
from app.views.widgets.unmoved import DropDown
from app.views.widgets.words import unbroken, words

_INK: Final = {Stands.WRONG: "danger", Stands.ALIKE: "care", Stands.GOOD: ""}
_ICON: Final = {Stands.WRONG: "circle-alert", Stands.ALIKE: "users-round"}
_NAMED: Final = {Stands.WRONG: "Cannot be opened", Stands.ALIKE: "Here already", Stands.GOOD: "Good"}
_LEAVE_OUT: Final = "Leave this row out"
_SOMEBODY_ELSE: Final = "Open it as another person"


@dataclass(frozen=True)
class _Page:
    """Some of the rows that are shown."""

    rows: Sequence[ListedRow]
    matching: int
    total: int


class RowsPart(QWidget):
    """The table, what narrows it, and below it what the chosen row lacks or asks."""

    decided = Signal()
    """Somebody said as whom a row is opened, or that it is left out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, theme = context, context.theme
        self.decisions: dict[int, As] = {}
        self._all: tuple[ListedRow, ...] = ()
        self._names_hidden = False
        self.chips = {
            stands: chip(_NAMED[stands], self._narrow, theme, hint="Show these rows alone")
            for stands in Stands
        }
        self.table = LazyTable(self._columns(), context.tasks, self, key=lambda row: row.number)
        self.view = TableView("import", self.table, context, dense=True)
        self.view.setAccessibleName("Rows of the list")
        self.about = QFrame()
        self._said = words("", "")
        self._as = DropDown()
        self._as.activated.connect(self._decide)
        self._row: ListedRow | None = None
        px = theme.px
        vertical(self.about, self._said, self._as, gap=px(4), pad=(px(8), px(4), px(8), 0))
        vertical(
            self, FlowRow(px(8), *self.chips.values()), (self.view, 1), self.about,
            gap=px(4), pad=(px(16), px(4), 0, 0),
        )  # fmt: skip
        self.view.chosen.connect(self._show)
        self.about.hide()

    def show_looked(self, looked: Looked) -> None:
        """Show the rows that were looked at; what was decided of one stays while it may be somebody still."""
        self._all = looked.rows
        alike = looked.preview.alike
        self.decisions = {row: as_ for row, as_ in self.decisions.items() if row in alike}
        counts = {stands: sum(row.stands is stands for row in looked.rows) for stands in Stands}
        for stands, each in self.chips.items():
            text = f"{_NAMED[stands]}: {counts[stands]:,}"
            each.setText(text)
            each.setAccessibleName(text)
        self._ask()

    def clear(self) -> None:
        """Show nothing, while it is not said yet how the list is read."""
        self._all = ()
        self._ask()

    def next_wrong(self) -> None:
        """Go to the next row that cannot be opened, and from the last to the first."""
        shown = self._shown()
        wrong = [n for n, row in enumerate(shown) if row.stands is Stands.WRONG]
        if wrong:
            now = self.view.currentIndex().row()
            at = next((n for n in wrong if n > now), wrong[0])
            self.view.setCurrentIndex(self.table.index(at, 0, QModelIndex()))
            self.view.setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show row numbers only."""
        self._names_hidden = hidden
        self.view.hide_columns(frozenset({"name"}) if hidden else frozenset())
        self._show(self._row)

    # --- the table ------------------------------------------------------------------------------------

    def _columns(self) -> tuple[Column, ...]:
        def icon(row: ListedRow) -> QIcon | None:
            theme, stands = self._context.theme, row.stands
            return theme.icon(_ICON[stands], _INK[stands], room=theme.px(2)) if stands in _ICON else None

        return (
            Column("row", "Row", lambda row: str(row.number), 3.2, is_whole=True, ink=lambda _: "muted"),
            Column(
                "name", "Person", lambda row: row.name or "no name", 11, rank=1,
                below=lambda row: f"Born {unbroken(row.born)}" if row.born else "",
            ),
            Column(
                "stands", "How it stands", self._in_words, 16, stretches=True,
                icon=icon, ink=lambda row: _INK[row.stands], below=self._further,
            ),
        )  # fmt: skip

    def _further(self, row: ListedRow) -> str:
        """Who is here already, so that both are read side by side; of a good row when it came, and from whom."""
        if row.stands is Stands.ALIKE and not self._names_hidden:
            return "; ".join(f"{one.sort_name}, born {born(one.born)}" for one in row.alike)
        if row.stands is Stands.GOOD:
            return unbroken(f"Received {row.received} from: {row.agency}")
        return ""

    def _in_words(self, row: ListedRow) -> str:
        if row.stands is Stands.WRONG:
            return "; ".join(f"{each.column}: {each.sentence}" for each in row.wrong)
        if row.stands is Stands.ALIKE:
            return self._as_whom(row)
        return "Good"

    def _as_whom(self, row: ListedRow) -> str:
        as_, first = self.decisions.get(row.number), row.alike[0]
        if as_ is None:
            return f"{first.reason[:1].upper()}{first.reason[1:]} as {_cases(first)}: left out"
        if as_ == ANOTHER:
            return "Opened as another person"
        one = next((each for each in row.alike if each.id == as_.person_id), first)
        return f"A further case beside {_cases(one)}"

    def _shown(self) -> list[ListedRow]:
        wanted = {stands for stands, each in self.chips.items() if each.isChecked()}
        return [row for row in self._all if not wanted or row.stands in wanted]

    def _narrow(self) -> None:
        self._ask()

    def _ask(self) -> None:
        shown, total = self._shown(), len(self._all)

        def fetch(offset: int, limit: int) -> _Page:
            return _Page(shown[offset : offset + limit], len(shown), total)

        self.view.ask(fetch)

    # --- the chosen row ---------------------------------------------------------------------------------

    def _show(self, row: ListedRow | None) -> None:
        self._row = row
        self.about.setVisible(row is not None and row.stands is not Stands.GOOD and not self._names_hidden)
        if row is None or row.stands is Stands.GOOD:
            return
        self._as.setVisible(row.stands is Stands.ALIKE)
        if row.stands is Stands.WRONG:
            self._said.setText("\n".join(each.words for each in row.wrong))
            return
        self._said.setText(f"Row {row.number} may be somebody who is here:")
        self._as.setAccessibleName(f"Row {row.number}")
        self._as.clear()
        self._as.addItem(_LEAVE_OUT, None)
        self._as.addItem(_SOMEBODY_ELSE, ANOTHER)
        for one in row.alike:
            self._as.addItem(_in_full(one), As(one.id))
        now = self.decisions.get(row.number)
        found = (n for n in range(self._as.count()) if self._as.itemData(n) == now)
        self._as.setCurrentIndex(next(found, 0))

    def _decide(self, at: int) -> None:
        if self._row is None:
            return
        as_ = self._as.itemData(at)
        if as_ is None:
            self.decisions.pop(self._row.number, None)
        else:
            self.decisions[self._row.number] = as_
        self.view.viewport().update()
        self.decided.emit()


def _cases(one: Likeness) -> str:
    return ", ".join(reference for _, reference in one.cases) or "somebody without a case"


def _in_full(one: Likeness) -> str:
    return f"A further case of {one.sort_name}, born {born(one.born)}, {one.reason} ({_cases(one)})"
