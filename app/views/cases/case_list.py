"""The cases as a list, as a board by stage, and by who leads them; narrowed alike, and it says what it hides."""

from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from app.domain.cases.case import RETIRED_STAGES
from app.domain.cases.limits import LIMITS
from app.services.cases.case_row import CaseRow
from app.services.cases.caseload import Clinician
from app.services.cases.cases import BoardPage, CasePage, CaseQuery, Hidden, of_stage
from app.services.desk import Desk
from app.services.vault.open_vault import KEPT
from app.views.cases import cards
from app.views.cases.board import Board
from app.views.cases.case_filter import CaseFilter
from app.views.cases.columns import TELL_A_NAME, case_columns, load_columns
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import (
    CaseAt,
    ImportReferrals,
    MoveCase,
    NewCase,
    RailPart,
    StageLimitsAt,
)
from app.views.context.timers import once
from app.views.widgets import case_words as shown
from app.views.widgets.buttons import button
from app.views.widgets.case_peek import CasePeekPane
from app.views.widgets.empty import EmptyPart
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.lazy_table import Fetch, LazyTable
from app.views.widgets.narrowing import GIVES_WAY
from app.views.widgets.page import Page
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.switch import Switch
from app.views.widgets.table_view import TableView
from app.views.widgets.words import CutWords

SORTED: Final = {
    ("name", False): "by name",
    ("name", True): "by name, Z to A",
    ("reference", False): "by case",
    ("reference", True): "by case, last first",
    ("active", True): "last worked on first",
    ("active", False): "left alone longest first",
}
_BY_STAGE: Final = "longest in stage first"
_NEWEST_FIRST: Final = {"active"}
_LIST, _BOARD, _LOAD = range(3)
_WAYS: Final = ("List", "Board", "Caseload")
_ACTS: Final = ("Open case", "Open case", "Show their cases")
_STALE_MS: Final = 600_000
"""After the cases were asked for until it is said of when they are."""
_NARROW: Final = 700
"""Pixels at 100 % text."""


class CaseList(Page):
    """Every case of the vault."""

    title = "Cases"
    help = "cases"
    has_side = True

    def __init__(self, desk: Desk, context: Context) -> None:
        super().__init__(desk, context)
        theme = context.theme
        self._sort, self._descending = "name", False
        self._shown: CaseQuery | None = None
        self._names_hidden = False
        self._limits = LIMITS
        self.filter = CaseFilter(theme, desk.member.id)
        self.ways = Switch("How the cases are shown", _WAYS)
        self._count = CutWords("", "muted")
        self.table = LazyTable(case_columns(desk, theme), context.tasks, self)
        self.view = TableView("cases", self.table, context, dense=True)
        self.view.setAccessibleName("Cases")
        self.peek = CasePeekPane(desk, context)
        self._stale = once(self, _STALE_MS, self._say_age)
        begin = partial(self.go, NewCase())
        self._move = button("Move to…", self._move_on, hint="Move the chosen case to another stage")
        self.open = button("Open case", self._open)
        self.open.setProperty("kind", "primary")
        self.open.wear(theme, "arrow-right", "on_primary")
        bring = button("Import…", partial(self.go, ImportReferrals()), hint="Open the cases of a list")
        begins = bring, button("New case…", begin, hint="New case (Ctrl+N)")
        to_supervise = partial(self.go, RailPart("supervision"))
        self._supervise = button("Supervision", to_supervise, hint="Go through the cases of a colleague")
        self._set_limits = button(
            "Stage limits…", partial(self.go, StageLimitsAt()), hint="After how many days a card is marked"
        )
        self._acts = self.at_foot(*begins, self._set_limits, self._move, self._supervise, self.open)
        self._stack = QStackedWidget()
        self._none = EmptyPart(theme, "No case yet", _WHAT_A_CASE_IS, "New case", begin)
        self._nothing = EmptyPart(theme, "Nothing matches", _NOTHING, "Clear", self.filter.clear)
        self._lay_out()
        self._connect()

    @cached_property
    def board(self) -> Board:
        """The cases by stage: made when somebody first looks at them so."""
        board = Board(self.context, self._card)
        self._stack.addWidget(board)
        board.opened.connect(lambda row: self.go(CaseAt(row.id)))
        return board

    @cached_property
    def load_view(self) -> TableView:
        """Who leads how much: made when somebody first asks."""
        table = LazyTable(load_columns(), self.context.tasks, self)
        view = TableView("caseload", table, self.context, dense=True)
        view.setAccessibleName("Caseload by clinician")
        self._stack.addWidget(view)
        view.opened.connect(self._show_led)
        table.counted.connect(partial(self._show_load, view))
        table.refused.connect(self.refused)
        return view

    def _lay_out(self) -> None:
        px = self.context.theme.px
        # Rows begin further left than what stands over them, so that the words align.
        self.body.setContentsMargins(px(16), px(14), px(24), px(8))
        self.body.removeWidget(self.heading)
        self.heading.setWordWrap(False)
        parts = self.heading, self._count, 1, (self.filter.box, GIVES_WAY), self.ways
        self.body.insertLayout(0, horizontal(None, *parts, gap=px(12), pad=(px(8), 0, 0, 0)))
        inside = QWidget()
        inside.setObjectName("page")
        # Put into its place while it is empty: whatever moves takes its style anew, with all that is in it.
        self.body.addWidget(Scrolled(inside), 1)
        chips = horizontal(None, (self.filter, 1), pad=(px(8), 0, 0, 0))
        vertical(inside, chips, (self._stack, 1), gap=px(4))
        for front in (self.view, self._none, self._nothing):
            self._stack.addWidget(front)
        self.at_side(self.peek)

    def _connect(self) -> None:
        self.filter.changed.connect(self._ask)
        self.view.typed.connect(self.filter.type_on)
        self.view.opened.connect(lambda row: self.go(CaseAt(row.id)))
        self.view.chosen.connect(lambda row: self.peek.choose(row.id if row is not None else "", row))
        self.peek.refused.connect(self.refused)
        self.view.sort_wanted.connect(self._title_pressed)
        self.table.counted.connect(self._show_counts)
        self.ways.chosen.connect(self._turn)
        self.filter.leads_wanted.connect(self._ask_for_leads)
        self.table.refused.connect(self.refused)
        self.filter.box.returnPressed.connect(self.focus_first)
        for keys, message, act in (
            ("/", "Narrow the list", self._find),
            ("Ctrl+F", "Narrow the list", self._find),
            ("Ctrl+Shift+O", "Sort the list", self._offer_sorts),
            ("F5", "Ask for the cases anew", self._ask_again),
        ):
            shortcut(self, keys, message, act)

    def arrive(self) -> None:
        """Ask anew; the list stays where it was."""
        self._ask_again()

    def renew(self, done: frozenset[str]) -> None:
        """Ask anew; the list stays where it was."""
        if done != {KEPT}:
            self._ask_again()

    def focus_first(self) -> None:
        """Give the keyboard to the list, or to what can be done where it is empty."""
        front = self._stack.currentWidget()
        if isinstance(front, Board):
            front.focus_first()
        else:
            act = front.act if isinstance(front, EmptyPart) else None
            (act or front or self).setFocus()

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show references only."""
        self._names_hidden = hidden
        self.filter.hide_names(hidden)
        self.view.hide_columns(TELL_A_NAME if hidden else frozenset())
        self.peek.hide_names(hidden)
        if self.ways.at == _BOARD:
            self.board.redraw()

    def sort_by(self, sort: str, *, descending: bool) -> None:
        """Ask in another order."""
        self._sort, self._descending = sort, descending
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the list."""
        super().resizeEvent(event)
        self.filter.fit_box(is_narrow=self.width() < self.context.theme.px(_NARROW))
        self._fit_peek()

    # --- asking -----------------------------------------------------------------------------------

    def _query(self) -> CaseQuery:
        return CaseQuery(
            sort=self._sort,
            descending=self._descending,
            filters=self.filter.filters,
            name=self.filter.box.text(),
        )

    def _ask(self) -> None:
        self._put(again=False)

    def _ask_again(self) -> None:
        self.peek.look_again()
        self._put(again=self._shown == self._query())

    def _put(self, *, again: bool) -> None:
        query = self._shown = self._query()
        self.bar.clear()
        cases, way = self.desk.cases, self.ways.at
        if way == _BOARD:
            self.run(cases.board, query, then=partial(self._show_board, query))
        elif way == _LOAD:
            self.load_view.ask(lambda offset, limit: cases.caseload(offset=offset, limit=limit), again=again)
        else:
            self.view.ask(self._fetch(query), again=again)

    def _fetch(self, query: CaseQuery) -> Fetch:
        def fetch(offset: int, limit: int) -> CasePage:
            return self.desk.cases.page(query, offset=offset, limit=limit)

        return fetch

    def _show_board(self, query: CaseQuery, page: BoardPage) -> None:
        if query != self._shown or self.ways.at != _BOARD:
            return
        self._limits = page.limits
        # Before the columns are made anew: with the one that has the keyboard, the keyboard goes.
        had_keyboard = self._has_keyboard
        self.board.show_board(page, lambda stage: self._fetch(of_stage(query, stage)))
        self._say_counts(page.matching, page.total, page.hidden, _BY_STAGE)
        empty = [
            shown.stage(stage)
            for stage, cases in page.stages.items()
            if not cases.matching and stage not in RETIRED_STAGES
        ]
        self._tell(f"No case in {_any_of(empty)}" if empty and page.matching else "")
        front = self.board if page.matching else self._nothing if page.total else self._none
        self._put_in_front(front, had_keyboard=had_keyboard)

    def _show_counts(self, matching: int, total: int) -> None:
        if self.ways.at != _LIST:
            return
        page: CasePage = self.table.answer
        self._say_counts(matching, total, page.hidden, SORTED[self._sort, self._descending])
        self._tell("")
        self.view.show_sorted(self._sort, descending=self._descending)
        self._put_in_front(self.view if matching else self._nothing if self.filter.narrows else self._none)

    def _show_load(self, view: TableView, matching: int, _total: int) -> None:
        self._count.short = ""
        self._count.setText("1 clinician" if matching == 1 else f"{matching:,} clinicians")
        self._tell("")
        self._put_in_front(view)

    def _say_counts(self, matching: int, total: int, hidden: Hidden, order: str) -> None:
        cases = "case" if total == 1 else "cases"
        count = f"{matching:,} of {total:,}" if matching != total else f"{total:,} {cases}"
        text = f"{count}, {order}"
        if text != self._count.text():
            voice.say(self, text)
        self._count.short = count
        self._count.setText(text)
        self.filter.show_hidden(hidden)

    def _tell(self, message: str) -> None:
        """Say what the cases are like, until that is old."""
        self._acts.tell(message)
        self._at = self.desk.vault.clock().astimezone(self.desk.zone)
        self._stale.start()

    def _say_age(self) -> None:
        self._acts.tell(f"As of {self._at:%H:%M}. F5 asks again")

    @property
    def _has_keyboard(self) -> bool:
        return self._stack.isAncestorOf(self.focusWidget() or self)

    def _put_in_front(self, front: QWidget, *, had_keyboard: bool = False) -> None:
        is_load = self.ways.at == _LOAD
        for each in (self.filter, self.filter.box):
            each.setVisible(not is_load)
        had_keyboard = had_keyboard or self._has_keyboard
        self._stack.setCurrentWidget(front)
        is_empty = isinstance(front, EmptyPart)
        self._move.setVisible(isinstance(front, Board))
        self._set_limits.setVisible(isinstance(front, Board) and self.desk.member.is_lead)
        self._supervise.setVisible(is_load)
        self.open.setEnabled(not is_empty)
        text = _ACTS[self.ways.at]
        self.open.setText(text)
        self.open.setAccessibleName(text)
        self._acts.refit()
        self._fit_peek()
        if had_keyboard or self.focusWidget() is None:
            self.focus_first()

    def _fit_peek(self) -> None:
        if self._stack.currentWidget() is self.view:
            self.peek.fit(self.width())
        else:
            self.peek.hide()

    def _card(self, row: CaseRow) -> tuple[cards.Line, ...]:
        return cards.lines(row, self.desk.today_date(), self._limits, names_hidden=self._names_hidden)

    # --- what a person does -----------------------------------------------------------------------

    def _turn(self, _way: int) -> None:
        """Show the cases another way; what is filtered stays so."""
        self._ask()

    def _open(self) -> None:
        if self.ways.at == _LOAD:
            if (clinician := self.load_view.current) is not None:
                self._show_led(clinician)
            return
        if (row := self._chosen) is not None:
            self.go(CaseAt(row.id))

    @property
    def _chosen(self) -> CaseRow | None:
        return self.board.current if self.ways.at == _BOARD else self.view.current

    def _move_on(self) -> None:
        if (row := self._chosen) is not None:
            self.go(MoveCase(row.id))

    def _show_led(self, clinician: Clinician) -> None:
        """The cases of somebody from the caseload, as a list."""
        blocked = self.ways.blockSignals(True)
        self.ways.choose(_LIST)
        self.ways.blockSignals(blocked)
        self.filter.lead_by(clinician.id, clinician.name)
        self.view.setFocus()

    def _ask_for_leads(self) -> None:
        self.run(self.desk.cases.caseload, then=self.filter.offer_leads)

    def _title_pressed(self, sort: str) -> None:
        same = sort == self._sort
        self.sort_by(sort, descending=not self._descending if same else sort in _NEWEST_FIRST)

    def _offer_sorts(self) -> None:
        """The same as the titles of the list, by keyboard."""
        if self._stack.currentWidget() is not self.view:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for (sort, descending), in_words in SORTED.items():
            action = menu.addAction(in_words[:1].upper() + in_words[1:])
            action.setCheckable(True)
            action.setChecked((sort, descending) == (self._sort, self._descending))
            action.triggered.connect(lambda _=False, s=sort, d=descending: self.sort_by(s, descending=d))
        menu.popup(self.view.mapToGlobal(self.view.rect().topLeft()))

    def _find(self) -> None:
        self.filter.box.setFocus()
        self.filter.box.selectAll()


def _any_of(names: list[str]) -> str:
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


_WHAT_A_CASE_IS = (
    "A case is one piece of work about one person, who need not know of it: it begins with a referral or a question, "
    "and holds what was learned, decided and shared."
)
_NOTHING = "No case has all of what you asked for. Clear the filter to see every case again."
