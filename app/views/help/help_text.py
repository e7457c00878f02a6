"""Help as a text to read: with the keyboard, marked, copied; written block by block and never from markup."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor, QTextTableFormat
from PySide6.QtWidgets import QFrame

from app.views.help.pages import Part
from app.views.help.shortcuts import Keys
from app.views.look.look import Look
from app.views.writing.document import DocumentWriter
from app.views.writing.text_view import ReadingBox


class HelpText(ReadingBox):
    """Shows parts with headings, or tables of keys."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._parts: tuple[Part, ...] = ()
        self._tables: tuple[tuple[str, Keys], ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show a page from its beginning."""
        self._parts, self._tables = tuple(parts), ()
        self.write()

    def show_keys(self, tables: Sequence[tuple[str, Keys]]) -> None:
        """Show tables of keys, each under its heading; those without a key are left out."""
        self._parts, self._tables = (), tuple(table for table in tables if table[1])
        self.write()

    def compose(self, cursor: QTextCursor) -> None:
        """The parts, or the tables."""
        writer = DocumentWriter(cursor, self.look, paragraph=(0.5, 0), item=(0.2, 0), times=1.0)
        for part in self._parts:
            writer.heading(part.heading, 1.0, 0)
            writer.blocks(part.blocks)
        for heading, keys in self._tables:
            writer.heading(heading, 1.0, 0)
            self._table(cursor, writer, keys)

    def _table(self, cursor: QTextCursor, writer: DocumentWriter, keys: Keys) -> None:
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(self.look.pixels(0.25))
        shape.setCellSpacing(0)
        writer.begin(0.2)
        table = cursor.insertTable(len(keys), 2, shape)
        for row, (told, pressed) in enumerate(keys):
            for column, text in enumerate((told, pressed)):
                inside = table.cellAt(row, column).firstCursorPosition()
                inside.insertText(text, writer.style(bold=bool(column)))
        cursor.movePosition(QTextCursor.MoveOperation.End)
