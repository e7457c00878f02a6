"""A text to read: it can be selected and copied, its lines are comfortable, and nothing is loaded from outside."""

from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from app.views.look import Look
from app.views.record.setting import Setter

COLUMN_EMS: Final = 46
"""How wide a column of text is comfortable to read: some 90 letters."""


class PageText(QTextEdit):
    """What the classes below write into; they write anew when the look or the room changes."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._was_narrow = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName(name)
        look.changed.connect(self.write)

    @property
    def room(self) -> int:
        """How wide the column is, in pixels."""
        return min(self.viewport().width(), self.look.pixels(COLUMN_EMS))

    def write(self) -> None:
        """Write everything anew."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines where they are comfortable to read, however wide the window."""
        super().resizeEvent(event)
        self.setLineWrapColumnOrWidth(self.room)
        is_narrow = Setter.is_narrow(self.look, self.room)
        if is_narrow != self._was_narrow:
            self._was_narrow = is_narrow
            self.write()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: a text may name a place outside, and is never followed there."""
        del kind, name
        return None
