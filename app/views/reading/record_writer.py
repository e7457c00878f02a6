"""Writes a record: what was asked, and the answer beside or under it with its light markup."""

from typing import Final

from PySide6.QtGui import QTextCursor

from app.domain.values import markup
from app.domain.values.markup import Paragraph, Run
from app.views.look.look import Look
from app.views.writing.document import DocumentWriter

ASKED_EMS: Final = 15
"""The column of what was asked, where answers stand beside it."""
SHORT: Final = 70
"""Answers up to so many letters stand beside what was asked."""
_ROOM: Final = 2.2
_LABEL: Final = 0.9


class RecordWriter(DocumentWriter):
    """Writes a record, in a column of so many pixels."""

    def __init__(self, cursor: QTextCursor, look: Look, room: int) -> None:
        super().__init__(cursor, look)
        self._beside = not self.is_narrow(look, room)

    @staticmethod
    def is_narrow(look: Look, room: int) -> bool:
        """Whether there is no room for answers beside what was asked."""
        return room < look.pixels(_ROOM * ASKED_EMS)

    def answered(self, asked: str, answer: str) -> None:
        """What the form asked and what was answered: on one line where the answer is short."""
        style = self.style("muted", bold=True, times=_LABEL)
        short = _short(answer) if self._beside else ()
        self.begin(0.25 if short else 0.6, 0.05, style, hanging=ASKED_EMS if short else 0)
        self.write(asked, style)
        if short:
            self.write("\t", self.style())
            self.runs(short)
        else:
            self.prose(answer)


def _short(answer: str) -> tuple[Run, ...]:
    """The words of an answer that fits on one line; none of any other."""
    if len(answer) > SHORT or "\n" in answer:
        return ()
    match markup.parse(answer):
        case (Paragraph(runs),):
            return runs
        case _:
            return ()
