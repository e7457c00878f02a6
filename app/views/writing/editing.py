"""Light markup from the keyboard: bold words and bulleted rows, each one step to undo."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QTextCursor

from app.domain.values import markup
from app.domain.values.markup import Bold
from app.views.writing.positions import Positions

_BULLET: Final = "- "
_ROW: Final = re.compile(r"(\s*)- (.*)", re.DOTALL)
_MARK: Final = "**"
_PARAGRAPH, _LINE = "\u2029", "\u2028"


def toggle_bold(cursor: QTextCursor) -> QTextCursor:
    """Make what is selected, or the word at the cursor, bold or plain again; gives the cursor to go on from."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    if not cursor.selectedText().strip():
        cursor.setPosition(cursor.position())
        cursor.insertText(_MARK * 2)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(_MARK))
        return cursor
    document, at = cursor.document(), QTextCursor(cursor)
    begins = document.findBlock(cursor.selectionStart()).position()
    last = document.findBlock(cursor.selectionEnd())
    at.setPosition(begins)
    at.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    rows = at.selectedText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")
    places = Positions(rows)
    start, end = (
        places.in_text(place - begins) for place in (cursor.selectionStart(), cursor.selectionEnd())
    )
    cursor.beginEditBlock()
    for place, added in sorted(_marks(rows, start, end), reverse=True):
        at.setPosition(begins + places.in_qt(place))
        if added:
            at.insertText(_MARK)
        else:
            at.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(_MARK))
            at.removeSelectedText()
    cursor.endEditBlock()
    return cursor


def _marks(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Where marks come (True) or go (False), so that the words from `start` to `end` are all bold, or none of them."""
    rows = [row for row in _rows(text) if row[0] < end and row[1] > start]
    wanted = [(max(first, start), min(last, end)) for first, last in rows]
    touched = [
        [one for one in markup.bold(text) if one.start < last and one.end > first] for first, last in wanted
    ]
    gone = [[(place, False) for one in ones for place in (one.start, one.last)] for ones in touched]
    if all(_is_bold(text, *each) for each in zip(wanted, touched, strict=True)):
        return [mark for each in gone for mark in each]
    found = []
    for row, (first, last), ones, without in zip(rows, wanted, touched, gone, strict=True):
        first = min([first, *(one.start for one in ones)])  # noqa: PLW2901 - grown to take in what is bold already
        last = max([last, *(one.end for one in ones)])  # noqa: PLW2901
        found += _around(text, row, (first, last), without)
    return found


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """From where to where the words of each row go; its bullet and the blanks at its ends stay outside."""
    begins = 0
    for row in text.split("\n"):
        words = row[markup.item(row) :]
        bare = words.strip()
        if bare:
            first = begins + len(row) - len(words.lstrip())
            yield first, first + len(bare)
        begins += len(row) + 1


def _is_bold(text: str, wanted: tuple[int, int], ones: list[Bold]) -> bool:
    """Whether all of the words stand in bold already."""
    inside = {place for one in ones for place in range(one.start, one.end)}
    return all(place in inside or text[place].isspace() for place in range(*wanted))


def _around(
    text: str, row: tuple[int, int], words: tuple[int, int], without: list[tuple[int, bool]]
) -> list[tuple[int, bool]]:
    """The marks around words, moved out to the edges of words; none where asterisks of the text stand in the way."""
    (least, most), (first, last) = row, words
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    while first > least and not _parts(text[first], text[first - 1]):
        first -= 1
    while last < most and not _parts(text[last - 1], text[last]):
        last += 1
    edits = [*without, (first, True), (last, True)]
    if first == last or not _would_be_bold(text[least:most], [(at - least, new) for at, new in edits]):
        return []
    return edits


def _parts(inside: str, outside: str) -> bool:
    """Whether a mark can stand between the two: not beside an asterisk, which it would be taken together with."""
    return outside != "*" and markup.at_edge(inside=inside, outside=outside)


def _would_be_bold(row: str, edits: list[tuple[int, bool]]) -> bool:
    """Whether with these marks the same words are shown as without them, the new ones in bold."""
    typed = row
    # Where a mark goes and another comes, it is the same place: the one that comes stays outside.
    for place, added in sorted(edits, reverse=True):
        typed = typed[:place] + (_MARK + typed[place:] if added else typed[place + len(_MARK) :])
    new = min(place for place, added in edits if added)
    return markup.one_line(typed) == markup.one_line(row) and any(
        one.start == new for one in markup.bold(typed)
    )


def toggle_bullets(cursor: QTextCursor) -> None:
    """Make bullets of the rows that are selected, or plain rows again where all of them have one."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if cursor.hasSelection() and last.position() == cursor.selectionEnd() and last != first:
        # A selection up to the beginning of a row does not hold that row.
        last = last.previous()
    rows = [first]
    while rows[-1] != last:
        rows.append(rows[-1].next())
    written = [row for row in rows if row.text().strip()] or rows
    plain = all(_ROW.fullmatch(row.text()) for row in written)
    cursor.beginEditBlock()
    for row in written:
        at = QTextCursor(row)
        found = _ROW.fullmatch(row.text())
        if plain and found:
            at.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, found.end(1))
            at.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(_BULLET))
            at.removeSelectedText()
        elif not found:
            at.insertText(_BULLET)
    cursor.endEditBlock()


def continue_list(cursor: QTextCursor) -> bool:
    """After a bulleted row begin another; a row with nothing but its bullet ends the list. False for any other."""
    if cursor.hasSelection():
        return False
    found = _ROW.fullmatch(cursor.block().text())
    at = cursor.positionInBlock()
    if found is None or at < found.start(2):
        return False
    if found[2].strip():
        cursor.insertText(f"\n{found[1]}{_BULLET}")
    else:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    return True
