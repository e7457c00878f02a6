"""A text box as high as what is written in it: the page scrolls, and not the box."""

from time import perf_counter
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from app.views.context.timers import once
from app.views.forms.editor import FieldContext
from app.views.widgets.scrolled import Scrolled, area_around
from app.views.writing.text_box import TextBox

LEAST_LINES: Final = 3
NARRATIVE_LINES: Final = 14
"""So many lines of a narrative are shown before anything is written, where the window has the room."""
MOST_LINES: Final = 2_000
"""What is longer scrolls in its box after all: no record is written so."""

_ROOM_EMS: Final = 6
"""What stands above and under a narrative that fills the window: its label, its hint, the count of its words."""
_SLICE_SECONDS: Final = 0.006
_STEP: Final = 16
_ALL: Final = 1 << 30
_PAGES: Final = {Qt.Key.Key_PageUp.value: -1, Qt.Key.Key_PageDown.value: 1}
_UP, _DOWN = QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.Down


class GrowingBox(TextBox):
    """Grows in whole lines from a least number on, and keeps its caret in view, a line of air above and under it."""

    def __init__(
        self, context: FieldContext, least: int = LEAST_LINES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, context.writing)
        self._wanted = self._least = least
        self._high = self._counted = self._taller = 0
        self._unlaid = 0, _ALL
        self._room = context.pixels(_ROOM_EMS)
        self._shown, self._is_typed = "", False
        self._edges = context.pixels(0.9)
        self._area: Scrolled | None = None
        self.edited.connect(self._touched)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._laying, self._following = once(self, 0, self._fit), once(self, 0, self.bring_caret)
        self.document().contentsChange.connect(self._unlay)
        self.document().contentsChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._following.start)
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

    def bring_caret(self) -> None:
        """Scroll the page so that the caret is in view, with a line of air; under a pressed mouse just in view."""
        area = self._area
        if area is not None and self.isVisible():
            held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
            air = 0 if held else self.fontMetrics().lineSpacing()
            area.bring_place(self.viewport(), self.cursorRect(), air)

    # --- what Qt asks -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages of what is in view: to Qt all of the box is one page."""
        step = _PAGES.get(event.key())
        if step is None or event.modifiers() not in _TURNING:
            super().keyPressEvent(event)
        else:
            self._turn_page(step, keep=event.modifiers() == Qt.KeyboardModifier.ShiftModifier)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret that the keys go to."""
        super().focusInEvent(event)
        self._following.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the measure of the page around."""
        super().showEvent(event)
        area = area_around(self)
        if area is not self._area:
            self._area = area
            if area is not None:
                area.resized.connect(self._fit_room)
        self._fit_room()
        # How much room its edges take is known only now.
        self._high = 0
        self._set_high()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the lines elsewhere; letters of another typeface may need more height than ours."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._unlaid = 0, _ALL
            self._fit()
        elif self.verticalScrollBar().maximum() and self._high < MOST_LINES:
            self._taller += self.verticalScrollBar().maximum()
            self._laying.start()
        if self.hasFocus():
            self._following.start()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_laying"):
            self._high = self._taller = 0
            self._unlaid = 0, _ALL
            self._fit_room()
            self._fit()

    # --- within -----------------------------------------------------------------------------------

    def _touched(self) -> None:
        self._is_typed = True

    def _turn_page(self, step: int, *, keep: bool) -> None:
        area = self._area
        seen = area.viewport().height() if area is not None else self.viewport().height()
        lines = max(1, seen // self.fontMetrics().lineSpacing() - 2)
        mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
        cursor = self.textCursor()
        if not cursor.movePosition(_DOWN if step > 0 else _UP, mode, lines):
            last = QTextCursor.MoveOperation.End if step > 0 else QTextCursor.MoveOperation.Start
            cursor.movePosition(last, mode)
        self.setTextCursor(cursor)

    def _fit_room(self) -> None:
        """Show as many lines at least as the window has room for, and the caret that the keys go to."""
        if self.hasFocus():
            self._following.start()
        if self._wanted > LEAST_LINES and self._area is not None:
            room = (self._area.viewport().height() - self._room) // self.fontMetrics().lineSpacing()
            least = max(LEAST_LINES, min(self._wanted, room))
            if least != self._least:
                self._least = least
                self._set_high()

    def _unlay(self, position: int, _removed: int, added: int) -> None:
        """Note what Qt has not laid out yet after a change; within one paragraph it has."""
        first = self.document().findBlock(position)
        if not first.contains(position + added) or self._unlaid[1]:
            low, high = self._unlaid
            last = self.document().findBlock(position + added).blockNumber()
            at = first.blockNumber()
            self._unlaid = (min(low, at), max(high, last + 1)) if high else (at, last + 1)

    def _fit(self) -> None:
        """Take the height of the lines there are; what is long is laid out a slice at a time."""
        low, high = self._unlaid
        if high:
            self._unlaid = self._laid_out(low, high)
            if self._unlaid[1]:
                self._laying.start()
        self._set_high()

    def _laid_out(self, low: int, high: int) -> tuple[int, int]:
        """Lay out the paragraphs from one number to before another; gives those that are left."""
        layout, stop = self.document().documentLayout(), perf_counter() + _SLICE_SECONDS
        block = self.document().findBlockByNumber(low)
        while block.isValid() and low < high:
            # Asking for its place lays a block out; until then it counts as one line.
            layout.blockBoundingRect(block)
            block, low = block.next(), low + 1
            if low % _STEP == 0 and perf_counter() > stop:
                return (low, high) if block.isValid() else (0, 0)
        return 0, 0

    def _set_high(self) -> None:
        lines = self.document().lineCount()
        if self._unlaid[1]:
            # There are more to come: what would be less for now would make the page jump.
            lines = max(lines, self._counted)
        elif lines < self._counted:
            self._taller = 0
        self._counted = lines
        lines = max(self._least, min(MOST_LINES, lines + self._taller))
        if lines == self._high:
            return
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._high = lines
        self.setVerticalScrollBarPolicy(needed if lines == MOST_LINES else off)
        edges = self.height() - self.viewport().height() if self.isVisible() else self._edges
        rest = 2 * round(self.document().documentMargin()) + edges + 1
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + rest)


_TURNING: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
