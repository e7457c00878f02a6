"""Tab goes the way one reads (WCAG 2.2, 2.4.3).

Qt's own order is that in which widgets were made. Forms are made in slices while one looks on, and so come after the
buttons below them, which were there first.
"""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

_MADE_MS = 60


def lead_on(form: QWidget, *parts: QWidget) -> None:
    """After what is last in a form go on to these parts, one after the other, once all of the form is laid out.

    The form itself keeps its order: Qt 6.11 loses its way among radio buttons whose order was set.
    """
    QTimer.singleShot(_MADE_MS, form, partial(_lead_on, form, parts))


def _lead_on(form: QWidget, parts: tuple[QWidget, ...]) -> None:
    after = [stop for part in parts for stop in _stops(part)]
    for before, following in pairwise([*_stops(form)[-1:], *after]):
        QWidget.setTabOrder(before, following)


def _stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at below a widget, in Qt's order from the window's first on."""
    window = widget.window()
    found: list[QWidget] = []
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None
        if takes and (each is widget or widget.isAncestorOf(each)):
            found.append(each)
        each = each.nextInFocusChain()
    return found
