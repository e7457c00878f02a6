"""Finds words in what is written: in every box of a form at once, or in the one box of a page."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from app.views.context import voice
from app.views.context.timers import once
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.flow import FlowRow
from app.views.widgets.layouts import vertical
from app.views.widgets.scrolled import Scrolled
from app.views.widgets.shortcut import shortcut
from app.views.widgets.words import words
from app.views.writing import hits
from app.views.writing.positions import Span
from app.views.writing.text_box import TextBox

_AFTER_MS: Final = 150
_LEAST_EMS: Final = 12
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
Hit = tuple[QPlainTextEdit, Span]


class FindBar(QFrame):
    """Ctrl+F anywhere in `within` opens it, F3 and Shift+F3 go on, Escape closes it. Put it where it is to stand."""

    def __init__(self, theme: Theme, within: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._within = theme, within
        self._hits: list[Hit] = []
        self._now = -1
        self._came_from: QPlainTextEdit | None = None
        self._watched: set[QPlainTextEdit] = set()
        self.setProperty("bar", "note")
        self.setAccessibleName("Find in what is written")
        self.field = QLineEdit()
        self.field.setAccessibleName("Find")
        self.field.setMinimumWidth(theme.pixels(_LEAST_EMS))
        self.found = words("", "hint", wrap=False)
        row = FlowRow(theme.pixels(0.6), line_gap=theme.pixels(0.3))
        pad = theme.pixels(0.4)
        vertical(self, row, pad=pad)
        row.add(
            words("Find", "label", wrap=False, buddy=self.field),
            self.field,
            button("Previous", lambda: self.go(-1), hint="Previous place (Shift+F3)"),
            button("Next", lambda: self.go(1), hint="Next place (F3)"),
            self.found,
            button("Close", self.close_bar, kind="quiet", hint="Close (Escape)"),
        )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._listen(within)
        self._later = once(self, _AFTER_MS, self.look_again)
        self.field.textChanged.connect(self._written)
        # What is in sight is known once the page has moved.
        self._moved = once(self, 0, self._mark)
        self._narrowed = once(self, 0, self._bring_now)
        if isinstance(within, Scrolled):
            within.verticalScrollBar().valueChanged.connect(lambda _: self._moved.start())
            within.resized.connect(self._narrowed.start)
        self.hide()

    def _listen(self, within: QWidget) -> None:
        """Take the keys of finding, wherever the keyboard is inside."""
        for keys, message, act in (
            ("Ctrl+F", "Find in this record", self.open_bar),
            ("F3", "Next place", lambda: self.go(1)),
            ("Shift+F3", "Place before", lambda: self.go(-1)),
        ):
            shortcut(within, keys, message, act)

    def open_bar(self) -> None:
        """Open it with what is selected, or what was looked for last."""
        box = self._within.focusWidget()
        self._came_from = box if isinstance(box, QPlainTextEdit) else None
        chosen = self._came_from.textCursor().selectedText() if self._came_from else ""
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.look_again()

    def close_bar(self) -> None:
        """Take the marks away and go back to writing, at the place that was found."""
        self._later.stop()
        self.hide()
        box = self._hits[self._now][0] if self._now >= 0 else self._came_from
        self._forget()
        if box is not None and isValid(box):
            box.setFocus()

    def look_again(self) -> None:
        """Look through all boxes anew, as after each change of what is looked for or written."""
        if self.isHidden():
            return
        here = self._hits[self._now] if self._now >= 0 else None
        self._forget()
        for box in self._boxes():
            self._hits += [(box, place) for place in hits.places(box.toPlainText(), self.field.text())]
            self._watch(box)
        if here in self._hits:
            self._now = self._hits.index(here)
        self._show()

    def go(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1); from the last to the first."""
        if self.isHidden():
            self.open_bar()
            return
        if self._later.isActive():
            self._later.stop()
            self.look_again()
        if not self._hits:
            return
        self._now = (self._now + step) % len(self._hits) if self._now >= 0 else self._nearest(step)
        box, (start, end) = self._hits[self._now]
        cursor = QTextCursor(box.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        box.setTextCursor(cursor)
        box.ensureCursorVisible()
        self._bring_into_sight(box)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Escape closes."""
        if event.key() in _ENTER:
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _boxes(self) -> list[QPlainTextEdit]:
        found = [self._within] if isinstance(self._within, QPlainTextEdit) else []
        found += self._within.findChildren(QPlainTextEdit)
        shown = [box for box in found if box.isVisible()]
        return sorted(shown, key=lambda box: (box.mapTo(self._within, box.rect().topLeft()).y(), box.x()))

    def _nearest(self, step: int) -> int:
        """The first place behind the cursor of the box one came from, or the last before it."""
        order = self._boxes()
        if self._came_from not in order:
            return 0 if step > 0 else len(self._hits) - 1
        here = (order.index(self._came_from), self._came_from.textCursor().selectionStart())
        places = [(order.index(box), place[0]) for box, place in self._hits]
        if step > 0:
            return next((n for n, place in enumerate(places) if place >= here), 0)
        return next((n for n in reversed(range(len(places))) if places[n] < here), len(places) - 1)

    def _bring_into_sight(self, box: QPlainTextEdit) -> None:
        context = box.parentWidget()
        while context is not None:
            # Every scroll area knows how to bring a widget into sight; only it does.
            reach = getattr(context, "ensureWidgetVisible", None)
            if reach is not None:
                reach(box)
            context = context.parentWidget()

    def _bring_now(self) -> None:
        """Keep the place one is at in sight when the bar itself takes more of the room."""
        if self.isVisible() and self._now >= 0:
            box = self._hits[self._now][0]
            if isinstance(box, TextBox):
                box.bring_caret()

    def _watch(self, box: QPlainTextEdit) -> None:
        if box not in self._watched:
            self._watched.add(box)
            box.document().contentsChanged.connect(self._written)
            box.verticalScrollBar().valueChanged.connect(self._mark)

    def _written(self, *_: object) -> None:
        if self.isVisible():
            self._later.start()

    def _show(self) -> None:
        count = len(self._hits)
        message = {0: "Nothing found", 1: "1 place"}.get(count, f"{count:,} places")
        if count and self._now >= 0:
            message = f"{self._now + 1:,} of {message}"
        message = message if self.field.text().strip() else ""
        if message != self.found.text():
            self.found.setText(message)
            voice.say(self.found, message)
        self._mark()

    def _mark(self) -> None:
        now = self._hits[self._now] if self._now >= 0 else None
        for box in {each for each, _ in self._hits}:
            places = tuple(place for each, place in self._hits if each is box)
            hits.mark(box, places, self._theme, now[1] if now and now[0] is box else None)

    def _forget(self) -> None:
        for box in {each for each, _ in self._hits}:
            if isValid(box):
                hits.unmark(box)
        self._hits, self._now = [], -1
