"""The list of cases: found by name, narrowed by chips, sorted in SQL, and it says what it hides."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from app.domain.values.dates import show_instant
from app.services.cases.cases import CaseQuery, CaseRow
from app.services.desk import Desk
from app.views.cases.case_filter import CaseFilter
from app.views.context.context import Context
from app.views.context.places import CaseAt, NewCase
from app.views.widgets import case_words as shown
from app.views.widgets.buttons import button
from app.views.widgets.count_line import CountLine
from app.views.widgets.empty import EmptyPart
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.lazy_table import Column, LazyTable
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.table_view import TableView
from app.views.widgets.words import words

SORTED: Final = {
    ("active", True): "last activity, newest first",
    ("active", False): "last activity, oldest first",
    ("name", False): "name, A to Z",
    ("name", True): "name, Z to A",
    ("reference", False): "case reference, from the first",
    ("reference", True): "case reference, from the last",
}
_LOW, _NARROW = 34, 44
"""Ems below which chips would leave no room for the list."""
_NEWEST_FIRST = {"active"}
_TELL_A_NAME = frozenset({"name", "born"})


class CaseList(Page):
    """Every case of the vault."""

    title = "Cases"
    help = "cases"

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        self._sort, self._descending = "active", True
        self._shown: CaseQuery | None = None
        self._names_hidden = False
        self.filter = CaseFilter(context.look, desk.member.id)
        self.table = LazyTable(self._columns(), context.tasks, self)
        self.view = TableView("cases", self.table, context)
        self.view.setAccessibleName("Cases")
        self._counted = CountLine(context.look, "case", "cases")
        self._sorted = button("", self._offer_sorts, kind="link")
        self._refreshed = words("", "hint", wrap=False)
        self._refresh = button("Refresh", self._ask_again, kind="link", shortcut="F5")
        self._begin = partial(self.go, NewCase())
        self._add = button("New case", self._begin, kind="primary", hint="New case (Ctrl+N)")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._draw()

    def _columns(self) -> tuple[Column, ...]:
        def active(row: CaseRow) -> str:
            return show_instant(row.active_at, self.desk.vault.offset_minutes(row.active_at))

        return (
            Column("name", "Name", lambda row: row.sort_name, 15, sort="name", stretches=True),
            Column("born", "Born", lambda row: shown.born(row.born), 7.5, rank=3),
            Column("reference", "Case", lambda row: row.reference, 7, sort="reference"),
            Column("stage", "Stage", lambda row: shown.stage(row.stage), 9, rank=1),
            Column("pathway", "Pathway", lambda row: shown.pathway(row.pathway), 11.5, rank=4),
            Column("lead", "Lead", lambda row: row.lead, 12, rank=5),
            Column("active", "Last activity", active, 11, sort="active", rank=2),
        )

    def _lay_out(self) -> None:
        self.body.removeWidget(self.heading)
        self.body.insertLayout(0, horizontal(None, (self.heading, 1), self._add))
        inside = QWidget()
        inside.setObjectName("page")
        # Put into its place while it is empty: whatever moves takes its style anew, with all that is in it.
        self.body.addWidget(Scrolled(inside), 1)
        column = vertical(inside, self.filter, gap=self.body.spacing())
        for each in (self._sorted, self._refreshed, self._refresh):
            self._counted.add(each)
        column.addWidget(self._counted)
        look = self.context.look
        self._none = EmptyPart(look, "No case yet", _WHAT_A_CASE_IS, "New case", self._begin)
        self._nothing = EmptyPart(look, "Nothing matches", _NOTHING, "Clear", self.filter.clear)
        for front in (self.view, self._none, self._nothing):
            self._stack.addWidget(front)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.context.look.changed.connect(self._draw)
        self.filter.changed.connect(self._ask)
        self._counted.cleared.connect(self.filter.clear)
        self.view.typed.connect(self.filter.type_on)
        self.view.opened.connect(lambda row: self.go(CaseAt(row.id)))
        self.view.sort_wanted.connect(self._title_pressed)
        self.table.counted.connect(self._show_counts)
        self.table.refused.connect(self.refused)
        self.filter.box.returnPressed.connect(self.view.setFocus)
        for keys in ("/", "Ctrl+F"):
            shortcut(self, keys, "Narrow the list", self._find)

    def arrive(self) -> None:
        """Ask anew; the list stays where it was."""
        self._ask_again()

    def focus_first(self) -> None:
        """Give the keyboard to the list, or to what can be done where it is empty."""
        front = self._stack.currentWidget()
        act = front.act if isinstance(front, EmptyPart) else None
        (act or self.view).setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show references only."""
        self._names_hidden = hidden
        self.filter.hide_names(hidden)
        self.view.hide_columns(_TELL_A_NAME if hidden else frozenset())

    def sort_by(self, sort: str, *, descending: bool) -> None:
        """Ask in another order."""
        self._sort, self._descending = sort, descending
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the list."""
        super().resizeEvent(event)
        self.filter.set_compact(self._is_small)

    @property
    def _is_small(self) -> bool:
        look = self.context.look
        return self.height() < look.pixels(_LOW) or self.width() < look.pixels(_NARROW)

    def _draw(self) -> None:
        side = self.context.look.pixels(1.3)
        self._add.setIcon(self.context.look.icon("plus", "on_primary"))
        self._add.setIconSize(QSize(side, side))

    # --- asking -----------------------------------------------------------------------------------

    def _query(self) -> CaseQuery:
        return CaseQuery(
            sort=self._sort, descending=self._descending, filters=self.filter.filters, name=self.filter.name
        )

    def _ask(self) -> None:
        self._put(again=False)

    def _ask_again(self) -> None:
        self._put(again=self._shown == self._query())

    def _put(self, *, again: bool) -> None:
        query = self._shown = self._query()
        self.bar.clear()
        cases = self.desk.cases
        self.view.ask(lambda offset, limit: cases.page(query, offset=offset, limit=limit), again=again)

    def _show_counts(self, matching: int, total: int) -> None:
        narrowed = bool(self.filter.filters or self.filter.name.strip())
        self._counted.show_counts(matching, total, narrowed=narrowed)
        self.filter.set_compact(self._is_small)
        in_words = SORTED[self._sort, self._descending]
        self._sorted.setText(f"Sorted by {in_words}")
        self._sorted.setAccessibleName(f"Sorted by {in_words}: change")
        self.view.show_sorted(self._sort, descending=self._descending)
        at = self.desk.vault.clock()
        time = shown.time_of_day(at, self.desk.vault.offset_minutes(at))
        self._refreshed.setText(f"Refreshed {time}")
        front = self.view if matching else self._nothing if narrowed else self._none
        had_keyboard = self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(front)
        if had_keyboard or self.focusWidget() is None:
            self.focus_first()

    # --- what a person does -----------------------------------------------------------------------

    def _title_pressed(self, sort: str) -> None:
        same = sort == self._sort
        self.sort_by(sort, descending=not self._descending if same else sort in _NEWEST_FIRST)

    def _offer_sorts(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for (sort, descending), in_words in SORTED.items():
            action = menu.addAction(in_words[:1].upper() + in_words[1:])
            action.setCheckable(True)
            action.setChecked((sort, descending) == (self._sort, self._descending))
            action.triggered.connect(partial(self._sort_chosen, sort, descending))
        menu.popup(self._sorted.mapToGlobal(self._sorted.rect().bottomLeft()))

    def _sort_chosen(self, sort: str, descending: bool, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        self.sort_by(sort, descending=descending)

    def _find(self) -> None:
        self.filter.box.setFocus()
        self.filter.box.selectAll()


_WHAT_A_CASE_IS = (
    "A case is one piece of work about one person: a consultation, an assessment, an intervention. It begins with a "
    "referral or a question, and holds what was learned, decided and shared. The person need not know of it."
)
_NOTHING = "No case has all of what you asked for. Clear the filter to see every case again."
