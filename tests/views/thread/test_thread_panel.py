"""The golden thread on the screen: gone through by keys along its lines, clicked through, and told by a table."""

from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.domain.records.thread import Gap
from app.domain.records.thread_parts import Column, Part, Sort, Thread, Tie
from app.views.theme.theme import Theme
from app.views.thread.thread_panel import ThreadPanel
from app.views.thread.thread_view import HOW, ThreadView

MARKUP = "<b>Urge</b> & <img src=x>"
THREAD = Thread(
    (
        Part("e1", Column.EVIDENCE, "12-Mar-2026", "Letters to V1", "r-letters"),
        Part("e2", Column.EVIDENCE, "", "Not open to you", ""),
        Part("f1", Column.FACTOR, "F1, presenting", MARKUP, "r-formulation"),
        Part("f2", Column.FACTOR, "F2, perpetuating", "Debt", "r-formulation", (), False),
        Part("g1", Column.GOAL, "G1, by 31-Dec-2026", "Let an urge pass", "r-plan", (Gap.OVERDUE,)),
        Part("x", Column.GOAL, "", "No goal", "r-formulation", (Gap.NO_GOAL,), True),
        Part("s1", Column.SESSION, "17-Nov-2026", "Session, attended", "r-session"),
        Part("c1", Column.CHANGE, "Urge", "8 to 3, cannot say", "r-check-in"),
    ),
    (
        Tie("e1", "f1"),
        Tie("e2", "f1", Sort.AGAINST),
        Tie("f1", "g1"),
        Tie("f2", "x", Sort.LACKS),
        Tie("g1", "s1"),
        Tie("g1", "c1"),
    ),
    (),
)
E1, E2, F1, F2, G1, NO_GOAL, S1, C1 = range(8)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ThreadPanel:
    made = ThreadPanel(theme)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_thread(THREAD)
    QApplication.processEvents()
    made.view.setFocus()
    return made


def press(panel: ThreadPanel, qtbot: QtBot, *keys: Qt.Key) -> int:
    for key in keys:
        qtbot.keyClick(panel.view, key)
    return panel.view.at


def cells(panel: ThreadPanel, row: int) -> list[str]:
    table = panel.table.table
    texts = (str(table.index(row, column).data()) for column in range(table.columnCount()))
    return [text.replace("\N{NON-BREAKING HYPHEN}", "-") for text in texts]


def test_keys_go_along_the_lines_and_stay_in_a_column(panel: ThreadPanel, qtbot: QtBot) -> None:
    key = Qt.Key
    assert panel.view.accessibleDescription() == HOW
    assert press(panel, qtbot, key.Key_Right) == E1
    assert press(panel, qtbot, key.Key_Right) == F1
    assert press(panel, qtbot, key.Key_Down) == F2
    assert press(panel, qtbot, key.Key_Right) == NO_GOAL
    assert press(panel, qtbot, key.Key_Left, key.Key_Home, key.Key_Right) == G1
    assert press(panel, qtbot, key.Key_Right) == S1
    # No line leads on from there: it goes to what is nearest.
    assert press(panel, qtbot, key.Key_Right) == C1
    # The line from the goal goes past the sessions, and back along itself.
    assert press(panel, qtbot, key.Key_Left) == G1
    assert press(panel, qtbot, key.Key_End) == NO_GOAL


def test_what_is_said_of_a_part_names_where_it_comes_from_leads_to_and_what_is_missing(
    panel: ThreadPanel,
) -> None:
    panel.view.go_to(G1)
    assert panel.view.accessibleDescription() == (
        "Goal 1 of 2: G1, by 31-Dec-2026: Let an urge pass. Goal past its date. From F1. To 17-Nov-2026; Urge"
    )


def test_enter_opens_the_record_and_nothing_where_there_is_none_to_open(
    panel: ThreadPanel, qtbot: QtBot
) -> None:
    opened: list[str] = []
    panel.picked.connect(opened.append)
    for part in (F1, E2, NO_GOAL, S1):
        panel.view.go_to(part)
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert opened == ["r-formulation", "r-formulation", "r-session"]
    centre = panel.view.box(C1).center().toPoint()
    qtbot.mouseClick(panel.view, Qt.MouseButton.LeftButton, pos=centre)
    assert panel.view.at == C1
    qtbot.mouseDClick(panel.view, Qt.MouseButton.LeftButton, pos=centre)
    assert opened[3:] == ["r-check-in"]
    panel.table.go_to(G1)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert opened[4:] == ["r-plan"]


def test_the_table_tells_every_part_and_every_line(panel: ThreadPanel) -> None:
    assert [cells(panel, row) for row in range(panel.table.table.rowCount())] == [
        ["Evidence", "12-Mar-2026: Letters to V1", "F1", ""],
        ["Evidence", "Not open to you", "against F1", ""],
        ["Factor", f"F1, presenting: {MARKUP}", "G1", ""],
        ["Factor", "F2, perpetuating: Debt", "", ""],
        ["Goal", "G1, by 31-Dec-2026: Let an urge pass", "17-Nov-2026; Urge", "Goal past its date"],
        ["Goal", "F2: No goal", "", "Factor without a goal"],
        ["Session", "17-Nov-2026: Session, attended", "", ""],
        ["Change", "Urge: 8 to 3, cannot say", "", ""],
    ]


def test_picture_and_table_stand_at_the_same_part_and_keep_it(panel: ThreadPanel) -> None:
    panel.view.go_to(S1)
    assert panel.table.currentIndex().row() == S1
    panel.table.go_to(F2)
    assert panel.view.at == F2
    panel.show_thread(THREAD)
    assert panel.view.at == F2
    panel.show_thread(Thread(THREAD.parts[:2], (), ()))
    assert (panel.view.at, panel.view.accessibleDescription()) == (-1, HOW)


def test_the_lines_of_the_chosen_part_stand_out(panel: ThreadPanel) -> None:
    wide = panel.view._lines.lines | panel.view._lines.grid
    assert panel.view._own.lines == {}
    panel.view.go_to(F1)
    widths = {pen[1] for pen in panel.view._own.lines}
    assert min(widths) > 2 * max(pen[1] for pen in wide)
    # Of the three that it has one is dashed.
    assert len(panel.view._own.lines) == 2


def test_with_little_room_the_table_is_shown_first_and_the_picture_when_asked(
    qtbot: QtBot, theme: Theme
) -> None:
    made = ThreadPanel(theme)
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show_thread(THREAD)
    made.show()
    QApplication.processEvents()
    assert (made.table.isVisible(), made.area.isVisible()) == (True, False)
    made.frame.switch.choose(0)
    QApplication.processEvents()
    assert (made.table.isVisible(), made.area.isVisible()) == (False, True)
    # It scrolls sideways to what somebody goes to.
    made.view.go_to(C1)
    bar = made.area.horizontalScrollBar()
    assert bar.value() + made.area.viewport().width() >= made.view.chosen.right()
    made.resize(520, 700)
    QApplication.processEvents()
    assert made.area.isVisible()


def test_what_was_typed_is_never_markup(panel: ThreadPanel) -> None:
    centre = panel.view.box(F1).center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, centre, QPoint(0, 0))
    QApplication.sendEvent(panel.view, event)
    assert "&lt;b&gt;Urge" in QToolTip.text()
    QToolTip.hideText()


def test_without_a_part_it_says_what_begins_the_thread(panel: ThreadPanel) -> None:
    panel.show_thread(Thread((), (), ()))
    assert not panel.frame.isVisible()


def large(count: int) -> Thread:
    """So many parts in five columns, each tied to three of the column before."""
    columns = list(Column)
    parts = tuple(
        Part(f"p{n}", columns[n % 5], f"{date(2026, 1 + n % 12, 1):%d-%b-%Y}", f"Words of part {n}", f"r{n}")
        for n in range(count)
    )
    of = {column: [part.key for part in parts if part.column is column] for column in columns}
    ties = tuple(
        Tie(left, right)
        for before, after in pairwise(columns)
        for n, right in enumerate(of[after])
        for left in {of[before][(n + k) % len(of[before])] for k in range(3)}
    )
    return Thread(tuple(sorted(parts, key=lambda part: columns.index(part.column))), ties, ())


def test_two_hundred_parts_are_laid_out_within_a_frame_of_patience(qtbot: QtBot, theme: Theme) -> None:
    view = ThreadView(theme)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show_thread(large(200))
    # Words are measured once; of the times that follow the best is what the machine does undisturbed.
    assert min(_spent(view) for _ in range(5)) < 0.05


def _spent(view: ThreadView) -> float:
    began = process_time()
    view._lay_out()
    return process_time() - began
