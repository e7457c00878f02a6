"""A record as one text to read, select and copy: headings, what was asked in grey, answers beside or under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.domain.records.shown import ShownSection
from app.views.look.look import Look
from app.views.reading.record_writer import RecordWriter
from app.views.writing.text_view import TextView

COLUMN_EMS: Final = 46
"""How wide a column of text is comfortable to read: some 90 letters."""


@dataclass(frozen=True)
class Passage:
    """A part of what is read: a heading, under it what was asked with the answer, then plain text."""

    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    text: str = ""


def passages(sections: Iterable[ShownSection]) -> tuple[Passage, ...]:
    """What a sheet says, in its own words."""
    return tuple(
        Passage(section.title, tuple((field.label, field.text) for field in section.fields))
        for section in sections
    )


class Reading(TextView):
    """Shows passages. Its lines are comfortable to read, however wide the window."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look)
        self._passages: tuple[Passage, ...] = ()
        self._was_narrow = False
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(name)

    def show_passages(self, shown: tuple[Passage, ...], find: str = "") -> None:
        """Show them, with the first of the words that were looked for in sight."""
        self._passages, self._wanted = shown, find
        self.write()

    def compose(self, cursor: QTextCursor) -> None:
        """The passages."""
        writer = RecordWriter(cursor, self.look, self._room())
        for passage in self._passages:
            writer.heading(passage.title)
            for asked, answer in passage.pairs:
                writer.answered(asked, answer)
            writer.prose(passage.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and set answers beside or under what was asked."""
        super().resizeEvent(event)
        room = self._room()
        self.setLineWrapColumnOrWidth(room)
        is_narrow = RecordWriter.is_narrow(self.look, room)
        if is_narrow != self._was_narrow:
            self._was_narrow = is_narrow
            self.write()

    def _room(self) -> int:
        return min(self.viewport().width(), self.look.pixels(COLUMN_EMS))
