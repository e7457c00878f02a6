"""A choice of one of a few views, side by side: one stop for the keyboard, in which the arrows move."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.views.widgets.layouts import horizontal

_MOVES: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Switch(QWidget):
    """Views by name, one of them chosen. `chosen` is the index of another one."""

    chosen = Signal(int)

    def __init__(self, name: str, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.parts = tuple(_Part(self, n, text, len(texts)) for n, text in enumerate(texts))
        for n, part in enumerate(self.parts):
            part.setAccessibleName(f"{name}: {texts[n]}")
            part.setAccessibleDescription(f"{n + 1} of {len(texts)}")
        horizontal(self, *self.parts, gap=0)
        self.at = -1
        self.choose(0)

    def choose(self, at: int) -> None:
        """Show that a view is chosen, and tell it if it was not."""
        if at == self.at:
            # A click on what is chosen leaves it chosen.
            self.parts[at].setChecked(True)
            return
        had_keyboard = any(part.hasFocus() for part in self.parts)
        is_first, self.at = self.at < 0, at
        for n, part in enumerate(self.parts):
            part.setChecked(n == at)
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if n == at else Qt.FocusPolicy.ClickFocus)
        if had_keyboard:
            self.parts[at].setFocus(Qt.FocusReason.OtherFocusReason)
        if not is_first:
            self.chosen.emit(at)


class _Part(QToolButton):
    def __init__(self, owner: Switch, at: int, text: str, of: int) -> None:
        super().__init__(owner)
        self._owner, self._at = owner, at
        self.setText(text.replace("&", "&&"))
        self.setCheckable(True)
        self.setProperty("seg", "first" if at == 0 else "last" if at == of - 1 else "mid")
        self.clicked.connect(lambda *_: owner.choose(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next view, or choose this one; at an end nothing happens."""
        move = _MOVES.get(Qt.Key(event.key())) if event.key() in _MOVES else None
        if move is not None and not event.modifiers() & _HELD:
            at = self._at + move
            if 0 <= at < len(self._owner.parts):
                self._owner.choose(at)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _HELD:
            self.click()
        else:
            super().keyPressEvent(event)


_HELD: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
