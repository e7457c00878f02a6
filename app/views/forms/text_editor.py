"""The editor of a text: a box that grows with what is written, to a point."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.fields import FieldSpec
from app.domain.text import MOST_CHARACTERS, clean
from app.errors import TextTooLong
from app.views.forms.editor import Around, Editor
from app.views.writing.text_box import TextBox

LEAST_LINES, MOST_LINES = 3, 16


class GrowingBox(TextBox):
    """A text box as high as its lines, between a least and a most number of them."""

    def __init__(self, around: Around, least: int = LEAST_LINES, parent: QWidget | None = None) -> None:
        if around.writing is None:
            super().__init__(parent)
        else:
            super().__init__(parent, aids=around.writing)  # type: ignore[call-arg]
        self._least = least
        self._lines: tuple[int, bool] | None = None
        self._value, self._is_typed, self._is_too_long = "", False, False
        self.edited.connect(self._typed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pad = around.pixels(0.9)
        self.document().contentsChanged.connect(self._fit)
        self._fit()

    def text_value(self) -> str:
        """The text, clean; one that is too long is given as it is, so that saving it says so.

        What nobody touched is given as it was shown: Qt's boxes change some texts.
        """
        if self._is_typed:
            self._is_typed, typed = False, self.text()
            try:
                self._value, self._is_too_long = clean(typed), False
            except TextTooLong:
                self._value, self._is_too_long = typed, True
        return self._value

    def show_again(self, text: str) -> None:
        """Show a text; one that is already there keeps its cursor and what can be undone."""
        if text == self.text_value():
            return
        at = self.textCursor().position()
        self.show_text(text)
        self._value, self._is_typed, self._is_too_long = text, False, False
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def problem(self, label: str) -> str:
        """Whether there is too much text, in words that name the field."""
        self.text_value()
        most = f"{MOST_CHARACTERS:,}"
        return f"“{label}” is too long: it holds at most {most} characters." if self._is_too_long else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lines = None
            self._fit()

    def _typed(self) -> None:
        self._is_typed = True

    def _fit(self) -> None:
        """Take the height of the lines there are; counting ends at the most that are shown."""
        lines = sum(self._lines_in_view())
        shown = max(self._least, min(MOST_LINES, lines))
        if (shown, lines > MOST_LINES) != self._lines:
            self._lines = (shown, lines > MOST_LINES)
            off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(needed if lines > MOST_LINES else off)
            edges = self.height() - self.viewport().height() if self.isVisible() else self._pad
            rest = 2 * round(self.document().documentMargin()) + edges + 1
            self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + rest)

    def _lines_in_view(self) -> Iterator[int]:
        count, block = 0, self.document().firstBlock()
        while block.isValid() and count <= MOST_LINES:
            # Asking for its place lays a block out; until then it counts as one line.
            self.document().documentLayout().blockBoundingRect(block)
            count += block.layout().lineCount()
            yield block.layout().lineCount()
            block = block.next()


class TextEditor(Editor):
    """A text with light markup."""

    def __init__(
        self, spec: FieldSpec, around: Around, parent: QWidget | None = None, *, least: int = LEAST_LINES
    ) -> None:
        super().__init__(spec, around, parent)
        self.box = GrowingBox(around, least, self)
        self.box.setAccessibleName(spec.label)
        self.box.edited.connect(self.edited)
        self.row.addWidget(self.box)

    def value(self) -> str:
        """The text, clean; one that is too long is given as it is, so that saving it says so."""
        return self.box.text_value()

    def show_value(self, value: Any) -> None:
        """Show a text; one that is already there keeps its cursor and what can be undone."""
        self.box.show_again(value)

    def problem(self) -> str:
        """Whether it is too long."""
        return self.box.problem(self.spec.label)

    def target(self) -> QWidget:
        """The box."""
        return self.box
