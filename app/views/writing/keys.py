"""The keys of writing: markup, lists, snippets, spelling."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.views.writing import editing
from app.views.writing.aids import WritingAids
from app.views.writing.stops import Stops

_ABBREVIATION: Final = re.compile(r";([a-z0-9][a-z0-9_.-]{0,29})$", re.IGNORECASE | re.ASCII)
_LONGEST: Final = 32
KEYS: Final = (
    ("Bold", "Ctrl+B"),
    ("List", "Ctrl+Shift+8"),
    ("Snippets and templates", "Ctrl+J"),
    ("Other spellings of the word", "Ctrl+;"),
    ("Next word that is marked", "F7"),
    ("Paste the plain words alone", "Ctrl+Shift+V"),
)
"""What to call the keys that do something in every writing box."""
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_WHERE: Final = (Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier).value
"""What only tells where a key lies."""


class WritingKeys:
    """What keys mean in a box that can be written in; what opens something beside it is the box's to do."""

    def __init__(
        self,
        box: QPlainTextEdit,
        aids: WritingAids | None,
        *,
        snippets: Callable[[], None],
        spellings: Callable[[], None],
        next_wrong: Callable[[], None],
        paste_plainly: Callable[[], None],
    ) -> None:
        self._box, self._aids = box, aids
        self.stops = Stops()
        acts: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], bool | None]] = {
            (Qt.Key.Key_Return, _NONE): self._continue_list,
            (Qt.Key.Key_Enter, _NONE): self._continue_list,
            (Qt.Key.Key_Return, _SHIFT): self._new_row,
            (Qt.Key.Key_Enter, _SHIFT): self._new_row,
            # With no other field to go to, Qt would write the tab.
            (Qt.Key.Key_Tab, _NONE): lambda: True,
            (Qt.Key.Key_B, _CTRL): self._bold,
            (Qt.Key.Key_8, _CTRL | _SHIFT): self._bullets,
            (Qt.Key.Key_Asterisk, _CTRL | _SHIFT): self._bullets,
            (Qt.Key.Key_J, _CTRL): snippets,
            (Qt.Key.Key_Semicolon, _CTRL): spellings,
            (Qt.Key.Key_F7, _NONE): next_wrong,
            (Qt.Key.Key_V, _CTRL | _SHIFT): lambda: None if box.isReadOnly() else paste_plainly(),
            (Qt.Key.Key_Escape, _NONE): self._leave_stops,
        }
        # By number: to compare Qt's names costs several calls a key.
        self._acts = {key.value | held.value: act for (key, held), act in acts.items()}

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False for one that means nothing of its own."""
        act = self._acts.get(event.keyCombination().toCombined() & ~_WHERE)
        # Only an act that says so has left the key to others.
        return act is not None and act() is not False

    def tab(self, step: int) -> bool:
        """Go to the next place to be filled in, or write out an abbreviation; False where Tab leaves the box."""
        box = self._box
        cursor = self.stops.go(box.textCursor(), step)
        if cursor is None:
            return step > 0 and self._expand()
        box.setTextCursor(cursor)
        return True

    def put(self, text: str) -> None:
        """Put a snippet or template at the cursor, and go to the first place that is to be filled in."""
        self._box.setTextCursor(self.stops.put(self._box.textCursor(), text))
        self._box.ensureCursorVisible()

    def _expand(self) -> bool:
        cursor = self._box.textCursor()
        if self._aids is None or self._box.isReadOnly() or cursor.hasSelection():
            return False
        row = QTextCursor(cursor)
        row.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        found = _ABBREVIATION.search(row.selectedText()[-_LONGEST:])
        texts = {one.abbreviation: one.text for one in self._aids.snippets} if found else {}
        text = texts.get(found[1].lower()) if found else None
        if found is None or text is None:
            return False
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(found[0]))
        self._box.setTextCursor(cursor)
        self.put(text)
        return True

    def _continue_list(self) -> bool:
        done = editing.continue_list(self._box.textCursor())
        if done:
            self._box.ensureCursorVisible()
        return done

    def _new_row(self) -> bool:
        # Qt's own would be a line break inside a paragraph, which a text has not.
        self._box.textCursor().insertBlock()
        self._box.ensureCursorVisible()
        return True

    def _bold(self) -> bool:
        self._box.setTextCursor(editing.toggle_bold(self._box.textCursor()))
        return True

    def _bullets(self) -> bool:
        editing.toggle_bullets(self._box.textCursor())
        return True

    def _leave_stops(self) -> bool:
        under_way = self.stops.is_under_way
        self.stops.leave()
        return under_way
