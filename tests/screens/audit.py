"""What is wrong with a window for somebody who cannot see it, or cannot use a mouse."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

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
