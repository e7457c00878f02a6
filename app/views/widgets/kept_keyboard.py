"""Where the keyboard was before what it was in went out of sight for a while."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.views.widgets.tab_order import stops


class KeptKeyboard:
    """`keep` before it goes, `was_taken` once it has gone, `give_back` when it is in sight again."""

    def __init__(self, inside: QWidget) -> None:
        self._inside = inside
        self._had: QWidget | None = None
        self._at = 0
        self._taken_to: QWidget | None = None

    def keep(self) -> None:
        """Know where it is: in what, and at which stop, for what is made anew meanwhile."""
        now = self._inside.window().focusWidget()
        self._had = now if now is not None and self._inside.isAncestorOf(now) else None
        order = stops(self._inside)
        self._at = order.index(now) if now in order else 0

    def was_taken(self) -> None:
        """Know where Qt put it."""
        self._taken_to = self._inside.window().focusWidget()

    def give_back(self) -> None:
        """Put it back where it was, unless somebody went elsewhere with it."""
        had, self._had = self._had, None
        if had is None or self._inside.window().focusWidget() is not self._taken_to:
            return
        if not isValid(had) or not had.isVisible():
            order = stops(self._inside)
            if not order:
                return
            had = order[min(self._at, len(order) - 1)]
        had.setFocus(Qt.FocusReason.OtherFocusReason)
