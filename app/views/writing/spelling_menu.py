"""The menu of a box: what may be meant by the questioned word at the cursor, then what every box offers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from app.views.writing.spelling_marks import SpellingMarks

if TYPE_CHECKING:
    from app.views.writing.positions import Span


class SpellingMenu(QMenu):
    """Opens at once with "Looking…" and fills when the words have come; never waited for.

    `refused` takes a sentence, perhaps when the menu has long gone; `snippets` offers them, where there are any.
    """

    def __init__(
        self,
        box: QPlainTextEdit,
        marks: SpellingMarks,
        refused: Callable[[str], None],
        snippets: Callable[[], None] | None,
    ) -> None:
        super().__init__(box)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Spelling and editing")
        self._box, aids = box, marks.aids
        self._place: Span = (0, 0)
        cursor = box.textCursor()
        place = None if box.isReadOnly() else marks.word_at(cursor.selectionEnd())
        if place is not None and aids is not None:
            self._place = place
            self._word = self._at_word().selectedText()
            self._looking = self.addAction("Looking…")
            self._looking.setEnabled(False)
            self.addSeparator()
            self.addAction("Add to my words", lambda: aids.add_word(self._word, box, refused))
            self.addAction("Ignore here", lambda: marks.ignore(self._word))
            self.addSeparator()
            aids.suggest(self._word, self, self._fill)
        self._add_standard(snippets)

    def open_at_cursor(self) -> None:
        """Open where the cursor is."""
        box = self._box
        self.popup(box.viewport().mapToGlobal(box.cursorRect().bottomLeft()))

    def _add_standard(self, snippets: Callable[[], None] | None) -> None:
        """What every box offers: undo, copy, paste."""
        standard = self._box.createStandardContextMenu()
        # The actions belong to that menu, which goes with this one and is never shown.
        standard.setParent(self, standard.windowFlags())
        self.addActions(standard.actions())
        if snippets is not None and not self._box.isReadOnly():
            self.addSeparator()
            self.addAction("Snippets…", snippets).setShortcut("Ctrl+J")

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

    def _at_word(self) -> QTextCursor:
        cursor = QTextCursor(self._box.document())
        cursor.setPosition(self._place[0])
        cursor.setPosition(self._place[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor
