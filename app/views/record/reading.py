"""A record as one text to read, select and copy: headings, what was asked in grey, answers beside or under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.shown import ShownSection
from app.views.look import Look
from app.views.record.page_text import PageText
from app.views.record.setting import Setter


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


class Reading(PageText):
    """Shows passages, with the words that were looked for marked."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._shown: tuple[Passage, ...] = ()
        self._find = ""

    def show_passages(self, shown: tuple[Passage, ...], find: str = "") -> None:
        """Show them, with the first of the words that were looked for in sight."""
        self._shown, self._find = shown, find
        self.write()

    def mark(self, find: str) -> None:
        """Mark other words, or with none take the marks away."""
        self._find = find
        self._mark()

    def hits(self) -> tuple[int, ...]:
        """Where in the text the words that were looked for begin."""
        return tuple(sorted(each.cursor.selectionStart() for each in self.extraSelections()))

    def go_to_next(self) -> None:
        """Go to the next place, and from the last to the first."""
        hits = self.hits()
        if hits:
            here = self.textCursor().position()
            self._go_to(next((hit for hit in hits if hit > here), hits[0]))

    def write(self) -> None:
        """Write everything anew."""
        self.clear()
        setter = Setter(QTextCursor(self.document()), self.look, self.room)
        for passage in self._shown:
            setter.heading(passage.title)
            for asked, answer in passage.pairs:
                setter.answered(asked, answer)
            setter.prose(passage.text)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _mark(self) -> None:
        found = []
        for word in self._find.split():
            at = self.document().find(word, 0)
            while not at.isNull():
                found.append(at)
                at = self.document().find(word, at)
        self.setExtraSelections([self._selection(at) for at in found])
        if found:
            self._go_to(self.hits()[0])

    def _go_to(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _selection(self, at: QTextCursor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = at
        selection.format.setBackground(self.look.colour("mark"))
        selection.format.setForeground(self.look.colour("on_mark"))
        return selection
