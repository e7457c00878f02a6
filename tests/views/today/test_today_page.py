"""Today is one list, worked from top to bottom: each line says what, when and the act; counts say what is hidden."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.domain.cases.person import PersonDetails
from app.domain.kinds.custody.content import Custody
from app.domain.kinds.order.content import Order
from app.domain.values.dates import ClinicalDate
from app.services.cases.casefile import CaseFile
from app.services.cases.cases import Cases
from app.services.desk import Desk
from app.services.vault.machine import Machine
from app.services.vault.open_vault import OpenVault
from app.services.writing.unfinished import Place as FormPlace
from app.views.context.places import CaseAt, CaseList, DraftAt, NewCase, Place, RecordAt
from app.views.context.tasks import Tasks
from app.views.theme.theme import Theme
from app.views.today.today_page import TodayPage
from app.views.widgets.chips import MenuChip
from app.views.widgets.empty import EmptyPart
from app.views.widgets.plain_table import INK
from tests.builders import SteppingClock, add_case, complete, draft_with
from tests.confirmed import sign
from tests.views.desk_ground import arrived, context_of, places_of, settled


@pytest.fixture
def page(vault: OpenVault, theme: Theme, tasks: Tasks) -> TodayPage:
    return TodayPage(Desk.of(vault), context_of(theme, tasks))


@pytest.fixture
def went(page: TodayPage) -> Iterator[list[Place]]:
    yield places_of(page)
    page.context.tasks.finish()


def due(vault: OpenVault, days: range, case_id: str = "") -> list[str]:
    """A release expected on each of these days, counted from today; gives their ids."""
    case_id = case_id or add_case(vault)
    today = Desk.of(vault).today_date()

    def ending(n: int) -> str:
        ends = ClinicalDate.of(today + timedelta(days=n))
        held = replace(complete(Custody), expected_release=ends)
        return sign(vault, draft_with(vault, case_id, "custody", held))

    return [ending(n) for n in days]


def lines(page: TodayPage) -> list[tuple[str, ...]]:
    """What, how long, and what Enter does, of every line."""
    columns = [n for n, each in enumerate(page.table.columns) if each.key in {"what", "age", "act"}]
    cell = page.table.index
    return [tuple(str(cell(row, n).data() or "") for n in columns) for row in range(page.table.rowCount())]


def chosen(page: TodayPage, chip: MenuChip, value: str) -> None:
    """Choose in the menu of a chip, as a person would."""
    chip.click()
    menu = chip.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == value).trigger()
    menu.close()


def test_it_is_one_list_of_what_is_late_what_was_begun_and_what_comes(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    case_id = add_case(vault)
    due(vault, range(-2, 0), case_id)
    due(vault, range(0, 8, 7), case_id)
    due(vault, range(8, 9), case_id)
    draft_with(vault, case_id, "order", complete(Order))
    page.desk.unfinished.keep(FormPlace("new-case"), [(PersonDetails(), PersonDetails(family_name="Q"))])
    arrived(qtbot, page)
    assert lines(page) == [
        ("Release expected", "2 days late", "Open"),
        ("Release expected", "1 day late", "Open"),
        ("New case, not opened yet", "kept today", "Go on"),
        ("Draft: order", "kept today", "Go on"),
        ("Release expected", "today", "Open"),
        ("Release expected", "in 7 days", "Open"),
        ("Release expected", "in 8 days", "Open"),
    ]
    age = [each.key for each in page.table.columns].index("age")
    inks = [page.table.index(row, age).data(INK) for row in (0, 3, 4, 5)]
    assert inks == ["danger", "muted", "care", "muted"]


def test_enter_does_the_one_act_of_a_line(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    case_id = add_case(vault)
    (record,) = due(vault, range(-1, 0), case_id)
    draft = draft_with(vault, case_id, "order", complete(Order))
    arrived(qtbot, page)
    page.focus_first()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(page.view, key)
    assert went == [RecordAt(case_id, record), DraftAt(case_id, draft)]


def test_the_button_says_the_act_of_the_chosen_line_and_does_it(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    case_id = add_case(vault)
    due(vault, range(-1, 0), case_id)
    draft = draft_with(vault, case_id, "order", complete(Order))
    arrived(qtbot, page)
    assert page.act.text() == "Open"
    page.view.selectRow(1)
    assert page.act.text() == "Go on"
    # On the same keys, whatever it says and wherever the keyboard is.
    page.open_case.setFocus()
    qtbot.keyClick(page.open_case, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: went != [])
    page.open_case.click()
    assert went == [DraftAt(case_id, draft), CaseAt(case_id)]


def test_the_choice_stays_when_one_comes_back(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    due(vault, range(-3, 0))
    arrived(qtbot, page)
    page.view.selectRow(1)
    page.arrive()
    settled(qtbot, page)
    assert page.view.currentIndex().row() == 1


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_what_a_filter_hides_is_counted_and_comes_back_with_clear(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    case_id = add_case(vault)
    due(vault, range(-3, 2), case_id)
    draft_with(vault, case_id, "order", complete(Order))
    arrived(qtbot, page)
    assert page._count.text() == "23-Nov-2026: 6 things to do, 3 late"
    assert not page._clear.isVisible()
    chosen(page, page.whens, "Late")
    settled(qtbot, page)
    assert page._count.text() == "23-Nov-2026: 3 of 6 things to do, 3 hidden, 3 late"
    assert [line[1] for line in lines(page)] == ["3 days late", "2 days late", "1 day late"]
    chosen(page, page.sorts, "What you began")
    settled(qtbot, page)
    assert page._count.text() == "23-Nov-2026: 0 of 6 things to do, 6 hidden, 3 late"
    assert page._clear.isVisible()
    front = page._stack.currentWidget()
    assert isinstance(front, EmptyPart)
    assert front.act is not None
    front.act.click()
    settled(qtbot, page)
    assert page._count.text() == "23-Nov-2026: 6 things to do, 3 late"


def test_a_long_list_is_loaded_where_it_is_looked_at(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.views.widgets.lazy_table.PAGE", 20)
    due(vault, range(-61, 0))
    arrived(qtbot, page)
    assert page.table.rowCount() == 61
    assert page.table.row(60) is None
    qtbot.keyClick(page.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    row: Any = page.table.row(60)
    assert row.day == page.desk.today_date() - timedelta(days=1)


def test_with_nothing_to_do_it_says_what_it_is_for_and_leads_on(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    arrived(qtbot, page)
    for leads_to in (NewCase(), CaseList()):
        front = page._stack.currentWidget()
        assert isinstance(front, EmptyPart)
        assert front.act is not None
        front.act.click()
        assert went[-1] == leads_to
        add_case(vault)
        page.arrive()
        settled(qtbot, page)


def test_hidden_names_stay_hidden(qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault) -> None:
    due(vault, range(-1, 0))
    arrived(qtbot, page, width=1600)
    case = page.table.index(0, [each.key for each in page.table.columns].index("case"))
    reference = page.table.row(0).reference
    assert case.data() == f"FAIRWEATHER {reference}"
    assert "FAIRWEATHER, Colm" in page.peek.text
    page.hide_names(True)
    assert case.data() == reference
    assert "FAIRWEATHER" not in page.peek.text


def test_the_pane_says_what_waits_and_in_which_case(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    due(vault, range(-1, 1))
    page.desk.unfinished.keep(FormPlace("new-case"), [(PersonDetails(), PersonDetails(family_name="Q"))])
    arrived(qtbot, page, width=1072)
    assert page.peek.text.startswith(
        f"Release expected. {day(page, -1)}, 1 day late. Does not know of this case"
    )
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    settled(qtbot, page)
    # A case that is not opened yet has nothing to be shown.
    assert (lines(page)[1][0], page.peek.text) == ("New case, not opened yet", "")
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    settled(qtbot, page)
    assert page.peek.text.startswith(f"Release expected. {day(page, 0)}, today. Does not know of this case")
    page.resize(900, 800)
    assert not page.peek.isVisible()


def test_above_the_list_stands_when_ones_certificate_runs_out(
    qtbot: QtBot, page: TodayPage, machine: Machine
) -> None:
    def said() -> list[str]:
        arrived(qtbot, page)
        labels = page.findChildren(QLabel)
        return [each.text() for each in labels if each.isVisible() and "certificate" in each.text()]

    assert said() == []
    assert isinstance(machine.clock, SteppingClock)
    machine.clock.at += timedelta(days=3 * 365 - 60)
    (warning,) = said()
    assert warning.startswith("Your certificate runs out on ")


def day(page: TodayPage, ahead: int) -> str:
    return ClinicalDate.of(page.desk.today_date() + timedelta(days=ahead)).show()


def test_what_is_missing_opens_the_part_of_the_case_that_would_have_it(
    qtbot: QtBot, page: TodayPage, went: list[Place], vault: OpenVault
) -> None:
    long_ago = ClinicalDate.of(Desk.of(vault).today_date() - timedelta(days=200))
    case_id = add_case(vault)
    facts = CaseFile(vault).open(case_id).case.facts
    Cases(vault).change(case_id, replace(facts, opened=long_ago), "It was opened before")
    arrived(qtbot, page)
    assert lines(page) == [("No review for longer than the service’s limit", "20 days late", "Open")]
    chosen(page, page.sorts, "What is missing")
    settled(qtbot, page)
    page.focus_first()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert went == [CaseAt(case_id, "referral")]
