"""What is pasted or dropped: always plain text in its canonical form, taken in slices so that the window goes on."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.values.text import MOST_CHARACTERS, clean

MOST_PASTED: Final = 5 * MOST_CHARACTERS
"""More than that is not taken at all: it would be no note, and Qt would stand still over it."""

_SLICE: Final = 25_000
_SLICE_LINES: Final = 500
_UNSEEN: Final = re.compile(r"<!--.*?-->|<(style|script|head|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BLANKS: Final = re.compile(r"\s+")
_ITEM: Final = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_ROW_END: Final = re.compile(
    r"<br\b[^>]*>|</(?:p|div|li|tr|h[1-6]|ul|ol|table|blockquote|pre)\s*>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^>]*>")
_BLANKS_AT_ROW_END: Final = re.compile(r" ?\n ?")
_BEFORE_ITEM: Final = re.compile(r"\n{2,}(?=- )")
_EMPTY_ROWS: Final = re.compile(r"\n{3,}")


def can_take(mime: QMimeData) -> bool:
    """Whether there is text in it; the name of a file is none."""
    if any(url.isLocalFile() for url in mime.urls()):
        return False
    return mime.hasText() or mime.hasHtml()


def plain(mime: QMimeData) -> str:
    """The text in it, canonical, with the blanks at its ends. Empty beyond MOST_PASTED."""
    typed = mime.text() or from_html(mime.html()[: 4 * MOST_PASTED])
    return canonical(typed) if len(typed) <= MOST_PASTED else ""


def canonical(part: str) -> str:
    """A part of a text in its canonical form. Blanks and empty rows at its ends stay: more text stands there."""
    # A letter at either end keeps what `clean` takes away at the ends of a whole text.
    return clean(f"x{part}x", limit=4 * len(part) + 2)[1:-1]


def from_html(text: str) -> str:
    """The words of HTML, rows apart and items with bullets; nothing in it is followed or loaded."""
    words = _BLANKS.sub(" ", _UNSEEN.sub("", text))
    words = _TAG.sub("", _ROW_END.sub("\n", _ITEM.sub("\n- ", words)))
    words = _BLANKS_AT_ROW_END.sub("\n", html.unescape(words))
    return _EMPTY_ROWS.sub("\n\n", _BEFORE_ITEM.sub("\n", words)).strip()


class Pasting:
    """Puts a text into a box slice by slice, as one step to undo."""

    def __init__(self, box: QPlainTextEdit, done: Callable[[], None]) -> None:
        self._box, self._done = box, done
        self._left: Iterator[str] = iter(())
        self._at = QTextCursor()
        self._timer = QTimer(box)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_under_way(self) -> bool:
        """Whether more is to come."""
        return self._timer.isActive()

    def begin(self, text: str) -> None:
        """Put it in place of what is selected."""
        self.finish()
        self._at = self._box.textCursor()
        self._left = slices(text)
        self._at.beginEditBlock()
        self._at.removeSelectedText()
        self._at.insertText(next(self._left, ""))
        self._at.endEditBlock()
        self._box.setTextCursor(self._at)
        self._timer.start(0)
        self._box.ensureCursorVisible()

    def finish(self) -> None:
        """Put in all that is left, now."""
        while self.is_under_way:
            self._go_on()

    def drop(self) -> None:
        """Forget what is left: another text is shown."""
        self._timer.stop()

    def _go_on(self) -> None:
        piece = next(self._left, None)
        if piece is None:
            self._timer.stop()
            self._box.ensureCursorVisible()
            self._done()
            return
        self._at.joinPreviousEditBlock()
        self._at.insertText(piece)
        self._at.endEditBlock()


def slices(text: str) -> Iterator[str]:
    """The text in pieces, none with more rows or characters than can be taken at once."""
    rows: list[str] = []
    size = 0
    for row in _rows(text):
        if rows and (len(rows) >= _SLICE_LINES or size + len(row) > _SLICE):
            yield "".join(rows)
            rows, size = [], 0
        rows.append(row)
        size += len(row)
    if rows:
        yield "".join(rows)


def _rows(text: str) -> Iterator[str]:
    """Its rows, those that are too long in pieces."""
    for row in text.splitlines(keepends=True):
        for start in range(0, len(row), _SLICE):
            yield row[start : start + _SLICE]
