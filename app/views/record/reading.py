"""A record as one text to read, select and copy: headings, what was asked in grey, answers under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.domain.shown import ShownSection
from app.views.look import Look
from app.views.record.setting import Setter

COLUMN_EMS: Final = 46
"""How wide a column of text is comfortable to read: some 90 letters."""


@dataclass(frozen=True)
class Passage:
    """A part of what is read: a heading, under it what was asked with the answer, then plain text."""

    title: str
    pairs: tuple[tuple[str, str], ...] = ()
    text: str = ""


def passages(sections: Iterable[ShownSection]) -> tuple[Passage, ...]:
    """What a content says, in its own words."""
    return tuple(
        Passage(section.title, tuple((field.label, field.text) for field in section.fields))
        for section in sections
    )


class Reading(QTextEdit):
    """Read only; all of it can be selected and copied as plain text, and nothing is ever loaded from outside."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[Passage, ...] = ()
        self._find = ""
        self._was_narrow = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(name)
        look.changed.connect(self._write)

    def show_passages(self, shown: tuple[Passage, ...], find: str = "") -> None:
        """Show them, with the words that were looked for marked and the first of them in sight."""
        self._shown, self._find = shown, find
        self._write()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines where they are comfortable to read, however wide the window."""
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(self._room())
        if self._is_narrow() != self._was_narrow:
            self._write()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: a text may name a place outside, and is never followed there."""
        del kind, name
        return None

    def _room(self) -> int:
        return min(self.viewport().width(), self._look.pixels(COLUMN_EMS))

    def _is_narrow(self) -> bool:
        return Setter.is_narrow(self._look, self._room())

    def _write(self) -> None:
        self._was_narrow = self._is_narrow()
        self.clear()
        setter = Setter(QTextCursor(self.document()), self._look, self._room())
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
        selection.format.setBackground(QColor(self._look.colour("mark")))
        selection.format.setForeground(QColor(self._look.colour("on_mark")))
        return selection
