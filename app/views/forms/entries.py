"""Editors of one line: words, a number, a length of time. What cannot be read stays as typed."""

from typing import Any, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.values.durations import parse_minutes, show_minutes
from app.domain.values.text import MOST_IN_LINE, line
from app.errors import NotAcceptable, TextTooLong
from app.views.forms.editor import Editor, FieldContext
from app.views.widgets.layouts import horizontal
from app.views.widgets.words import words


class Entry(Editor):
    """One line that is read as it is typed; `_read` gives the value of what is typed and `_words` the words of a value.

    Beside it, or below where there is no room, stands what it was understood as.
    """

    ems: ClassVar[float] = 0
    """How wide it is; 0 takes all there is."""
    empty: ClassVar[Any] = None

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self._value: Any = self.empty
        self._problem = ""
        self.entry = self._made()
        self.entry.setAccessibleName(spec.label)
        self.entry.textEdited.connect(self._typed)
        self._line = horizontal(None, self.entry, gap=context.pixels(0.6))
        if self.ems:
            self.entry.setMaximumWidth(context.pixels(self.ems))
            self.understood = words("", "hint")
            self.understood.setParent(self)
            self._line.addWidget(self.understood)
            self._line.addStretch(1)
        self.row.addLayout(self._line)

    def value(self) -> Any:
        """The value last read."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show a value; the cursor stays where it is in words that stay the same."""
        self._value, self._problem = value, ""
        shown = "" if value == self.empty else self._words(value)
        if shown != self.entry.text():
            at = self.entry.cursorPosition()
            self.entry.setText(shown)
            self.entry.setCursorPosition(min(at, len(shown)) if self.entry.hasFocus() else 0)
        self._tell()

    def problem(self) -> str:
        """Why what is typed is no value."""
        return self._problem

    def target(self) -> QWidget:
        """The line."""
        return self.entry

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what was understood below the line where there is no room beside it."""
        super().resizeEvent(event)
        if self.ems:
            narrow = self.width() < self.context.pixels(self.ems + 8)
            direction = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
            if self._line.direction() != direction:
                self._line.setDirection(direction)

    def _made(self) -> QLineEdit:
        """The line."""
        return QLineEdit(self)

    def _read(self, typed: str) -> Any:
        """The value of what is typed; raises NotAcceptable."""
        raise NotImplementedError

    def _words(self, value: Any) -> str:
        return str(value)

    def _understood(self) -> str:
        """What is said beside the line."""
        return ""

    def _typed(self, typed: str) -> None:
        self._problem = ""
        if typed.strip():
            try:
                self._value = self._read(typed)
            except NotAcceptable as refused:
                self._problem = str(refused)
        else:
            self._value = self.empty
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        if self.ems:
            said = self._understood()
            self.understood.setText(said)
            self.understood.setVisible(bool(said))


class LineEditor(Entry):
    """Words in one line; a field with a check of its own, such as an NHS number, is read by it."""

    empty = ""

    def _read(self, typed: str) -> str:
        try:
            plain = line(typed)
        except TextTooLong:
            # Kept, so that saving says so: what was typed is not given up in silence.
            self._problem = f"“{self.spec.label}” is too long: it holds at most {MOST_IN_LINE} characters."
            return typed
        return self.spec.check(plain) if plain and self.spec.check else plain


class CountEditor(Entry):
    """A whole number."""

    ems = 6

    def _read(self, typed: str) -> int:
        plain = typed.strip().replace(",", "")
        if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(self.spec.most)):
            raise NotAcceptable(self._sentence())
        if int(plain) > self.spec.most:
            raise NotAcceptable(self._sentence())
        return int(plain)

    def _sentence(self) -> str:
        return f"“{self.spec.label}” is a whole number from 0 to {self.spec.most:,}."


class MinutesEditor(Entry):
    """A length of time, typed as minutes, hours and minutes, or with a colon."""

    ems = 6

    def _read(self, typed: str) -> int:
        minutes = parse_minutes(typed)
        if minutes > self.spec.most:
            raise NotAcceptable(f"“{self.spec.label}” is at most {show_minutes(self.spec.most)}.")
        return minutes

    def _understood(self) -> str:
        if self._problem or self._value is None:
            return ""
        return show_minutes(self._value)
