"""Where a text holds what is looked for, and the marks on those places that are in sight."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.domain.values import search_places, search_words
from app.views.theme.theme import Theme
from app.views.writing.positions import Positions, Span
from app.views.writing.sight import in_sight

AnyBox = QPlainTextEdit | QTextEdit
_MOST_MARKED: Final = 500


def places(text: str, wanted: str) -> tuple[Span, ...]:
    """Where the text holds all of it, sign for sign but in any case, as Qt counts."""
    if not wanted.strip():
        return ()
    in_qt = Positions(text).in_qt
    found = re.finditer(re.escape(wanted.strip()), text, re.IGNORECASE)
    return tuple((in_qt(each.start()), in_qt(each.end())) for each in found)


def places_of_words(text: str, wanted: str) -> tuple[Span, ...]:
    """Where the text holds what a search would find, as Qt counts."""
    in_qt = Positions(text).in_qt
    return tuple(
        (in_qt(start), in_qt(end)) for start, end in search_places.places(text, search_words.terms(wanted))
    )


def places_of_lines(text: str, passage: str) -> tuple[Span, ...]:
    """Where a text holds the lines of a passage, the first place of each, whatever blanks part its words."""
    in_qt = Positions(text).in_qt
    lines = (r"\s+".join(re.escape(word) for word in line.split()) for line in passage.splitlines())
    found = (re.search(line, text) for line in lines if line)
    return tuple((in_qt(each.start()), in_qt(each.end())) for each in found if each)


def underlined(box: QTextEdit, place: Span, theme: Theme) -> QTextEdit.ExtraSelection:
    """A place with a line of dashes under it: something is said of it elsewhere."""
    made = _at(box, place)
    made.format.setUnderlineColor(theme.colour("care"))
    made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    return made


def mark(box: AnyBox, found: tuple[Span, ...], theme: Theme, now: Span | None = None) -> None:
    """Mark the places that are in sight; the one that is `now` also by a line under it."""
    shown = in_sight(box.viewport())
    if shown.isEmpty():
        # It may be about to be laid out where it can be seen: what is near the one that is `now` will do until then.
        first = bisect_left(found, now or (0, 0)) - _MOST_MARKED // 2
        last = len(found)
    else:
        top = box.cursorForPosition(shown.topLeft()).position()
        bottom = box.cursorForPosition(shown.bottomRight()).position()
        # One that begins above what is in sight may reach into it.
        first = bisect_left(found, (top, 0)) - 1
        last = bisect_right(found, (bottom, bottom))
    first = max(0, first)
    seen = found[first : min(last, first + _MOST_MARKED)]
    box.setExtraSelections([_selection(box, each, theme, each == now) for each in seen])


def unmark(box: AnyBox) -> None:
    """Take the marks away."""
    box.setExtraSelections([])


def _selection(box: AnyBox, place: Span, theme: Theme, is_now: bool) -> QTextEdit.ExtraSelection:  # noqa: FBT001
    made = _at(box, place)
    made.format.setBackground(theme.colour("mark"))
    made.format.setForeground(theme.colour("on_mark"))
    if is_now:
        made.format.setUnderlineColor(theme.colour("on_mark"))
        made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return made


def _at(box: AnyBox, place: Span) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = QTextCursor(box.document())
    made.cursor.setPosition(place[0])
    made.cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    return made
