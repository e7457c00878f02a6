"""The box in which text is written: plain, with light markup shown as it is typed, spelling and snippets."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication, QKeyEvent, QPaintEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.values.text import MOST_CHARACTERS, clean
from app.errors import TextTooLong
from app.views.context.timers import after
from app.views.writing import pasting
from app.views.writing.aids import WritingAids
from app.views.writing.chooser import SnippetChooser
from app.views.writing.highlighter import MarkupHighlighter
from app.views.writing.keys import WritingKeys
from app.views.writing.next_wrong import NextWrong
from app.views.writing.pasting import Pasting
from app.views.writing.spelling_marks import SpellingMarks
from app.views.writing.spelling_menu import SpellingMenu

LONG_PARAGRAPH: Final = 20_000
"""Beyond so many letters a paragraph is set without kerning and ligatures: Qt lays all of it out at every key."""

_UNBROKEN: Final = re.compile(r"\S{2000}")
"""So many letters without a space are no word: to look for a place to break them takes Qt seconds at every key."""

_TOO_LONG: Final = (
    "That is more text than this field can hold ({most:,} characters): split it over two records."
)
_TOO_MUCH: Final = "That is too much to paste at once: nothing was pasted. Split it over several records."


class TextBox(QPlainTextEdit):
    """A text of a record. `edited` tells of every change a person makes; setting the text is none."""

    edited = Signal()
    refused = Signal(str)
    """Why something could not be done or will not be saved, in a sentence for the page's bar."""
    message = Signal(str)
    """A few words on what a key has found."""

    most: int = MOST_CHARACTERS
    """How many characters the field can be signed with."""

    def __init__(self, parent: QWidget | None = None, aids: WritingAids | None = None) -> None:
        super().__init__(parent)
        self.aids = aids
        self._revision = 0
        self._clean: tuple[int, str] = (-1, "")
        self._is_long = self._is_plainly_set = False
        self._highlighter = MarkupHighlighter(self.document())
        self.marks = SpellingMarks(self, aids)
        self._pasting = Pasting(self, self._put_in, self._pasted)
        self.next_wrong = NextWrong(self, self.marks)
        self.next_wrong.message.connect(self.message)
        self._keys = WritingKeys(
            self,
            aids,
            snippets=self.open_snippets,
            spellings=self.open_spellings,
            next_wrong=self.next_wrong.go,
            paste_plainly=self.paste_plainly,
        )
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._changed)
        self.document().contentsChange.connect(self._part_changed)
        self.cursorPositionChanged.connect(self.marks.moved)
        if aids is not None:
            aids.changed.connect(self._words_changed)

    def text(self) -> str:
        """What is written, canonical; what is longer than a record may hold comes as it is."""
        self._pasting.finish()
        revision = self.document().revision()
        if self._clean[0] != revision:
            written = self.toPlainText()
            try:
                self._clean = revision, clean(written)
            except TextTooLong:
                self._clean = revision, written
        return self._clean[1]

    def show_text(self, text: str) -> None:
        """Show a text as it was saved, with nothing to undo."""
        self._pasting.drop()
        self._keys.stops.leave()
        blocked = self.blockSignals(True)
        self._quietly(lambda: self.setWordWrapMode(_wrapping(text)))
        self._set_plainly(_longest_row(text) > LONG_PARAGRAPH)
        self.setPlainText(text)
        self.blockSignals(blocked)
        self._revision = self.document().revision()
        self._is_long = len(text) > self.most
        self.marks.begin()

    def put(self, text: str) -> None:
        """Put a snippet or template at the cursor, and go to the first place that is to be filled in."""
        self._pasting.finish()
        self._keys.put(text)
        self.setFocus()

    def bring_caret(self) -> None:
        """Bring the caret into sight."""
        self.ensureCursorVisible()

    def open_snippets(self) -> None:
        """Offer all snippets."""
        if self.aids is not None and not self.isReadOnly():
            chooser = SnippetChooser(self.aids.snippets, self)
            chooser.chosen.connect(self.put)
            chooser.open_at(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def open_spellings(self) -> None:
        """Offer what may be meant by the word at the cursor."""
        self.spelling_menu().open_at_cursor()

    # --- what Qt asks -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of writing; all else is as in every box."""
        if self._pasting.is_under_way:
            self._pasting.finish()
        if self.isReadOnly() or not self._keys.take(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        """Tab writes out an abbreviation, or goes to the next place to be filled in; else to the next field."""
        return self._keys.tab(1 if next else -1) or super().focusNextPrevChild(next)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text alone."""
        return pasting.can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop: plain text as it is, HTML as light markup."""
        html = pasting.html(source)
        if html:
            self._pasting.read(html, source.text())
        elif source.hasText():
            self._put_in(source.text())
        else:
            self.refused.emit(_TOO_MUCH)

    def paste_plainly(self) -> None:
        """Paste the plain words of what was copied, whatever form they had there."""
        source = QGuiApplication.clipboard().mimeData()
        if source.hasText() and self.canInsertFromMimeData(source):
            self._put_in(source.text())

    def _put_in(self, text: str) -> None:
        """Put pasted words in place of what is selected; all of them, or none with a sentence why."""
        stays = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        if stays + len(text) >= pasting.MOST_PASTED:
            self.refused.emit(_TOO_MUCH)
            return
        text = pasting.canonical(text)
        if not text:
            return
        self._keys.stops.leave()
        if _longest_row(text) > LONG_PARAGRAPH:
            self._set_plainly(True)
        if _UNBROKEN.search(text):
            self._quietly(lambda: self.setWordWrapMode(_wrapping(text)))
        self._pasting.begin(text)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text: what is written here has no other form."""
        copied = QMimeData()
        copied.setText(self.textCursor().selection().toPlainText())
        return copied

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the marks under questioned words."""
        super().paintEvent(event)
        self.marks.paint(event.rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what may be meant, and what every box offers."""
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.open_spellings()
            return
        at = self.cursorForPosition(event.pos())
        if not self.textCursor().hasSelection() or self.marks.word_at(at.position()):
            self.setTextCursor(at)
        self.spelling_menu().popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme, and another text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "marks"):
            self._set_plainly(self._is_plainly_set)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and hasattr(self, "marks"):
            self._quietly(self._highlighter.restyle)

    def spelling_menu(self) -> SpellingMenu:
        """The menu of the box as it now stands, not yet open."""
        snippets = self.open_snippets if self.aids is not None else None
        return SpellingMenu(self, self.marks, self.refused.emit, snippets)

    # --- within -----------------------------------------------------------------------------------

    def _words_changed(self) -> None:
        self.marks.forget()

    def _part_changed(self, position: int, removed: int, added: int) -> None:
        self.marks.changed(position, removed, added)
        if not self._is_plainly_set and self.document().findBlock(position).length() > LONG_PARAGRAPH:
            # Not now: the document is in the middle of a change.
            after(self, 0, lambda: self._set_plainly(True))

    def _changed(self) -> None:
        # A text that is only drawn anew is no other text.
        if self.document().revision() == self._revision:
            return
        self._revision = self.document().revision()
        self.edited.emit()
        if self._is_long or self.document().characterCount() > self.most:
            self._look_at_length()

    def _look_at_length(self) -> None:
        was, self._is_long = self._is_long, self.document().characterCount() - 1 > self.most
        if self._is_long and not was and not self._pasting.is_under_way:
            self.refused.emit(_TOO_LONG.format(most=self.most))

    def _pasted(self) -> None:
        self._is_long = False
        self._look_at_length()

    def _set_plainly(self, plainly: bool) -> None:  # noqa: FBT001
        """Set the text letter by letter, or with kerning and ligatures."""
        self._is_plainly_set = plainly
        font = self.font()
        if plainly:
            font.setKerning(False)
            font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        if self.document().defaultFont() != font:
            self._quietly(lambda: self.document().setDefaultFont(font))

    def _quietly(self, act: Callable[[], None]) -> None:
        """Draw the text another way, which is no change of it, though Qt counts it as one."""
        blocked = self.blockSignals(True)
        act()
        self.blockSignals(blocked)
        self._revision = self.document().revision()


def _longest_row(text: str) -> int:
    return max(len(row) for row in text.split("\n"))


def _wrapping(text: str) -> QTextOption.WrapMode:
    mode = QTextOption.WrapMode
    return mode.WrapAnywhere if _UNBROKEN.search(text) else mode.WrapAtWordBoundaryOrAnywhere
