"""Tab goes the way one reads (WCAG 2.2, 2.4.3).

Qt's own order is that in which widgets were made. Forms are made in slices while one looks on, and so come after the
buttons below them, which were there first.
"""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.views.context.timers import after

_MADE_MS = 60


def lead_on(form: QWidget, *parts: QWidget) -> None:
    """After what is last in a form go on to these parts, one after the other, once all of the form is laid out.

    The form itself keeps its order: Qt 6.11 loses its way among radio buttons whose order was set.
    """
    after(form, _MADE_MS, partial(_lead_on, form, parts))


def _lead_on(form: QWidget, parts: tuple[QWidget, ...]) -> None:
    stops = _stops((form, *parts))
    then = [stop for part in parts for stop in stops[part]]
    for before, following in pairwise([*stops[form][-1:], *then]):
        QWidget.setTabOrder(before, following)


def _stops(parts: tuple[QWidget, ...]) -> dict[QWidget, list[QWidget]]:
    """What Tab stops at in each of some parts, in Qt's order from the window's first on."""
    found: dict[QWidget, list[QWidget]] = {part: [] for part in parts}
    window = parts[0].window()
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        part = next((one for one in parts if each is one or one.isAncestorOf(each)), None)
        if part is not None and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            found[part].append(each)
        each = each.nextInFocusChain()
    return found
