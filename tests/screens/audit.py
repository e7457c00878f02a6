"""What is wrong with a window for somebody who cannot see it, or cannot use a mouse."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from app.views.forms.date_editor import DateLine
from app.views.widgets.tab_order import stops
from app.views.widgets.words import CutWords
from tests.views.driver import walk

LEAST_TARGET = 24
"""Pixels (WCAG 2.2, 2.5.8)."""

_ROLE = QAccessible.Role
_NAMED = frozenset(
    {
        _ROLE.Button,
        _ROLE.ButtonMenu,
        _ROLE.CheckBox,
        _ROLE.ComboBox,
        _ROLE.EditableText,
        _ROLE.List,
        _ROLE.PageTab,
        _ROLE.RadioButton,
        _ROLE.Slider,
        _ROLE.SpinBox,
        _ROLE.Table,
    }
)


def faults(window: QWidget) -> list[str]:
    """Every fault found in a window that is shown; empty when there is none."""
    return [*_unnamed(window), *_small(window), *_unlabelled(window), *_unreachable(window)]


def clipped(window: QWidget) -> list[str]:
    """Words that are shown in part: a label or button without the room it asks for, that does not say all in a tip.

    And fields that are lower than a line, and dates that are longer than their field.
    """
    shown = [each for each in window.findChildren(QWidget) if each.isVisible()]
    return [
        *(
            f"cut: {_words_of(each)[:60]!r} {_place(each)}"
            for each in shown
            if isinstance(each, QLabel | QAbstractButton)
            and _words_of(each)
            and (_is_cut(each) or _is_beyond_its_part(each))
        ),
        *(
            f"too small: {_place(each)} {each.width()} x {each.height()}"
            for each in shown
            if isinstance(each, QLineEdit | QComboBox) and _is_small(each)
        ),
    ]


def _is_beyond_its_part(each: QWidget) -> bool:
    """Whether its right end is not drawn, as something around it ends before: nothing here scrolls sideways."""
    around = each.parentWidget()
    while around is not None:
        if each.mapTo(around, QPoint(each.width(), 0)).x() > around.width() + 2:
            return True
        around = around.parentWidget() if not around.isWindow() else None
    return False


def cut_words(window: QWidget) -> list[str]:
    """Words that wrap and have not the height for it."""
    return [
        f"cut: {label.text()[:60]!r}"
        for label in window.findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() + 2 < label.heightForWidth(label.width())
    ]


def _is_small(each: QLineEdit | QComboBox) -> bool:
    if isinstance(each, DateLine):
        wanted = each.fontMetrics().horizontalAdvance(each.text()) + each.textMargins().right()
        if each.width() < wanted:
            return True
    return each.height() + 1 < each.sizeHint().height()


def _words_of(each: QLabel | QAbstractButton) -> str:
    return each.text().strip()


def _is_cut(each: QLabel | QAbstractButton) -> bool:
    if isinstance(each, CutWords):
        # Painted with an ellipsis, and whole in the tip.
        return each.width() < each.sizeHint().width() and not each.toolTip()
    if isinstance(each, QLabel) and each.wordWrap():
        return each.height() + 2 < each.heightForWidth(each.width())
    if isinstance(each, QAbstractButton) and each.hasHeightForWidth():
        return each.height() + 2 < each.heightForWidth(each.width())
    wanted = each.sizeHint()
    return each.width() + 1 < wanted.width() or each.height() + 2 < wanted.height()


def _unnamed(window: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(window)
    assert interface is not None
    for each in walk(interface):
        if each.role() in _NAMED and not each.text(QAccessible.Text.Name).strip():
            yield f"no name: {each.role().name} {_place(each.object())}"


def _small(window: QWidget) -> Iterator[str]:
    for widget in _focusable(window):
        if min(widget.width(), widget.height()) < LEAST_TARGET:
            yield f"smaller than {LEAST_TARGET} px: {_place(widget)} {widget.width()} x {widget.height()}"


def _unlabelled(window: QWidget) -> Iterator[str]:
    """A label in the style of one belongs to a field."""
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.property("role") == "label" and label.buddy() is None:
            yield f"a label that belongs to nothing: {label.text()[:40]!r}"


def _unreachable(window: QWidget) -> Iterator[str]:
    """Going on with Tab comes by everything that takes the keyboard, and never stops at what cannot be seen."""
    reached, each = set(), window
    for _ in range(5_000):
        each = each.nextInFocusChain()
        reached.add(each)
        if each is window:
            break
    for widget in _focusable(window):
        if widget not in reached:
            yield f"not reached by Tab: {_place(widget)}"
        if not widget.accessibleName() and type(widget) is QAbstractScrollArea:
            yield f"a nameless stop: {_place(widget)}"


def _focusable(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            yield widget


def _place(widget: object) -> str:
    if not isinstance(widget, QWidget):
        return ""
    names = []
    each: QWidget | None = widget
    while each is not None and len(names) < 4:
        names.append(each.objectName() or type(each).__name__)
        each = each.parentWidget()
    return f"{widget.accessibleName()!r} in {' < '.join(names)}"


def _moved_sideways(part: QWidget) -> QWidget | None:
    """What a part stands in that can be moved sideways to all of it: a picture may be wider than a window."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around if around is not None and around.horizontalScrollBar().maximum() else None


def beyond_the_edge(window: QWidget) -> list[str]:
    """What takes the keyboard and stands beyond the left or right edge of the window."""
    found = []
    for each in stops(window):
        seen = _moved_sideways(each) or each
        left, right = (seen.mapTo(window, QPoint(x, 0)).x() for x in (0, seen.width()))
        if left < 0 or right > window.width():
            found.append(f"{each.accessibleName()!r} from {left} to {right}")
    return found
