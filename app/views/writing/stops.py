"""The places of a snippet or template that are still to be filled in: Tab goes from one to the next."""

from typing import Final

from PySide6.QtGui import QTextCursor

from app.domain.fields.templates import PLACE
from app.views.writing.positions import Positions

_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
Ends = tuple[QTextCursor, QTextCursor]


class Stops:
    """The places of what was put in last. Each keeps its ends while it is filled in."""

    def __init__(self) -> None:
        self._places: list[Ends] = []
        self._whole: Ends | None = None
        self._now = 0

    @property
    def is_under_way(self) -> bool:
        """Whether Tab goes from place to place."""
        return self._whole is not None

    def put(self, cursor: QTextCursor, text: str) -> QTextCursor:
        """Put a text in place of what is selected, in one step to undo; gives the cursor at its first place."""
        self.leave()
        start = cursor.selectionStart()
        cursor.insertText(text)
        positions = Positions(text)
        self._places = [
            _ends(cursor, start + positions.in_qt(found.start()), start + positions.in_qt(found.end()))
            for found in PLACE.finditer(text)
        ]
        if not self._places:
            return cursor
        self._whole = _ends(cursor, start, cursor.position())
        self._now = 0
        return self._chosen()

    def go(self, cursor: QTextCursor, step: int) -> QTextCursor | None:
        """The cursor at the next place (1) or the one before (-1); after the last one behind the text.

        None where Tab has no place to go to: the cursor has left the text, or stands behind it.
        """
        if self._whole is None:
            return None
        begin, end = self._whole
        if not begin.position() <= cursor.position() <= end.position():
            self.leave()
            return None
        self._now = max(0, self._now + step)
        if self._now < len(self._places):
            return self._chosen()
        self.leave()
        return _at(cursor, end.position())

    def leave(self) -> None:
        """Tab changes the focus again."""
        self._places, self._whole = [], None

    def _chosen(self) -> QTextCursor:
        begin, end = self._places[self._now]
        # Only the place of a cursor is kept, not its anchor.
        chosen = _at(begin, begin.position())
        chosen.setPosition(end.position(), _KEEP)
        return chosen


def _ends(cursor: QTextCursor, start: int, end: int) -> Ends:
    """Cursors at both ends: what is typed between them, or in place of all of it, stays between them."""
    begins = _at(cursor, start)
    begins.setKeepPositionOnInsert(True)
    return begins, _at(cursor, end)


def _at(cursor: QTextCursor, position: int) -> QTextCursor:
    made = QTextCursor(cursor.document())
    made.setPosition(position)
    return made
