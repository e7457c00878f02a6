"""Sets a record's words into a text: headings, what was asked, and answers with their light markup."""

from typing import Final

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption

from app.domain.values import markup
from app.domain.values.markup import Paragraph, Run
from app.views.look.look import Look
from app.views.writing.setting import Setting

ASKED_EMS: Final = 15
"""The column of what was asked, where answers stand beside it."""
SHORT: Final = 70
"""Answers up to so many letters stand beside what was asked."""

_LEVEL: Final = 2
_ROOM: Final = 2.2
_TITLE, _LABEL = 1.25, 0.9


class Setter(Setting):
    """Writes a record, in a column of so many pixels."""

    def __init__(self, cursor: QTextCursor, look: Look, room: int) -> None:
        super().__init__(cursor, look)
        self._beside = not self.is_narrow(look, room)

    @staticmethod
    def is_narrow(look: Look, room: int) -> bool:
        """Whether there is no room for answers beside what was asked."""
        return room < look.pixels(_ROOM * ASKED_EMS)

    def heading(self, text: str) -> None:
        """The title of a part; none where it is empty."""
        if not text:
            return
        block = self._block(before=1.1, after=0.2)
        block.setHeadingLevel(_LEVEL)
        style = self.style(bold=True)
        style.setFontPointSize(self._look.sizes.points(_TITLE))
        self._open(block, style)
        self.write(text, style)

    def answered(self, asked: str, answer: str) -> None:
        """What the form asked and what was answered: on one line where the answer is short."""
        style = self.style("muted", bold=True)
        style.setFontPointSize(self._look.sizes.points(_LABEL))
        short = _short(answer) if self._beside else ()
        beside = bool(short)
        block = self._block(before=0.25 if beside else 0.6, after=0.05)
        if beside:
            column = self._look.pixels(ASKED_EMS)
            block.setLeftMargin(column)
            block.setTextIndent(-column)
            tab = QTextOption.Tab()
            tab.position = column
            block.setTabPositions([tab])
        self._open(block, style)
        self.write(asked, style)
        if beside:
            self.write("\t", self.style())
            self._runs(short)
        else:
            self.prose(answer)

    def _open(self, block: QTextBlockFormat, style: QTextCharFormat) -> None:
        if self._is_first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block, style)
        self._is_first = False

    def _block(self, *, before: float, after: float) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setTopMargin(0 if self._is_first else self._look.pixels(before))
        block.setBottomMargin(self._look.pixels(after))
        return block


def _short(answer: str) -> tuple[Run, ...]:
    """The words of an answer that fits on one line; none of any other."""
    if len(answer) > SHORT or "\n" in answer:
        return ()
    match markup.parse(answer):
        case (Paragraph(runs),):
            return runs
        case _:
            return ()
