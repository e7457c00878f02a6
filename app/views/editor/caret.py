"""How far into the text of a box somebody is."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def caret_in(box: QWidget | None) -> int:
    """Characters before the caret; 0 in what has none."""
    if isinstance(box, QPlainTextEdit | QTextEdit):
        return box.textCursor().position()
    return box.cursorPosition() if isinstance(box, QLineEdit) else 0


def put_caret(box: QWidget | None, at: int) -> None:
    """Put the caret there, or at the end of a text that is shorter now."""
    if isinstance(box, QPlainTextEdit | QTextEdit):
        cursor = box.textCursor()
        cursor.setPosition(min(at, box.document().characterCount() - 1))
        box.setTextCursor(cursor)
    elif isinstance(box, QLineEdit):
        box.setCursorPosition(at)
