"""The menu of a box: what may be meant by the questioned word at the cursor, then what every box offers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from app.errors import UserError

if TYPE_CHECKING:
    from app.views.writing.aids import Span
    from app.views.writing.text_box import TextBox


class SpellingMenu(QMenu):
    """Opens at once with "Looking…" and fills when the words have come; never waited for."""

    def __init__(self, box: "TextBox") -> None:
        super().__init__(box)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Spelling and editing")
        self._box, self._aids = box, box.marks.aids
        self._place: Span = (0, 0)
        cursor = box.textCursor()
        place = None if box.isReadOnly() else box.marks.word_at(cursor.selectionEnd())
        if place is not None and self._aids is not None:
            self._place = place
            self._word = self._at_word().selectedText()
            self._looking = self.addAction("Looking…")
            self._looking.setEnabled(False)
            self.addSeparator()
            self.addAction("Add to my words", self._add)
            self.addAction("Ignore here", self._ignore)
            self.addSeparator()
            self._aids.suggest(self._word, self, self._fill)
        self._add_standard()

    def open_at_cursor(self) -> None:
        """Open where the cursor is."""
        box = self._box
        self.popup(box.viewport().mapToGlobal(box.cursorRect().bottomLeft()))

    def _add_standard(self) -> None:
        """What every box offers: undo, copy, paste."""
        standard = self._box.createStandardContextMenu()
        # The actions belong to that menu, which goes with this one and is never shown.
        standard.setParent(self, standard.windowFlags())
        self.addActions(standard.actions())
        if self._box.aids is not None and not self._box.isReadOnly():
            self.addSeparator()
            snippets = self.addAction("Snippets…", self._box.open_snippets)
            snippets.setShortcut("Ctrl+J")

    def _fill(self, words: tuple[str, ...]) -> None:
        made = []
        for word in words:
            action = QAction(word, self)
            action.triggered.connect(lambda _checked=False, chosen=word: self._replace(chosen))
            made.append(action)
        if made:
            self.insertActions(self._looking, made)
            self.removeAction(self._looking)
            if self.isVisible() and self.activeAction() is None:
                self.setActiveAction(made[0])
        else:
            self._looking.setText("No other word found")

    def _replace(self, chosen: str) -> None:
        cursor = self._at_word()
        if cursor.selectedText() == self._word:
            cursor.insertText(chosen)
            self._box.setTextCursor(cursor)

    def _add(self) -> None:
        if self._aids is not None:
            self._aids.add_word(self._word, self._box, self._not_added)

    def _ignore(self) -> None:
        self._box.marks.ignored.add(self._word)
        self._box.viewport().update()

    def _at_word(self) -> QTextCursor:
        cursor = QTextCursor(self._box.document())
        cursor.setPosition(self._place[0])
        cursor.setPosition(self._place[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _not_added(self, failure: BaseException) -> None:
        if isinstance(failure, UserError):
            self._box.refused.emit(str(failure))
        elif self._aids is not None:
            self._aids.unforeseen(failure)
