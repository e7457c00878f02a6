"""Sets a record's words into a text: the sizes and colours of headings, questions and answers."""

from typing import Final

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
    QTextOption,
)

from app.domain import markup
from app.domain.differences import Change, FieldDifference
from app.domain.markup import Bullets, Run
from app.views.look import Look

ASKED_EMS: Final = 15
"""The column of what was asked, where answers stand beside it."""
SHORT: Final = 70
"""Answers up to so many letters stand beside what was asked."""

_LEVEL = 2


class Setter:
    """Writes at a cursor, one block after the other."""

    def __init__(self, cursor: QTextCursor, look: Look, room: int) -> None:
        self._cursor, self._look = cursor, look
        self._beside = not self.is_narrow(look, room)
        self._is_first = True

    @staticmethod
    def is_narrow(look: Look, room: int) -> bool:
        """Whether there is no room for answers beside what was asked."""
        return room < look.pixels(2.2 * ASKED_EMS)

    def heading(self, text: str) -> None:
        """The title of a part; none where it is empty."""
        if not text:
            return
        block = self._block(before=1.1, after=0.2)
        block.setHeadingLevel(_LEVEL)
        style = self._style("text", bold=True)
        style.setFontPointSize(self._look.sizes.points(1.25))
        self._begin(block, style)
        self._cursor.insertText(text, style)

    def answered(self, asked: str, answer: str) -> None:
        """What the form asked and what was answered: on one line where the answer is short."""
        style = self._style("muted", bold=True)
        style.setFontPointSize(self._look.sizes.points(0.9))
        beside = self._beside and len(answer) <= SHORT and "\n" not in answer
        block = self._block(before=0.25 if beside else 0.6, after=0.05)
        if beside:
            column = self._look.pixels(ASKED_EMS)
            block.setLeftMargin(column)
            block.setTextIndent(-column)
            tab = QTextOption.Tab(column, QTextOption.TabType.LeftTab)
            block.setTabPositions([tab])
        self._begin(block, style)
        self._cursor.insertText(asked, style)
        if beside:
            self._cursor.insertText(f"\t{answer}", self._style("text"))
        else:
            self.prose(answer)

    def changed(self, difference: FieldDifference) -> None:
        """A field that changed: what it is called, then its words with what came and what went."""
        label = self._style("muted", bold=True)
        label.setFontPointSize(self._look.sizes.points(0.9))
        self._begin(self._block(before=0.8, after=0.05), label)
        self._cursor.insertText(difference.label, label)
        self._begin(self._block(after=0.35), self._style("text"))
        for piece in difference.pieces:
            style = self._style("text")
            if piece.change is not Change.SAME:
                style.setBackground(self._look.colour(piece.change.value))
                style.setFontUnderline(piece.change is Change.ADDED)
                style.setFontStrikeOut(piece.change is Change.REMOVED)
            self._cursor.insertText(piece.text.replace("\n", "\u2028"), style)

    def prose(self, text: str) -> None:
        """An answer, with its light markup; every sign that is none stays as it was written."""
        for part in markup.parse(text):
            if isinstance(part, Bullets):
                self._bullets(part)
            else:
                self._begin(self._block(after=0.35), self._style("text"))
                self._runs(part.runs)

    def _bullets(self, part: Bullets) -> None:
        shape = QTextListFormat()
        shape.setStyle(QTextListFormat.Style.ListDisc)
        for n, item in enumerate(part.items):
            self._begin(self._block(after=0.15), self._style("text"))
            if n == 0:
                made = self._cursor.createList(shape)
            else:
                made.add(self._cursor.block())
            self._runs(item)

    def _runs(self, runs: tuple[Run, ...]) -> None:
        for run in runs:
            # A line that the author broke stays broken inside its paragraph.
            self._cursor.insertText(run.text.replace("\n", "\u2028"), self._style("text", bold=run.bold))

    def _begin(self, block: QTextBlockFormat, style: QTextCharFormat) -> None:
        if self._is_first:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(style)
        else:
            self._cursor.insertBlock(block, style)
        self._is_first = False

    def _block(self, *, before: float = 0, after: float = 0) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setTopMargin(0 if self._is_first else self._look.pixels(before))
        block.setBottomMargin(self._look.pixels(after))
        return block

    def _style(self, role: str, *, bold: bool = False) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self._look.colour(role))
        style.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return style
