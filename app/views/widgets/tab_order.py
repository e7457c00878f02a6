"""Tab goes the way one reads (WCAG 2.2, 2.4.3): part after part, in each from the top, and on a line from the left.

Qt's own order is that in which widgets were made. Forms are made in slices while one looks on, links when a service has
answered, a step when somebody comes to it: all of these would come last. So the window asks here where each stands.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


def go_on(window: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to what is read next in a window; False where it is at none of the stops."""
    order, now = stops(window), window.focusWidget()
    if now not in order:
        return False
    following = order[(order.index(now) + (1 if forward else -1)) % len(order)]
    following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def stops(part: QWidget) -> list[QWidget]:
    """What Tab stops at in a part of a window, in the order in which one reads."""
    return list(_stops(part))


def _stops(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.focusProxy() is None:
        yield part
    inside = (each for each in part.children() if isinstance(each, QWidget))
    for each in _read([each for each in inside if each.isVisible() and not each.isWindow()]):
        yield from _stops(each)


def _read(parts: list[QWidget]) -> Iterator[QWidget]:
    """Parts that lie side by side in one, line by line."""
    line: list[QWidget] = []
    for each in sorted(parts, key=lambda part: (part.y(), part.x())):
        if line and not _on_one_line(line[0].geometry(), each.geometry()):
            yield from sorted(line, key=lambda part: (part.x(), part.y()))
            line = []
        line.append(each)
    yield from sorted(line, key=lambda part: (part.x(), part.y()))


def _on_one_line(first: QRect, other: QRect) -> bool:
    """Whether two parts overlap by more than half of the lower one."""
    overlap = min(first.bottom(), other.bottom()) - max(first.top(), other.top())
    return 2 * overlap > min(first.height(), other.height())
