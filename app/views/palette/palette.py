"""The palette: one box that finds commands, people, cases and words in records, by keyboard alone."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListView, QWidget

from app.errors import UserError
from app.services.cases.everywhere import FoundEverywhere
from app.services.desk import Desk
from app.views.context import voice
from app.views.context.context import Context
from app.views.context.timers import once
from app.views.palette.finding import Found, Said, commands, found_rows, hidden_words
from app.views.palette.rows import RowPainter, Rows
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.context.tasks import Task

_PAUSE_MS = 150
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HOW = "Up and Down choose, Enter goes there, Escape closes."


class Palette(QDialog):
    """`chosen` is a place to go to; a command is carried out."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, context: Context, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle("Casework")
        self.setAccessibleName("Search and commands")
        self._desk, self._context, self._over = desk, context, parent
        self._actions = tuple(each for each in actions if each.isEnabled())
        native = QKeySequence.SequenceFormat.NativeText
        self._said = [
            Said(each.text(), each.shortcut().toString(native), each.objectName()) for each in self._actions
        ]
        self._search: Task | None = None
        self._names_hidden = False
        self.box, self.rows, self.list = QLineEdit(), Rows(), QListView()
        self._painter = RowPainter(context.look, self.rows, self.list)
        self.told = words(_HOW, "small")
        self._pause = once(self, _PAUSE_MS, self._look)
        self._lay_out()
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self.list.activated.connect(lambda index: self._take(index.row()))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._place()
        self._typed("")

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
        vertical(self, self.box, (self.list, 1), self.told, pad=None)

    def hide_names(self, hidden: bool) -> None:  # noqa: FBT001 - a switch
        """Show cases by reference and records without their text, or both as they are."""
        self._names_hidden = hidden

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keyboard stays in the box; Enter takes the row."""
        if (
            watched is not self.box
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
        ):
            return False
        key = Qt.Key(event.key())
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
        parent, look = self._over, self._context.look
        width = min(look.pixels(46), parent.width() - look.pixels(2))
        height = min(look.pixels(36), parent.height() - look.pixels(4))
        self.resize(width, height)
        self.move(parent.mapToGlobal(QPoint((parent.width() - width) // 2, look.pixels(2))))

    # --- finding ----------------------------------------------------------------------------------------

    def _typed(self, typed: str) -> None:
        """Commands at once; what is in the vault after a pause, and only for what stands there by then."""
        if self._search is not None:
            self._search.cancel()
        self._pause.stop()
        self._show(commands(self._said, typed), keep=None)
        if typed.strip():
            self._pause.start()
        else:
            self.told.setText(_HOW)

    def _look(self) -> None:
        typed = self.box.text()
        find, then = self._desk.search.find, partial(self._arrived, typed)
        self._search = self._context.tasks.run(find, typed, owner=self, then=then, failed=self._refused)

    def _arrived(self, typed: str, found: FoundEverywhere) -> None:
        if typed != self.box.text():
            return
        # Commands stay where they were: what Enter does must not change under the finger.
        rows = found_rows(found, typed, names_hidden=self._names_hidden)
        keep = self.rows.found(self.list.currentIndex().row())
        self._show((*commands(self._said, typed), *rows), keep=keep)
        count = self.rows.rowCount()
        told = "Nothing was found" if not count else "1 result" if count == 1 else f"{count} results"
        if hidden := hidden_words(found):
            told = f"{told}; {hidden}: type more to find them"
        self.told.setText(told)
        voice.say(self.box, told)

    def _refused(self, failure: BaseException) -> None:
        if isinstance(failure, UserError):
            self.told.setText(str(failure))
            voice.say(self.box, str(failure), now=True)
        else:
            self._context.tasks.failed.emit(failure)

    def _show(self, found: Sequence[Found], *, keep: Found | None) -> None:
        self.rows.show_rows(found)
        if found:
            self.list.setCurrentIndex(self.rows.index(self.rows.row_of(keep)))

    def _say_row(self) -> None:
        found = self.rows.found(self.list.currentIndex().row())
        if found is not None:
            voice.say(self.box, found.spoken)

    def _take(self, row: int) -> None:
        found = self.rows.found(row)
        if found is None:
            return
        self.accept()
        if found.place is not None:
            self.chosen.emit(found.place)
        elif found.command >= 0:
            self._actions[found.command].trigger()
