"""Keeps the wheel to scrolling: over whatever control it turns, no answer changes and nothing takes the keyboard.

It is seen where it comes in, at the windows, dialogs of Qt's own among them: no screen, and no control that is made
later, can forget it.
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

_ANSWERS: Final = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)
"""What Qt changes by the wheel; a bar that scrolls is no answer."""


class Wheel(QObject):
    """An event filter on every window that ever had the keyboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._follow)
        for window in QGuiApplication.topLevelWindows():
            self._follow(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give what is turned over a control to what the control stands on."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWindow):
            return False
        # A list that has dropped down, or a menu, is what was opened and is turned.
        if not isinstance(event, QWheelEvent) or QApplication.activePopupWidget() is not None:
            return False
        chain = list(_under(watched, event))
        for each in chain:
            if each.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        held = [n for n, each in enumerate(chain) if _is_answer(each)]
        if not held:
            return False
        for each in chain[held[-1] + 1 :]:
            if _scrolls(each) and _turn(each, event):
                break
        return True

    def _follow(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)


def _is_answer(widget: QWidget) -> bool:
    return isinstance(widget, _ANSWERS) and not isinstance(widget, QScrollBar)


def _under(window: QWindow, event: QWheelEvent) -> Iterator[QWidget]:
    """The widget under the pointer, then what it stands in, up to the window."""
    top = next((each for each in QApplication.topLevelWidgets() if each.windowHandle() == window), None)
    each = (top.childAt(event.position().toPoint()) or top) if top is not None else None
    while each is not None:
        yield each
        each = None if each.isWindow() else each.parentWidget()


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _turn(widget: QWidget, event: QWheelEvent) -> bool:
    """Turn the wheel over what scrolls instead; whether it did. Qt itself hands on only what comes from a hand."""
    turned = QWheelEvent(
        widget.mapFromGlobal(event.globalPosition()),
        event.globalPosition(),
        event.pixelDelta(),
        event.angleDelta(),
        event.buttons(),
        event.modifiers(),
        event.phase(),
        event.inverted(),
    )
    QApplication.sendEvent(widget, turned)
    return turned.isAccepted()
