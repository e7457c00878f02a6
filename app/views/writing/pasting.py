"""What is pasted or dropped: plain text in its canonical form, taken in slices so that the window goes on.

HTML comes as light markup where it says more than its plain words do; other plain text comes as it is.
"""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.values.text import MOST_CHARACTERS, clean
from app.views.writing.html_text import HtmlReading, says_more

MOST_PASTED: Final = MOST_CHARACTERS
"""As much as that in a box is not taken: no record holds it, and nothing beyond it would be saved."""

_MOST_HTML: Final = 50 * MOST_PASTED
_SECONDS: Final = 0.01
_SLICE: Final = 25_000
_SLICE_LINES: Final = 500


def can_take(mime: QMimeData) -> bool:
    """Whether there is text in it; the name of a file is none."""
    if any(url.isLocalFile() for url in mime.urls()):
        return False
    return mime.hasText() or mime.hasHtml()


def html(mime: QMimeData) -> str:
    """The HTML in it, where it is to be read: it says more than the plain text, or there is no other."""
    found = mime.html() if mime.hasHtml() else ""
    return found if len(found) <= _MOST_HTML and (says_more(found) or not mime.text()) else ""


def canonical(part: str) -> str:
    """A part of a text in its canonical form. Blanks and empty rows at its ends stay: more text stands there."""
    # A letter at either end keeps what `clean` takes away at the ends of a whole text.
    return clean(f"x{part}x", limit=4 * len(part) + 2)[1:-1]


class Pasting:
    """Puts a text into a box slice by slice, as one step to undo; `came` takes the words of HTML once they are read."""

    def __init__(self, box: QPlainTextEdit, came: Callable[[str], None], done: Callable[[], None]) -> None:
        self._box, self._came, self._done = box, came, done
        self._reading: HtmlReading | None = None
        self._otherwise = ""
        self._left: Iterator[str] = iter(())
        self._at = QTextCursor()
        self._timer = QTimer(box)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_under_way(self) -> bool:
        """Whether more is to come."""
        return self._timer.isActive()

    def read(self, html: str, otherwise: str = "") -> None:
        """Read the words of HTML, `otherwise` where it has none; those of a short one are there at once."""
        self.finish()
        self._reading, self._otherwise = HtmlReading(html), otherwise
        self._timer.start(0)
        self._go_on()

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
        self._reading, self._otherwise = None, ""

    def _go_on(self) -> None:
        if self._reading is not None:
            self._read_on(self._reading)
            return
        piece = next(self._left, None)
        if piece is None:
            self._timer.stop()
            self._box.ensureCursorVisible()
            self._done()
            return
        self._at.joinPreviousEditBlock()
        self._at.insertText(piece)
        self._at.endEditBlock()

    def _read_on(self, reading: HtmlReading) -> None:
        if reading.go_on(_SECONDS):
            self._timer.stop()
            self._reading = None
            self._came(reading.text() or self._otherwise)


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
