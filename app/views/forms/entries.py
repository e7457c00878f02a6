"""Editors of one line: words, a number, a length of time. What cannot be read stays as typed."""

import re
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.fields.declare import FieldSpec
from app.domain.fields.forms import NUMBER
from app.domain.values.durations import parse_minutes, show_minutes
from app.domain.values.text import MOST_IN_LINE, line
from app.domain.values.time_of_day import parse_time
from app.errors import NotAcceptable, TextTooLong
from app.views.forms.editor import Editor, FieldContext
from app.views.widgets.layouts import LEFT, horizontal
from app.views.widgets.words import words

_WORDS = 280
_STEP = 6
"""Letters by which a line grows."""
_UNDERSTOOD = 8
"""Ems beside a line from which on what it was understood as stands there, and not under it."""


class FittingLine(QLineEdit):
    """As wide as what is typed, from a least width on, as far as there is room; it grows some letters at a time."""

    def __init__(self, context: FieldContext, least: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._least, self._wide = context, least, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        """The least, or what the text needs."""
        return QSize(max(self._least_px(), self._wide), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A date or a number is never cut; words may be, at 200 % text in a narrow window."""
        least = super().minimumSizeHint().boundedTo(self.sizeHint())
        return least.expandedTo(QSize(self._least_px(), 0)) if self._least < _WORDS else least

    def _least_px(self) -> int:
        return self._context.screen.theme.px(self._least)

    def _fit(self, text: str) -> None:
        metrics, margins = self.fontMetrics(), self.textMargins()
        step = metrics.averageCharWidth() * _STEP
        edges = margins.left() + margins.right() + 2 * metrics.height()
        wide = -(-(metrics.horizontalAdvance(text) + edges) // step) * step
        if wide != self._wide:
            self._wide = wide
            self.updateGeometry()


class Entry(Editor):
    """One line that is read as it is typed; `_read` gives the value of what is typed and `_words` the words of a value.

    Beside it, or below where there is no room, stands what it was understood as.
    """

    least: ClassVar[float] = _WORDS
    """How wide it is at least, in pixels at 100 % text; it grows with what stands in it."""
    says_what: ClassVar[bool] = False
    """Whether it says what it was understood as."""
    empty: ClassVar[Any] = None

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self._value: Any = self.empty
        self._problem = ""
        self.entry = self._made()
        self.stand_for(self.entry)
        self.entry.textEdited.connect(self._typed)
        self._line = horizontal(None, (self.entry, LEFT), gap=context.pixels(0.6))
        if self.says_what:
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what was understood below the line where there is no room beside it."""
        super().resizeEvent(event)
        if self.says_what:
            narrow = self.width() < self.entry.sizeHint().width() + self.context.pixels(_UNDERSTOOD)
            direction = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
            if self._line.direction() != direction:
                self._line.setDirection(direction)

    def _made(self) -> QLineEdit:
        """The line."""
        return FittingLine(self.context, self.least, self)

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
        if self.says_what:
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


class TimeEditor(LineEditor):
    """A time of day, typed with or without a colon."""

    least = 84
    says_what = True

    def _read(self, typed: str) -> str:
        return parse_time(typed)

    def _understood(self) -> str:
        return "" if self._problem or self.entry.text() == self._value else str(self._value)


class CountEditor(Entry):
    """A whole number."""

    least = 84

    def _read(self, typed: str) -> int:
        plain = typed.strip().replace(",", "")
        if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(self.spec.most)):
            raise NotAcceptable(self._sentence())
        if int(plain) > self.spec.most:
            raise NotAcceptable(self._sentence())
        return int(plain)

    def _sentence(self) -> str:
        return f"“{self.spec.label}” is a whole number from 0 to {self.spec.most:,}."


class NumberEditor(Entry):
    """A number with or without decimal places, kept as it is typed."""

    least = 84
    empty = ""

    def _read(self, typed: str) -> str:
        plain = typed.strip()
        if not re.fullmatch(NUMBER, plain, re.ASCII):
            raise NotAcceptable(f"“{self.spec.label}” is a number, such as 11 or 11.25.")
        return plain


class MinutesEditor(Entry):
    """A length of time, typed as minutes, hours and minutes, or with a colon."""

    least = 84
    says_what = True

    def _read(self, typed: str) -> int:
        minutes = parse_minutes(typed)
        if minutes > self.spec.most:
            raise NotAcceptable(f"“{self.spec.label}” is at most {show_minutes(self.spec.most)}.")
        return minutes

    def _understood(self) -> str:
        if self._problem or self._value is None:
            return ""
        return show_minutes(self._value)
