"""One item of a measure, typed from paper: the digit that the form prints is the answer, and the next row follows."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.measures.declare import Item

BLANK: Final = "-"
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_HELD: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AnswerLine(QLineEdit):
    """Takes the keys of an item and no others. A key of two characters waits for Enter, as does one that begins it."""

    answered = Signal(object)
    """A position, or None where it was left blank."""
    refused = Signal(str)
    """What was typed is no key of the item."""
    went = Signal(int)
    """To the row before or after."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._typed = self._shown = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # What comes otherwise than by keys, pasted or dropped, is no answer.
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textEdited.connect(lambda _: self.show_key(self._shown))

    def show_key(self, key: str) -> None:
        """Show what was answered: a key, the dash of a blank, or nothing."""
        self._typed, self._shown = "", key
        self.setText(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a key of the item, a dash, Enter, Backspace or an arrow."""
        key, typed = event.key(), event.text()
        if event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.went.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Backspace:
            self._back()
        elif key in _ENTER:
            self._entered(event)
        elif typed.isprintable() and typed.strip():
            self._take(typed.lower())
        else:
            super().keyPressEvent(event)

    def _back(self) -> None:
        if self._typed:
            self.show_key(self._shown)
        else:
            self.went.emit(-1)

    def _entered(self, event: QKeyEvent) -> None:
        if not self._typed:
            self.went.emit(1)
        elif self._typed in self._keys:
            self._answer(self._typed)
        else:
            self._refuse(self._typed)
        event.accept()

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(key.lower() for key in self.item.keys)

    def _take(self, typed: str) -> None:
        if typed == BLANK and not self._typed:
            self.show_key(BLANK)
            self.answered.emit(None)
            return
        whole = self._typed + typed
        begun = [key for key in self._keys if key.startswith(whole)]
        if not begun:
            self._refuse(whole)
        elif begun == [whole] and len(whole) == 1:
            self._answer(whole)
        else:
            self.setText(whole)
            self._typed = whole

    def _answer(self, key: str) -> None:
        position = self._keys.index(key)
        self.show_key(self.item.keys[position])
        self.answered.emit(position)

    def _refuse(self, typed: str) -> None:
        # At once, and what stood there before stands there still.
        self._typed = ""
        self.refused.emit(typed)
