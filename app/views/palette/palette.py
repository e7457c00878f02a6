"""The palette: one box that finds commands, people, cases and words in records, by keyboard alone."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from app.services.cases.everywhere import FoundEverywhere, Opened
from app.services.desk import Desk
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.places import CaseAt, RecordAt
from app.views.context.timers import once
from app.views.palette.finding import (
    Found,
    Said,
    case_commands,
    commands,
    found_rows,
    grouped,
    hidden_words,
    opened_rows,
    whose,
)
from app.views.palette.rows import RowPainter, Rows
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.context.tasks import Task

_PAUSE_MS = 150
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HOW = "Up and Down choose, Enter goes there, Escape closes. kind: by: after: before: narrow what is found."


class Palette(QDialog):
    """`chosen` is a place to go to; a command is carried out."""

    chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        context: Context,
        actions: Sequence[QAction],
        parent: QWidget,
        *,
        front: str = "",
        opened: Sequence[CaseAt | RecordAt] = (),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle("Casework")
        self.setAccessibleName("Search and commands")
        self._desk, self._context, self._over = desk, context, parent
        self._front, self._opened = front, Opened(None, ())
        self._actions = tuple(each for each in actions if each.isEnabled())
        native = QKeySequence.SequenceFormat.NativeText
        self._said = [
            Said(each.text(), each.shortcut().toString(native), each.objectName()) for each in self._actions
        ]
        self._search: Task | None = None
        self._names_hidden = False
        self.box, self.rows, self.list = QLineEdit(), Rows(), QListView()
        self._painter = RowPainter(context.theme, self.rows, self.list)
        self.message = words(_HOW, "small")
        self._pause = once(self, _PAUSE_MS, self._find)
        self._lay_out()
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self.list.activated.connect(lambda index: self._take(index.row()))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._place()
        self._typed("")
        if front or opened:
            self._ask_for_opened(opened)

    def _lay_out(self) -> None:
        self.box.setPlaceholderText("A command, a name, a case, or words from a record")
        self.box.setAccessibleName("Search and commands")
        self.box.setAccessibleDescription(_HOW)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._painter)
        self.list.setAccessibleName("What was found")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows are as high as their passage is long: scrolled by row, the last ones would jump.
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        vertical(self, self.box, (self.list, 1), self.message, pad=None)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show cases by reference and records without their text, or both as they are."""
        self._names_hidden = hidden
        self._typed(self.box.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keyboard stays in the box; Enter takes the row."""
        if (
            watched is not self.box
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
        ):
            return False
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Tab and (offer := self._first_offer()) is not None:
            self._take(offer)
            return True
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _MOVES or (key in _ENDS and is_held):
            self.list.event(event)
            self._say_row()
            return True
        if key in _ENTER:
            self._take(self.list.currentIndex().row())
            return True
        return False

    def _place(self) -> None:
        """At the top of the window, in its middle: what was found grows downwards."""
        parent, theme = self._over, self._context.theme
        width = min(theme.pixels(46), parent.width() - theme.pixels(2))
        height = min(theme.pixels(36), parent.height() - theme.pixels(4))
        self.resize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, theme.pixels(2))))

    # --- finding ----------------------------------------------------------------------------------------

    def _ask_for_opened(self, opened: Sequence[CaseAt | RecordAt]) -> None:
        places = [(each.case_id, each.record_id if isinstance(each, RecordAt) else "") for each in opened]
        tasks = self._context.tasks
        failed = tasks.told_by(self._refused)
        tasks.run(
            self._desk.search.opened, self._front, places, owner=self, then=self._show_opened, failed=failed
        )

    def _show_opened(self, opened: Opened) -> None:
        # Where somebody was quicker, what Enter does stays as it is.
        has_moved = self.list.currentIndex().row() > 0
        keep = self.rows.found(self.list.currentIndex().row()) if has_moved or self.box.text() else None
        self._opened = opened
        self._show(self._at_once(self.box.text()), keep=keep)

    def _at_once(self, typed: str) -> tuple[Found, ...]:
        """What is known without asking the vault: what was opened last, then what can be done."""
        names_hidden = self._names_hidden
        opened = () if typed.strip() else opened_rows(self._opened, names_hidden=names_hidden)
        of = whose(self._opened, names_hidden=names_hidden)
        return (*opened, *case_commands(self._front, of, typed), *commands(self._said, typed))

    def _typed(self, typed: str) -> None:
        """Commands at once; what is in the vault after a pause, and only for what stands there by then."""
        if self._search is not None:
            self._search.cancel()
        self._pause.stop()
        self._show(self._at_once(typed), keep=None)
        if typed.strip():
            self._pause.start()
        else:
            self.message.setText(_HOW)

    def _find(self) -> None:
        typed = self.box.text()
        find, then = self._desk.search.find, partial(self._arrived, typed)
        tasks = self._context.tasks
        failed = tasks.told_by(self._refused)
        self._search = tasks.run(find, typed, self._front, owner=self, then=then, failed=failed)

    def _arrived(self, typed: str, found: FoundEverywhere) -> None:
        if typed != self.box.text():
            return
        # Commands stay where they were: what Enter does must not change under the finger.
        rows = found_rows(found, front=self._front, names_hidden=self._names_hidden)
        keep = self.rows.found(self.list.currentIndex().row())
        self._show(grouped((*self._at_once(typed), *rows)), keep=keep)
        message = found.problem or self._counted(found)
        self.message.setText(message)
        voice.say(self.box, message)

    def _counted(self, found: FoundEverywhere) -> str:
        count = self.rows.rowCount() - len(found.offered)
        message = "Nothing was found" if not count else "1 result" if count == 1 else f"{count} results"
        if hidden := hidden_words(found):
            message = f"{message}; {hidden}: type more to find them"
        return message

    def _first_offer(self) -> int | None:
        """The row of the filter that Tab takes: the one that is chosen, or the first."""
        current = self.list.currentIndex().row()
        rows = (current, *range(self.rows.rowCount()))
        return next((row for row in rows if (one := self.rows.found(row)) is not None and one.typed), None)

    def _refused(self, message: str) -> None:
        self.message.setText(message)
        voice.say(self.box, message, now=True)

    def _show(self, found: Sequence[Found], *, keep: Found | None) -> None:
        self.rows.show_rows(found)
        if found:
            # A filter is gone on with by Tab; Enter is for what was found.
            first = keep or next((each for each in found if not each.typed), None)
            self.list.setCurrentIndex(self.rows.index(self.rows.row_of(first)))

    def _say_row(self) -> None:
        found = self.rows.found(self.list.currentIndex().row())
        if found is not None:
            voice.say(self.box, found.spoken)

    def _take(self, row: int) -> None:
        found = self.rows.found(row)
        if found is None:
            return
        if found.typed:
            self.box.setText(found.typed)
            return
        self.accept()
        if found.place is not None:
            self.chosen.emit(found.place)
        elif found.command >= 0:
            self._actions[found.command].trigger()
