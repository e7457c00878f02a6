"""Help as a text to read: with the keyboard, marked, copied; written block by block and never from markup."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.values.markup import Bullets, Run
from app.views.help.pages import Part
from app.views.help.shortcuts import Keys
from app.views.look.look import Look
from app.views.writing.text_view import ReadingBox

_HEADING: Final = 1.25
_BOLD: Final = QFont.Weight.DemiBold


class HelpText(ReadingBox):
    """Shows parts with headings, or tables of keys."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
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

    def write(self) -> None:
        """Write all of it anew."""
        self.clear()
        cursor = QTextCursor(self.document())
        self._is_first = True
        for part in self._parts:
            if part.heading:
                self._heading(cursor, part.heading)
            for block in part.blocks:
                if isinstance(block, Bullets):
                    self._bullets(cursor, block)
                else:
                    self._begin(cursor, 0.5)
                    self._runs(cursor, block.runs)
        for heading, keys in self._tables:
            self._heading(cursor, heading)
            self._table(cursor, keys)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _begin(self, cursor: QTextCursor, above: float, times: float = 1.0) -> None:
        """A new paragraph; the first is there already."""
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(0 if self._is_first else self.look.pixels(above))
        letters.setFontPointSize(self.look.sizes.points(times))
        letters.setForeground(QBrush(self.look.colour("text")))
        if self._is_first:
            cursor.setBlockFormat(block)
            self._is_first = False
        else:
            cursor.insertBlock(block)
        cursor.setCharFormat(letters)

    def _heading(self, cursor: QTextCursor, text: str) -> None:
        self._begin(cursor, 1.0, _HEADING)
        self._runs(cursor, (Run(text, bold=True),))

    def _runs(self, cursor: QTextCursor, runs: Sequence[Run]) -> None:
        for run in runs:
            letters = QTextCharFormat(cursor.charFormat())
            letters.setFontWeight(_BOLD if run.bold else QFont.Weight.Normal)
            cursor.insertText(run.text, letters)

    def _bullets(self, cursor: QTextCursor, bullets: Bullets) -> None:
        made = None
        for item in bullets.items:
            self._begin(cursor, 0.2)
            if made is None:
                shape = QTextListFormat()
                shape.setStyle(QTextListFormat.Style.ListDisc)
                made = cursor.createList(shape)
            else:
                made.add(cursor.block())
            self._runs(cursor, item)

    def _table(self, cursor: QTextCursor, keys: Keys) -> None:
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(self.look.pixels(0.25))
        shape.setCellSpacing(0)
        self._begin(cursor, 0.2)
        table = cursor.insertTable(len(keys), 2, shape)
        for row, (told, pressed) in enumerate(keys):
            for column, run in enumerate((Run(told), Run(pressed, bold=True))):
                inside = table.cellAt(row, column).firstCursorPosition()
                letters = QTextCharFormat()
                letters.setForeground(QBrush(self.look.colour("text")))
                inside.setCharFormat(letters)
                self._runs(inside, (run,))
        cursor.movePosition(QTextCursor.MoveOperation.End)
