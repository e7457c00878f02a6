"""A signed text to read: its markup rendered, all of it selectable, nothing of it changeable."""

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.views.theme.theme import Theme
from app.views.writing import hits
from app.views.writing.document import DocumentWriter
from app.views.writing.positions import Span


class ReadingBox(QTextEdit):
    """Read only, copied as plain text; nothing is ever loaded from outside."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        theme.changed.connect(self.write)

    def write(self) -> None:
        """Write all of it anew, as after a change of the theme."""
        self.clear()
        cursor = QTextCursor(self.document())
        # Laid out once at the end, not after each word.
        cursor.beginEditBlock()
        self.compose(cursor)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def compose(self, cursor: QTextCursor) -> None:
        """Write it into the empty document."""
        raise NotImplementedError

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: a text may name a place outside, and is never followed there."""
        del kind, name
        return None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied


class TextView(ReadingBox):
    """One text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._text = self._wanted = ""
        self._found: tuple[Span, ...] = ()
        self._now = -1
        self.verticalScrollBar().valueChanged.connect(self._show_marks)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self._text = text
        self.write()

    def mark(self, wanted: str) -> None:
        """Mark wherever a search for it would find it, and show the first; with nothing take the marks away."""
        self._wanted, self._now = wanted, -1
        self._found = hits.places_of_words(self.toPlainText(), wanted)
        self._show_marks()
        self.go_to_first()

    def hits(self) -> tuple[Span, ...]:
        """The places that are marked."""
        return self._found

    def go_to_first(self) -> None:
        """Go to the first place."""
        self._now = -1
        self.go_to_next()

    def go_to_next(self) -> None:
        """Go to the next place, and from the last to the first."""
        if self._found:
            self._now = (self._now + 1) % len(self._found)
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._found[self._now][0])
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self._show_marks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other places may be in sight."""
        super().resizeEvent(event)
        self._show_marks()

    def write(self) -> None:
        """Mark it as well."""
        super().write()
        if self._wanted:
            self.mark(self._wanted)

    def compose(self, cursor: QTextCursor) -> None:
        """The text with its markup."""
        DocumentWriter(cursor, self.theme).prose(self._text)

    def _show_marks(self) -> None:
        if self._found or self.extraSelections():
            hits.mark(self, self._found, self.theme, self._found[self._now] if self._now >= 0 else None)
