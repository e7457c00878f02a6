"""Tab goes the way one reads: down, or to the right, never up or back to the left within a part."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.views.sharing.share_page import SharePage
from app.views.widgets.tab_order import go_on, stops
from tests.screens import scenes
from tests.screens.stage import Stage

_MOST = 400
_SLACK = 6
"""Pixels by which the foot of one part may reach below the head of the next, such as a frame."""


def walk(window: QWidget) -> list[QWidget]:
    """What Tab comes to, from where the keyboard is once round."""
    first = window.focusWidget()
    assert first is not None
    found = [first]
    while len(found) < _MOST:
        # Asked of what has the keyboard, as Qt does when Tab is pressed: a box for text would take the key for itself.
        found[-1].window().focusNextPrevChild(True)
        now = window.focusWidget()
        assert now is not None
        if now in found:
            return found[found.index(now) :]
        found.append(now)
    raise AssertionError("Tab comes to no end")


def _up(widget: QWidget) -> Iterator[QWidget]:
    each: QWidget | None = widget
    while each is not None:
        yield each
        each = each.parentWidget()


def against_reading(before: QWidget, after: QWidget) -> str:
    """Why the step from one to the other goes against the way one reads; empty where it does not."""
    above = list(_up(before))
    common = next(each for each in _up(after) if each in above)
    if common in {before, after}:
        return ""
    one, other = _part(before, common), _part(after, common)
    if other.top() >= one.bottom() - _SLACK or other.left() >= one.right() - _SLACK:
        return ""
    return f"{_name(before)} -> {_name(after)}: {one} -> {other}"


def _part(widget: QWidget, common: QWidget) -> QRect:
    """Where the part of `common` that a widget is in stands."""
    return next(each for each in _up(widget) if each.parentWidget() is common).geometry()


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def against_reading_order(window: QWidget) -> list[str]:
    """The steps of the way round that go against reading; one does, back to the beginning."""
    order = walk(window)
    steps = [(order[n], order[(n + 1) % len(order)]) for n in range(len(order))]
    found = [fault for fault in (against_reading(*step) for step in steps) if fault]
    return found if len(found) > 1 else []


@pytest.mark.parametrize("step", ["what", "check"])
def test_on_each_step_of_sharing_too(step: str, at_desk: Stage) -> None:
    scenes.AT_DESK["share"](at_desk)
    page = at_desk.shell.front
    assert isinstance(page, SharePage)
    page.why.recipient.setText("Northmoor panel")
    page.why.purpose.setText("Prevention of harm")
    page.why.question.setPlainText("What next?")
    page.why.answer.setPlainText("Little has changed.")
    for _ in range(("what", "check").index(step) + 1):
        page.go_on()
        at_desk.settle()
    assert against_reading_order(at_desk.window) == []
    order = stops(page)
    # What leads on comes after what it is for.
    assert order.index(page.on) > max(order.index(each) for each in order if page.wizard.isAncestorOf(each))


@pytest.mark.parametrize(("made", "wrong"), [((0, 1, 2, 3), 0), ((0, 2, 1, 3), 2)])
def test_a_planted_fault_is_found(made: tuple[int, ...], wrong: int, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = {n: QPushButton(str(n), window) for n in made}
    for n in sorted(buttons):
        column.addWidget(buttons[n])
    window.show()
    buttons[0].setFocus()
    assert len(against_reading_order(window)) == wrong


def test_parts_side_by_side_are_read_one_after_the_other(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    # Made from the last to the first.
    names = {name: QPushButton(name, window) for name in ("right 2", "right 1", "left 2", "left 1")}
    for side in ("left", "right"):
        part = QWidget()
        column = QVBoxLayout(part)
        for n in (1, 2):
            column.addWidget(names[f"{side} {n}"])
        row.addWidget(part)
    window.show()
    window.activateWindow()
    names["left 1"].setFocus()
    told = []
    for _ in range(4):
        now = window.focusWidget()
        assert isinstance(now, QPushButton)
        told.append(now.text())
        go_on(window, forward=True)
    assert told == ["left 1", "left 2", "right 1", "right 2"]
    assert window.focusWidget() is names["left 1"]
    go_on(window, forward=False)
    assert window.focusWidget() is names["right 2"]
