"""Today shows everything that is overdue, some at a time, and says of each list how much it hides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.kinds.order.content import Order
from app.domain.values.dates import ClinicalDate
from app.services.desk import Desk
from app.services.vault.open_vault import OpenVault
from app.views.context.tasks import Tasks
from app.views.look.look import Look
from app.views.today.today_page import Card, TodayPage
from tests.builders import add_case, complete, draft_with
from tests.confirmed import sign
from tests.views.desk_ground import context_of

NOTHING = "No review, order end or release is due in the next weeks."


@pytest.fixture
def page(qtbot: QtBot, vault: OpenVault, look: Look, tasks: Tasks) -> Iterator[TodayPage]:
    made = TodayPage(Desk.of(vault), context_of(look, tasks))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    yield made
    tasks.finish()


def due(vault: OpenVault, days: range) -> None:
    """An order that ends on each of these days, counted from today."""
    case_id = add_case(vault)
    today = Desk.of(vault).today_date()
    for n in days:
        ends = ClinicalDate.of(today + timedelta(days=n))
        order = replace(complete(Order), ends=ends, status="in_force", notification_due=None, requirements=())
        sign(vault, draft_with(vault, case_id, "order", order))


def arrived(qtbot: QtBot, page: TodayPage) -> dict[str, Card]:
    """Each card by its title without the number."""
    page.arrive()
    qtbot.waitUntil(lambda: len(page.findChildren(Card)) > 1 and not page.context.tasks.is_busy)
    cards = {}
    for card in page.findChildren(Card):
        title = card.findChild(QLabel)
        assert title is not None
        cards[title.text().partition(" (")[0]] = card
    return cards


def said(page: TodayPage) -> list[str]:
    return [each.text() for each in page.findChildren(QLabel) if not each.isHidden()]


def test_nothing_due_is_said_where_it_is_true(qtbot: QtBot, page: TodayPage) -> None:
    cards = arrived(qtbot, page)
    assert "Overdue" not in cards
    assert NOTHING in said(page)


def test_what_is_overdue_is_shown_some_at_a_time_and_none_goes_without_a_word(
    qtbot: QtBot, page: TodayPage, vault: OpenVault
) -> None:
    due(vault, range(-61, 0))
    card = arrived(qtbot, page)["Overdue"]
    assert "Overdue (61)" in said(page)
    seen = []
    for hidden in ("36 more are not shown.", "11 more are not shown.", ""):
        rows = [each for each in said(page) if each.startswith("Overdue since")]
        seen.append(len(rows))
        assert card.rest.isHidden() == (hidden == "")
        assert hidden in {"", card.rest.text()}
        card.more.click()
    assert seen == [25, 50, 61]
    assert card.more.isHidden()
    first, *_, last = (each for each in said(page) if each.startswith("Overdue since"))
    today = Desk.of(vault).today_date()
    assert first.endswith(f"{today - timedelta(days=61):%d-%b-%Y}")
    assert last.endswith(f"{today - timedelta(days=1):%d-%b-%Y}")


def test_one_thing_due_today_is_coming_and_not_overdue(
    qtbot: QtBot, page: TodayPage, vault: OpenVault
) -> None:
    due(vault, range(1))
    cards = arrived(qtbot, page)
    assert "Overdue" not in cards
    assert "Coming up (1)" in said(page)
    assert NOTHING not in said(page)
