"""A row that goes on in the next line, and words that are never cut off."""

import gc
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow, Wide
from app.views.widgets.link import Link
from tests.views.settling import settle


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(FlowRow(6))
    column.addStretch(1)
    window.resize(700, 300)
    window.show()
    return window


def row_of(host: QWidget) -> FlowRow:
    row = host.findChild(FlowRow)
    assert row is not None
    return row


def test_goes_on_in_the_next_line_and_grows(qtbot: QtBot, host: QWidget) -> None:
    row, buttons = row_of(host), [button(f"Button {n}", lambda: None) for n in range(8)]
    row.add(*buttons)
    settle(host)
    low = row.height()
    host.resize(260, 300)
    qtbot.waitUntil(lambda: row.height() > low)
    for each in buttons:
        assert row.rect().contains(each.geometry())
    for one, other in pairwise(buttons):
        assert not one.geometry().intersects(other.geometry())


def test_closes_the_gap_of_what_is_hidden(qtbot: QtBot, host: QWidget) -> None:
    row, first, second = row_of(host), button("First", lambda: None), button("Second", lambda: None)
    row.add(first, second)
    settle(host)
    first.hide()
    qtbot.waitUntil(lambda: second.x() == 0)
    first.show()
    qtbot.waitUntil(lambda: second.x() > 0)


def test_what_was_hidden_before_stays_hidden(qtbot: QtBot, host: QWidget) -> None:
    hidden = button("Hidden", lambda: None)
    hidden.hide()
    row_of(host).add(hidden)
    settle(host)
    assert not hidden.isVisible()


@pytest.mark.parametrize("kind", [Wide, Link])
def test_words_too_long_for_the_row_take_more_lines(qtbot: QtBot, host: QWidget, kind: type) -> None:
    text = "Words that go on and on " * 8
    made = Wide(text) if kind is Wide else Link(text, lambda: None)
    row_of(host).add(made)
    host.resize(240, 300)
    qtbot.waitUntil(lambda: made.width() <= 240)
    qtbot.waitUntil(lambda: made.height() >= made.heightForWidth(made.width()))
    assert made.height() > 2 * made.fontMetrics().height()


def test_outlives_rows_that_went_before_and_a_change_of_the_text_size(
    qtbot: QtBot, host: QWidget, theme: Theme
) -> None:
    for size in (200, 100, 200, 100):
        row = row_of(host)
        row.clear()
        for n in range(20):
            inner = FlowRow(4, Wide(f"Words {n}"), Link(f"Link {n}", lambda: None))
            row.add(inner)
        gc.collect()
        theme.use("light", size)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        settle(host)
    assert len([each for each in row_of(host).findChildren(FlowRow) if each.isVisible()]) == 20
