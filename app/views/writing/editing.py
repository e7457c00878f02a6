"""Light markup from the keyboard: bold words and bulleted rows, each one step to undo."""

import re
from typing import Final

from PySide6.QtGui import QTextCursor

_BULLET: Final = "- "
_ROW: Final = re.compile(r"(\s*)- (.*)", re.DOTALL)
_MARK: Final = "**"
_PARAGRAPH: Final = "\u2029"


def toggle_bold(cursor: QTextCursor) -> QTextCursor:
    """Make what is selected, or the word at the cursor, bold or plain again; gives the cursor to go on from."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    cursor.beginEditBlock()
    start = cursor.selectionStart()
    chosen = cursor.selectedText()
    if not chosen.strip():
        cursor.setPosition(cursor.position())
        cursor.insertText(_MARK * 2)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(_MARK))
    elif _without_marks(cursor):
        pass
    else:
        rows = chosen.replace("\u2028", _PARAGRAPH).split(_PARAGRAPH)
        plain = all(_is_bold(_parts(row)[1]) for row in rows)
        cursor.insertText("\n".join(_toggled(row, plain=plain) for row in rows))
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.endEditBlock()
    return cursor


def _without_marks(cursor: QTextCursor) -> bool:
    """Take away the marks that stand just outside of what is selected."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    wide = QTextCursor(cursor)
    last = cursor.document().characterCount() - 1
    wide.setPosition(max(0, start - len(_MARK)))
    wide.setPosition(min(last, end + len(_MARK)), QTextCursor.MoveMode.KeepAnchor)
    around = wide.selectedText()
    if not _is_bold(around) or len(around) < end - start + 2 * len(_MARK):
        return False
    wide.insertText(around[len(_MARK) : -len(_MARK)])
    cursor.setPosition(start - len(_MARK))
    cursor.setPosition(end - len(_MARK), QTextCursor.MoveMode.KeepAnchor)
    return True


def _is_bold(row: str) -> bool:
    bare = row.strip()
    return not bare or (
        bare.startswith(_MARK)
        and bare.endswith(_MARK)
        and len(bare) > 2 * len(_MARK)
        and "\u2029" not in bare
    )


def _toggled(row: str, *, plain: bool) -> str:
    """One row with the marks around its words, which they must touch; the bullet stays outside."""
    head, words = _parts(row)
    bare = words.strip()
    if not bare:
        return row
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    inner = bare[len(_MARK) : -len(_MARK)] if plain else f"{_MARK}{bare.replace(_MARK, '')}{_MARK}"
    return f"{head}{before}{inner}{after}"


def _parts(row: str) -> tuple[str, str]:
    """The bullet of a row, and its words."""
    found = _ROW.fullmatch(row)
    return (row[: found.start(2)], found[2]) if found else ("", row)


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
