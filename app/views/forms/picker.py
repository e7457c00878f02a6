"""The list from which references are picked: what can be cited, by title and date, narrowed by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.domain.values.text import fold
from app.services.records.citable import Citable
from app.views.context import voice
from app.views.theme.theme import Theme
from app.views.widgets.buttons import button
from app.views.widgets.layouts import horizontal, vertical
from app.views.widgets.words import unbroken, words

_ROWS = 6


def line_of(one: Citable) -> str:
    """One thing that can be cited, in words: its title, then its date, whose hyphens break no line."""
    when = unbroken(one.when)
    message = unbroken(one.title) if one.row else one.title
    return f"{message}  ·  {when}" if when else message


class Picker(QFrame):
    """Narrow by typing, go down with the arrow, pick with Enter; Escape closes."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, what: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picker")
        self._offered: tuple[tuple[Citable, str], ...] = ()
        self.entry = QLineEdit(self)
        self.entry.setPlaceholderText("Type to narrow the list")
        self.entry.setAccessibleName(f"{what}: narrow the list")
        self.entry.textChanged.connect(self._narrow)
        self.entry.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(f"{what}: what can be chosen")
        self.list.setWordWrap(True)
        self.list.setFixedHeight(_ROWS * theme.pixels(2.1))
        self.list.itemActivated.connect(self._pick)
        self.list.itemClicked.connect(self._pick)
        self.list.installEventFilter(self)
        self._count = words("", "hint")
        row = horizontal(None, (self.entry, 1), button("Close", self.closed.emit, kind="quiet"))
        vertical(self, row, self.list, self._count, pad=None)

    def offer(self, citable: Sequence[Citable]) -> None:
        """Show what can be picked now."""
        self._offered = tuple((one, fold(f"{one.title} {one.kind} {one.when} {one.id}")) for one in citable)
        self._narrow(self.entry.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down goes from the line into the list, Enter picks the first, Escape closes."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return True
        if watched is self.entry and self.list.count():
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                self.list.setCurrentRow(max(0, self.list.currentRow()))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._pick(self.list.item(max(0, self.list.currentRow())))
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        wanted = [fold(word) for word in typed.split()]
        found = [one for one, folded in self._offered if all(word in folded for word in wanted)]
        self.list.clear()
        for one in found:
            item = QListWidgetItem(line_of(one))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
        if not self._offered:
            message = "There is nothing more to choose."
        elif len(found) < len(self._offered):
            message = f"Narrowed: showing {len(found)} of {len(self._offered)}"
        else:
            message = f"{len(found)} to choose from"
        self._count.setText(message)
        if self.isVisible():
            voice.say(self, message)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
