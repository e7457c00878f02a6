"""The wheel scrolls, and does nothing else: on every screen, over whatever it is turned."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.views.window.wheel import Wheel
from tests.screens import scenes
from tests.screens.stage import Stage

TURNED_OVER = (
    QComboBox,
    QAbstractSpinBox,
    QAbstractSlider,
    QTabBar,
    QCalendarWidget,
    QPlainTextEdit,
    QTextEdit,
    QAbstractItemView,
)


def given(widget: QWidget) -> None:
    """Give a turn to a widget itself."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def turn(over: QWidget) -> None:
    """Turn the wheel as a hand does: it comes in at the window."""
    top = over.window()
    each = over.parentWidget()
    while each is not None:
        if isinstance(each, QScrollArea):
            each.ensureWidgetVisible(over)
        each = each.parentWidget()
    at = QPointF(over.mapTo(top, over.visibleRegion().boundingRect().center()))
    QTest.wheelEvent(top.windowHandle(), at, QPoint(0, -120))
    QApplication.processEvents()


def controls(inside: QWidget) -> Iterator[QWidget]:
    # The head of a table is a view to Qt, but holds no choice; and Qt made it, so that its binding may lose hold of it.
    others = QScrollBar | QHeaderView
    for each in inside.findChildren(QWidget):
        if isinstance(each, TURNED_OVER) and not isinstance(each, others) and each.isVisible():
            yield each


def answer(of: QWidget) -> object:
    """What a control says, as far as the wheel could change it."""
    if isinstance(of, QComboBox | QTabBar):
        return of.currentIndex()
    if isinstance(of, QSpinBox | QAbstractSlider):
        return of.value()
    if isinstance(of, QCalendarWidget):
        return of.selectedDate()
    if isinstance(of, QPlainTextEdit | QTextEdit):
        return of.toPlainText()
    return of.currentIndex() if isinstance(of, QAbstractItemView) else of


def moved_by_the_wheel(window: QWidget) -> list[str]:
    """What answers the wheel, or takes the keyboard for it, when it is turned over all that could."""
    held = QApplication.focusWidget()
    found = []
    for each in list(controls(window)):
        said = answer(each)
        # Both as it comes in at the window, and given to the control itself.
        turn(each)
        given(each.viewport() if isinstance(each, QAbstractItemView | QPlainTextEdit | QTextEdit) else each)
        if held is None or answer(each) != said or QApplication.focusWidget() is not held:
            found.append(f"{type(each).__name__} {each.accessibleName()!r}")
    return found


def test_the_screens_have_what_the_wheel_could_answer(at_desk: Stage) -> None:
    """Of what is turned over above there is some to turn over."""
    scenes.AT_DESK["editor-fixation"](at_desk)
    found = [type(each) for each in controls(at_desk.window)]
    assert any(issubclass(each, QComboBox) for each in found)
    assert any(issubclass(each, QPlainTextEdit) for each in found)


def test_the_page_scrolls_under_a_list_that_drops_down_even_where_it_has_the_keyboard(at_desk: Stage) -> None:
    scenes.AT_DESK["editor-fixation"](at_desk)
    form = next(
        each
        for each in at_desk.window.findChildren(QScrollArea)
        if each.isVisible() and each.findChildren(QComboBox) and each.verticalScrollBar().maximum() > 0
    )
    combo = next(each for each in form.findChildren(QComboBox) if each.isVisible())
    form.ensureWidgetVisible(combo)
    combo.setFocus()
    at_desk.settle()
    before, said = form.verticalScrollBar().value(), combo.currentIndex()
    turn(combo)
    assert form.verticalScrollBar().value() > before
    assert combo.currentIndex() == said


def test_a_dialog_of_qt_s_own_is_kept_to_it(at_desk: Stage, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    at_desk.window.asks.open_file(at_desk.window, "Which file", "Notes (*.txt);;All (*)", lambda _: None)
    dialog = at_desk.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path / "one"))
    at_desk.settle()
    held = QApplication.focusWidget()
    for each in [each for each in dialog.findChildren(QComboBox) if each.isVisible()]:
        said = each.currentIndex()
        turn(each)
        assert each.currentIndex() == said
        assert QApplication.focusWidget() is held
    dialog.reject()
    at_desk.settle()


@pytest.mark.parametrize("made", [QSpinBox, QSlider, QComboBox])
def test_what_qt_makes_is_kept_still_with_and_without_the_keyboard(qtbot: QtBot, made: type[QWidget]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    area = QScrollArea()
    inside = QWidget()
    inside.setFixedSize(200, 2_000)
    column = QVBoxLayout(inside)
    control = made()
    if isinstance(control, QComboBox):
        control.addItems([str(n) for n in range(9)])
    column.addWidget(control, 0, Qt.AlignmentFlag.AlignTop)
    area.setWidget(inside)
    QVBoxLayout(window).addWidget(area)
    window.resize(300, 300)
    keeper = Wheel(window)
    with qtbot.waitExposed(window):
        window.show()
    window.windowHandle().installEventFilter(keeper)
    for has_keyboard in (False, True):
        (control if has_keyboard else area).setFocus()
        at = area.verticalScrollBar().value()
        said = answer(control)
        turn(control)
        assert answer(control) == said
        assert control.hasFocus() == has_keyboard
        assert area.verticalScrollBar().value() > at
        area.verticalScrollBar().setValue(0)
