"""F7: to the next questioned word, from the cursor on and round to where it stood, a slice of text at a time."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.views.context import voice
from app.views.writing.positions import Span
from app.views.writing.spelling_marks import SpellingMarks

_SLICE_SECONDS: Final = 0.01
_STEP: Final = 1_000
"""Letters of a paragraph looked at before the clock is."""
_NOTHING: Final = "No word is questioned here."


class NextWrong(QObject):
    """Looks for the next questioned word and selects it."""

    message = Signal(str)

    def __init__(self, box: QPlainTextEdit, marks: SpellingMarks) -> None:
        super().__init__(box)
        self._box, self._marks = box, marks
        self._search: Iterator[Span | None] = iter(())
        self._revision = -1
        self._timer = QTimer(box)
        self._timer.timeout.connect(self._go_on)

    def go(self) -> None:
        """Begin to look."""
        self._search = self._all_from(self._box.textCursor().selectionEnd())
        self._revision = self._box.document().revision()
        self._timer.start(0)
        self._go_on()

    def _go_on(self) -> None:
        if self._box.document().revision() != self._revision:
            self._timer.stop()
            return
        stop = perf_counter() + _SLICE_SECONDS
        for found in self._search:
            if found is not None:
                self._timer.stop()
                self._select(found)
                return
            if perf_counter() > stop:
                return
        self._timer.stop()
        self._tell(_NOTHING)

    def _all_from(self, start: int) -> Iterator[Span | None]:
        """Every questioned word, the ones before the start last; None between two steps."""
        document = self._box.document()
        for low, high in ((start, document.characterCount()), (0, start)):
            block = document.findBlock(low)
            while block.isValid() and block.position() < high:
                for first in range(0, block.length(), _STEP):
                    at = block.position()
                    for begin, end in self._marks.wrong_in(block, first, first + _STEP):
                        if low <= at + begin < high and first <= begin < first + _STEP:
                            yield at + begin, at + end
                    yield None
                block = block.next()

    def _tell(self, words: str) -> None:
        self.message.emit(words)
        voice.say(self._box, words)

    def _select(self, found: Span) -> None:
        cursor = self._box.textCursor()
        cursor.setPosition(found[0])
        cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        self._box.setTextCursor(cursor)
        self._box.ensureCursorVisible()
        self._tell(f"“{cursor.selectedText()}” is questioned. Ctrl+; offers other words.")
