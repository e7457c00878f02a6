"""Long lists: what is shown, what is fetched, what the keyboard does."""

from dataclasses import dataclass, field, fields
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.views.context.context import Context
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.widgets.lazy_table import PAGE, Column, LazyTable
from app.views.widgets.table_view import TableView
from tests.views.desk_ground import context_of
from tests.views.driver import double_click
from tests.views.settling import quiet, settle, turn
from tests.views.stalls import Stalls

COLUMNS = (
    Column("name", "Name", lambda row: f"Person {row}", 16, sort="name", stretches=True),
    Column("stage", "Stage", lambda _: "Open", 8),
    Column("lead", "Lead", lambda _: "<b>Rowan</b>", 10, rank=1),
    Column("last", "Last activity", lambda _: "23-Nov-2026 09:00", 12, rank=2),
)


@dataclass
class Numbers:
    """A service that gives numbers, and says which pages it was asked for."""

    matching: int = 100_000
    asked: list[int] = field(default_factory=list)
    may_go_on: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.may_go_on.set()

    def __call__(self, offset: int, limit: int) -> "Page":
        self.may_go_on.wait(5)
        self.asked.append(offset // limit)
        return Page(tuple(range(offset, min(offset + limit, self.matching))), self.matching, 100_000)


@dataclass
class Page:
    """One page of numbers."""

    rows: tuple[int, ...]
    matching: int
    total: int


@pytest.fixture
def context(theme: Theme, tasks: Tasks) -> Context:
    return context_of(theme, tasks)


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> TableView:
    table = LazyTable(COLUMNS, context.tasks)
    view = TableView("numbers", table, context)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    return view


def loaded(qtbot: QtBot, view: TableView, numbers: Numbers, *, again: bool = False) -> None:
    with qtbot.waitSignal(view.table.counted):
        view.ask(numbers, again=again)


def test_shows_the_first_page_and_says_how_many_there_are(qtbot: QtBot, view: TableView) -> None:
    told: list[tuple[int, int]] = []
    view.table.counted.connect(lambda *counts: told.append(counts))
    loaded(qtbot, view, Numbers(matching=450))
    assert told == [(450, 100_000)]
    assert view.table.rowCount() == 450
    assert view.table.index(3, 0).data() == "Person 3"


def test_keeps_the_rules_of_a_model(qtbot: QtBot, view: TableView) -> None:
    # It walks through every row at every change: a few pages are enough for it to find fault.
    tester = QAbstractItemModelTester(view.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    loaded(qtbot, view, Numbers(matching=2 * PAGE + 1))
    loaded(qtbot, view, Numbers(matching=0))
    loaded(qtbot, view, Numbers(matching=2 * PAGE), again=True)
    view.table.index(2 * PAGE - 1, 0).data()
    qtbot.waitUntil(lambda: view.table.row(2 * PAGE - 1) is not None)
    assert tester.model() is view.table


def test_a_row_that_is_not_there_is_blank_and_fills_in(qtbot: QtBot, view: TableView) -> None:
    loaded(qtbot, view, Numbers())
    far = view.table.index(50_000, 0)
    assert far.data() is None
    with qtbot.waitSignal(view.table.dataChanged):
        far.data(Qt.ItemDataRole.AccessibleTextRole)
    assert far.data() == "Person 50000"


def test_a_cell_is_read_out_with_the_name_of_its_column(qtbot: QtBot, view: TableView) -> None:
    loaded(qtbot, view, Numbers())
    assert view.table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Stage: Open"
    assert view.table.index(90_000, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Stage: still loading"


def test_a_name_with_markup_is_shown_and_not_obeyed(qtbot: QtBot, view: TableView) -> None:
    loaded(qtbot, view, Numbers())
    assert "&lt;b&gt;" in view.table.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)


def test_what_is_wanted_last_is_fetched_first_and_what_went_by_never(qtbot: QtBot, view: TableView) -> None:
    numbers = Numbers()
    loaded(qtbot, view, numbers)
    numbers.may_go_on.clear()
    for page in range(100, 140):
        view.table.index(page * PAGE, 0).data()
    numbers.may_go_on.set()
    qtbot.waitUntil(lambda: len(numbers.asked) >= 6)
    qtbot.waitUntil(lambda: quiet(view, view.table._tasks))
    assert numbers.asked[:2] == [0, 100]
    assert set(numbers.asked[2:]) <= {136, 137, 138, 139}
    assert numbers.asked[2] == 139


def test_an_answer_to_an_older_question_is_not_shown(qtbot: QtBot, view: TableView) -> None:
    old, new = Numbers(matching=10), Numbers(matching=20)
    old.may_go_on.clear()
    view.ask(old)
    view.ask(new)
    old.may_go_on.set()
    qtbot.waitUntil(lambda: view.table.rowCount() == 20)
    qtbot.waitUntil(lambda: quiet(view, view.table._tasks))
    assert view.table.rowCount() == 20


def test_a_list_that_grew_meanwhile_is_counted_anew(qtbot: QtBot, view: TableView) -> None:
    numbers = Numbers(matching=1000)
    loaded(qtbot, view, numbers)
    numbers.matching = 1001
    view.table.index(900, 0).data()
    qtbot.waitUntil(lambda: view.table.rowCount() == 1001)


def test_a_page_that_cannot_be_read_is_told_once(qtbot: QtBot, view: TableView) -> None:
    def fails(offset: int, _limit: int) -> Page:
        if offset:
            raise OSError
        return Page(tuple(range(PAGE)), 1000, 1000)

    refusals: list[object] = []
    view.table.refused.connect(refusals.append)
    with qtbot.waitSignal(view.table.counted):
        view.ask(fails)
    for _ in range(3):
        view.table.index(900, 0).data()
        qtbot.waitUntil(lambda: quiet(view, view.table._tasks))
    assert [type(each) for each in refusals] == [OSError]


def test_asking_the_same_again_leaves_the_list_where_it_was(qtbot: QtBot, view: TableView) -> None:
    numbers = Numbers()
    loaded(qtbot, view, numbers)
    view.selectRow(4000)
    view.scrollTo(view.table.index(4000, 0), view.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: view.table.row(4000) is not None)
    loaded(qtbot, view, numbers, again=True)
    assert view.rowAt(0) == 4000
    assert view.currentIndex().row() == 4000
    loaded(qtbot, view, numbers)
    assert view.rowAt(0) == 0


def test_enter_and_a_double_click_open_a_row(qtbot: QtBot, view: TableView) -> None:
    loaded(qtbot, view, Numbers())
    opened: list[int] = []
    view.opened.connect(opened.append)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    place = view.visualRect(view.table.index(5, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    double_click(view.viewport(), place)
    assert opened == [1, 5]


def test_letters_are_for_the_box_that_narrows(qtbot: QtBot, view: TableView) -> None:
    loaded(qtbot, view, Numbers())
    with qtbot.waitSignal(view.typed) as typed:
        qtbot.keyClick(view, Qt.Key.Key_F)
    assert typed.args == ["f"]


def test_tab_leaves_the_list(view: TableView) -> None:
    assert not view.tabKeyNavigation()


def test_titles_stand_over_the_left_of_their_column(view: TableView) -> None:
    assert view.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft


def test_columns_fit_and_those_that_matter_least_go_first(qtbot: QtBot, view: TableView) -> None:
    loaded(qtbot, view, Numbers())
    for width, shown in ((900, 4), (560, 3), (400, 2)):
        view.resize(width, 500)
        visible = [n for n in range(4) if not view.isColumnHidden(n)]
        assert len(visible) == shown, width
        assert sum(view.columnWidth(n) for n in visible) == view.viewport().width()


def test_a_width_somebody_chose_is_remembered(qtbot: QtBot, view: TableView, context: Context) -> None:
    view.setColumnWidth(1, context.theme.pixels(12))
    assert sum(view.columnWidth(n) for n in range(4)) == view.viewport().width()
    qtbot.waitUntil(lambda: "columns.numbers" in context.settings.now.layout)
    # What is kept passes the check of the settings file.
    layout = context.settings.now.layout
    assert next(each for each in fields(Settings) if each.name == "layout").metadata["check"](layout)
    again = TableView("numbers", view.table, context)
    qtbot.addWidget(again)
    again.resize(900, 500)
    assert abs(again.columnWidth(1) - context.theme.pixels(12)) <= 1


def test_a_width_cannot_push_the_others_out(view: TableView) -> None:
    view.setColumnWidth(1, 5000)
    assert sum(view.columnWidth(n) for n in range(4)) == view.viewport().width()


def test_a_hundred_thousand_rows_scroll_without_a_stall(
    qtbot: QtBot, view: TableView, stalls: Stalls
) -> None:
    loaded(qtbot, view, Numbers())
    bar = view.verticalScrollBar()
    settle(view)
    stalls.forget()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 59)
        turn()
    qtbot.waitUntil(lambda: view.table.row(99_999) is not None)
    assert stalls.longest < 50
