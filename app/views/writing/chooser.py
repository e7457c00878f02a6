"""All snippets, in a list that narrows as one types; Enter puts the chosen one at the cursor."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.domain.fields.templates import Snippet
from app.domain.values.text import fold
from app.views.widgets.fields import finding
from app.views.widgets.layouts import vertical
from app.views.widgets.words import words

_WIDTH_EMS: Final = 34
_ROWS: Final = 9
_ROW_EMS: Final = 1.4
_TO_LIST: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TO_CHOOSE: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SnippetChooser(QFrame):
    """A popup: `chosen` gives the text of the snippet. Escape gives up."""

    chosen = Signal(str)

    def __init__(self, snippets: tuple[Snippet, ...], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setProperty("floating", True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Snippets")
        self.filter = finding("Find a snippet")
        self.list = QListWidget()
        self.list.setAccessibleName("Snippets")
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        label = words("Find a snippet", "label", buddy=self.filter)
        how = words("In the text, type ; with the abbreviation, then Tab.", "small")
        vertical(self, label, self.filter, (self.list, 1), how, pad=None)
        for one in snippets:
            self._add(one)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.setCurrentRow(0)

    def open_at(self, corner: QPoint) -> None:
        """Open below a place on the screen, inside of it."""
        em = self.fontMetrics().height()
        screen = self.screen().availableGeometry()
        self.ensurePolished()
        row = self.list.sizeHintForRow(0) if self.list.count() else em
        rest = self.sizeHint().height() - self.list.sizeHint().height()
        width = min(_WIDTH_EMS * em, screen.width())
        height = min(rest + (row + 1) * _ROWS, screen.height())
        self.resize(width, height)
        self.move(
            max(screen.left(), min(corner.x(), screen.right() - width)),
            max(screen.top(), min(corner.y(), screen.bottom() - height)),
        )
        self.show()
        self.filter.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter reach the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self._move(event)
                return True
            if event.key() in _TO_CHOOSE:
                self._choose(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _add(self, one: Snippet) -> None:
        said = one.title or " ".join(one.text.split())[:80]
        item = QListWidgetItem(f";{one.abbreviation}   {said}" + ("   (mine)" if one.is_own else ""))
        item.setData(Qt.ItemDataRole.UserRole, one.text)
        # High enough to be pressed.
        item.setSizeHint(QSize(0, round(self.list.fontMetrics().height() * _ROW_EMS)))
        item.setData(Qt.ItemDataRole.UserRole + 1, fold(f"{one.abbreviation} {said} {one.text}"))
        self.list.addItem(item)

    def _narrow(self, typed: str) -> None:
        wanted = [fold(word) for word in typed.split()]
        shown = []
        for number in range(self.list.count()):
            item = self.list.item(number)
            hidden = not all(word in item.data(Qt.ItemDataRole.UserRole + 1) for word in wanted)
            item.setHidden(hidden)
            if not hidden:
                shown.append(item)
        if shown:
            self.list.setCurrentItem(shown[0])
        else:
            self.list.setCurrentRow(-1)

    def _move(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}
        shown = [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        if shown:
            now = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[max(0, min(len(shown) - 1, now + step[Qt.Key(event.key())]))])

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            text = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self.chosen.emit(text)
