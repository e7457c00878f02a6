"""The editor of a text: a box that grows with what is written, to a point, with its words counted and templates."""

from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.fields.declare import FieldSpec
from app.views.forms.editor import Editor, FieldContext
from app.views.writing.frame import WritingFrame
from app.views.writing.text_box import TextBox

LEAST_LINES: Final = 3
MOST_LINES: Final = 16


class GrowingBox(TextBox):
    """A text box as high as its lines, between a least and a most number of them."""

    _least = LEAST_LINES
    _fitted: tuple[int, int] | None = None

    def __init__(
        self, context: FieldContext, least: int = LEAST_LINES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, context.writing)
        self._least = least
        self._shown, self._is_typed = "", False
        self._edges = context.pixels(0.9)
        self.edited.connect(self._touched)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().contentsChanged.connect(self._fit)
        self._fit()

    def value(self) -> str:
        """The text, clean; one that is too long is given as it is, so that saving it says so.

        What nobody touched is given as it was shown: Qt's boxes change some texts.
        """
        return self.text() if self._is_typed else self._shown

    def show_again(self, text: str) -> None:
        """Show a text; one that is already there keeps its cursor and what can be undone."""
        if text == self.value():
            return
        at = self.textCursor().position()
        self.show_text(text)
        self._shown, self._is_typed = text, False
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def problem(self, label: str) -> str:
        """Whether there is too much text, in words that name the field."""
        if len(self.value()) <= self.most:
            return ""
        return f"“{label}” is too long: it holds at most {self.most:,} characters."

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fitted = None
            self._fit()

    def _touched(self) -> None:
        self._is_typed = True

    def _fit(self) -> None:
        """Take the height of the lines there are; counting ends at the most that are shown."""
        lines, block, layout = 0, self.document().firstBlock(), self.document().documentLayout()
        while block.isValid() and lines <= MOST_LINES:
            # Asking for its place lays a block out; until then it counts as one line.
            layout.blockBoundingRect(block)
            lines, block = lines + block.layout().lineCount(), block.next()
        fitted = max(self._least, min(MOST_LINES, lines)), max(0, lines - MOST_LINES)
        if fitted == self._fitted:
            return
        self._fitted = fitted
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if fitted[1] else off)
        edges = self.height() - self.viewport().height() if self.isVisible() else self._edges
        rest = 2 * round(self.document().documentMargin()) + edges + 1
        self.setFixedHeight(fitted[0] * self.fontMetrics().lineSpacing() + rest)


class TextEditor(Editor):
    """A text with light markup."""

    def __init__(self, spec: FieldSpec, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(spec, context, parent)
        self.box = GrowingBox(context)
        self.box.most = spec.most
        self.box.setAccessibleName(spec.label)
        self.box.edited.connect(self.edited)
        kind, aids = context.kind, context.writing
        templates = aids.templates(kind, spec.name) if aids is not None and kind else ()
        self.row.addWidget(WritingFrame(self.box, templates, self))

    def value(self) -> str:
        """The text, clean; one that is too long is given as it is, so that saving it says so."""
        return self.box.value()

    def show_value(self, value: Any) -> None:
        """Show a text; one that is already there keeps its cursor and what can be undone."""
        self.box.show_again(value)

    def problem(self) -> str:
        """Whether it is too long."""
        return self.box.problem(self.spec.label)

    def target(self) -> QWidget:
        """The box."""
        return self.box
