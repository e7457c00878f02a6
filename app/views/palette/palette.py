"""The palette: one box that finds commands, people, cases and words in records, by keyboard alone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from app.errors import UserError
from app.services.desk import Desk
from app.views import voice
from app.views.palette.finding import Found, commands, in_vault
from app.views.palette.rows import RowPainter, Rows
from app.views.surroundings import Surroundings
from app.views.widgets.words import words

if TYPE_CHECKING:
    from app.views.tasks import Task

_PAUSE_MS = 120
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class Palette(QDialog):
    """`chosen` is a place to go to; a command is carried out."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, around: Surroundings, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setWindowTitle("Casework")
        self.setAccessibleName("Search and commands")
        self._desk, self._around, self._actions, self._over = desk, around, tuple(actions), parent
        native = QKeySequence.SequenceFormat.NativeText
        self._commands = [(each.text(), each.shortcut().toString(native)) for each in self._actions]
        self._search: Task | None = None
        self.box = QLineEdit()
        self.box.setPlaceholderText("A command, a name, a case, or words from a record")
        self.box.setAccessibleName("Search and commands")
        self.rows = Rows()
        self.list = QListView()
        self.list.setModel(self.rows)
        self._painter = RowPainter(around.look, self.rows)
        self.list.setItemDelegate(self._painter)
        self.list.setAccessibleName("What was found")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(False)
        self.told = words("", "small")
        column = QVBoxLayout(self)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self.list.activated.connect(lambda index: self._take(index.row()))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.finished.connect(parent.window().activateWindow)
        self._place()
        self._typed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the keyboard stays in the box; Enter takes the row."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if Qt.Key(event.key()) in _MOVES:
                self.list.event(event)
                self._say_row()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.currentIndex().row())
                return True
        return False

    def _place(self) -> None:
        parent, look = self._over, self._around.look
        width = min(look.pixels(46), parent.width() - look.pixels(2))
        height = min(look.pixels(34), parent.height() - look.pixels(4))
        self.resize(width, height)

    def _typed(self, typed: str) -> None:
        """Commands at once; what is in the vault after a pause, and only for what stands there by then."""
        if self._search is not None:
            self._search.cancel()
        self._show(commands(self._commands, typed))
        if typed.strip():
            self._pause.start()

    def _look(self) -> None:
        typed = self.box.text()
        self._search = self._around.tasks.run(
            in_vault,
            self._desk,
            typed,
            owner=self,
            then=lambda found: self._arrived(typed, found),
            failed=self._refused,
        )

    def _arrived(self, typed: str, found: tuple[Found, ...]) -> None:
        if typed != self.box.text():
            return
        self._show((*found, *commands(self._commands, typed)))
        count = self.rows.rowCount()
        told = "Nothing was found" if not count else "1 result" if count == 1 else f"{count} results"
        self.told.setText(told)
        voice.say(self.box, told)

    def _refused(self, failure: BaseException) -> None:
        if isinstance(failure, UserError):
            self.told.setText(str(failure))
        else:
            self._around.tasks.failed.emit(failure)

    def _show(self, found: Sequence[Found]) -> None:
        self.rows.show_rows(found)
        if found:
            self.list.setCurrentIndex(self.rows.index(0))

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
