"""The list of cases: what it shows, what it says it hides, and everything by keyboard."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.domain.cases.case import CaseConcern, CaseGates, CaseLead, CaseMove, Gate
from app.domain.cases.limits import LIMITS, StageLimits
from app.domain.cases.person import PersonDetails
from app.domain.facts.case import LEAD
from app.domain.fields.rights import Grade, Right
from app.domain.kinds.custody.content import Custody
from app.domain.values.dates import ClinicalDate
from app.models.tables import LedgerRow
from app.services.cases.cases import Cases
from app.services.cases.opening import open_case
from app.services.desk import Desk
from app.services.entry.unlocking import unlock
from app.services.facts.stating import Saying, Subject, state
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.views.cases.case_list import CaseList
from app.views.cases.limits import StageLimitsForm
from app.views.context.context import Context
from app.views.context.places import CaseAt, MoveCase, NewCase, StageLimitsAt
from app.views.widgets.chips import MenuChip
from app.views.widgets.plain_table import INK
from app.views.widgets.words import HYPHEN
from tests.builders import (
    COLLEAGUE,
    COLLEAGUE_PASSPHRASE,
    KNOWS,
    OPENED,
    add_case,
    complete,
    draft_with,
    enrol_colleague,
    raise_flag,
)
from tests.confirmed import enrol, sign
from tests.views.cases.test_forms import fill
from tests.views.desk_ground import arrived, places_of, settled

NAMES = ("Fairweather", "Farrow", "Quill", "Zeller")


@pytest.fixture
def cases(vault: OpenVault) -> list[str]:
    return [add_case(vault, name) for name in NAMES]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, context: Context, cases: list[str]) -> CaseList:
    page = CaseList(desk, context)
    arrived(qtbot, page)
    return page


def names(page: CaseList) -> list[str]:
    return [str(page.table.index(row, 0).data()) for row in range(page.table.rowCount())]


def said(page: CaseList) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def press(page: QWidget, name: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if each.accessibleName() == name)


def give_to_colleague(vault: OpenVault, case_id: str) -> None:
    """Let a colleague lead a case."""
    colleague = enrol_colleague(vault)
    with vault.acting(Right.ASSIGN, case=case_id) as act:
        state(vault, act, Subject(case_id, case_id), Saying((LEAD,), CaseLead(lead=colleague)))


def order_ending(vault: OpenVault, case_id: str, days: int) -> None:
    """A release expected so many days from now."""
    ends = ClinicalDate.of(vault.today() + timedelta(days=days))
    held = replace(complete(Custody), expected_release=ends)
    sign(vault, draft_with(vault, case_id, "custody", held))


def test_shows_the_cases_by_name_and_says_so(page: CaseList) -> None:
    assert names(page) == ["FAIRWEATHER, Colm", "FARROW, Colm", "QUILL, Colm", "ZELLER, Colm"]
    assert "4 cases, by name" in said(page)
    assert page.filter.hidden_words == ""
    assert not press(page, "Clear").isVisible()


def test_says_what_a_filter_hides_and_clears_it_with_one_act(qtbot: QtBot, page: CaseList) -> None:
    page.filter.box.setFocus()
    qtbot.keyClicks(page.filter.box, "fa")
    qtbot.waitUntil(lambda: page.table.rowCount() == 2)
    assert "2 of 4, by name" in said(page)
    assert page.filter.hidden_words == "2 hidden"
    qtbot.mouseClick(press(page, "Clear"), Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert page.table.rowCount() == 4
    assert page.filter.hidden_words == ""


def choose(qtbot: QtBot, page: CaseList, chip: MenuChip, *values: str) -> None:
    """Open the menu of a chip by keyboard and choose in it, as a person would: it closes after each."""
    for value in values:
        chip.setFocus()
        qtbot.keyClick(chip, Qt.Key.Key_Return)
        settled(qtbot, page)
        menu = chip.findChild(QMenu)
        assert menu is not None
        next(action for action in menu.actions() if action.text() == value).trigger()
        menu.close()
        menu.setParent(None)
        settled(qtbot, page)


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_each_chip_narrows_and_together_they_say_what_each_hides(
    qtbot: QtBot, page: CaseList, desk: Desk, vault: OpenVault, cases: list[str]
) -> None:
    desk.cases.move(cases[0], CaseMove(stage="closed", reason="Over"))
    desk.cases.move(cases[1], CaseMove(stage="panel", reason="Screened in"))
    give_to_colleague(vault, cases[2])
    page.arrive()
    settled(qtbot, page)
    chips = page.filter
    press(page, "Mine").click()
    settled(qtbot, page)
    assert (names(page), chips.hidden_words) == (
        ["FAIRWEATHER, Colm", "FARROW, Colm", "ZELLER, Colm"],
        "1 hidden: 1 of colleagues",
    )
    press(page, "Open").click()
    settled(qtbot, page)
    assert (names(page), chips.hidden_words) == (
        ["FARROW, Colm", "ZELLER, Colm"],
        "2 hidden: 1 of colleagues, 1 closed",
    )
    choose(qtbot, page, chips.stage, "Before the panel")
    assert (names(page), chips.hidden_words) == (
        ["FARROW, Colm"],
        "3 hidden: 1 of colleagues, 1 closed, 1 by other filters",
    )
    assert chips.stage.text() == "Stage: Before the panel"
    choose(qtbot, page, chips.stage, "Assessment")
    assert names(page) == ["FARROW, Colm", "ZELLER, Colm"]
    assert (chips.stage.text(), chips.stage.accessibleName()) == (
        "Stage: 2 chosen",
        "Stage: Before the panel, Assessment",
    )
    press(page, "Clear").click()
    settled(qtbot, page)
    assert (len(names(page)), chips.hidden_words, chips.stage.accessibleName()) == (4, "", "Stage: any")


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_closed_and_not_closed_are_never_asked_for_together(
    qtbot: QtBot, page: CaseList, desk: Desk, cases: list[str]
) -> None:
    desk.cases.move(cases[0], CaseMove(stage="closed", reason="Over"))
    press(page, "Open").click()
    settled(qtbot, page)
    choose(qtbot, page, page.filter.stage, "Closed")
    assert (names(page), press(page, "Open").isChecked()) == (["FAIRWEATHER, Colm"], False)
    press(page, "Open").click()
    settled(qtbot, page)
    assert (len(names(page)), page.filter.stage.chosen) == (3, ())
    assert page.filter.hidden_words == "1 hidden: 1 closed"


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_narrows_by_pathway_by_who_knows_and_by_red_flags(
    qtbot: QtBot, page: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    raise_flag(vault, cases[3], sign="approach")
    add_case(vault, "Hollis", awareness="aware")
    choose(qtbot, page, page.filter.pathway, "Monitoring")
    assert names(page) == []
    assert "Nothing matches" in said(page)
    choose(qtbot, page, page.filter.pathway, "Monitoring")
    choose(qtbot, page, page.filter.person, "Aware")
    assert names(page) == ["HOLLIS, Colm"]
    choose(qtbot, page, page.filter.person, "Aware")
    press(page, "Red flag").click()
    settled(qtbot, page)
    assert (names(page), page.filter.hidden_words) == (["ZELLER, Colm"], "4 hidden")


def test_letters_typed_in_the_list_look_for_a_name(qtbot: QtBot, page: CaseList) -> None:
    page.view.setFocus()
    qtbot.keyClicks(page.view, "q")
    qtbot.waitUntil(lambda: names(page) == ["QUILL, Colm"])
    assert page.filter.box.hasFocus()


@pytest.mark.parametrize("keys", ["/", "f"])
def test_slash_and_ctrl_f_find(qtbot: QtBot, page: CaseList, keys: str) -> None:
    page.view.setFocus()
    if keys == "/":
        qtbot.keyClick(page.view, Qt.Key.Key_Slash)
    else:
        qtbot.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filter.box.hasFocus()
    assert page.filter.box.text() == ""


def test_a_title_sorts_and_a_second_press_turns_it_round(qtbot: QtBot, page: CaseList) -> None:
    header = page.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
    for words, first in (("by name, Z to A", "ZELLER, Colm"), ("by name", "FAIRWEATHER, Colm")):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settled(qtbot, page)
        assert names(page)[0] == first
        assert f"4 cases, {words}" in [each.text() for each in page.findChildren(QLabel)]
        assert header.sortIndicatorSection() == 0


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_sorts_by_keyboard_too(qtbot: QtBot, page: CaseList) -> None:
    page.focus_first()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.view, Qt.Key.Key_O, held)
    menu = page.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Last worked on first").trigger()
    menu.close()
    settled(qtbot, page)
    assert names(page)[0] == "ZELLER, Colm"
    assert "4 cases, last worked on first" in said(page)


def test_enter_opens_the_case(qtbot: QtBot, page: CaseList, cases: list[str]) -> None:
    asked = places_of(page)
    page.focus_first()
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert asked == [CaseAt(cases[1])]


def test_comes_back_to_the_row_it_was_left_at(qtbot: QtBot, page: CaseList) -> None:
    page.view.selectRow(2)
    page.arrive()
    settled(qtbot, page)
    assert page.view.currentIndex().row() == 2


def test_without_a_case_says_what_one_is(qtbot: QtBot, desk: Desk, context: Context) -> None:
    page = CaseList(desk, context)
    asked = places_of(page)
    arrived(qtbot, page)
    page.focus_first()
    assert "No case yet" in said(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert asked == [NewCase()]


def test_hidden_names_leave_references_only(qtbot: QtBot, page: CaseList) -> None:
    page.filter.type_on("fa")
    page.hide_names(hidden=True)
    shown = [n for n, column in enumerate(page.table.columns) if not page.view.isColumnHidden(n)]
    assert {page.table.columns[n].key for n in shown}.isdisjoint({"name", "born"})
    assert "fa" not in page.filter.box.displayText()
    page.hide_names(hidden=False)
    assert not page.view.isColumnHidden(0)


def test_the_bar_at_the_foot_opens_the_chosen_case_and_begins_a_new_one(
    qtbot: QtBot, page: CaseList, cases: list[str]
) -> None:
    asked = places_of(page)
    page.view.selectRow(2)
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked != [])
    press(page, "New case…").click()
    assert asked == [CaseAt(cases[2]), NewCase()]
    assert not press(page, "Move to…").isVisible()


def cell(page: CaseList, row: int, key: str) -> QModelIndex:
    return page.table.index(row, [each.key for each in page.table.columns].index(key))


def test_a_row_says_in_words_what_it_says_by_colour(
    qtbot: QtBot, page: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    raise_flag(vault, cases[0], sign="approach")
    order_ending(vault, cases[0], -7)
    page.arrive()
    settled(qtbot, page)
    aloud, tip = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
    ends = ClinicalDate.of(page.desk.today_date() - timedelta(days=7)).show().replace("-", HYPHEN)
    due = cell(page, 0, "due")
    assert (due.data(), due.data(INK)) == ("7 days late", "danger")
    assert due.data(aloud) == f"Next due: Release expected, {ends}, 7 days late"
    assert due.data(tip) == f"<p>Release expected, {ends}, 7 days late</p>"
    flags, knows = cell(page, 0, "flags"), cell(page, 0, "awareness")
    assert (flags.data(), flags.data(INK), flags.data(aloud)) == ("1", "danger", "Flags: 1 red flag")
    assert flags.data(Qt.ItemDataRole.DecorationRole) is not None
    assert (knows.data(), knows.data(INK)) == ("Unaware", "care")
    assert (cell(page, 0, "since").data(), cell(page, 1, "due").data(INK)) == ("21", "")
    assert cell(page, 1, "flags").data(aloud) == "Flags: No red flag"


# --- the case that is chosen ------------------------------------------------------------------------------------


@pytest.fixture
def wide(qtbot: QtBot, desk: Desk, context: Context, cases: list[str]) -> CaseList:
    """A page with room for the pane beside the list."""
    page = CaseList(desk, context)
    arrived(qtbot, page, width=1072)
    return page


def looks(vault: OpenVault) -> list[str]:
    """The cases that were looked into, in order."""
    wanted = select(LedgerRow.case_id).where(LedgerRow.action == "case.peek").order_by(LedgerRow.seq)
    with vault.database.reading() as connection:
        return [str(case) for case in connection.scalars(wanted)]


def test_the_pane_shows_the_chosen_case_in_short(
    qtbot: QtBot, wide: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    raise_flag(vault, cases[1], sign="approach")
    order_ending(vault, cases[1], 10)
    wide.arrive()
    settled(qtbot, wide)
    wide.view.selectRow(1)
    settled(qtbot, wide)
    shown = wide.peek.text
    for words in (
        "FARROW, Colm",
        "Does not know of this case: no contact, letter or call",
        "Coming closer or more often",
        "Stage: Assessment, 21 days",
        "Pathway: Consultation",
        "Next due: Release expected, ",
        ", in 10 days",
        f"Lead: {wide.desk.member.name}",
        "Red flag",
        "Custody and release",
    ):
        assert words in shown, words
    wide.hide_names(hidden=True)
    assert "FARROW" not in wide.peek.text
    assert "Name hidden" in wide.peek.text


def test_a_look_is_noted_once_and_only_where_the_choice_came_to_rest(
    qtbot: QtBot, wide: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    assert looks(vault) == cases[:1]
    for _ in range(3):
        qtbot.keyClick(wide.view, Qt.Key.Key_Down)
        assert wide.peek.text == ""
    settled(qtbot, wide)
    assert "ZELLER" in wide.peek.text
    assert looks(vault) == [cases[0], cases[3]]


def test_what_changed_of_the_chosen_case_is_seen_where_its_row_is_as_before(
    qtbot: QtBot, wide: CaseList, vault: OpenVault, desk: Desk, cases: list[str]
) -> None:
    row = wide.view.current
    assert "Under investigation" not in wide.peek.text
    facts = desk.casefile.open(cases[0]).case.facts
    desk.cases.change(cases[0], replace(facts, justice_stage="investigation"))
    wide.renew(frozenset({"case.justice"}))
    settled(qtbot, wide)
    assert wide.view.current[:7] == row[:7]
    assert "Justice: Under investigation" in wide.peek.text
    assert looks(vault) == [cases[0], cases[0]]


def test_says_of_when_the_cases_are_once_that_is_a_while_ago(qtbot: QtBot, page: CaseList) -> None:
    assert page.foot is not None
    assert page.foot.text == ""
    page._stale.start(1)
    qtbot.waitUntil(lambda: page.foot.text == "As of 09:00. F5 asks again")
    page._stale.setInterval(600_000)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F5)
    settled(qtbot, page)
    assert page.foot.text == ""


def test_the_pane_gives_way_where_there_is_no_room_and_then_nothing_is_looked_into(
    qtbot: QtBot, wide: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    assert wide.peek.isVisible()
    assert 288 <= wide.peek.width() <= 340
    wide.resize(900, 800)
    settled(qtbot, wide)
    assert not wide.peek.isVisible()
    wide.view.selectRow(2)
    settled(qtbot, wide)
    assert looks(vault) == cases[:1]
    wide.resize(1072, 800)
    settled(qtbot, wide)
    assert "QUILL" in wide.peek.text
    wide.ways.choose(1)
    settled(qtbot, wide)
    assert not wide.peek.isVisible()


def test_who_may_not_read_records_is_shown_nothing_of_them(
    qtbot: QtBot, context: Context, vault: OpenVault, machine: Machine, cases: list[str]
) -> None:
    enrol(vault, replace(COLLEAGUE, grade=Grade.ADMINISTRATOR), COLLEAGUE_PASSPHRASE)
    vault.lock()
    theirs = unlock(vault.folder, COLLEAGUE.login, COLLEAGUE_PASSPHRASE, machine=machine)
    try:
        page = CaseList(Desk.of(theirs), context)
        arrived(qtbot, page, width=1072)
        assert page.peek.isVisible()
        assert len(names(page)) == 4
        assert (page.peek.text, page.bar.text, looks(theirs)) == ("", "", [])
    finally:
        context.tasks.finish()
        theirs.lock()


# --- the board, and who leads what ------------------------------------------------------------------------------


@pytest.fixture
def board(qtbot: QtBot, page: CaseList, desk: Desk, cases: list[str]) -> CaseList:
    """The board, with one case in another stage."""
    facts = desk.casefile.open(cases[0]).case.facts
    desk.cases.change(cases[0], replace(facts, stage="panel"), "To the panel")
    page.ways.choose(1)
    settled(qtbot, page)
    return page


def on_board(page: CaseList, stage: str) -> list[str]:
    table = page.board.columns[stage].table
    return [str(table.index(row, 0).data()) for row in range(table.rowCount())]


def test_the_board_has_a_column_a_stage_and_says_how_long_each_case_is_there(board: CaseList) -> None:
    assert list(board.board.columns) == ["panel", "assessment"]
    assert (
        "No case in Referred, Screening, Direct intervention, Co-work, Monitoring, Under review or Follow-up"
        in said(board)
    )
    assert "4 cases, longest in stage first" in said(board)
    (card,) = on_board(board, "panel")
    assert card.splitlines() == [
        "FAIRWEATHER, Colm",
        f"{board.board.columns['panel'].table.row(0).reference} · {board.desk.member.name}",
        "since today",
        "Nothing due",
        "Unaware",
        "Concern not recorded",
    ]
    assert [card.splitlines()[2] for card in on_board(board, "assessment")] == ["21 days"] * 3
    assert board.board.columns["panel"].accessibleName() == "Before the panel, 1"


def test_stages_without_room_side_by_side_stand_below_one_another(qtbot: QtBot, board: CaseList) -> None:
    def places() -> list[tuple[int, int]]:
        holders = [column.parentWidget() for column in board.board.columns.values()]
        return [(each.x(), each.y()) for each in holders if each is not None]

    board.board.setFixedWidth(800)
    settled(qtbot, board)
    (first, second) = places()
    assert first[1] == second[1]
    assert first[0] < second[0]
    board.board.setFixedWidth(300)
    settled(qtbot, board)
    (first, second) = places()
    assert first[0] == second[0]
    assert first[1] < second[1]
    assert board.board.horizontalScrollBar().maximum() == 0


def test_the_longest_in_a_stage_stands_first(
    qtbot: QtBot, board: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    earlier = replace(OPENED, opened=ClinicalDate(2026, 9, 1))
    open_case(vault, PersonDetails(family_name="Zzyzx", awareness="aware", **KNOWS), "NM-9999", earlier)
    board.arrive()
    settled(qtbot, board)
    assert [card.splitlines()[0] for card in on_board(board, "assessment")] == [
        "ZZYZX",
        "FARROW, Colm",
        "QUILL, Colm",
        "ZELLER, Colm",
    ]
    assert on_board(board, "assessment")[0].splitlines()[2] == "83 days"


def test_a_card_says_what_is_late_and_what_must_not_be_overlooked(
    qtbot: QtBot, board: CaseList, vault: OpenVault, cases: list[str]
) -> None:
    raise_flag(vault, cases[0], sign="approach")
    order_ending(vault, cases[0], -1)
    desk = board.desk
    desk.pathway.state(cases[0], "case.concern", CaseConcern(entry="high"))
    gates = tuple(Gate(gate=each, stands="closed", why="Rule") for each in ("letters", "direct_work"))
    desk.pathway.state(cases[0], "case.gates", CaseGates(gates=gates))
    desk.limits.state(StageLimits(panel=0, assessment=20))
    board.arrive()
    settled(qtbot, board)
    assert on_board(board, "panel")[0].splitlines()[2:] == [
        "since today",
        "1 day late: Release expected",
        "1 red flag, Unaware",
        "Concern high",
        "Closed: direct work, letters",
    ]
    assert on_board(board, "assessment")[0].splitlines()[2] == "21 days: 1 over the limit"


def test_the_lead_sets_the_limits_of_the_board_in_a_form(qtbot: QtBot, board: CaseList) -> None:
    asked = places_of(board)
    press(board, "Stage limits…").click()
    assert asked == [StageLimitsAt()]
    page = StageLimitsForm(board.desk, board.context)
    arrived(qtbot, page)
    assert page.form is not None
    assert page.form.content() == LIMITS
    fill(page.form, panel=14, assessment=None)
    press(page, "Save the limits").click()
    settled(qtbot, page)
    assert board.desk.limits.read() == replace(LIMITS, panel=14, assessment=None)


def test_the_chosen_case_of_the_board_is_moved_or_opened_from_the_foot(
    qtbot: QtBot, board: CaseList, cases: list[str]
) -> None:
    asked = places_of(board)
    board.focus_first()
    assert press(board, "Move to…").isVisible()
    press(board, "Move to…").click()
    qtbot.keyClick(board.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert asked == [MoveCase(cases[0]), CaseAt(cases[0])]


def test_the_board_counts_the_closed_cases_that_have_no_column(
    qtbot: QtBot, board: CaseList, desk: Desk, cases: list[str]
) -> None:
    desk.cases.move(cases[1], CaseMove(stage="closed", reason="Over"))
    board.arrive()
    settled(qtbot, board)
    assert "3 of 4, longest in stage first" in said(board)
    assert board.filter.hidden_words == "1 hidden: 1 closed"
    assert not press(board, "Clear").isVisible()


def test_arrows_go_over_the_board_and_enter_opens(qtbot: QtBot, board: CaseList, cases: list[str]) -> None:
    asked = places_of(board)
    board.focus_first()
    assert board.board.columns["panel"].hasFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(board.focusWidget(), key)
    assert asked == [CaseAt(cases[2]), CaseAt(cases[0])]


def test_one_column_of_the_board_is_a_stop_of_tab(board: CaseList) -> None:
    board.focus_first()
    stops = [each for each in board.board.columns.values() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [board.board.columns["panel"]]


def test_the_chosen_case_stays_chosen_when_it_moved_to_another_stage(
    qtbot: QtBot, board: CaseList, desk: Desk, cases: list[str]
) -> None:
    board.focus_first()
    facts = desk.casefile.open(cases[0]).case.facts
    desk.cases.change(cases[0], replace(facts, stage="review"), "Due for review")
    board.arrive()
    settled(qtbot, board)
    assert board.board.current is not None
    assert (board.board.current.id, board.board.current.stage) == (cases[0], "review")
    assert board.board.columns["review"].hasFocus()


def test_a_stage_is_loaded_where_it_is_looked_at(
    qtbot: QtBot, page: CaseList, vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Cases.board, "__defaults__", (2,))
    monkeypatch.setattr("app.views.widgets.lazy_table.PAGE", 10)
    for n in range(36):
        add_case(vault, f"Number{n}")
    page.ways.choose(1)
    settled(qtbot, page)
    column = page.board.columns["assessment"]
    assert column.table.rowCount() == 40
    # The first page was cut for the first look, and filled as it came into sight.
    assert [column.table.row(n) is not None for n in (0, 3, 39)] == [True, True, False]
    qtbot.keyClick(column, Qt.Key.Key_End)
    settled(qtbot, page)
    assert column.table.row(39) is not None
    assert column.table.row(25) is None


def test_hidden_names_stay_hidden_on_the_board(board: CaseList) -> None:
    board.hide_names(hidden=True)
    shown = " ".join(card for stage in board.board.columns for card in on_board(board, stage))
    assert "Colm" not in shown
    assert "NM-" in shown


def test_the_caseload_counts_and_enter_shows_the_cases_of_one(
    qtbot: QtBot, page: CaseList, desk: Desk
) -> None:
    desk.drafts.begin(page.table.row(0).id, "session_note")
    page.ways.choose(2)
    settled(qtbot, page)
    cells = [str(page.load_view.table.index(0, n).data()) for n in range(4)]
    assert cells == [desk.member.name, "4", "0", "1"]
    qtbot.keyClick(page.load_view, Qt.Key.Key_Return)
    settled(qtbot, page)
    assert page.ways.at == 0
    assert press(page, f"Lead: {desk.member.name}").isVisible()
    assert ("4 cases, by name" in said(page), page.filter.hidden_words) == (True, "0 hidden")


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_a_lead_is_chosen_from_a_menu_with_their_counts(
    qtbot: QtBot, page: CaseList, desk: Desk, vault: OpenVault
) -> None:
    enrol_colleague(vault)
    press(page, "Lead: any").click()
    settled(qtbot, page)
    menu = page.filter.findChild(QMenu)
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts == [f"{desk.member.name} (4)", f"{COLLEAGUE.name} (0)"]
    menu.actions()[1].trigger()
    menu.close()
    settled(qtbot, page)
    assert page.filter.hidden_words == "4 hidden: 4 of others"
    press(page, "Mine").click()
    settled(qtbot, page)
    assert page.filter.hidden_words == "0 hidden"
    assert press(page, "Lead: any").isVisible()


def test_the_chosen_case_stays_chosen_when_another_came_before_it(
    qtbot: QtBot, page: CaseList, desk: Desk, cases: list[str]
) -> None:
    page.view.selectRow(2)
    add_case(desk.vault, "Abbott")
    page.arrive()
    settled(qtbot, page)
    assert page.view.current.id == cases[2]
    assert page.view.currentIndex().row() == 3
